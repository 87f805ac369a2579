"""Caseload: people as a list. What one chose stands in the address; the place in the list is an id, never a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reisgenoot.approach import Approach
from reisgenoot.journeys.caseload import CaseloadFilter, CasePage, CaseRow, Openness, SortBy, caseload_page
from reisgenoot.journeys.keyset import Position
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.people.search import search_words
from reisgenoot.web import searched
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker import scopes
from reisgenoot.web.caseworker.lines import LineWriter
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Empty, Paging
from reisgenoot.web.components.filters import Chip, FilterBar, FilterField, Option
from reisgenoot.web.components.tables import Column, Table

QUERY, PHASE, MUNICIPALITY, PROFILE, SHOWN = "zoek", "fase", "gemeente", "profiel", "toon"
TYPED = "q"
"""The box one types in; what stands in the address is sealed."""
SORT, AFTER, BEFORE = "sort", "after", "before"
OPEN, SIGNALS, SILENT, CLOSED, ALL = "lopend", "signalen", "stil", "af", "alle"
FILTERS = (QUERY, scopes.NAME, PHASE, MUNICIPALITY, PROFILE, SHOWN, SORT)
_OPENNESS = {CLOSED: Openness.CLOSED, ALL: Openness.ANY}


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Values that mean nothing are left out, not refused: an address may be old."""

    query: str
    whose: str
    phase: str
    municipality: str
    profile: str
    shown: str
    sort: SortBy
    descending: bool

    def as_filter(self, *, by: Actor) -> CaseloadFilter:
        """The same for the selector."""
        return CaseloadFilter(
            scope=scopes.scope_of(self.whose, by=by),
            words=search_words(self.query),
            openness=_OPENNESS.get(self.shown, Openness.OPEN),
            phase=self.phase,
            municipality_id=int(self.municipality) if self.municipality else None,
            profile=self.profile,
            with_signals=self.shown == SIGNALS,
            silent=self.shown == SILENT,
        )

    @cached_property
    def sort_key(self) -> str:
        """The sort as it stands in the address."""
        return f"-{self.sort.value}" if self.descending else self.sort.value


def read_address(given: Mapping[str, str], *, by: Actor) -> Asked:
    """Read what was asked. Who searches by name looks among everybody, also those whose journey has ended."""
    query = searched.opened(given.get(QUERY, ""))
    sort = given.get(SORT, "")
    municipality = given.get(MUNICIPALITY, "")
    return Asked(
        query=query,
        whose=given.get(scopes.NAME, "") or _default_whose(query, by),
        phase=given.get(PHASE, ""),
        municipality=municipality if municipality.isdecimal() else "",
        profile=given.get(PROFILE, ""),
        shown=given.get(SHOWN, "") or _default_shown(query),
        sort=SortBy(sort.removeprefix("-")) if sort.removeprefix("-") in set(SortBy) else SortBy.NAME,
        descending=sort.startswith("-"),
    )


def _default_shown(query: str) -> str:
    return ALL if query else OPEN


def _default_whose(query: str, by: Actor) -> str:
    return scopes.EVERYBODY if query else scopes.default_scope(by)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One row of the list, with every word already chosen."""

    name: str
    url: str
    age: str
    phase: str
    profile: str
    municipality: str
    director: str
    last_contact: str
    last_contact_on: date | None
    due_what: str
    due_words: str
    due_on: date | None
    urgency: str
    signals: int
    is_open: bool


@page(Permission.CASELOAD_READ)
@require_safe
def caseload(request: StaffRequest) -> HttpResponse:
    """The caseload: one's own people by default, everybody when one searches by name."""
    by, day = request.actor, today()
    asked = read_address(request.GET, by=by)
    approach = organisation_approach(by=by)
    found = caseload_page(
        by=by,
        wanted=asked.as_filter(by=by),
        today=day,
        sort=asked.sort,
        descending=asked.descending,
        position=_position(request.GET),
        phases=[phase.key for phase in approach.phases_in_order],
    )
    if found.rows:
        log_read(by=by, person_id=None, part="caseload", count=len(found.rows))
    context = {
        "today": day,
        "search_query": asked.query,
        "bar": _bar(request, asked, approach),
        "table": Table(_("Caseload"), columns(with_director=asked.whose != scopes.MINE), [], sort=asked.sort_key),
        "lines": lines_of(found.rows, by=by, approach=approach, day=day),
        "hide_director": asked.whose == scopes.MINE,
        "paging": _paging(request, found),
        "empty": _empty(asked),
        "export_url": f"{reverse('caseload_export')}?{_kept(request.GET).urlencode()}",
    }
    return render(request, "caseworker/caseload.html", context)


@page(Permission.CASELOAD_READ)
@require_POST
def caseload_search(request: StaffRequest) -> HttpResponse:
    """From what was typed to the address of the list: a POST, so that no name stands in an address."""
    return redirect(_address(request.POST, **{QUERY: searched.seal(request.POST.get(TYPED, ""))}))


def columns(*, with_director: bool) -> list[Column]:
    """The columns of the list; who looks at the own people knows who directs them."""
    found = [
        Column(SortBy.NAME, _("Naam"), sortable=True),
        Column("age", _("Leeftijd"), number=True),
        Column(SortBy.PHASE, _("Fase"), sortable=True),
        Column("director", _("Regisseur")),
        Column(SortBy.CONTACT, _("Laatste contact"), sortable=True),
        Column(SortBy.DUE, _("Eerstvolgende"), sortable=True),
        Column("signals", _("Signalen"), number=True),
    ]
    return [column for column in found if with_director or column.key != "director"]


