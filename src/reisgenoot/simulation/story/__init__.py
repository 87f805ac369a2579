"""The demo story: two organisations on an ordinary day, with people who have a history, told in YAML beside this file.

Words owned here: story (staff and people of one organisation), day (counted from today). The marker that a story has
been told stands in the database, so that telling it again does nothing.
"""
