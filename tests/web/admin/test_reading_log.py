"""Who read what of whom: for the privacy officer only, page by page, without contents."""

import csv
import io
from datetime import timedelta

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.reading import log_read
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.web.admin.reading_log import PAGE_SIZE
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


def _read(place: Workplace, person_id: int | None, part: str = "overview", *, times: int = 1, count: int = 1) -> None:
    reader = place.at_work("client_manager", name="Bram Bos")
    by = Actor(organisation_id=place.organisation.pk, staff_id=reader.pk)
    with acting_as(by):
        for _ in range(times):
            log_read(by=by, person_id=person_id, part=part, count=count)


def _whose(response: object) -> list[str]:
    return [row.cells[2].text for row in response.context["table"].rows]


def test_log_when_opened_then_who_whose_what_and_why_newest_first(ours: Workplace, django_assert_num_queries) -> None:
    _read(ours, 7)
    _read(ours, 8, "plan")
    _read(ours, None, "caseload-export", count=43)
    client = ours.browser("privacy_officer")
    client.get("/inzage/")
    with django_assert_num_queries(8):
        response = client.get("/inzage/")
    assert _whose(response) == ["43 personen", "persoon 8", "persoon 7"]
    text = response.content.decode()
    assert "Bram Bos" in text
    assert "dossier: plan" in text
    assert "begeleiden" in text


def test_log_when_filtered_then_only_these(ours: Workplace) -> None:
    _read(ours, 7)
    _read(ours, 8)
    client = ours.browser("privacy_officer")
    assert _whose(client.get("/inzage/?persoon=7")) == ["persoon 7"]
    assert len(_whose(client.get("/inzage/?medewerker=bram"))) == 2
    assert _whose(client.get("/inzage/?medewerker=els")) == []
    tomorrow, yesterday = (today() + timedelta(days=days) for days in (1, -1))
    assert _whose(client.get(f"/inzage/?van={tomorrow}")) == []
    assert _whose(client.get(f"/inzage/?tot={yesterday}")) == []
    assert len(_whose(client.get(f"/inzage/?van={yesterday}&tot={tomorrow}"))) == 2


def test_log_when_filter_is_not_understood_then_said_and_left_out(ours: Workplace) -> None:
    _read(ours, 7)
    response = ours.browser("privacy_officer").get("/inzage/?persoon=abc")
    assert "rg-choices__error" in response.content.decode()
    assert _whose(response) == ["persoon 7"]


def test_log_when_long_then_page_by_page_and_back(ours: Workplace) -> None:
    _read(ours, 7, times=PAGE_SIZE + 5)
    client = ours.browser("privacy_officer")
    first = client.get("/inzage/?persoon=7")
    assert len(_whose(first)) == PAGE_SIZE
    second = client.get(first.context["paging"].next_url)
    assert len(_whose(second)) == 5
    assert second.context["paging"].next_url == ""
    assert "persoon=7" in second.context["paging"].previous_url
    assert len(_whose(client.get(second.context["paging"].previous_url))) == PAGE_SIZE


def test_log_when_taken_along_then_a_file_and_that_is_logged(ours: Workplace) -> None:
    _read(ours, 7)
    _read(ours, 8)
    response = ours.browser("privacy_officer").get("/inzage/bestand.csv?persoon=7")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Persoonnummer"] for row in rows] == ["7"]
    with acting_as(ours.job):
        assert ReadEntry.objects.get(part="reading-log-export").count == 1


def test_log_when_of_another_organisation_then_not_seen(ours: Workplace) -> None:
    _read(ours, 7)
    theirs = workplace("meerinzicht", key="elders").browser("privacy_officer")
    assert _whose(theirs.get("/inzage/?persoon=7")) == []
    assert theirs.get("/inzage/bestand.csv").content.decode().count("\n") == 1


@pytest.mark.parametrize("role", ["client_manager", "team_manager", "policy_officer", "administrator"])
def test_log_when_not_the_privacy_officer_then_403(ours: Workplace, role: str) -> None:
    client = ours.browser(role)
    assert client.get("/inzage/").status_code == 403
    assert client.get("/inzage/bestand.csv").status_code == 403
