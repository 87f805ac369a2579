"""The offices of the client managers, and forms asked there."""

from tests.web.caseworker.conftest import _on_a_monday, ours, theirs

__all__ = ["_on_a_monday", "ours", "theirs"]
