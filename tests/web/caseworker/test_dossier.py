"""The file: every part opens, is logged, and stays within its queries; nothing of it for others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reisgenoot.intake.services import NewDiagnosis, NewMeasurement, record_diagnosis, record_measurement
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import end_journey
from reisgenoot.kernel.models import ReadEntry, SourceFile, SourceRow
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.services import update_person
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan, record_plans
from tests.factories.people import a_bsn
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

PARTS = {
    "dossier": "overview",
    "dossier_timeline": "timeline",
    "dossier_plan": "plan",
    "dossier_measurements": "measurements",
    "dossier_diagnosis": "diagnosis",
    "dossier_person": "person",
}
pytestmark = pytest.mark.django_db


def address(journey: Journey, part: str = "dossier") -> str:
    """The address of a part of somebody's file."""
    return reverse(part, args=[journey.pk])


def a_full_file(office: Office) -> Journey:
    """Somebody of whom everything is known."""
    reached = {"linked": 190, "settled": 170, "diagnosed": 120}
    journey = office.journey(family_name="Tesfay", given_name="Selam", language="ti", milestones=reached)
    office.contact(journey, ago=20, text="Gesproken over werk", promise="Ik bel de school", promise_until=TODAY)
    with acting_as(office.manager) as by:
        on = TODAY - timedelta(days=120)
        answers = {"household": "alone"}
        record_diagnosis(
            by=by,
            diagnosis=NewDiagnosis(
                journey_id=journey.pk, diagnosed_on=on, profile="B1", primary_goal="work", answers=answers
            ),
        )
        for value, ago in (("isolated", 120), ("unpaid_work", 20)):
            measured = TODAY - timedelta(days=ago)
            record_measurement(
                by=by,
                measurement=NewMeasurement(
                    journey_id=journey.pk, scale="participation_ladder", value=value, measured_on=measured
                ),
            )
        goal = NewGoal(text="Een baan in de zorg", instruments=[NewInstrument(text="Stage in het ziekenhuis")])
        record_plans(by=by, plans=[NewPlan(journey_id=journey.pk, agreed_on=on, goals=[goal])])
    return journey


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer"])
def test_part_when_role_may_not_then_403(ours: Office, part: str, role: str) -> None:
    assert ours.browser(role).get(address(ours.journey(), part)).status_code == 403


@pytest.mark.parametrize("part", PARTS)
def test_part_when_same_role_elsewhere_then_404(ours: Office, theirs: Office, part: str) -> None:
    theirs.journey()
    assert theirs.browser().get(address(ours.journey(), part)).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_part_when_opened_then_well_made_and_logged_once(ours: Office, part: str) -> None:
    journey = a_full_file(ours)
    assert_well_made(ours.browser().get(address(journey, part)))
    with acting_as(ours.manager) as by:
        entries = list(ReadEntry.objects.values_list("person_id", "part", "purpose", "staff_id"))
    assert entries == [(journey.person_id, PARTS[part], "guiding", by.staff_id)]


@pytest.mark.parametrize("part", PARTS)
def test_part_when_nothing_is_known_then_teaches(ours: Office, part: str) -> None:
    page = assert_well_made(ours.browser().get(address(ours.journey(days=1), part)))
    assert "Amira Haddad" in page.text


def test_part_when_refused_then_not_in_the_log(ours: Office, theirs: Office) -> None:
    journey = ours.journey()
    theirs.browser().get(address(journey))
    ours.browser("policy_officer").get(address(journey))
    with acting_as(ours.manager):
        assert not ReadEntry.objects.exists()


def test_overview_when_opened_then_tells_it_in_a_minute(ours: Office) -> None:
    page = read(ours.browser().get(address(a_full_file(ours))))
    told = ["Selam Tesfay", "35 jaar", "Tigrinya", "In het kort", "Gesproken over werk", "Ik bel de school"]
    told += ["Een baan in de zorg", "Wat nu nodig is", "Waar in het traject", "client_manager"]
    assert [words for words in told if words not in page.text] == []


def test_overview_when_opened_then_at_most_twenty_queries(  # type: ignore[no-untyped-def]
    ours: Office, django_assert_num_queries
) -> None:
    journey, browser = a_full_file(ours), ours.browser()
    browser.get(address(journey))
    with django_assert_num_queries(20):  # session, user, actor and roles 5; file 13; savepoint 2
        browser.get(address(journey))


def test_overview_when_closed_then_says_so_and_asks_nothing(ours: Office) -> None:
    journey = a_full_file(ours)
    with acting_as(ours.manager) as by:
        end_journey(by=by, journey_id=journey.pk, ended_on=TODAY, reason="finished")
    page = read(ours.browser().get(address(journey)))
    assert "afgesloten op 2 mrt 2026" in page.text
    assert "Er komen geen signalen meer" in page.text


