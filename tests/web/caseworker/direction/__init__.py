"""Screens of the daily guidance."""
