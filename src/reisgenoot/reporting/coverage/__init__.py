"""Who is left behind: open files without diagnosis, plan, contact or offer, and whether that differs between groups.

Words owned here: gap (one of these four things that is missing), group (a value of a characteristic: profile, sex, age,
household, language). Origin is never one of them.
"""
