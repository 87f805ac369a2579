"""Client managers who open pages: each logged in for their own organisation, through the full stack of the application."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reisgenoot.cli.benching.queries import statements
from reisgenoot.journeys.models import Standing
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.web.access import ORGANISATION, STAFF
from reisgenoot.web.searched import seal

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES_DEEP = 16


@dataclass(frozen=True)
class Visitor:
    """A client manager at work, with a file, a name and a place in the list that are theirs alone."""

    client: Client
    journey_id: int
    search: str
    phase: str
    deep_id: int


Visit = Callable[[Visitor], HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """Something a client manager does, what it should cost, and how it is done."""

    key: str
    title: str
    most_ms: int
    most_queries: int
    visit: Visit


def _get(route: str, **query: str) -> Visit:
    return lambda visitor: visitor.client.get(reverse(route), query)  # type: ignore[return-value]


def _list(**query: str) -> Visit:
    def visit(visitor: Visitor) -> HttpResponse:
        given = {name: value.format(visitor=visitor) for name, value in query.items()}
        return visitor.client.get(reverse("caseload"), given)  # type: ignore[return-value]

    return visit


def _dossier(visitor: Visitor) -> HttpResponse:
    return visitor.client.get(reverse("dossier", args=[visitor.journey_id]))  # type: ignore[return-value]


def _week(visitor: Visitor) -> HttpResponse:
    return visitor.client.get(reverse("dossier_agenda", args=[visitor.journey_id]))  # type: ignore[return-value]


_TALKS = count(1)
"""No two talks are the same: the very same contact sent twice is kept once."""


def _save_contact(visitor: Visitor) -> HttpResponse:
    day = today()
    contact = {
        "traject": visitor.journey_id,
        "text": f"Gesproken over de lessen en over werk. Volgende maand weer een afspraak. ({next(_TALKS)})",
        "kind": "phone",
        "outcome": "held",
        "occurred_on": day.isoformat(),
        "promise": "Ik bel de school",
        "promise_until": (day + timedelta(days=5)).isoformat(),
    }
    return visitor.client.post(reverse("contact_save"), contact)  # type: ignore[return-value]


EVERYBODY = "alle"
PAGES = (
    Page("today", "Vandaag", 60, 12, _get("today")),
    Page("caseload", "Caseload, first page", 60, 12, _list()),
    Page("caseload_everybody", "Caseload of everybody, first page", 60, 12, _list(wie=EVERYBODY)),
    Page("caseload_deep", "Caseload, deep page", 60, 12, _list(wie=EVERYBODY, after="{visitor.deep_id}")),
    Page("caseload_sorted", "Caseload, sorted by due date", 60, 12, _list(wie=EVERYBODY, sort="due")),
    Page("caseload_filtered", "Caseload, filtered by phase", 60, 12, _list(wie=EVERYBODY, fase="{visitor.phase}")),
    Page("search", "Search by name", 40, 12, _list(zoek="{visitor.search}")),
    Page("dossier", "Dossier", 60, 20, _dossier),
    Page("agenda", "Agenda, the week of a client manager", 60, 12, _get("agenda")),
    Page("dossier_agenda", "Dossier, week and appointments", 60, 20, _week),
    Page("contact_save", "Saving a contact", 60, 20, _save_contact),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of the server per request, ascending, and the largest number of queries seen."""

    milliseconds: Sequence[float]
    queries: int

    def percentile(self, share: float) -> float:
        """The time that this share of the requests stayed under."""
        return self.milliseconds[min(int(len(self.milliseconds) * share), len(self.milliseconds) - 1)]


def measure(page: Page, visitors: Sequence[Visitor]) -> Measured:
    """Open a page once as each visitor and time it; then again as a few of them and count queries."""
    page.visit(visitors[-1])  # the first visit of all compiles templates and definitions
    times = []
    for visitor in visitors[:-1]:
        began = time.perf_counter()
        response = page.visit(visitor)
        times.append((time.perf_counter() - began) * 1000)
        _check(page, response)
    counted = max(len(queries_of(page, visitor)) for visitor in visitors[:5])
    return Measured(sorted(times), counted)


def queries_of(page: Page, visitor: Visitor) -> list[str]:
    """The statements one visit takes."""
    with CaptureQueriesContext(connection) as captured:
        _check(page, page.visit(visitor))
    return statements(captured.captured_queries)


def _check(page: Page, response: Any) -> None:
    if response.status_code not in {200, 302}:
        raise RuntimeError(f"{page.key} answered {response.status_code}")


def visitors_of(organisations: Sequence[Organisation], *, number: int) -> list[Visitor]:
    """Client managers of these organisations in turn, each with a session of their own."""
    found = []
    for position in range(number):
        organisation = organisations[position % len(organisations)]
        found.append(_visitor(organisation, position // len(organisations)))
    return found


def _visitor(organisation: Organisation, position: int) -> Visitor:
    with acting_as(job("bench", organisation.pk)):
        staff = StaffMember.objects.filter(role_assignments__role="client_manager").order_by("pk")[position]
        user = _account(organisation, staff)
        own = Standing.objects.filter(director=staff, is_open=True).order_by("journey_id")
        mine = own.select_related("person")[position % own.count()]
        everybody = Standing.objects.filter(is_open=True).order_by("name_key", "pk")
        deep = min(PAGES_DEEP * 50, everybody.count() // 2)
        deep_id = everybody.values_list("pk", flat=True)[deep]
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend=BACKEND)
    session = client.session
    session[ORGANISATION], session[STAFF] = organisation.pk, staff.pk
    session.save()
    name_start = mine.person.family_name.split()[-1].split("-")[-1][:4].lower()
    return Visitor(client, mine.pk, seal(name_start), mine.phase, deep_id)


def _account(organisation: Organisation, staff: StaffMember) -> User:
    """An account nobody can log in to with a password, bound to the staff member."""
    address = f"{staff.code}@{organisation.key}.invalid".lower()
    user, _made = User.objects.get_or_create(username=address, defaults={"email": address})
    if staff.user_id != user.pk:
        staff.user = user
        staff.save(update_fields=["user"])
    return user
