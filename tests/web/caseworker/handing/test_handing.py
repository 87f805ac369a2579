"""Arrival and handing over on screen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reisgenoot.handover.models import Consent, Handover, ReceivedHandover
from reisgenoot.handover.selectors import sent_package
from reisgenoot.handover.services import import_package, record_received
from reisgenoot.handover.services.profiles import NewProfile
from reisgenoot.journeys.models import Journey, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import record_contact
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import served_municipalities
from tests.factories.handover import a_package, a_party, an_agreement, sent
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import assert_well_made

pytestmark = pytest.mark.django_db


def a_sent(office: Office, journey: Journey) -> int:
    """The id of a handover that went to a party without access."""
    with acting_as(office.manager) as by:
        return sent(by, journey.pk, party=a_party(by)).pk


def test_tab_when_opened_then_well_made_logged_and_says_what_it_is_for(ours: Office) -> None:
    journey = ours.journey()
    page = assert_well_made(ours.browser().get(reverse("dossier_handover", args=[journey.pk])))
    assert "Nog niets overgedragen" in page.text
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="handover", person_id=journey.person_id).count() == 1


def test_handover_when_made_and_sent_then_frozen_and_shown(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        party = a_party(by)
        an_agreement(by, party)
        record_contact(by=by, journey_id=journey.pk, occurred_on=TODAY, text="Wil bakker worden")
    browser = ours.browser()
    data = {"receiver": f"party-{party.pk}", "parts": ["profile", "contacts"], "note": "Let op de brief"}
    response = browser.post(reverse("handover_new", args=[journey.pk]), data)
    assert response.status_code == 302
    assert "Nog niet verzonden" in assert_well_made(browser.get(response["Location"])).text
    with acting_as(ours.manager):
        held = Handover.objects.get()
    browser.post(reverse("handover_send", args=[held.pk]))
    page = assert_well_made(browser.get(response["Location"]))
    assert "Wil bakker worden" in page.text
    with acting_as(ours.manager):
        package = sent_package(Handover.objects.get())
        assert package is not None
        assert package.parts == ["profile", "contacts"]


def test_handover_when_there_is_no_ground_then_says_how_to_get_one(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        party = a_party(by)
    response = ours.browser().post(
        reverse("handover_new", args=[journey.pk]), {"receiver": f"party-{party.pk}", "parts": ["profile"]}
    )
    assert response.status_code == 422
    assert "Vraag de inwoner om toestemming" in assert_well_made(response).text


def test_protected_notes_when_handed_over_then_only_with_health_and_never_the_directors(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        for protection in ("normal", "health", "director"):
            record_contact(
                by=by, journey_id=journey.pk, occurred_on=TODAY, text=f"notitie {protection}", protection=protection
            )
        package = sent_package(sent(by, journey.pk, party=a_party(by)))
    assert package is not None
    written = package.model_dump_json()
    assert "notitie normal" in written
    assert "notitie health" not in written
    assert "notitie director" not in written


def test_documents_when_downloaded_then_pdf_and_file_are_logged(ours: Office) -> None:
    held = a_sent(ours, ours.journey())
    browser = ours.browser()
    pdf = browser.get(reverse("handover_pdf", args=[held]))
    assert pdf.content.startswith(b"%PDF")
    file = browser.get(reverse("handover_file", args=[held]))
    assert file.json()["format"] == "reisgenoot.handover/1"
    with acting_as(ours.manager):
        assert set(ReadEntry.objects.values_list("part", flat=True)) >= {"handover.pdf", "handover.file"}


def test_file_when_read_in_by_the_other_organisation_then_it_can_be_taken_over(ours: Office, theirs: Office) -> None:
    content = ours.browser().get(reverse("handover_file", args=[a_sent(ours, ours.journey())])).content
    browser = theirs.browser()
    response = browser.post(reverse("handover_import"), {"file": SimpleUploadedFile("overdracht.json", content)})
    assert response.status_code == 302
    assert "Amira Haddad" in assert_well_made(browser.get(response["Location"])).text
    with acting_as(theirs.manager) as by:
        received = ReceivedHandover.objects.get()
        town = served_municipalities(by=by)[0][0]
    url = reverse("received_take", args=[received.pk])
    assert_well_made(browser.get(url))
    said = dict.fromkeys(received.parts, "confirmed")
    who = {"family_name": "Haddad", "given_name": "Amira", "municipality": town}
    assert browser.post(url, who | {"municipality": town}).status_code == 422
    taken = browser.post(url, who | said)
    with acting_as(theirs.manager):
        assert taken["Location"] == reverse("dossier", args=[Journey.objects.get().pk])


def test_file_when_it_is_something_else_then_says_so(ours: Office) -> None:
    response = ours.browser().post(reverse("handover_import"), {"file": SimpleUploadedFile("x.json", b"{}")})
    assert response.status_code == 422
    assert "geen overdracht die wij kunnen lezen" in assert_well_made(response).text


def test_steps_when_the_party_has_no_access_then_the_sender_marks_them(ours: Office) -> None:
    held = a_sent(ours, ours.journey())
    browser = ours.browser()
    browser.post(reverse("handover_step", args=[held, "read"]))
    with acting_as(ours.manager):
        row = Handover.objects.get()
        assert (row.state, row.received_at is not None) == ("read", True)
    browser.post(reverse("handover_return", args=[held]), {"reason": "incomplete", "note": "Telefoon ontbreekt"})
    page = assert_well_made(browser.get(reverse("handover", args=[held])))
    assert "Telefoon ontbreekt" in page.text


def test_signal_when_nobody_confirms_then_it_asks_for_a_call_and_goes_after_receipt(ours: Office) -> None:
    journey = ours.journey()
    held = a_sent(ours, journey)
    with acting_as(ours.manager) as by:
        refresh(organisation_id=by.organisation_id, today=TODAY + timedelta(days=8))
        assert Signal.objects.filter(rule="check:handover_unreceived", state="open").count() == 1
    ours.browser().post(reverse("handover_step", args=[held, "received"]))
    with acting_as(ours.manager):
        assert not Signal.objects.filter(rule="check:handover_unreceived", state="open").exists()


def test_move_when_nothing_was_handed_over_then_it_asks_for_a_handover(ours: Office) -> None:
    journey = ours.journey(milestones={"moved_away": 3})
    rule = {"rule": "check:closing_without_handover", "state": "open"}
    with acting_as(ours.manager) as by:
        refresh(organisation_id=by.organisation_id)
        assert Signal.objects.filter(journey=journey, **rule).exists()
    a_sent(ours, journey)
    with acting_as(ours.manager):
        assert not Signal.objects.filter(journey=journey, **rule).exists()


def test_ending_when_somebody_moves_then_the_handover_comes_next(ours: Office) -> None:
    journey = ours.journey()
    url = reverse("journey_end", args=[journey.pk])
    browser = ours.browser()
    assert_well_made(browser.get(url))
    response = browser.post(url, {"ended_on": TODAY.isoformat(), "reason": "moved"})
    assert response["Location"] == reverse("handover_new", args=[journey.pk])
    browser.post(reverse("journey_reopen", args=[journey.pk]))
    response = browser.post(url, {"ended_on": TODAY.isoformat(), "reason": "finished"})
    assert response["Location"] == reverse("dossier", args=[journey.pk])


def test_consent_when_given_and_taken_back_then_both_days_stand_in_the_file(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        party = a_party(by)
    browser = ours.browser()
    data: dict[str, Any] = {
        "party": party.pk,
        "parts": ["profile"],
        "purpose": "verhuizing",
        "given_on": TODAY.isoformat(),
        "how": "spoken",
    }
    assert browser.post(reverse("consent_new", args=[journey.pk]), data).status_code == 302
    with acting_as(ours.manager):
        consent = Consent.objects.get()
    browser.post(reverse("consent_withdraw", args=[consent.pk]))
    page = assert_well_made(browser.get(reverse("dossier_handover", args=[journey.pk])))
    assert "ingetrokken" in page.text


def test_profile_of_coa_when_it_did_not_come_then_the_reason_is_asked(ours: Office) -> None:
    journey = ours.journey()
    url = reverse("profile_new", args=[journey.pk])
    data = {"sender_name": "COA", "completeness": "missing", "channel": "paper", "received_on": TODAY.isoformat()}
    browser = ours.browser()
    assert browser.post(url, data).status_code == 422
    assert browser.post(url, data | {"missing_reason": "capacity"}).status_code == 302
    page = assert_well_made(browser.get(reverse("dossier_handover", args=[journey.pk])))
    assert "geen tijd of menskracht" in page.text


def test_profile_of_coa_when_used_or_not_then_the_reason_is_coded(ours: Office) -> None:
    journey = ours.journey()
    with acting_as(ours.manager) as by:
        held = record_received(by=by, journey_id=journey.pk, profile=NewProfile(received_on=TODAY, note="Kapster"))
    browser = ours.browser()
    assert "Kapster" in assert_well_made(browser.get(reverse("received", args=[held.pk]))).text
    assert browser.post(reverse("received_unused", args=[held.pk]), {"reason": "outdated"}).status_code == 302
    assert "verouderd" in browser.get(reverse("received", args=[held.pk])).content.decode()
    browser.post(reverse("received_used", args=[held.pk]))
    with acting_as(ours.manager):
        row = ReceivedHandover.objects.get()
        assert (row.used_at is not None, row.unused_reason) == (True, "")


def test_lists_when_opened_then_well_made_within_the_number_of_queries(
    ours: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        a_sent(ours, ours.journey(family_name=f"Naam{number}"))
    with acting_as(ours.manager) as by:
        import_package(by=by, content=a_package().model_dump_json().encode())
    browser = ours.browser()
    for name in ("handovers", "handover_inbox", "sharing", "arrivals"):
        browser.get(reverse(name))
        with django_assert_max_num_queries(16):
            assert_well_made(browser.get(reverse(name)))


def test_arrival_when_written_down_by_the_team_then_expected_and_opened_from_the_list(ours: Office) -> None:
    with acting_as(ours.manager) as by:
        town = served_municipalities(by=by)[0][0]
    data = {
        "family_name": "Haile",
        "whereabouts": "near",
        "place": "azc Harderwijk",
        "municipality": town,
        "linked_on": TODAY.isoformat(),
        "leden": "0",
    }
    browser = ours.browser()
    assert_well_made(browser.get(reverse("arrival_new")))
    assert browser.post(reverse("arrival_new"), data)["Location"] == reverse("arrivals")
    page = assert_well_made(browser.get(reverse("arrivals")))
    assert "Haile" in page.text
    assert "Azc Harderwijk" in page.text
