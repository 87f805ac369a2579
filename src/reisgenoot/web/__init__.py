"""Screens, one folder per audience. A view fetches, checks, parses, calls one service or selector, renders."""
