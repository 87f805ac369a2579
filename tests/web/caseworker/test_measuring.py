"""Measuring, tests and the diagnosis on screen."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reisgenoot.intake.models import Diagnosis, Measurement
from reisgenoot.intake.models import TestOrder as Ordered
from reisgenoot.intake.services import NewDiagnosis, NewSet, order_test, record_diagnosis, record_set
from reisgenoot.intake.services import NewTest as Order
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office

LADDER, ZRM = "participation_ladder", "self_sufficiency"
READY = {
    "work_status": "works_now",
    "worked_in_origin": "yes",
    "secondary_school": "yes",
    "dutch_at_diagnosis": "fluent",
    "self_reliant": "yes",
    "motivation": "motivated",
    "availability": "full_time",
    "took_action": "yes",
}


def measured(
    office: Office, journey: Journey, *, ago: int, role: str = "client_manager", **fields: object
) -> list[int]:
    with acting_as(office.place.actor(role)) as by:
        known = {"scale": LADDER, "values": {"": "unpaid_work"}, "moment": "baseline", **fields}
        new = NewSet(journey_id=journey.pk, measured_on=TODAY - timedelta(days=ago), **known)  # type: ignore[arg-type]
        return record_set(by=by, measured=new)


def typed(**answers: str) -> dict[str, str]:
    return {f"antwoord-{key}": code for key, code in answers.items()}


def test_set_when_saved_then_in_the_file_and_undo_takes_it_back(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    url = reverse("measurement_new", args=[journey.pk, ZRM])
    page = browser.get(url).content.decode()
    assert page.count('name="onderdeel-') == 13 * 6
    sent = {"measured_on": "2026-03-01", "moment": "baseline", "rater": "person", "onderdeel-housing": "full"}
    assert browser.post(url, sent).status_code == 302
    with acting_as(ours.manager):
        held = Measurement.objects.get()
        assert (held.item, held.value, held.rater, held.moment) == ("housing", "full", "person", "baseline")
    shown = browser.get(reverse("dossier_measurements", args=[journey.pk])).content.decode()
    undo = reverse("measurement_retract_set", args=[held.pk])
    assert undo in shown
    assert "inwoner zelf" in shown
    browser.post(undo)
    with acting_as(ours.manager):
        assert not Measurement.objects.filter(superseded_at__isnull=True).exists()


def test_set_when_nothing_is_chosen_then_asked_and_kept(ours: Office) -> None:
    url = reverse("measurement_new", args=[ours.journey().pk, LADDER])
    answer = ours.browser().post(url, {"measured_on": "2026-02-27", "moment": "interim", "rater": "professional"})
    assert answer.status_code == 422
    assert "Kies ten minste één waarde" in answer.content.decode()
    assert 'value="2026-02-27"' in answer.content.decode()


def test_first_form_when_measured_before_then_shows_it_and_the_second_never_does(ours: Office) -> None:
    journey = ours.journey()
    measured(ours, journey, ago=40)
    first = ours.browser("team_manager").get(reverse("measurement_new", args=[journey.pk, LADDER])).content.decode()
    second = ours.browser("team_manager").get(reverse("measurement_second", args=[journey.pk, LADDER])).content.decode()
    assert "vorige keer: 4 Onbetaald werk" in first
    assert "vorige keer" not in second
    assert "Onbetaald werk (" not in second


def test_second_rater_when_saved_then_both_side_by_side(ours: Office) -> None:
    journey = ours.journey()
    measured(ours, journey, ago=5)
    url = reverse("measurement_second", args=[journey.pk, LADDER])
    own = ours.browser().post(url, {"measured_on": "2026-03-01", "onderdeel-": "paid_work"})
    assert "Vraag een collega" in own.content.decode()
    colleague = ours.browser("team_manager")
    assert colleague.post(url, {"measured_on": "2026-03-01", "onderdeel-": "supported_work"}).status_code == 302
    shown = colleague.get(reverse("dossier_measurements", args=[journey.pk])).content.decode()
    assert "0 van de 1 hetzelfde, 1 binnen één stap" in shown
    summary = colleague.get(reverse("rater_agreement")).content.decode()
    assert "te weinig om op te bouwen" in summary
    assert "100 %" in summary


@pytest.mark.parametrize(
    ("rule", "scale"),
    [("check:baseline_ladder", LADDER), ("check:closing_ladder", ZRM), ("term:unknown", ""), ("", "")],
)
def test_signal_when_followed_then_the_scale_it_asks_for(ours: Office, rule: str, scale: str) -> None:
    journey = ours.journey()
    if scale == ZRM:
        measured(ours, journey, ago=1, scale=ZRM, values={"housing": "full"}, moment="closing")
    answer = ours.browser().get(reverse("measuring", args=[journey.pk]), {"regel": rule})
    wanted = (
        reverse("measurement_new", args=[journey.pk, scale])
        if scale
        else reverse("dossier_measurements", args=[journey.pk])
    )
    assert answer["Location"] == wanted


def test_measurement_when_corrected_then_needs_why_and_the_old_one_stays(ours: Office) -> None:
    journey = ours.journey()
    (first,) = measured(ours, journey, ago=5)
    url = reverse("measurement_correct", args=[first])
    sent = {"value": "paid_work", "measured_on": "2026-02-25", "moment": "baseline"}
    assert ours.browser().post(url, sent).status_code == 422
    assert ours.browser().post(url, {**sent, "reason": "verkeerd geklikt"}).status_code == 302
    with acting_as(ours.manager):
        assert Measurement.objects.get(superseded_at__isnull=True).value == "paid_work"
        assert Measurement.objects.count() == 2


def test_test_when_ordered_and_received_then_shown_at_the_route(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    order = {"kind": "learnability", "ordered_on": "2026-01-05", "ordered_at": "Bureau"}
    assert browser.post(reverse("test_new", args=[journey.pk]), order).status_code == 302
    with acting_as(ours.manager):
        test = Ordered.objects.get()
    way = browser.get(reverse("test_answer", args=[journey.pk]), {"regel": "term:learnability_result"})
    assert way["Location"] == reverse("test_receive", args=[test.pk])
    result = {"result": "b1_not_feasible", "score": "19", "needed_score": "28", "received_on": "2026-03-01"}
    assert browser.post(way["Location"], result).status_code == 302
    shown = browser.get(reverse("dossier_diagnosis", args=[journey.pk])).content.decode()
    assert "B1-route niet haalbaar" in shown
    assert "score 19, nodig 28" in shown


def test_language_test_when_it_differs_from_the_judgement_then_marked(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    measured(ours, journey, ago=30, scale="cefr", values={"speaking": "a1"})
    with acting_as(ours.manager) as by:
        test = order_test(by=by, test=Order(journey_id=journey.pk, kind="language", ordered_on=TODAY))
    sent = {"received_on": "2026-03-02", "vaardigheid-speaking": "b1"}
    assert browser.post(reverse("test_receive", args=[test.pk]), sent).status_code == 302
    shown = browser.get(reverse("dossier_diagnosis", args=[journey.pk])).content.decode()
    assert "Spreken: de toets geeft B1" in shown


def test_step_when_no_reason_is_given_then_asked(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        test = order_test(by=by, test=Order(journey_id=journey.pk, kind="learnability", ordered_on=TODAY))
    answer = ours.browser().post(reverse("test_change", args=[test.pk]), {"state": "skipped"})
    assert answer.status_code == 422
    assert "Schrijf op waarom" in answer.content.decode()


def test_diagnosis_when_it_deviates_then_needs_a_reason_and_keeps_both(ours: Office) -> None:
    journey, browser = ours.journey(), ours.browser()
    url = reverse("diagnosis_new", args=[journey.pk])
    sent = {"diagnosed_on": "2026-03-01", "primary_goal": "work", "profile": "B1", **typed(**READY)}
    refused = browser.post(url, sent)
    assert refused.status_code == 422
    assert "waarom je van het voorstel afwijkt" in refused.content.decode()
    assert browser.post(url, {**sent, "profile_reason": "Zwanger, pas over een half jaar"}).status_code == 302
    with acting_as(ours.manager):
        made = Diagnosis.objects.get()
    assert (made.profile, made.profile_proposed, made.answers) == ("B1", "A1", READY)
    shown = browser.get(reverse("dossier_diagnosis", args=[journey.pk])).content.decode()
    assert "Zwanger, pas over een half jaar" in shown
    assert "Wie hier al werkte kent de weg naar werk." in shown


def test_proposal_when_answers_change_then_told_with_reasons_and_nothing_is_kept(ours: Office) -> None:
    url = reverse("diagnosis_proposal", args=[ours.journey().pk])
    told = ours.browser().post(url, typed(**READY)).content.decode()
    assert "A1, Werkfit regulier" in told
    assert "+3" in told
    few = ours.browser().post(url, typed(motivation="motivated")).content.decode()
    assert "Nog 7 antwoorden nodig" in few
    with acting_as(ours.manager):
        assert not Diagnosis.objects.exists()


def test_form_when_counted_anew_without_scripts_then_keeps_what_was_typed(ours: Office) -> None:
    url = reverse("diagnosis_new", args=[ours.journey().pk])
    answer = ours.browser().post(url, {"reken": "1", "advice_text": "eerst rust", **typed(**READY)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "A1, Werkfit regulier" in page
    assert "eerst rust" in page


def test_diagnosis_when_corrected_then_answers_it_does_not_ask_stay(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        answers = {"work_status": "works_now", "years_in_netherlands": "under_2"}
        old = record_diagnosis(
            by=by, diagnosis=NewDiagnosis(journey_id=journey.pk, diagnosed_on=TODAY, profile="B1", answers=answers)
        )
    sent = {"diagnosed_on": "2026-03-02", "profile": "B1", "reason": "tikfout", **typed(work_status="worked_before")}
    assert ours.browser().post(reverse("diagnosis_correct", args=[old.pk]), sent).status_code == 302
    with acting_as(ours.manager):
        held = Diagnosis.objects.get(superseded_at__isnull=True)
    assert held.answers == {"work_status": "worked_before", "years_in_netherlands": "under_2"}


def test_profile_when_facts_are_newer_then_the_file_says_so(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        earlier = NewDiagnosis(journey_id=journey.pk, diagnosed_on=TODAY - timedelta(days=40), profile="B1")
        record_diagnosis(by=by, diagnosis=earlier)
    url = reverse("dossier_diagnosis", args=[journey.pk])
    assert "Kijk of het profiel nog past" not in ours.browser().get(url).content.decode()
    measured(ours, journey, ago=3, scale="cefr", values={"speaking": "a2"})
    assert "Kijk of het profiel nog past" in ours.browser().get(url).content.decode()


def test_forms_when_opened_then_in_the_reading_log(ours: Office) -> None:
    journey = ours.journey()
    ours.browser().get(reverse("measurement_new", args=[journey.pk, LADDER]))
    ours.browser().get(reverse("diagnosis_new", args=[journey.pk]))
    with acting_as(ours.manager):
        assert set(ReadEntry.objects.values_list("part", flat=True)) == {"measurements", "diagnosis"}


def test_pages_when_of_a_colleague_elsewhere_then_do_not_exist(ours: Office, theirs: Office) -> None:
    journey = theirs.journey()
    (first,) = measured(theirs, journey, ago=5)
    browser = ours.browser()
    for url in (
        reverse("measurement_new", args=[journey.pk, LADDER]),
        reverse("measurement_second", args=[journey.pk, LADDER]),
        reverse("measurement_correct", args=[first]),
        reverse("test_new", args=[journey.pk]),
        reverse("diagnosis_new", args=[journey.pk]),
    ):
        assert browser.get(url).status_code == 404
    assert browser.get(reverse("measurement_new", args=[ours.journey().pk, "richter"])).status_code == 404
