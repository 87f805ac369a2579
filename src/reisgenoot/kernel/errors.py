"""Errors that a person can act on. Each carries a stable code and never holds personal data."""


class ReisgenootError(Exception):
    """Something went wrong that can be told to a person; ``code`` is stable, the text says what to do."""

    code = "error"


class NoTenant(ReisgenootError):
    """A query on people's data ran without an executing organisation; wrap it in ``acting_as``."""

    code = "no-tenant"


class NotAllowed(ReisgenootError):
    """The actor knows of this but may not do it (shown as 403)."""

    code = "not-allowed"


class NotKnown(ReisgenootError):
    """For this actor the thing does not exist (shown as 404)."""

    code = "not-known"


class InvalidInput(ReisgenootError):
    """What was given breaks a rule; ``field`` names where, the text says how to mend it."""

    code = "invalid-input"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
