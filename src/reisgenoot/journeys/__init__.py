"""The way somebody goes: journey, milestones, director, contacts, and the signals of what needs doing.

Invariants: a journey keeps the approach version it began with until somebody moves it; at most one director at a
time; what a screen calls status is derived in `standing`, in one place; a signal closes itself when its cause is gone.
"""
