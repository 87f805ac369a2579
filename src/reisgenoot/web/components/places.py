"""The places in the left column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One place one may go to. ``icon`` is a key of :data:`reisgenoot.web.icons.ICONS`; no count when None."""

    url: str
    label: str
    icon: str
    count: int | None = None
    current: bool = False
