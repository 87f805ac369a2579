"""Controle: what a delivered file left open, and deciding about it."""
