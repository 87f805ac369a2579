"""Whose people: one's own, everybody's, nobody's, or those of a colleague."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q


class Whose(StrEnum):
    """Which people a list is about."""

    MINE = "mine"
    EVERYBODY = "everybody"
    NOBODY = "nobody"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection by director. ``staff_id`` is whose for MINE and COLLEAGUE; an actor without a staff row has nobody."""

    whose: Whose
    staff_id: int | None = None

    def signals(self) -> Q:
        """The signals somebody has to act on."""
        return self._by("staff")

    def standings(self) -> Q:
        """The journeys somebody is director of."""
        return self._by("director")

    def _by(self, field: str) -> Q:
        if self.whose is Whose.EVERYBODY:
            return Q()
        if self.whose is Whose.NOBODY:
            return Q(**{f"{field}__isnull": True})
        return Q(**{f"{field}_id": self.staff_id or 0})
