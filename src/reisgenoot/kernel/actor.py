"""Who acts: built once per request, command or task, and passed to every service and selector as ``by``."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a named job acting for one executing organisation.

    ``staff_id`` is missing for jobs; ``user_id`` is missing for jobs and commands. ``label`` names a job
    ("nightly signals") or holds the staff code; it never holds a client's data. ``reason`` is the purpose that
    the reading log records.
    """

    organisation_id: int
    roles: frozenset[str] = field(default_factory=frozenset)
    staff_id: int | None = None
    user_id: int | None = None
    label: str = ""
    reason: str = "guiding"


def job(name: str, organisation_id: int) -> Actor:
    """A named job with the rights of an administrator and a team manager, for commands and nightly work."""
    return Actor(organisation_id=organisation_id, roles=frozenset({"administrator", "team_manager"}), label=name)
