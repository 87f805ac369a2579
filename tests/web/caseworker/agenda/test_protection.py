"""A protected note: nobody reads it anywhere who may not; everybody sees that it is there."""

from typing import Any

import pytest
from django.urls import reverse

from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.journeys.services import assign_director
from reisgenoot.kernel import permissions
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.conftest import TODAY, Office
from tests.web.caseworker.html import read

pytestmark = pytest.mark.django_db
SECRET, PROMISED = "Ruzie over geld thuis", "Ik bel de politie"


def a_note(ours: Office, journey: Journey, **fields: Any) -> Contact:
    """A protected note of the director with a promise in it."""
    usual = {"text": SECRET, "promise": PROMISED, "promise_until": TODAY, "with_whom": "Tante Hanan"}
    contact_id = ours.contact(journey, ago=3, **{**usual, **fields})
    with acting_as(ours.manager):
        return Contact.objects.get(pk=contact_id)


def pages(journey: Journey, contact: Contact) -> list[str]:
    """Every address at which the words of a contact could stand."""
    return [
        reverse("dossier", args=[journey.pk]),
        reverse("dossier_timeline", args=[journey.pk]),
        reverse("dossier_timeline", args=[journey.pk]) + "?soort=contact",
        reverse("dossier_fact", args=[journey.pk, "contact", contact.pk]),
        reverse("dossier_agenda", args=[journey.pk]),
        reverse("contact_new") + f"?traject={journey.pk}",
        reverse("today"),
        reverse("today") + "?wie=alle",
        reverse("caseload"),
        reverse("caseload_export"),
        reverse("agenda"),
    ]


def test_director_note_when_a_colleague_looks_then_nowhere_but_known_to_exist(ours: Office) -> None:
    journey = ours.journey()
    note = a_note(ours, journey, protection="director")
    colleague = ours.place.browser("client_manager", name="colleague")
    for address in pages(journey, note):
        response = colleague.get(address)
        found = b"".join(response) if response.streaming else response.content
        told = found.decode(errors="replace")
        assert response.status_code == 200, address
        assert not [words for words in (SECRET, PROMISED, "Tante Hanan") if words in told], address
    timeline = read(colleague.get(reverse("dossier_timeline", args=[journey.pk]))).text
    assert "Beschermde notitie" in timeline
    assert "client_manager" in timeline
    assert "27 feb" in timeline


def test_director_note_when_a_colleague_writes_then_refused(ours: Office) -> None:
    note = a_note(ours, ours.journey(), protection="director")
    colleague = ours.place.browser("client_manager", name="colleague")
    answers = {
        name: colleague.post(reverse(name, args=[note.pk]), {"kind": "talk"}).status_code
        for name in ("contact_correct", "contact_retract", "promise_keep", "promise_reopen")
    }
    assert set(answers.values()) == {403}, answers
    assert colleague.get(reverse("contact_correct", args=[note.pk])).status_code == 403


@pytest.mark.parametrize("who", ["author", "manager", "director"])
def test_director_note_when_author_director_or_team_manager_then_readable(ours: Office, who: str) -> None:
    journey = ours.journey()
    note = a_note(ours, journey, protection="director")
    browser = ours.browser() if who == "author" else ours.browser("team_manager")
    if who == "director":
        new = ours.place.at_work("client_manager", name="colleague")
        with acting_as(ours.place.actor("team_manager")) as manager:
            assign_director(by=manager, journey_ids=[journey.pk], staff_id=new.pk, from_on=TODAY)
        browser = ours.place.browser("client_manager", name="colleague")
    assert SECRET in read(browser.get(reverse("dossier_timeline", args=[journey.pk]))).text
    assert SECRET in read(browser.get(reverse("dossier_fact", args=[journey.pk, "contact", note.pk]))).text


def test_director_note_when_the_director_is_another_now_then_the_author_still_reads(ours: Office) -> None:
    journey = ours.journey()
    a_note(ours, journey, protection="director")
    new = ours.place.at_work("client_manager", name="colleague")
    with acting_as(ours.place.actor("team_manager")) as manager:
        assign_director(by=manager, journey_ids=[journey.pk], staff_id=new.pk, from_on=TODAY)
    assert SECRET in read(ours.browser().get(reverse("dossier_timeline", args=[journey.pk]))).text


def test_health_note_when_the_role_sees_no_health_then_hidden(ours: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    journey = ours.journey()
    note = a_note(ours, journey, protection="health")
    colleague = ours.place.browser("client_manager", name="colleague")
    address = reverse("dossier_fact", args=[journey.pk, "contact", note.pk])
    assert SECRET in read(colleague.get(address)).text
    role = permissions.ROLES["client_manager"]
    without = permissions.Role(role.key, role.name, role.description, role.permissions - {Permission.HEALTH_READ})
    monkeypatch.setitem(permissions.ROLES, "client_manager", without)
    assert SECRET not in read(colleague.get(address)).text
    assert SECRET not in read(colleague.get(reverse("dossier", args=[journey.pk]))).text
    assert SECRET in read(ours.browser().get(address)).text  # who wrote it


def test_note_when_protected_later_then_its_earlier_version_is_hidden_too(ours: Office) -> None:
    journey = ours.journey()
    note = a_note(ours, journey, protection="normal")
    given = {
        "kind": "talk",
        "outcome": "held",
        "occurred_on": "2026-02-27",
        "text": SECRET,
        "protection": "director",
        "reason": "was niet voor iedereen",
    }
    ours.browser().post(reverse("contact_correct", args=[note.pk]), given)
    with acting_as(ours.manager):
        held = Contact.objects.get(superseded_at__isnull=True)
    colleague = ours.place.browser("client_manager", name="colleague")
    for contact_id in (note.pk, held.pk):
        told = read(colleague.get(reverse("dossier_fact", args=[journey.pk, "contact", contact_id]))).text
        assert SECRET not in told
        assert "was niet voor iedereen" not in told


def test_promise_when_given_to_a_colleague_then_on_their_list_and_theirs_to_keep(ours: Office) -> None:
    journey = ours.journey()
    colleague = ours.place.at_work("client_manager", name="colleague")
    given = {
        "traject": journey.pk,
        "kind": "phone",
        "outcome": "held",
        "occurred_on": TODAY.isoformat(),
        "text": SECRET,
        "protection": "director",
        "promise": PROMISED,
        "promise_until": TODAY.isoformat(),
        "promise_owner_id": str(colleague.pk),
    }
    assert ours.browser().post(reverse("contact_save"), given).status_code == 302
    browser = ours.place.browser("client_manager", name="colleague")
    told = read(browser.get(reverse("today"))).text
    assert PROMISED in told
    assert SECRET not in told
    with acting_as(ours.manager):
        note = Contact.objects.get()
    assert browser.post(reverse("promise_keep", args=[note.pk])).status_code == 302
    with acting_as(ours.manager):
        assert Contact.objects.get().promise_kept_on == TODAY
