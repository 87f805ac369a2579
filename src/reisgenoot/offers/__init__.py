"""What people take part in at providers, what came of it, and the call-ups to it.

Invariants: an enrolment is one person in one offer at one provider; outcomes are observed on a date and may be several
at once; which one counts as highest is for the approach to say.
"""
