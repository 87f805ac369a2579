"""The bridge between the people's files and the figures: extracts, runs of indicators, charts and downloads.

Only here meet the database and the pure `monitor`. What leaves is pseudonymous or counted.
"""
