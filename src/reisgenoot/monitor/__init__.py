"""What is counted and how: declared tables, indicators on them, statistics and the protection of small cells.

Pure: knows no framework and no database. ``tables`` says what one row is, ``language`` holds the few words from which
every indicator in ``definitions`` is composed, ``compiling`` turns an indicator into Ibis expressions and
``tabulate`` turns counted cells into rows with interval and protection.
"""
