"""Reisgenoot: guiding newcomers, and learning honestly what the guidance brings about."""
