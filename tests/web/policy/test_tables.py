"""Reading tables: aggregates only, small groups hidden, choices in the address."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.reporting.situations import NAME, add_people, add_programmes
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Workplace:
    place = workplace("meerinzicht")
    add_people(place.organisation, place.job, number=83)
    return place


@pytest.fixture
def theirs() -> Workplace:
    place = workplace("alkmaar")
    add_programmes(add_people(place.organisation, place.job, number=60), place.job)
    return place


def test_list_when_opened_then_own_tables_with_their_question(ours: Workplace, django_assert_num_queries) -> None:
    client = ours.browser("policy_officer")
    client.get("/tabellen/")
    with django_assert_num_queries(8):
        text = client.get("/tabellen/").content.decode()
    assert text.index("/tabellen/profiles/") < text.index("/tabellen/pvt-first-call/")
    assert "Welke mensen met een diagnose hebben een plan?" in text


def test_table_when_opened_then_sentence_picture_rows_definition_and_source(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get("/tabellen/plan-coverage/")
    text = response.content.decode()
    assert "van de 83" in text
    assert 'src="/tabellen/plan-coverage/grafiek.svg?' in text
    assert "Wat deze cijfers betekenen" in text
    assert "De klantreis, Meerinzicht 2020" in text
    assert "Verschillen tussen groepen" in text
    assert NAME not in text


def test_table_when_grouped_then_address_keeps_the_choice(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get(
        "/tabellen/plan-coverage/", {"groep": "sex", "peildatum": "2020-01-31"}
    )
    assert response.context["grouping"].keys == ("sex",)
    assert response.context["result"].as_of == date(2020, 1, 31)
    assert all(
        "groep=sex" in action.url and "peildatum=2020-01-31" in action.url for action in response.context["downloads"]
    )
    assert "groep=sex" in response.content.decode().split("grafiek.svg?")[1][:80]


def test_table_when_many_subjects_then_one_picture_each(ours: Workplace) -> None:
    figures = ours.browser("policy_officer").get("/tabellen/background/").context["figures"]
    titles = [figure.title for figure in figures]
    assert "Geslacht" in titles
    assert len(titles) == len(set(titles)) > 5


def test_small_groups_when_ordinary_then_hidden(ours: Workplace) -> None:
    text = ours.browser("policy_officer").get("/tabellen/profiles-new/", {"peildatum": "2019-06-30"}).content.decode()
    result = ours.browser("policy_officer").get("/tabellen/plan-coverage/tabel.json").json()
    assert all(row["numerator"] is None for row in result["rows"] if row["suppressed"])
    assert "te klein" in text or not any(row["suppressed"] for row in result["rows"])


def test_small_groups_when_asked_by_who_may_then_shown_and_logged(ours: Workplace) -> None:
    text = ours.browser("team_manager").get("/tabellen/profiles/?klein=1").content.decode()
    assert "Je ziet ook kleine groepen" in text
    with acting_as(ours.job):
        entry = ReadEntry.objects.get(part="table.small-cells:profiles")
    assert entry.staff_id == ours.at_work("team_manager").pk
    assert entry.person_id is None


def test_small_groups_when_asked_by_who_may_not_then_403_and_nothing_logged(ours: Workplace) -> None:
    client = ours.browser("policy_officer")
    assert client.get("/tabellen/profiles/?klein=1").status_code == 403
    assert client.get("/tabellen/profiles/tabel.csv?klein=1").status_code == 403
    with acting_as(ours.job):
        assert not ReadEntry.objects.exists()


def test_programmes_when_compared_then_with_a_caveat_and_not_ranked(theirs: Workplace) -> None:
    client = theirs.browser("policy_officer")
    figures = client.get("/tabellen/participation-closed/?groep=supplier").context["figures"]
    assert {figure.sentence for figure in figures} == {""}
    assert "Vergelijk met beleid" in client.get("/tabellen/participation-closed/?groep=supplier").content.decode()
    assert (
        "Vergelijk met beleid" not in client.get("/tabellen/participation-closed/?groep=municipality").content.decode()
    )


def test_figures_when_of_another_organisation_then_not_in_ours(ours: Workplace, theirs: Workplace) -> None:
    mine = ours.browser("policy_officer").get("/tabellen/participation-closed/tabel.json").json()
    assert {row["denominator"] for row in mine["rows"]} <= {0, None}


def test_picture_when_asked_then_is_svg_without_script(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get("/tabellen/plan-coverage/grafiek.svg?groep=sex")
    assert response["Content-Type"] == "image/svg+xml"
    text = response.content.decode()
    assert text.startswith("<svg")
    assert "<script" not in text
    assert "style=" not in text


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_download_when_asked_then_is_a_file_with_the_date(ours: Workplace, extension: str) -> None:
    response = ours.browser("policy_officer").get(f"/tabellen/profiles/tabel.{extension}?peildatum=2020-01-31")
    assert response["Content-Disposition"] == f'attachment; filename="profiles-2020-01-31.{extension}"'
    if extension == "csv":
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        assert {row["denominator"] for row in rows} == {"83"}
    if extension == "json":
        assert json.loads(response.content)["as_of"] == "2020-01-31"


def test_table_when_nobody_is_in_it_then_says_what_to_do() -> None:
    text = workplace("meerinzicht").browser("policy_officer").get("/tabellen/profiles/").content.decode()
    assert "Er is nog niets te tellen" in text


def test_reference_date_when_still_to_come_then_said_and_today_taken(ours: Workplace) -> None:
    later = (date.today() + timedelta(days=400)).isoformat()  # noqa: DTZ011  any day that is surely to come
    text = ours.browser("policy_officer").get("/tabellen/profiles/", {"peildatum": later}).content.decode()
    assert "een dag die al geweest is" in text


@pytest.mark.parametrize(
    "path",
    [
        "/tabellen/nergens/",
        "/tabellen/nergens/grafiek.svg",
        "/tabellen/profiles/tabel.exe",
        "/tabellen/profiles/grafiek.svg?deel=99",
    ],
)
def test_table_when_not_there_then_404(ours: Workplace, path: str) -> None:
    assert ours.browser("policy_officer").get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/tabellen/", "/tabellen/profiles/", "/tabellen/profiles/grafiek.svg", "/tabellen/profiles/tabel.csv"]
)
def test_tables_when_role_may_not_then_403(ours: Workplace, path: str) -> None:
    assert ours.browser("privacy_officer").get(path).status_code == 403
