"""The daily direction: appointments, interpreters, agenda, obstacles, basics, unburdening, escalation, who helps with what.

Owns these tables; derives the agenda from appointments, lessons and work.
"""
