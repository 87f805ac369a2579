"""Jobs: what somebody works at, under which contract, until when.

Owns: jobs.
"""
