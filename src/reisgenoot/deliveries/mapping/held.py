"""What earlier deliveries left: the facts that stand for a row, and whether somebody put one right by hand since."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from django.db.models import Q
from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.mapping.session import Draft, Session, Subject
from reisgenoot.deliveries.rows import Row
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.kernel.models import FactModel, SourceRow

_F = TypeVar("_F", bound=FactModel)


def held_by_key(model: type[_F], journeys: Mapping[str, int]) -> dict[str, list[_F]]:
    """The facts of a model that are held now and came from rows with these keys, by key, oldest first.

    ``journeys`` is the journey of each row by its key: facts are found by journey, for which there is an index.
    """
    of_these = Q(journey_id__in=set(journeys.values()), superseded_at__isnull=True, source_row__isnull=False)
    facts = cast("list[_F]", list(model._default_manager.filter(of_these).order_by("pk")))
    # Two plain queries: the rows of this transaction have no statistics yet, and a join would be planned badly.
    keys = dict(
        SourceRow.objects.filter(pk__in={fact.source_row_id for fact in facts}).values_list("pk", "natural_key")
    )
    found: dict[str, list[_F]] = {}
    for fact in facts:
        key = keys.get(fact.source_row_id or 0, "")
        if key in journeys:
            found.setdefault(key, []).append(fact)
    return found


def may_replace(session: Session, row: Row, fact: FactModel, subject: Subject) -> bool:
    """Whether what is delivered may correct a fact: not when somebody corrected it by hand, until somebody chooses.

    A delivered fact has no recorder; one that was put right on a screen has.
    """
    if fact.recorded_by_id is None:
        return True
    key = keyed_hash(f"{row.key}|{row.digest}|{subject[0]}")
    decision = session.decided("corrected_here", key)
    if decision is not None:
        return decision.get("value") == "delivered"
    options = [
        {"value": "ours", "label": _("wat hier is verbeterd")},
        {"value": "delivered", "label": _("wat nu is aangeleverd")},
    ]
    reason = _("dit is hier verbeterd, en de levering zegt nu iets anders")
    session.drafts.append(Draft(row, "corrected_here", reason, key, suggestions=options, subject=subject))
    return False


def differs(fact: object, wanted: object, names: Sequence[str]) -> bool:
    """Whether a fact says something else than what is wanted, in any of these fields."""
    return any(getattr(fact, name) != getattr(wanted, name) for name in names)
