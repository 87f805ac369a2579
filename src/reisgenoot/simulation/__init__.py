"""Believable made-up populations, for the demo and for measuring speed. Nobody in them exists."""
