"""Who meets whom and when: appointments, interpreters, talks of three parties, lessons, work and childcare in a week.

Owns: appointments, who takes part, what was agreed, interpreter bookings, weekly occupations, weekly capacity.

Moments are kept in UTC and read on the Dutch clock; a weekly occupation is a time on that clock, whatever the season.
"""
