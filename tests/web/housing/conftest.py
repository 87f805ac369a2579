"""The same two offices as the client managers have."""

from tests.web.caseworker.conftest import _on_a_monday, ours, theirs

__all__ = ["_on_a_monday", "ours", "theirs"]
