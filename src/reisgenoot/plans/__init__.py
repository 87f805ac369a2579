"""The personal plan: versions, goals and the instruments and own effort that lead there.

Invariants: a delivered plan that nobody could be found for is kept without a journey and waits in the review queue;
a goal or instrument text that is not in the catalogue keeps its text and has no key.
"""
