"""Handing over somebody's files: a proposal that one can change row by row, confirmed in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.services import hand_over_caseload
from reisgenoot.journeys.team.models import Cause
from reisgenoot.journeys.team.open_points import open_points_of
from reisgenoot.journeys.team.state import OpenFile, Teammate
from reisgenoot.journeys.team.taking_over import Leaving, files_to_hand_over
from reisgenoot.journeys.team.workload import NORM, load_of
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.offers.partners import providers_involved
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.wording import Wording, language_name
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.components.words import day_in_words, since_in_words
from reisgenoot.web.management.handed import PART
from reisgenoot.web.management.handover_forms import USUAL_EASE, HandoverForm, Typed, as_files, typed_lines
from reisgenoot.web.management.wording import amount, hours, load_badge, why_in_words

UNPROCESSABLE = 422
DRAFT = "caseload-handover"
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Line:
    """One file on the screen. ``others`` counts files of the same household, ``why`` is of the proposal."""

    journey_id: int
    name: str
    about: str
    last_contact: str
    open_points: Sequence[str]
    why: Sequence[str]
    proposed: str
    chosen: int | None
    note: str
    nothing_open: bool
    lacks: str = ""


@page(Permission.DIRECTOR_ASSIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def caseload_handover(request: StaffRequest, staff_id: int) -> HttpResponse:
    """The proposal; with ``do=confirm`` it takes place, with any other POST it is worked out again."""
    by = request.actor
    approach = organisation_approach(by=by)
    norm = approach.caseload_norms.get(NORM)
    given = request.POST if request.method == "POST" else drafts.typed(request, DRAFT, staff_id)
    form = HandoverForm(given, may_weigh=bool(norm and norm.weights), initial=_guess(request))
    asked = _asked(form, given)
    weigh_by = norm if asked["weighed"] else None
    leaving = files_to_hand_over(
        by=by, staff_id=staff_id, day=today(), approach=approach, weigh_by=weigh_by, ease=asked["ease"]
    )
    log_read(by=by, person_id=None, part=PART, count=len(leaving.files))
    proposed = {one.file_id: (one.colleague_id, [str(why) for why in one.why]) for one in leaving.proposed.values()}
    typed = typed_lines(given or {}, [file.journey_id for file in leaving.files])
    confirming = request.method == "POST" and request.POST.get("do") == CONFIRM
    error = ""
    if confirming and form.is_valid():
        try:
            return _hand_over(request, leaving, form.cleaned_data, as_files(typed, proposed))
        except InvalidInput as refused:
            error = str(refused)
    screen = _Screen(leaving, typed, asks_all=confirming, wording=Wording(approach))
    context = {
        "colleague": leaving.colleague,
        "form": form if confirming or given is None else _unbothered(form, given, bool(norm and norm.weights)),
        "lines": screen.lines(),
        "candidates": leaving.candidates,
        "balance": _balance(leaving, screen, norm, weigh_by),
        "error": error,
        "sentence": _sentence(leaving),
        "draft": DRAFT,
    }
    status = UNPROCESSABLE if confirming else 200
    return render(request, "management/handover.html", context, status=status)


def _guess(request: StaffRequest) -> dict[str, Any]:
    return {"from_on": today(), "ease": request.GET.get("ease", USUAL_EASE)}


def _asked(form: HandoverForm, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """What weighs in the proposal, also while the rest of the form is not filled in yet."""
    ease = str((given or form.initial).get("ease", USUAL_EASE))
    weighed = "weighed" in form.fields and bool((given or {}).get("weighed"))
    return {"ease": float(ease) if ease.isdecimal() else float(USUAL_EASE), "weighed": weighed}


def _unbothered(form: HandoverForm, given: Mapping[str, Any], may_weigh: bool) -> HandoverForm:
    """The same values without complaints: somebody who works out a proposal is not done yet."""
    return HandoverForm(initial={name: given.get(name) for name in form.fields}, may_weigh=may_weigh)


def _hand_over(request: StaffRequest, leaving: Leaving, said: Mapping[str, Any], files: Sequence[Any]) -> HttpResponse:
    by, staff_id = request.actor, leaving.colleague.pk
    involved = providers_involved(journey_ids=[one.journey_id for one in files], day=said["from_on"])
    handover = hand_over_caseload(
        by=by,
        staff_id=staff_id,
        cause=said["cause"],
        from_on=said["from_on"],
        files=files,
        providers=involved,
    )
    drafts.forget(request, DRAFT, staff_id)
    told = {"n": len(files), "name": leaving.colleague.name, "day": day_in_words(said["from_on"])}
    words = ngettext(
        "%(n)d dossier van %(name)s gaat over op %(day)s.",
        "%(n)d dossiers van %(name)s gaan over op %(day)s.",
        len(files),
    )
    undoable(request, words % told, undo_url=reverse("caseload_handover_undo", args=[handover.pk]))
    if said["cause"] == Cause.LEAVING:
        messages.info(request, _("Beheer kan %(name)s vanaf die dag uit dienst melden.") % told)
    return redirect("caseload_handed", handover.pk)


class _Screen:
    """The lines of the screen: what was typed, else the proposal."""

    def __init__(self, leaving: Leaving, typed: Mapping[int, Typed], *, asks_all: bool, wording: Wording) -> None:
        self._leaving = leaving
        self._typed = typed
        self._asks_all = asks_all
        self._wording = wording
        self._names = {one.id: one.name for one in leaving.candidates}
        self._points = open_points_of([file.journey_id for file in leaving.files])

    def chosen(self, file: OpenFile) -> int | None:
        """Who takes this file over, as it stands now."""
        typed = self._typed.get(file.journey_id)
        if typed is not None:
            return typed.staff_id
        proposed = self._leaving.proposed.get(file.journey_id)
        return proposed.colleague_id if proposed else None

    def lines(self) -> list[Line]:
        """Households together, by name."""
        names = self._leaving.names
        first: dict[int, str] = {}
        for file in self._leaving.files:
            if file.household_id:
                name = names[file.journey_id]
                first[file.household_id] = min(first.get(file.household_id, name), name)
        order = sorted(
            self._leaving.files,
            key=lambda file: (first.get(file.household_id or 0, names[file.journey_id]), names[file.journey_id]),
        )
        return [self._line(file) for file in order]

    def _line(self, file: OpenFile) -> Line:
        typed = self._typed.get(file.journey_id)
        proposed = self._leaving.proposed.get(file.journey_id)
        points = self._points.get(file.journey_id, [])
        chosen = self.chosen(file)
        lacks = ""
        if self._asks_all and chosen is None:
            lacks = _("Kies een nieuwe regisseur.")
        elif self._asks_all and typed and not typed.note.strip() and not typed.nothing_open:
            lacks = _("Schrijf wat de collega moet weten, of vink aan dat er niets openstaat.")
        last = self._leaving.last_contacts.get(file.journey_id)
        return Line(
            journey_id=file.journey_id,
            name=self._leaving.names[file.journey_id],
            about=self._about(file),
            last_contact=since_in_words(last, today()) if last else _("nog niet gesproken"),
            open_points=points,
            why=[why_in_words(why) for why in proposed.why] if proposed else [],
            proposed=self._names.get(proposed.colleague_id, "") if proposed else "",
            chosen=chosen,
            note=typed.note if typed else "",
            nothing_open=typed.nothing_open if typed else not points,
            lacks=lacks,
        )

    def _about(self, file: OpenFile) -> str:
        parts = [language_name(file.language, get_language() or "nl")] if file.language else []
        parts.append(self._wording.phase(file.phase) if file.phase else "")
        others = sum(one.household_id == file.household_id for one in self._leaving.files) if file.household_id else 1
        if others > 1:
            parts.append(_("gezin van %(n)d dossiers, blijft samen") % {"n": others})
        return " · ".join(part for part in parts if part)


def _balance(leaving: Leaving, screen: _Screen, norm: Any, weigh_by: Any) -> Table:
    """The load of each colleague before and after."""
    gained: dict[int, list[OpenFile]] = {}
    for file in leaving.files:
        chosen = screen.chosen(file)
        if chosen:
            gained.setdefault(chosen, []).append(file)
    columns = [
        Column("name", _("Collega")),
        Column("fte", _("Fte"), number=True),
        Column("now", _("Nu"), number=True),
        Column("gained", _("Erbij"), number=True),
        Column("after", _("Straks"), number=True),
        Column("per_fte", _("Per fte nu → straks"), number=True),
        Column("norm", _("Norm")),
    ]
    rows = []
    for one in leaving.candidates:
        now_there, extra = list(leaving.present.get(one.id, [])), gained.get(one.id, [])
        before = load_of(now_there, one.fte, weigh_by=weigh_by)
        after = load_of([*now_there, *extra], one.fte, weigh_by=weigh_by)
        per = " → ".join(amount(load.per_fte) if load.per_fte is not None else "–" for load in (before, after))
        cells = [
            Cell(one.name, sub=_leaves(one)),
            Cell(hours(one.fte)),
            Cell(str(before.files)),
            Cell(f"+{len(extra)}" if extra else "0"),
            Cell(str(after.files)),
            Cell(per),
            Cell(badge=load_badge(after, norm)),
        ]
        rows.append(Row(cells))
    return Table(_("Caseload voor en na de overdracht"), columns, rows)


def _leaves(colleague: Teammate) -> str:
    left_on: date | None = colleague.left_on
    return _("gaat weg op %(day)s, niet voorgesteld") % {"day": day_in_words(left_on)} if left_on else ""


def _sentence(leaving: Leaving) -> str:
    number = len(leaving.files)
    words = ngettext(
        "%(n)d lopend dossier krijgt een nieuwe regisseur.",
        "%(n)d lopende dossiers krijgen een nieuwe regisseur.",
        number,
    )
    return words % {"n": number}
