"""The reflection card: written, changed and thrown away by its author only."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.guidance.models import Reflection
from reisgenoot.guidance.writing import check, writing_in
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.journeys.models import Contact
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.permissions import Permission, require


@transaction.atomic
def write_reflection(
    *,
    by: Actor,
    journey_id: int,
    on: date,
    logics: Sequence[str],
    intended: str = "",
    effect: str = "",
    next_time: str = "",
    contact_id: int | None = None,
    reflection_id: int | None = None,
) -> Reflection:
    """Write a card about a talk, or change an own one.

    Raises
    ------
    NotAllowed     the actor is no member of staff, or may not reflect.
    NotKnown       journey, contact or card is not there for this actor: a colleague's card does not exist.
    InvalidInput   no way of guiding was chosen, one the approach does not know, or the day lies in the future.
    """
    author = _author(by)
    approach = writing_in(journey_id)
    refuse_future(on, field="on")
    if not logics:
        raise InvalidInput(_("Kies hoe je het gesprek voerde."), field="logics")
    if set(logics) - set(approach.logics):
        raise InvalidInput(_("Kies uit de lijst."), field="logics")
    if contact_id is not None and not Contact.objects.filter(pk=contact_id, journey_id=journey_id).exists():
        raise NotKnown
    card = _own(reflection_id, author) if reflection_id else Reflection(author_id=author)
    if reflection_id and card.journey_id != journey_id:
        raise NotKnown
    card.organisation_id, card.journey_id = by.organisation_id, journey_id
    card.on, card.logics, card.contact_id = on, list(logics), contact_id
    card.intended, card.effect, card.next_time = intended, effect, next_time
    check(card)
    card.save()
    return card


@transaction.atomic
def throw_away_reflection(*, by: Actor, reflection_id: int) -> None:
    """Throw an own card away for good. Raises as `write_reflection`."""
    _own(reflection_id, _author(by)).delete()


def _author(by: Actor) -> int:
    require(by, Permission.REFLECTION_WRITE)
    if by.staff_id is None:
        raise NotAllowed(Permission.REFLECTION_WRITE.value)
    return by.staff_id


def _own(reflection_id: int, author: int) -> Reflection:
    card = Reflection.objects.filter(pk=reflection_id, author_id=author).first()
    if card is None:
        raise NotKnown
    return card
