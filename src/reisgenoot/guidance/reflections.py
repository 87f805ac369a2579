"""Reading reflection cards: only ever the own ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from reisgenoot.guidance.models import Reflection
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require

MOST_REFLECTIONS = 200


@dataclass(frozen=True, slots=True)
class ReflectionCard:
    """An own card about a talk."""

    id: int
    journey_id: int
    contact_id: int | None
    person: str
    on: date
    logics: Sequence[str]
    intended: str
    effect: str
    next_time: str
    written_at: datetime
    version_id: int


def own_reflections(*, by: Actor, journey_id: int | None = None) -> Sequence[ReflectionCard]:
    """The cards of the actor, newest first; of one journey or of all. Nobody else's, whatever the role. One query."""
    require(by, Permission.REFLECTION_WRITE)
    if by.staff_id is None:
        return []
    rows = Reflection.objects.filter(author_id=by.staff_id)
    if journey_id is not None:
        rows = rows.filter(journey_id=journey_id)
    rows = rows.annotate(version_id=F("journey__approach_version_id")).select_related("journey__person")
    rows = rows.only(
        *("journey_id", "contact_id", "on", "logics", "intended", "effect", "next_time", "written_at"),
        *("journey__person__called", "journey__person__given_name", "journey__person__family_name"),
    )
    return [
        ReflectionCard(
            id=row.pk,
            journey_id=row.journey_id,
            contact_id=row.contact_id,
            person=row.journey.person.display_name,
            on=row.on,
            logics=row.logics,
            intended=row.intended,
            effect=row.effect,
            next_time=row.next_time,
            written_at=row.written_at,
            version_id=row.version_id,
        )
        for row in rows.order_by("-on", "-pk")[:MOST_REFLECTIONS]
    ]


def get_own_reflection(*, by: Actor, journey_id: int, reflection_id: int) -> ReflectionCard:
    """One own card. Raises NotKnown for any other, also of a colleague in the same organisation."""
    found = [card for card in own_reflections(by=by, journey_id=journey_id) if card.id == reflection_id]
    if not found:
        raise NotKnown
    return found[0]
