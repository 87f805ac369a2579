"""Leveringen: what was brought in, bringing in more, and how one delivery is getting on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.deliveries.selectors import deliveries as all_deliveries
from reisgenoot.deliveries.selectors import get_delivery
from reisgenoot.deliveries.waiting import waiting_counts
from reisgenoot.journeys.keyset import Order, Page, Position, take_page
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.admin.deliveries.words import (
    BUSY,
    changes_in_words,
    files_in_words,
    recipe_title,
    state_badge,
    totals_in_words,
    troubles_of,
)
from reisgenoot.web.admin.review.kinds import kind_of
from reisgenoot.web.components.actions import Action, Empty, Paging, Progress
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import moment_in_words

PAGE_SIZE = 50
UNPROCESSABLE = 422
_ORDER = Order(keys=("received_at", "id"), descending=True)
_FIELDS = ("recipe", "state", "files", "counts", "received_by__name")


@page(Permission.DELIVERY_READ)
@require_safe
def deliveries(request: StaffRequest) -> HttpResponse:
    """What was delivered, the newest first."""
    rows = all_deliveries(by=request.actor)
    found = take_page(rows, among=rows, order=_ORDER, position=_position(request), size=PAGE_SIZE, fields=_FIELDS)
    may_write = has_permission(request.actor, Permission.DELIVERY_WRITE)
    upload = Action(_("Bestanden aanleveren"), reverse("delivery_upload"), "upload", "primary")
    context = {
        "table": _table(found, upload if may_write else None),
        "paging": _paging(found),
        "actions": [upload] if may_write else [],
    }
    return render(request, "admin/deliveries.html", context)


def _position(request: StaffRequest) -> Position:
    for name, backwards in (("after", False), ("before", True)):
        if request.GET.get(name, "").isdecimal():
            return Position(int(request.GET[name]), backwards)
    return Position()


def _paging(found: Page) -> Paging:
    address = reverse("deliveries")
    return Paging(
        previous_url=f"{address}?before={found.before}" if found.before else "",
        next_url=f"{address}?after={found.after}" if found.after else "",
    )


def _table(found: Page, upload: Action | None) -> Table:
    columns = [
        Column("received_at", _("Ontvangen")),
        Column("recipe", _("Soort levering")),
        Column("files", _("Bestanden")),
        Column("state", _("Stand")),
        Column("questions", _("Vragen"), number=True, hint=_("Vragen die deze levering in Controle zette")),
        Column("received_by", _("Door")),
    ]
    rows = [
        Row(
            [
                Cell(
                    moment_in_words(row["received_at"]),
                    url=reverse("delivery", args=[row["id"]]),
                ),
                Cell(recipe_title(row["recipe"])),
                Cell(files_in_words(row["files"])),
                Cell(badge=state_badge(Delivery(state=row["state"]))),
                Cell(str(row["counts"].get("new_questions", ""))),
                Cell(row["received_by__name"] or ""),
            ]
        )
        for row in found.rows
    ]
    empty = Empty(
        _("Nog niets aangeleverd"),
        _("Begin met de bestanden die er zijn: uitvoer van het intakesysteem, lijsten van aanbieders, plannen."),
        upload,
        "deliveries",
    )
    return Table(_("Leveringen"), columns, rows, empty=empty)


@page(Permission.DELIVERY_READ)
@require_safe
def delivery(request: StaffRequest, delivery_id: int) -> HttpResponse:
    """One delivery: how far it is, what it brings or brought, what is wrong, what is open."""
    one = get_delivery(by=request.actor, delivery_id=delivery_id)
    may_decide = has_permission(request.actor, Permission.REVIEW_DECIDE)
    waiting = waiting_counts(by=request.actor, delivery_id=delivery_id) if may_decide else {}
    context = {
        "delivery": one,
        "title": recipe_title(one.recipe),
        "badge": state_badge(one),
        "progress": _progress(one) if one.state in BUSY else None,
        "changes": changes_in_words(one.counts),
        "totals": totals_in_words(one.counts),
        "troubles": troubles_of(one.problems),
        "waiting": [(kind_of(kind), count) for kind, count in waiting.items()],
        "may_write": has_permission(request.actor, Permission.DELIVERY_WRITE),
    }
    return render(request, "admin/delivery.html", context)


def _progress(one: Delivery) -> Progress:
    is_checking = one.state != DeliveryState.READING
    return Progress(
        key=f"delivery-{one.pk}",
        label=_("We controleren de bestanden") if is_checking else _("We lezen de bestanden in"),
        value=one.progress or None,
        words=_("%(n)d %%") % {"n": one.progress} if one.progress else _("wacht op een plek"),
        poll_url=reverse("delivery_progress", args=[one.pk]),
    )


@page(Permission.DELIVERY_READ)
@require_safe
def delivery_progress(request: StaffRequest, delivery_id: int) -> HttpResponse:
    """How far a delivery is, for the page that asks every second; the page is loaded anew when it is over."""
    one = get_delivery(by=request.actor, delivery_id=delivery_id)
    if one.state not in BUSY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "_components/progress/progress.html", {"progress": _progress(one)})
