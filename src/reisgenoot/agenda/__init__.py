"""Who meets whom and when: appointments, interpreters, talks of three parties, lessons, work and childcare in a week.

Owns: appointments, who takes part, interpreter bookings, weekly occupations.
"""
