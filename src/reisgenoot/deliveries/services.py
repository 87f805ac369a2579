"""Deciding what waits in the review queue, and taking a decision back. Uploads are in `uploads`, reading in `engine`."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from reisgenoot.deliveries.decisions import LASTING, checked, reason_of
from reisgenoot.deliveries.engine import bring_up_to_date, open_session
from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.forgetting import forget
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.models import RememberedDecision, ReviewItem
from reisgenoot.deliveries.recipe_loader import load_recipe
from reisgenoot.deliveries.rereading import reread, row_of
from reisgenoot.deliveries.rows import Row
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people.models import PersonIdentifier
from reisgenoot.people.services import update_person

LANGUAGE = "nl"
"""Reasons are stored as Dutch message ids; the screens translate them."""


@transaction.atomic
def decide(*, by: Actor, item_id: int, decision: Mapping[str, Any]) -> list[int]:
    """Decide a question, and with it every open question about the same word or person in the same sort of delivery.

    The rows that wait are read again by the decision: the plan is linked, the goal coded, the date filled in. It is
    remembered for later deliveries, and signals are brought up to date. ``decision`` is ``{"value": ...}`` (a code, a
    date, a choice; empty = it stays unknown), ``{"person_id": ...}`` or ``{"bsn": ...}``; see `decisions`.

    Returns
    -------
    The ids of the questions that this decides.

    Raises
    ------
    NotAllowed     the actor may not decide. NotKnown: no such question waits here.
    InvalidInput   it cannot be decided so.
    """
    require(by, Permission.REVIEW_DECIDE)
    item = _get(item_id, ReviewState.OPEN)
    with translation.override(LANGUAGE):
        session = open_session(by, load_recipe(item.delivery.recipe))
        row = row_of(session, item)
        stored = checked(session, item.kind, row, item.column, decision) | reason_of(decision)
        if decision.get("bsn"):
            _note_bsn(session, row, str(decision["bsn"]))
        _remember(by, item, stored)
        items = _same_question(item, ReviewState.OPEN)
        ids = list(items.values_list("pk", flat=True))
        items.update(state=ReviewState.DECIDED, decision=stored, decided_at=now(), decided_by_id=by.staff_id)
        session.decisions[item.kind, item.match_key] = stored
        reread(session, ReviewItem.objects.filter(pk__in=ids), delivery_id=item.delivery_id)
        bring_up_to_date(session)
    return ids


@transaction.atomic
def take_back(*, by: Actor, item_id: int) -> list[int]:
    """Take a decision back: what it brought about is undone, and the questions wait again.

    Raises
    ------
    NotAllowed     the actor may not decide. NotKnown: no such question was decided here.
    InvalidInput   the decision changed a person's own data; that is put right in the file.
    """
    require(by, Permission.REVIEW_DECIDE)
    item = _get(item_id, ReviewState.DECIDED)
    if item.kind in LASTING:
        raise InvalidInput(_("Dit besluit veranderde gegevens van een persoon. Verbeter die in het dossier."))
    with translation.override(LANGUAGE):
        session = open_session(by, load_recipe(item.delivery.recipe))
        before = dict(item.decision or {})
        items = _same_question(item, ReviewState.DECIDED)
        ids = list(items.values_list("pk", flat=True))
        RememberedDecision.objects.filter(recipe=session.recipe.key, kind=item.kind, match_key=item.match_key).delete()
        session.decisions.pop((item.kind, item.match_key), None)
        items.update(state=ReviewState.OPEN, decision=None, decided_at=None, decided_by=None)
        again = ReviewItem.objects.filter(pk__in=ids).select_related("source_row")
        forget(session, before, [(one, row_of(session, one)) for one in again])
        reread(session, again, delivery_id=item.delivery_id)
        bring_up_to_date(session)
    return ids


def _get(item_id: int, state: ReviewState) -> ReviewItem:
    items = ReviewItem.objects.select_for_update(of=("self",)).select_related("delivery", "source_row")
    item = items.filter(pk=item_id, state=state).first()
    if item is None:
        raise NotKnown
    return item


def _same_question(item: ReviewItem, state: ReviewState) -> QuerySet[ReviewItem]:
    return ReviewItem.objects.filter(
        kind=item.kind, match_key=item.match_key, delivery__recipe=item.delivery.recipe, state=state
    )


def _remember(by: Actor, item: ReviewItem, stored: dict[str, Any]) -> None:
    RememberedDecision.objects.update_or_create(
        organisation_id=by.organisation_id,
        recipe=item.delivery.recipe,
        kind=item.kind,
        match_key=item.match_key,
        defaults={"decision": stored, "decided_at": now(), "decided_by_id": by.staff_id},
    )


def _note_bsn(session: Session, row: Row, bsn: str) -> None:
    """Write a BSN that somebody looked up in the person's own data, nowhere else."""
    owner = PersonIdentifier.objects.filter(scheme=row.kind.scheme, value=row.text("client_number")).first()
    if owner is None:
        raise InvalidInput(_("Van wie deze rij is, is nog niet bekend."), field="decision")
    update_person(by=session.by, person_id=owner.person_id, bsn=bsn)
