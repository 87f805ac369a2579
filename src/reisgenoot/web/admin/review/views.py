"""Controle: the questions that deliveries left open, and deciding about one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.deliveries.decisions import LASTING
from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.selectors import get_item, reason_text
from reisgenoot.deliveries.services import decide, take_back
from reisgenoot.deliveries.waiting import neighbours_of, waiting_counts, waiting_items
from reisgenoot.journeys.keyset import Order, Page, Position, take_page
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.admin.review.kinds import Kind, kind_of
from reisgenoot.web.admin.review.options import BSN, LEAVE, REASONS, TYPED, decision_of
from reisgenoot.web.admin.review.question import question_of
from reisgenoot.web.components.actions import Empty, Paging, Tab
from reisgenoot.web.components.toasts import undoable

PAGE_SIZE = 50
UNPROCESSABLE = 422
_ORDER = Order(keys=("kind", "id"))
_FIELDS = ("reason", "column", "given", "source_row__file__name", "source_row__sheet", "source_row__number")
_ABOUT_PEOPLE = {"plan_person", "duplicate_person", "same_bsn", "person_differs"}


@page(Permission.REVIEW_DECIDE, purpose="reviewing")
@require_safe
def review(request: StaffRequest) -> HttpResponse:
    """What waits, by kind. Shows words and places in files, no people."""
    kind = request.GET.get("soort", "")
    delivery = request.GET.get("levering", "")
    delivery_id = int(delivery) if delivery.isdecimal() else None
    items = waiting_items(by=request.actor, kind=kind, delivery_id=delivery_id)
    among = waiting_items(by=request.actor)
    found = take_page(items, among=among, order=_ORDER, position=_position(request.GET), size=PAGE_SIZE, fields=_FIELDS)
    counts = waiting_counts(by=request.actor, delivery_id=delivery_id)
    kept = f"&levering={delivery_id}" if delivery_id is not None else ""
    context = {
        "groups": _grouped(found.rows, counts),
        "tabs": _tabs(counts, kind, kept),
        "paging": _paging(found, f"soort={kind}{kept}"),
        "empty": Empty(
            _("Niets te controleren"),
            _("Alles uit de leveringen is duidelijk. Komt er iets bij, dan staat het hier."),
            icon="done",
        ),
        "first": found.rows[0]["id"] if found.rows else None,
    }
    return render(request, "admin/review.html", context)


def _position(given: Mapping[str, str]) -> Position:
    for name, backwards in (("after", False), ("before", True)):
        if given.get(name, "").isdecimal():
            return Position(int(given[name]), backwards)
    return Position()


def _paging(found: Page, kept: str) -> Paging:
    address = f"{reverse('review')}?{kept}&"
    return Paging(
        previous_url=f"{address}before={found.before}" if found.before else "",
        next_url=f"{address}after={found.after}" if found.after else "",
    )


def _tabs(counts: Mapping[str, int], chosen: str, kept: str) -> list[Tab]:
    whole = Tab(_("Alles"), f"{reverse('review')}?{kept.lstrip('&')}".rstrip("?"), not chosen, sum(counts.values()))
    kinds = [
        Tab(str(kind_of(kind).title), f"{reverse('review')}?soort={kind}{kept}", chosen == kind, count)
        for kind, count in counts.items()
    ]
    return [whole, *kinds]


def _grouped(rows: Sequence[dict[str, Any]], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The rows of a page under the kinds they belong to."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["kind"], []).append(_line(row))
    return [{"kind": kind_of(kind), "count": counts.get(kind, 0), "lines": lines} for kind, lines in groups.items()]


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    """One question in the list: the word it is about, but never what a row says about who somebody is."""
    about_people = row["kind"] in _ABOUT_PEOPLE
    reason: str = row["reason"]
    return {
        "url": reverse("review_item", args=[row["id"]]),
        "asked": "" if about_people else row["given"].get(row["column"], ""),
        "column": row["column"],
        "reason": _(reason),
        "file": row["source_row__file__name"] or "",
        "number": row["source_row__number"],
    }


@page(Permission.REVIEW_DECIDE, purpose="reviewing")
@require_http_methods(["GET", "POST"])
def review_item(request: StaffRequest, item_id: int) -> HttpResponse:
    """One question. A search is a POST: a name does not belong in an address."""
    item = get_item(by=request.actor, item_id=item_id)
    return _show(request, item, search=request.POST.get("zoek", "").strip()[:100])


def _show(request: StaffRequest, item: ReviewItem, *, search: str = "", error: str = "") -> HttpResponse:
    neighbours = neighbours_of(item, by=request.actor)
    left = ngettext("%(n)d vraag van deze soort", "%(n)d vragen van deze soort", neighbours.count)
    context = {
        "item": item,
        "is_open": item.state == ReviewState.OPEN,
        "can_undo": item.state == ReviewState.DECIDED and item.kind not in LASTING,
        "question": question_of(item, by=request.actor, search=search),
        "search": search,
        "error": error,
        "reason": reason_text(item),
        "next_id": neighbours.next_id,
        "left": left % {"n": neighbours.count},
    }
    return render(request, "admin/review_item.html", context, status=UNPROCESSABLE if error else 200)


@page(Permission.REVIEW_DECIDE, purpose="reviewing")
@require_POST
def review_decide(request: StaffRequest, item_id: int) -> HttpResponse:
    """Keep an answer and go on to the next question of the same kind."""
    item = get_item(by=request.actor, item_id=item_id)
    decision = _read_decision(request.POST, kind_of(item.kind))
    if isinstance(decision, str):
        return _show(request, item, error=decision)
    try:
        decided = decide(by=request.actor, item_id=item_id, decision=decision)
    except InvalidInput as error:
        return _show(request, item, error=str(error))
    _say(request, item, decided)
    next_id = neighbours_of(item, by=request.actor).next_id
    return redirect("review_item", next_id) if next_id else redirect("review")


def _say(request: StaffRequest, item: ReviewItem, decided: Sequence[int]) -> None:
    """What was decided, with undo where it can be taken back here."""
    words = ngettext(
        "Besloten, en onthouden voor de volgende levering.",
        "%(n)d vragen in één keer besloten, en onthouden voor de volgende levering.",
        len(decided),
    ) % {"n": len(decided)}
    if item.kind in LASTING:
        messages.success(request, words)
    else:
        undoable(request, words, undo_url=reverse("review_undo", args=[item.pk]))


def _read_decision(given: Mapping[str, str], kind: Kind) -> dict[str, Any] | str:
    """The decision that was sent, or what is wrong with it."""
    choice = given.get("keuze", "")
    if choice == LEAVE:
        reason = given.get("reden", "")
        return {"value": "", "reason": reason} if reason in REASONS else _("Kies waarom dit leeg blijft.")
    if choice in {TYPED, BSN}:
        typed = given.get("waarde", "").strip()[:200]
        return {choice: typed} if typed else _("Vul in wat er hoort te staan.")
    return decision_of(choice, kind) or _("Kies een antwoord.")


@page(Permission.REVIEW_DECIDE, purpose="reviewing")
@require_POST
def review_undo(request: StaffRequest, item_id: int) -> HttpResponse:
    """Take a decision back; the question is open again."""
    get_item(by=request.actor, item_id=item_id)
    try:
        take_back(by=request.actor, item_id=item_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect("review_item", item_id)
