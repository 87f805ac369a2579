"""Files that others send: a recipe reads them, checks stop what is wrong, a review queue holds what needs a person.

Invariants: a delivery is in whole or not at all; the same delivery twice changes nothing; nothing is guessed, nothing
is lost; every fact knows its file and row; a person's decision is remembered.
"""
