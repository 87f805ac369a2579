"""The tab about guidance: every part opens, is well made and logged; forms save, undo and refuse; nothing for others."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reisgenoot.guidance.models import Basic, CentralQuestion, FixedCost, Helper, LadderStep, Obstacle, Unburdening
from reisgenoot.guidance.reflections import own_reflections
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import note_codes
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made, read

PARTS = ("dossier_direction", "dossier_unburdening", "dossier_help", "dossier_ladder", "dossier_reflection")
pytestmark = pytest.mark.django_db
ASYLUM = {"duo_group": "asylum", "residence_permit": "asylum_fixed_term"}


@pytest.fixture
def journey(ours: Office) -> Journey:
    """An asylum permit holder with a benefit, settled."""
    made = ours.journey(milestones={"settled": 110, "brp_registered": 105, "benefit_started": 100})
    with acting_as(ours.place.job) as by:
        note_codes(by=by, codes={made.pk: ASYLUM})
    return made


def post(browser: Client, route: str, *args: Any, query: str = "", **data: Any) -> Any:
    return browser.post(reverse(route, args=args) + query, data)


def text(browser: Client, route: str, journey: Journey) -> str:
    return read(browser.get(reverse(route, args=[journey.pk]))).text


@pytest.mark.parametrize("part", PARTS)
def test_part_when_empty_then_well_made_logged_and_within_its_queries(
    ours: Office, journey: Journey, part: str, django_assert_max_num_queries: Any
) -> None:
    browser = ours.browser()
    browser.get(reverse(part, args=[journey.pk]))
    with django_assert_max_num_queries(20):
        page = assert_well_made(browser.get(reverse(part, args=[journey.pk])))
    assert "Amira Haddad" in page.text
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="guidance", person_id=journey.person_id).count() == 2


def test_basic_when_tapped_then_pressed_counted_and_undone(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    assert post(browser, "basic_set", journey.pk, wat="gp", stand="done").status_code == 302
    page = read(browser.get(reverse("dossier_direction", args=[journey.pk])))
    assert "1 van 11 in orde" in page.text
    with acting_as(ours.manager):
        undo = reverse("basic_undo", args=[Basic.objects.get().pk])
    assert undo in page.forms
    browser.post(undo)
    assert "0 van 11 in orde" in text(browser, "dossier_direction", journey)
    assert "uit de lijst" in read(browser.post(reverse("basic_set", args=[journey.pk]), {"wat": "x"}, follow=True)).text


def test_basic_when_edited_then_day_helper_and_remark(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    url = reverse("basic_edit", args=[journey.pk, "gp"])
    assert_well_made(browser.get(url))
    filled = {"state": "busy", "on": "2026-02-20", "helper": "volunteer", "note": "Wachtlijst"}
    assert browser.post(url, filled).status_code == 302
    assert "20 feb 2026 · Vrijwilliger of maatje · Wachtlijst" in text(browser, "dossier_direction", journey)
    assert browser.get(reverse("basic_edit", args=[journey.pk, "yacht"])).status_code == 404


def test_obstacle_when_recorded_weighed_acted_on_and_solved_then_told(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    url = reverse("obstacle_new", args=[journey.pk])
    page = assert_well_made(browser.get(url))
    assert "Schrijf geen ziekte" in page.text
    for kind in ("health", "debts"):
        filled = {"kind": kind, "since_on": "2026-01-05", "degree": "heavy", "consequence": "Twee uur per dag"}
        assert browser.post(url, filled).status_code == 302
    assert "Een vrijwilliger alleen is hier niet genoeg" in text(browser, "dossier_direction", journey)
    with acting_as(ours.manager):
        health = Obstacle.objects.get(kind="health")
    post(browser, "obstacle_weigh", health.pk, degree="light", consequence="Vier uur per dag")
    told = text(browser, "dossier_direction", journey)
    assert "Hoe we er eerder over dachten" in told
    assert "Een vrijwilliger alleen" not in told
    with acting_as(ours.manager):
        health = Obstacle.objects.get(kind="health", superseded_at__isnull=True)
    assert post(browser, "action_new", health.pk, what="Bellen", doer="other", due_on="2026-03-09").status_code == 422
    post(browser, "action_new", health.pk, what="Huisarts bellen", doer="newcomer", due_on="2026-02-20")
    assert "Huisarts bellen" in text(browser, "dossier_direction", journey)
    post(browser, "obstacle_solve", health.pk, on="2026-03-01", solution="Rust")
    assert "opgelost op 1 mrt 2026" in text(browser, "dossier_direction", journey)


def test_unburdening_when_started_with_costs_then_period_months_and_undo(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    told = text(browser, "dossier_unburdening", journey)
    assert "Ontzorgen moet" in told
    assert "Heeft een asielvergunning voor bepaalde tijd." in told
    for form in ("begin", "machtiging", "weigering", "uitzondering", "samen-bekeken", "einde"):
        assert_well_made(browser.get(reverse("unburdening_change", args=[journey.pk, form])))
    assert browser.get(reverse("unburdening_change", args=[journey.pk, "iets"])).status_code == 404
    assert post(browser, "unburdening_change", journey.pk, "begin", started_on="2020-01-01").status_code == 422
    post(browser, "unburdening_change", journey.pk, "begin", started_on="2025-12-01", authorised_on="2025-12-01")
    rent = {
        "kind": "rent",
        "amount": "612,40",
        "from_on": "2025-12-01",
        "is_paid_directly": "on",
        "payee": "Woningbouw",
    }
    assert post(browser, "cost_new", journey.pk, **rent).status_code == 302
    told = text(browser, "dossier_unburdening", journey)
    assert "€ 612,40" in told
    assert "jan 2026" in told
    assert post(browser, "cost_new", journey.pk, kind="other", amount="10", from_on="2026-01-01").status_code == 422
    with acting_as(ours.manager):
        cost, held = FixedCost.objects.get(), Unburdening.objects.get()
    assert_well_made(browser.get(reverse("cost_edit", args=[cost.pk])))
    browser.post(reverse("unburdening_undo", args=[held.pk]))
    assert "Begonnen" not in text(browser, "dossier_unburdening", journey)


def test_unburdening_when_the_two_groups_differ_then_said(ours: Office, journey: Journey) -> None:
    with acting_as(ours.place.job) as by:
        note_codes(by=by, codes={journey.pk: {"residence_permit": "asylum_permanent"}})
    told = text(ours.browser(), "dossier_unburdening", journey)
    assert "Ontzorgen is hier geen plicht" in told
    assert "telt iemand als asielstatushouder" in told


def test_help_when_two_parties_then_warned_and_on_the_sheet(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    assert "volgens de aanpak, nog niet afgesproken" in text(browser, "dossier_help", journey)
    url = reverse("helper_new", args=[journey.pk])
    assert_well_made(browser.get(f"{url}?gebied=letters"))
    for party in ("social_guidance", "volunteer"):
        browser.post(url, {"area": "letters", "party": party, "name": "Ria", "phone": "06 1", "from_on": "2026-02-01"})
    assert "Twee partijen helpen met hetzelfde: brieven en formulieren." in text(browser, "dossier_help", journey)
    with acting_as(ours.manager):
        helper = Helper.objects.get(party="volunteer")
    browser.post(reverse("helper_end", args=[helper.pk]))
    assert "Twee partijen" not in text(browser, "dossier_help", journey)
    sheet = browser.get(reverse("help_sheet", args=[journey.pk]))
    assert (sheet["Content-Type"], sheet["Cache-Control"]) == ("application/pdf", "no-store")
    assert sheet.content.startswith(b"%PDF")


def test_question_when_answered_then_how_long_it_took(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    with acting_as(ours.manager) as by:
        owner = by.staff_id
    url = reverse("question_new", args=[journey.pk])
    assert_well_made(browser.get(url))
    asked = {"question": "Wanneer?", "owner_id": owner, "asked_on": "2026-02-25", "answer_by": "2026-03-01"}
    browser.post(url, asked)
    assert "te laat" in text(browser, "dossier_help", journey)
    with acting_as(ours.manager):
        question = CentralQuestion.objects.get()
    post(browser, "question_answer", question.pk, answer="In april", on="2026-03-02")
    told = text(browser, "dossier_help", journey)
    assert "antwoord na 5 dagen" in told
    assert "Antwoorden kwamen gemiddeld na 5 dagen." in told


def test_ladder_when_asylum_then_says_no_fine_and_offers_none(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    told = text(browser, "dossier_ladder", journey)
    assert "stellen we geen boete voor" in told
    url = reverse("step_new", args=[journey.pk])
    assert_well_made(browser.get(url))
    day = {key: (TODAY - timedelta(days=ago)).isoformat() for key, ago in (("talk", 60), ("about", 63))}
    talk = {"occurred_on": day["talk"], "about": "Les gemist", "about_on": day["about"]}
    assert browser.post(url, talk).status_code == 422
    browser.post(url, talk | {"said": "Ik was ziek", "culpability": "full", "culpability_reason": "Wist ervan"})
    with acting_as(ours.manager):
        first = LadderStep.objects.get()
    assert "Volgende stap: herinnering aan de afspraak" in text(browser, "dossier_ladder", journey)
    after = f"{url}?feit={first.pk}"
    for ago, filled in (
        (50, {}),
        (30, {"ground": "plan", "culpability": "full", "culpability_reason": "Wist ervan"}),
        (10, {"said": "Het spijt me", "culpability": "full", "culpability_reason": "Wist ervan"}),
    ):
        on = (TODAY - timedelta(days=ago)).isoformat()
        assert browser.post(after, {"occurred_on": on, **filled}).status_code == 302
    assert "Geef eerst tijd om het goed te maken." in text(browser, "dossier_ladder", journey)
    with acting_as(ours.manager):
        last = LadderStep.objects.latest("pk")
        assert last.step == "hearing"
        LadderStep.objects.filter(pk=last.pk).update(occurred_on=TODAY - timedelta(days=16))
    page = assert_well_made(browser.get(after))
    assert "Maatregel bij de uitkering" in page.text
    assert "Boete" not in page.text.replace("boete volgens een andere wet", "")
    decided = {
        "occurred_on": TODAY.isoformat(),
        "culpability": "full",
        "culpability_reason": "x",
        "other_measure": "no",
    }
    assert browser.post(after, decided | {"measure": "fine_plan", "measure_reason": "x"}).status_code == 422
    assert browser.post(after, decided | {"measure": "no_measure", "measure_reason": "x"}).status_code == 302
    assert "Afzien van een maatregel" in text(browser, "dossier_ladder", journey)


def test_ladder_when_before_housing_then_none(ours: Office) -> None:
    journey = ours.journey(milestones={"linked": 30})
    browser = ours.browser()
    told = text(browser, "dossier_ladder", journey)
    assert "Voor de verhuizing is begeleiding vrijwillig" in told
    assert "Gesprek over iets dat misging" not in told
    assert post(browser, "step_new", journey.pk).status_code == 302


def test_step_when_withdrawn_then_readable_with_the_reason(ours: Office, journey: Journey) -> None:
    browser = ours.browser()
    talk = {"occurred_on": "2026-02-20", "about": "Les gemist", "about_on": "2026-02-18", "said": "Ziek"}
    post(browser, "step_new", journey.pk, **talk)
    with acting_as(ours.manager):
        step = LadderStep.objects.get()
    assert_well_made(browser.get(reverse("step_withdraw", args=[step.pk])))
    assert post(browser, "step_withdraw", step.pk, reason="").status_code == 422
    post(browser, "step_withdraw", step.pk, reason="Was afgemeld")
    assert "Ingetrokken: Was afgemeld" in text(browser, "dossier_ladder", journey)


def test_reflection_when_written_then_only_the_author_sees_it(ours: Office, theirs: Office, journey: Journey) -> None:
    browser = ours.browser()
    contact = ours.contact(journey, ago=4, text="Gesproken")
    url = reverse("reflection", args=[journey.pk])
    page = assert_well_made(browser.get(f"{url}?contact={contact}"))
    assert "Alleen jij kunt dit lezen" in page.text
    filled = {"on": "2026-02-26", "logics": ["caring"], "effect": "Ik nam het over"}
    assert browser.post(f"{url}?contact={contact}", filled).status_code == 302
    assert "Ik nam het over" in text(browser, "dossier_reflection", journey)
    assert "Ik nam het over" in read(browser.get(reverse("reflections"))).text
    with acting_as(ours.manager) as by:
        card = own_reflections(by=by)[0]
        assert card.contact_id == contact
    for office, role, status in ((ours, "team_manager", 404), (theirs, "client_manager", 404)):
        other = office.browser(role)
        assert other.get(f"{url}?kaart={card.id}").status_code == status
        assert other.post(f"{url}?kaart={card.id}", {"weg": "1"}).status_code == status
        assert "Ik nam het over" not in read(other.get(reverse("reflections"))).text
    for part in ("dossier", "dossier_timeline", "dossier_reflection"):
        assert "Ik nam het over" not in text(ours.browser("team_manager"), part, journey)
    browser.post(f"{url}?kaart={card.id}", {"weg": "1"})
    assert "Ik nam het over" not in text(browser, "dossier_reflection", journey)


def test_reflection_when_nothing_chosen_then_asks(ours: Office, journey: Journey) -> None:
    response = post(ours.browser(), "reflection", journey.pk, on="2026-02-26", effect="Tekst blijft staan")
    assert response.status_code == 422
    assert "Tekst blijft staan" in assert_well_made(response).text
