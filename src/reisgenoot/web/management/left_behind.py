"""Wie blijft achter: shares of people without diagnosis, plan, contact or offer, and behind each figure the people."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.approach import Approach
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.team.state import colleague_names, teammates
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.reporting.coverage.people import Characteristic, Covered, Gap, covered_people, names_of
from reisgenoot.reporting.coverage.shares import coverage
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.actions import Empty, Paging
from reisgenoot.web.components.filters import FilterBar, FilterField, Option
from reisgenoot.web.components.tables import Column, Table
from reisgenoot.web.management.gap_tables import (
    caution,
    everybody_stats,
    gap_row,
    group_label,
    groups_table,
    share_values,
    titles_of_people,
    values_of_person,
)
from reisgenoot.web.management.gap_words import CHARACTERISTICS, GAP_TITLES, GAP_WHYS
from reisgenoot.web.management.sheets import csv_response

BY, WHO, PAGE = "naar", "wie", "p"
NOBODY = "geen"
PAGE_SIZE = 50
PART = "left-behind-export"


@page(Permission.TEAM_READ)
@require_safe
def left_behind(request: StaffRequest) -> HttpResponse:
    """Shares for everybody and for the groups of one characteristic."""
    by = request.actor
    chosen = _characteristic(request.GET.get(BY, ""))
    approach = organisation_approach(by=by)
    people = covered_people(by=by, day=today(), approach=approach)
    found = coverage(people, threshold=own_organisation(by=by).small_cell)
    context = {
        "day": today(),
        "number": len(people),
        "stats": everybody_stats(found),
        "bar": FilterBar(
            url=reverse("left_behind"),
            fields=[
                FilterField(
                    BY,
                    _("Naar"),
                    [
                        Option(one.value, str(label))
                        for one, label in CHARACTERISTICS.items()
                        if one is not Characteristic.PROFILE
                    ],
                    "" if chosen is Characteristic.PROFILE else chosen.value,
                    all_label=str(CHARACTERISTICS[Characteristic.PROFILE]),
                )
            ],
        ),
        "table": groups_table(found, chosen, approach),
        "caution": caution(found, chosen),
        "export_url": f"{reverse('left_behind_export')}?{BY}={chosen.value}",
        "definitions": [(str(GAP_TITLES[gap]), str(GAP_WHYS[gap])) for gap in Gap],
    }
    return render(request, "management/left_behind.html", context)


@page(Permission.TEAM_READ)
@require_safe
def left_behind_export(request: StaffRequest) -> HttpResponse:
    """The same shares as a file: what one sees, hidden groups hidden."""
    by = request.actor
    chosen = _characteristic(request.GET.get(BY, ""))
    approach = organisation_approach(by=by)
    people = covered_people(by=by, day=today(), approach=approach)
    found = coverage(people, threshold=own_organisation(by=by).small_cell)
    return csv_response(f"wie-blijft-achter-{today():%Y-%m-%d}", share_values(found, chosen, approach))


def _characteristic(value: str) -> Characteristic:
    return Characteristic(value) if value in set(Characteristic) else Characteristic.PROFILE


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which people: who lacks something, of whom, in which group."""

    gap: Gap
    who: str
    groups: Mapping[Characteristic, str]

    def holds(self, person: Covered) -> bool:
        """Whether somebody stands in this list."""
        if self.gap not in person.gaps or any(person.groups[one] != value for one, value in self.groups.items()):
            return False
        if self.who == NOBODY:
            return person.director_id is None
        return not self.who or str(person.director_id) == self.who

    def waiting(self, people: list[Covered]) -> list[Covered]:
        """Who stands in this list, the longest waiting first: since the last contact, else since the beginning."""
        there = [person for person in people if self.holds(person)]
        if self.gap is Gap.CONTACT:
            there.sort(key=lambda person: (person.last_contact_on or person.started_on, person.journey_id))
        return there