def lines_of(rows: Sequence[CaseRow], *, by: Actor, approach: Approach, day: date) -> list[CaseLine]:
    """Rows with their words. One query for the approach versions of the journeys."""
    writer = LineWriter(by=by, version_ids={row.version_id for row in rows}, today=day)
    language = get_language() or "nl"
    address = reverse("dossier", args=[0])
    phases = {
        (version, phase.key): phase.title.in_language(language)
        for version in {row.version_id for row in rows}
        for phase in writer.approach(version).phases_in_order
    }
    profiles = {key: profile.label.in_language(language) for key, profile in approach.profiles.items()}
    return [
        CaseLine(
            name=row.name,
            url=address.replace("/0/", f"/{row.journey_id}/", 1),
            age=str(words.age_in_years(row.birth_date, day)) if row.birth_date else "",
            phase=phases.get((row.version_id, row.phase), ""),
            profile=profiles.get(row.profile, row.profile),
            municipality=row.municipality,
            director=row.director,
            last_contact=words.since_in_words(row.last_contact_on, day) if row.last_contact_on else "",
            last_contact_on=row.last_contact_on,
            due_what=writer.title(row.version_id, row.next_rule),
            due_words=words.due_in_words(row.next_due_on, day) if row.next_due_on else "",
            due_on=row.next_due_on,
            urgency=words.urgency(row.next_due_on, day) if row.next_due_on else "",
            signals=row.open_signals,
            is_open=row.is_open,
        )
        for row in rows
    ]


def _position(given: Mapping[str, str]) -> Position:
    before, after = given.get(BEFORE, ""), given.get(AFTER, "")
    if before.isdecimal():
        return Position(int(before), backwards=True)
    return Position(int(after)) if after.isdecimal() else Position()


def _kept(given: QueryDict, **changes: str) -> QueryDict:
    """The filters of this address, changed here and there, from the first page on."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        value = changes.get(name, given.get(name, ""))
        if value:
            kept[name] = value
    return kept


def _address(given: QueryDict, **changes: str) -> str:
    query = _kept(given, **changes)
    query.update({name: changes[name] for name in (BEFORE, AFTER) if name in changes})
    encoded = query.urlencode()
    return f"{reverse('caseload')}?{encoded}" if encoded else reverse("caseload")


def _paging(request: StaffRequest, found: CasePage) -> Paging:
    return Paging(
        previous_url=_address(request.GET, **{BEFORE: str(found.before)}) if found.before else "",
        next_url=_address(request.GET, **{AFTER: str(found.after)}) if found.after else "",
    )


def _bar(request: StaffRequest, asked: Asked, approach: Approach) -> FilterBar:
    fields = _fields(request, asked, approach)
    chips = [
        Chip(f"{field.label}: {_label(field)}", _address(request.GET, **{field.name: ""}))
        for field in fields
        if field.value and request.GET.get(field.name)
    ]
    if asked.query:
        chips.insert(0, Chip(_("Naam: %(text)s") % {"text": asked.query}, _address(request.GET, **{QUERY: ""})))
    return FilterBar(
        url=reverse("caseload_search"),
        method="post",
        fields=fields,
        chips=chips,
        clear_url=reverse("caseload") if len(chips) > 1 else "",
        query=asked.query,
        query_label=_("Naam"),
        keep=[(SORT, asked.sort_key)] if request.GET.get(SORT) else [],
    )


def _label(field: FilterField) -> str:
    return next((option.label for option in field.options if option.value == field.value), field.value)


def _fields(request: StaffRequest, asked: Asked, approach: Approach) -> list[FilterField]:
    language = get_language() or "nl"
    phases = [Option(phase.key, phase.title.in_language(language)) for phase in approach.phases_in_order]
    municipalities = [Option(str(pk), name) for pk, name in served_municipalities(by=request.actor)]
    profiles = [Option(key, profile.label.in_language(language)) for key, profile in approach.profiles.items()]
    fields = [
        scopes.scope_field(asked.whose, by=request.actor, default=_default_whose(asked.query, request.actor)),
        FilterField(PHASE, _("Fase"), phases, asked.phase),
        FilterField(MUNICIPALITY, _("Gemeente"), municipalities, asked.municipality),
        FilterField(PROFILE, _("Profiel"), profiles, asked.profile),
        _shown_field(asked),
    ]
    return [field for field in fields if field.options]


def _shown_field(asked: Asked) -> FilterField:
    """Running or not, and the two lists one works from; nothing chosen means all when one searches by name."""
    options = {
        OPEN: _("Lopend"),
        SIGNALS: _("Lopend, met signalen"),
        SILENT: _("Lopend, 3 maanden stil"),
        CLOSED: _("Afgesloten"),
        ALL: _("Lopend en afgesloten"),
    }
    default = _default_shown(asked.query)
    chosen = "" if asked.shown == default else asked.shown
    others = [Option(value, label) for value, label in options.items() if value != default]
    return FilterField(SHOWN, _("Trajecten"), others, chosen, all_label=options[default])


def _empty(asked: Asked) -> Empty:
    if asked.query:
        return Empty(
            _("Niemand gevonden"),
            _("Zoek op het begin van een voor- of achternaam, in welke schrijfwijze ook. Accenten hoeven niet."),
            icon="search",
        )
    if asked.whose == scopes.MINE:
        everybody = Action(_("Bekijk iedereen"), f"{reverse('caseload')}?{scopes.NAME}={scopes.EVERYBODY}")
        return Empty(
            _("Hier staat nog niemand"),
            _("Mensen van wie jij regisseur bent, komen hier te staan. Je teammanager wijst trajecten toe."),
            everybody,
            icon="caseload",
        )
    clear = Action(_("Alle filters weg"), f"{reverse('caseload')}?{scopes.NAME}={scopes.EVERYBODY}")
    return Empty(_("Niemand past bij deze filters"), _("Haal een filter weg om meer mensen te zien."), clear, "filter")