def test_timeline_when_filtered_by_kind_then_only_that(ours: Office) -> None:
    journey, browser = a_full_file(ours), ours.browser()
    everything = read(browser.get(address(journey, "dossier_timeline"))).text
    contacts = read(browser.get(f"{address(journey, 'dossier_timeline')}?soort=contact")).text
    assert "Participatieladder" in everything
    assert "Participatieladder" not in contacts
    assert "Gesproken over werk" in contacts


def test_plan_when_shown_then_goals_and_what_is_done_for_them(ours: Office) -> None:
    journey, browser = a_full_file(ours), ours.browser()
    page = read(browser.get(address(journey, "dossier_plan")))
    assert "Een baan in de zorg" in page.text
    assert "Stage in het ziekenhuis" in page.text
    assert browser.get(f"{address(journey, 'dossier_plan')}?versie=999999").status_code == 404


def test_diagnosis_when_shown_then_in_words(ours: Office) -> None:
    page = read(ours.browser().get(address(a_full_file(ours), "dossier_diagnosis")))
    assert "Op weg naar werk, kansrijk" in page.text
    assert "Huishouden in Nederland Alleen" in page.text


def test_measurements_when_shown_then_picture_and_words(ours: Office) -> None:
    response = ours.browser().get(address(a_full_file(ours), "dossier_measurements"))
    assert "Onbetaald werk" in read(response).text
    assert b"<svg" in response.content


def test_bsn_when_not_asked_then_nowhere(ours: Office) -> None:
    journey, bsn = a_full_file(ours), a_bsn()
    with acting_as(ours.manager) as by:
        update_person(by=by, person_id=journey.person_id, bsn=bsn)
    browser = ours.browser()
    assert all(bsn not in browser.get(address(journey, part)).content.decode() for part in PARTS)


def test_bsn_when_asked_then_shown_once_and_logged(ours: Office, theirs: Office) -> None:
    journey, bsn, browser = a_full_file(ours), a_bsn(), ours.browser()
    with acting_as(ours.manager) as by:
        update_person(by=by, person_id=journey.person_id, bsn=bsn)
    url = reverse("dossier_bsn", args=[journey.pk])
    assert browser.get(url).status_code == 405
    assert theirs.browser().post(url).status_code == 404
    response = browser.post(url)
    assert bsn in assert_well_made(response).text
    assert response["Cache-Control"] == "no-store"
    assert bsn in browser.post(url, headers={"HX-Request": "true"}).content.decode()
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="bsn", person_id=journey.person_id).count() == 2


def test_fact_when_delivered_then_file_and_row(ours: Office) -> None:
    journey = ours.journey(milestones={"settled": 100})
    with acting_as(ours.manager):
        file = SourceFile.objects.create(recipe="alkmaar", name="levering.xlsx", sha256="0" * 64)
        row = SourceRow.objects.create(file=file, sheet="Blad1", number=17, kind="journey", natural_key="x", digest="y")
        milestone = journey.milestones.get(key="settled")
        milestone.source_row = row
        milestone.save()
    url = reverse("dossier_fact", args=[journey.pk, "milestone", milestone.pk])
    page = assert_well_made(ours.browser().get(url))
    assert "levering.xlsx blad Blad1, rij 17" in page.text


def test_fact_when_of_another_journey_or_kind_then_404(ours: Office, theirs: Office) -> None:
    journey, other = ours.journey(milestones={"settled": 100}), ours.journey(family_name="Ander")
    with acting_as(ours.manager):
        milestone = journey.milestones.get(key="settled")
    browser = ours.browser()
    assert browser.get(reverse("dossier_fact", args=[other.pk, "milestone", milestone.pk])).status_code == 404
    assert browser.get(reverse("dossier_fact", args=[journey.pk, "nonsense", milestone.pk])).status_code == 404
    own = reverse("dossier_fact", args=[journey.pk, "milestone", milestone.pk])
    assert theirs.browser().get(own).status_code == 404


def test_facts_when_linked_from_the_timeline_then_all_open(ours: Office) -> None:
    journey, browser = a_full_file(ours), ours.browser()
    links = {link for link in read(browser.get(address(journey, "dossier_timeline"))).links if "/feit/" in link}
    assert len(links) >= 5
    assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_names_when_arabic_or_very_long_then_shown(ours: Office) -> None:
    arabic = ours.journey(family_name="الحداد", given_name="أميرة")
    long = ours.journey(family_name="Arbeidsongeschiktheidsverzekeringsmaatschappij" * 2, given_name="")
    browser = ours.browser()
    assert "أميرة الحداد" in read(browser.get(address(arabic))).text
    assert browser.get(address(long)).status_code == 200
    assert "أميرة الحداد" in read(browser.get("/caseload/")).text