def _asked(request: StaffRequest, what: str) -> _Asked:
    """Read the address; a value that means nothing filters nothing, another list does not exist."""
    if what not in set(Gap):
        raise Http404
    groups = {one: request.GET[one.value] for one in Characteristic if request.GET.get(one.value)}
    who = request.GET.get(WHO, "")
    return _Asked(Gap(what), who if who.isdecimal() or who == NOBODY else "", groups)


@page(Permission.TEAM_READ)
@require_safe
def left_behind_list(request: StaffRequest, what: str) -> HttpResponse:
    """The people who lack one thing, longest waiting first, each with what to do."""
    by, asked = request.actor, _asked(request, what)
    approach = organisation_approach(by=by)
    people = covered_people(by=by, day=today(), approach=approach)
    there = asked.waiting(people)
    number = request.GET.get(PAGE, "1")
    place = max(int(number), 1) if number.isdecimal() else 1
    shown = there[(place - 1) * PAGE_SIZE : place * PAGE_SIZE]
    names = names_of(by=by, journey_ids=[person.journey_id for person in shown])
    columns = [
        Column("name", _("Naam")),
        Column("director", _("Regisseur")),
        Column("started", _("Begonnen")),
        Column("contact", _("Laatste contact")),
        Column("also", _("Mist ook")),
    ]
    rows = [gap_row(person, names[person.journey_id], asked.gap, by=by) for person in shown]
    title = str(GAP_TITLES[asked.gap])
    empty = Empty(_("Niemand"), _("In deze groep is niemand vergeten."), icon="done")
    words = ngettext(
        "%(n)d persoon, wie het langst wacht eerst", "%(n)d mensen, wie het langst wacht eerst", len(there)
    )
    context = {
        "title": title,
        "lead": words % {"n": len(there)},
        "why": str(GAP_WHYS[asked.gap]),
        "bar": _bar(request, asked, approach, people),
        "table": Table(title, columns, rows, empty=empty),
        "paging": _paging(request, place, len(there)),
        "export_url": f"{reverse('left_behind_list_export', args=[what])}?{request.GET.urlencode()}",
    }
    return render(request, "management/left_behind_list.html", context)


@page(Permission.TEAM_READ)
@require_safe
def left_behind_list_export(request: StaffRequest, what: str) -> HttpResponse:
    """The same list as a file; how many people it holds goes in the reading log."""
    by, asked = request.actor, _asked(request, what)
    people = covered_people(by=by, day=today(), approach=organisation_approach(by=by))
    there = asked.waiting(people)
    names = names_of(by=by, journey_ids=[person.journey_id for person in there])
    log_read(by=by, person_id=None, part=PART, count=len(there))
    rows = [titles_of_people(), *(values_of_person(person, names[person.journey_id], asked.gap) for person in there)]
    return csv_response(f"{what}-{today():%Y-%m-%d}", rows)


def _bar(request: StaffRequest, asked: _Asked, approach: Approach, people: list[Covered]) -> FilterBar:
    """Director, and each characteristic by the values that occur."""
    names = colleague_names(teammates(by=request.actor, day=today()))
    who = [Option(NOBODY, _("Zonder regisseur")), *(Option(str(pk), name) for pk, name in names.items())]
    fields = [FilterField(WHO, _("Regisseur"), who, asked.who, all_label=_("Iedereen"))]
    for one, label in CHARACTERISTICS.items():
        values = sorted({person.groups[one] for person in people})
        options = [Option(value, group_label(one, value, approach)) for value in values]
        fields.append(FilterField(one.value, str(label), options, asked.groups.get(one, "")))
    is_filtered = bool(asked.who or asked.groups)
    url = reverse("left_behind_list", args=[asked.gap.value])
    return FilterBar(url=url, fields=fields, clear_url=url if is_filtered else "")


def _paging(request: StaffRequest, place: int, number: int) -> Paging:
    pages = max(1, -(-number // PAGE_SIZE))
    kept = request.GET.copy()

    def address(to: int) -> str:
        kept[PAGE] = str(to)
        return f"?{kept.urlencode()}"

    words = _("pagina %(n)d van %(all)d") % {"n": place, "all": pages} if pages > 1 else ""
    return Paging(address(place - 1) if place > 1 else "", address(place + 1) if place < pages else "", words)
