"""Planning, recording and looking at weeks on the screens."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reisgenoot.agenda.models import Appointment, InterpreterBooking, WeeklyOccupation
from reisgenoot.agenda.services import NewOccupation, Plan, add_occupations, plan_appointment
from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Household, HouseholdMember
from tests.factories.people import a_person
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

pytestmark = pytest.mark.django_db
TUESDAY = TODAY + timedelta(days=1)


def planned(ours: Office, journey: Journey, **fields: Any) -> Appointment:
    """A talk on Tuesday morning."""
    usual = {"day": TUESDAY, "starts": time(9), "ends": time(10), "place": "Gemeentehuis"}
    with acting_as(ours.manager) as by:
        return plan_appointment(by=by, journey_id=journey.pk, plan=Plan(**{**usual, **fields}))


def filled(ours: Office, **given: Any) -> dict[str, Any]:
    """The form as it comes when only day and time were chosen."""
    return {
        "kind": "talk",
        "day": TUESDAY.isoformat(),
        "starts": "09:00",
        "ends": "10:00",
        "owner_id": ours.manager.staff_id,
        **given,
    }


def test_form_when_opened_then_the_first_free_hour_stands_there(ours: Office) -> None:
    journey = ours.journey()
    planned(ours, journey)
    response = ours.browser().get(reverse("appointment_new", args=[journey.pk]))
    assert_well_made(response)
    content = response.content.decode()
    assert f'value="{TUESDAY.isoformat()}"' in content
    assert 'value="10:00"' in content


def test_plan_when_free_then_made_and_on_both_weeks(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    response = browser.post(reverse("appointment_new", args=[journey.pk]), filled(ours, place="Gemeentehuis"))
    assert response.status_code == 302
    for address in (reverse("agenda"), reverse("dossier_agenda", args=[journey.pk])):
        page = assert_well_made(browser.get(address))
        assert "09:00–10:00" in page.text
    assert "Amira Haddad" in read(browser.get(reverse("agenda"))).text


def test_plan_when_it_clashes_then_warned_and_saved_only_when_meant(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    with acting_as(ours.manager) as by:
        lessons = NewOccupation(
            journey_id=journey.pk, kind="lesson", weekday=2, starts=time(9), ends=time(12), valid_from=TODAY
        )
        add_occupations(by=by, occupations=[lessons])
    url = reverse("appointment_new", args=[journey.pk])
    response = browser.post(url, filled(ours))
    assert response.status_code == 422
    page = assert_well_made(response)
    assert "Botst met les, 09:00–12:00" in page.text
    assert f'value="{TUESDAY.isoformat()}T12:00"' in response.content.decode()
    with acting_as(ours.manager):
        assert not Appointment.objects.exists()
    assert browser.post(url, filled(ours, toch="1")).status_code == 302
    week = assert_well_made(browser.get(reverse("dossier_agenda", args=[journey.pk])))
    assert "Botst met les, 09:00–12:00" in week.text
    assert "Botst met gesprek, 09:00–10:00" in week.text


def test_plan_when_a_proposed_moment_is_chosen_then_that_one(ours: Office) -> None:
    journey = ours.journey()
    given = filled(ours, ends="09:45", moment=f"{TUESDAY.isoformat()}T13:30")
    ours.browser().post(reverse("appointment_new", args=[journey.pk]), given)
    with acting_as(ours.manager):
        made = Appointment.objects.get()
    assert (made.starts_at.hour, made.ends_at - made.starts_at) == (12, timedelta(minutes=45))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ends": "08:00"}, "eindtijd"),
        ({"kind": "three_way"}, "van buiten"),
        ({"day": "2026-13-01"}, "Dag"),
        ({"moment": "nonsense", "starts": ""}, "Van"),
        ({"owner_id": "999999"}, "Wie regelt dit"),
    ],
)
def test_plan_when_wrong_then_says_what(ours: Office, given: dict[str, str], said: str) -> None:
    response = ours.browser().post(reverse("appointment_new", args=[ours.journey().pk]), filled(ours, **given))
    assert response.status_code == 422
    assert said in assert_well_made(response).text


def test_change_when_own_time_then_no_clash_with_itself(ours: Office) -> None:
    made, browser = planned(ours, ours.journey()), ours.browser()
    url = reverse("appointment_change", args=[made.pk])
    assert_well_made(browser.get(url))
    assert browser.post(url, filled(ours, starts="09:30", ends="10:30", place="Elders")).status_code == 302
    assert "Elders" in assert_well_made(browser.get(reverse("appointment", args=[made.pk]))).text


def test_cancel_when_undone_then_planned_again(ours: Office) -> None:
    made, browser = planned(ours, ours.journey()), ours.browser()
    url = reverse("appointment_cancel", args=[made.pk])
    assert_well_made(browser.get(url))
    browser.post(url, {"cancelled_by": "newcomer", "reason": "ziek"})
    page = assert_well_made(browser.get(reverse("appointment", args=[made.pk])))
    assert "afgezegd" in page.text
    assert "ziek" in page.text
    browser.post(reverse("appointment_reopen", args=[made.pk]))
    with acting_as(ours.manager):
        assert Appointment.objects.get().state == "planned"


def test_outcome_when_recorded_then_contact_agreement_and_way_back(ours: Office) -> None:
    made, browser = planned(ours, ours.journey()), ours.browser()
    url = reverse("appointment_record", args=[made.pk])
    with acting_as(ours.manager):
        doer = made.participants.get(kind="newcomer").pk
    with standing_on(TUESDAY + timedelta(days=1)):
        assert_well_made(browser.get(url))
        given = {"outcome": "held", "protection": "normal", "text": "Over werk", "agreement_1": "Belt de school"}
        assert browser.post(url, given).status_code == 422
        response = browser.post(url, {**given, "doer_1": doer, "due_1": "2026-03-12"})
        assert response.status_code == 302
        page = assert_well_made(browser.get(reverse("appointment", args=[made.pk])))
        assert "Over werk" in page.text
        assert "Belt de school" in page.text
        assert "Over werk" in read(browser.get(reverse("dossier_timeline", args=[made.journey_id]))).text
        assert "Belt de school" in read(browser.get(reverse("dossier_agenda", args=[made.journey_id]))).text
        browser.post(reverse("appointment_reopen", args=[made.pk]))
    with acting_as(ours.manager):
        assert not Contact.objects.filter(superseded_at__isnull=True).exists()


def test_interpreter_when_the_child_is_chosen_then_refused_with_alternatives(ours: Office) -> None:
    journey = ours.journey(needs_interpreter=True, language="ti")
    with acting_as(ours.manager) as by:
        child = a_person(by, given_name="Yafet", birth_date=date(2016, 1, 1))
        household = Household.objects.create()
        for person_id, role in ((journey.person_id, "adult"), (child.pk, "child")):
            HouseholdMember.objects.create(household=household, person_id=person_id, role=role)
    made, browser = planned(ours, journey), ours.browser()
    assert "tolk ontbreekt" in read(browser.get(reverse("agenda"))).text
    url = reverse("interpreter_book", args=[made.pk])
    assert_well_made(browser.get(url))
    response = browser.post(url, {"language": "ti", "kind": "adult", "person_id": child.pk})
    assert response.status_code == 422
    assert "Een kind tolkt nooit" in assert_well_made(response).text
    assert browser.post(url, {"language": "ti", "kind": "phone"}).status_code == 302
    assert "tolk aangevraagd" in read(browser.get(reverse("agenda"))).text
    with acting_as(ours.manager):
        booking = InterpreterBooking.objects.get()
    note = reverse("booking_note", args=[booking.pk])
    assert_well_made(browser.get(note))
    assert browser.post(note, {"state": "failed"}).status_code == 422
    browser.post(note, {"state": "failed", "reason": "niemand vrij"})
    assert "niemand vrij" in assert_well_made(browser.get(reverse("appointment", args=[made.pk]))).text


def test_calendar_file_when_downloaded_then_no_name_and_not_kept(ours: Office) -> None:
    made = planned(ours, ours.journey(), purpose="Schulden")
    response = ours.browser().get(reverse("appointment_calendar", args=[made.pk]))
    assert response["Content-Type"].startswith("text/calendar")
    assert response["Cache-Control"] == "no-store"
    told = response.content.decode()
    assert "METHOD:PUBLISH" in told
    assert not [words for words in ("Amira", "Haddad", "Schulden") if words in told]


def test_weekly_hours_when_added_changed_and_removed_then_the_week_follows(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    new = reverse("occupation_new", args=[journey.pk])
    assert_well_made(browser.get(new))
    given = {"kind": "lesson", "title": "Taalles", "starts": "09:00", "ends": "12:00", "valid_from": "2026-03-02"}
    assert browser.post(new, {**given, "weekdays": ["1", "3"]}).status_code == 302
    assert browser.post(reverse("capacity_set", args=[journey.pk]), {"hours": "4", "valid_from": "2026-03-02"})
    page = assert_well_made(browser.get(reverse("dossier_agenda", args=[journey.pk])))
    assert "Deze week 6 uur" in page.text
    assert "2 uur meer dan deze persoon kan dragen" in page.text
    with acting_as(ours.manager):
        first, second = WeeklyOccupation.objects.order_by("pk")
    change = reverse("occupation_change", args=[first.pk])
    assert_well_made(browser.get(change))
    assert browser.post(change, {**given, "weekdays": "2", "last_day": "2026-03-31"}).status_code == 302
    assert browser.post(reverse("occupation_remove", args=[second.pk])).status_code == 302
    with acting_as(ours.manager):
        held = WeeklyOccupation.objects.get(superseded_at__isnull=True)
    assert (held.weekday, held.valid_until) == (2, date(2026, 4, 1))


def test_rhythm_when_own_one_with_a_reason_then_shown_as_a_window(ours: Office) -> None:
    journey, browser = ours.journey(milestones={"settled": 100}), ours.browser()
    ours.contact(journey, ago=10)
    url = reverse("contact_rhythm", args=[journey.pk])
    assert_well_made(browser.get(url))
    assert browser.post(url, {"number": "6", "unit": "W"}).status_code == 422
    assert browser.post(url, {"number": "6", "unit": "W", "reason": "Net verhuisd"}).status_code == 302
    page = assert_well_made(browser.get(reverse("dossier_agenda", args=[journey.pk])))
    assert "elke 6 weken" in page.text
    assert "Net verhuisd" in page.text
    assert "van 20 mrt 2026 tot en met 3 apr 2026" in page.text
    browser.post(url, {"number": "", "unit": "W"})
    assert "geen, de aanpak geldt" in read(browser.get(reverse("dossier_agenda", args=[journey.pk]))).text


def test_agenda_when_another_week_or_colleague_then_that_one(ours: Office) -> None:
    planned(ours, ours.journey(), day=TODAY + timedelta(days=8))
    colleague: Client = ours.place.browser("client_manager", name="colleague")
    assert "Amira Haddad" not in read(colleague.get(reverse("agenda"))).text
    asked = f"?wie={ours.manager.staff_id}&week=2026-03-11"
    assert "Amira Haddad" in assert_well_made(colleague.get(reverse("agenda") + asked)).text
    assert colleague.get(reverse("agenda") + "?wie=999999").status_code == 404
    assert colleague.get(reverse("agenda") + "?week=gisteren").status_code == 200


def test_agenda_when_looked_at_then_few_queries_and_a_line_in_the_log(
    ours: Office,
    django_assert_max_num_queries: Any,
) -> None:
    journey, browser = ours.journey(), ours.browser()
    for hour in (9, 11, 13):
        planned(ours, journey, starts=time(hour), ends=time(hour + 1))
    browser.get(reverse("agenda"))
    with django_assert_max_num_queries(12):
        browser.get(reverse("agenda"))
    with django_assert_max_num_queries(20):
        browser.get(reverse("dossier_agenda", args=[journey.pk]))
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="agenda").count() == 1


@pytest.mark.parametrize(
    "name", ["appointment", "appointment_change", "appointment_cancel", "appointment_calendar", "appointment_record"]
)
def test_appointment_when_other_organisation_then_404(ours: Office, theirs: Office, name: str) -> None:
    made = planned(ours, ours.journey())
    assert theirs.browser().get(reverse(name, args=[made.pk])).status_code == 404
