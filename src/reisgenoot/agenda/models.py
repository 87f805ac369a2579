"""Tables of the agenda."""
