"""The daily direction: obstacles, basics in order, unburdening, escalation, who helps with what, reflection.

Owns these tables and the rules on them.
"""
