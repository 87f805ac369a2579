"""Objects that the routes of asking are about."""

from reisgenoot.kernel.actor import Actor


def make(by: Actor, objects: dict[str, int]) -> dict[str, int]:
    """Ids by name; ``objects`` are those made before, such as ``journey`` and ``staff``."""
    return {}
