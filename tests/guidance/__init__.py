"""The daily guidance."""
