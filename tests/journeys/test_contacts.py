"""Recording contacts and promises; correcting, taking back, keeping."""

from datetime import date, timedelta
from typing import Any

import pytest

from reisgenoot.journeys.models import Contact, Milestone, Signal, Standing
from reisgenoot.journeys.services import (
    NewContact,
    correct_contact,
    keep_promise,
    record_contact,
    record_contacts,
    reopen_promise,
    retract_contact,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.journeys import a_journey, journeys
from tests.factories.organisations import Cast

SPOKEN = date(2024, 5, 6)
DAY = timedelta(days=1)


def speak(by: Actor, journey_id: int, **fields: Any) -> Contact:
    return record_contact(by=by, journey_id=journey_id, **{"occurred_on": SPOKEN, "text": "Over werk", **fields})


def test_contact_when_recorded_then_the_standing_knows(bram: Actor) -> None:
    journey = a_journey(bram)
    contact = speak(bram, journey.pk, kind="home_visit", with_interpreter=True, language="ar", next_on=today() + DAY)
    assert (contact.recorded_by_id, contact.kind, contact.language) == (bram.staff_id, "home_visit", "ar")
    assert Standing.objects.get(journey=journey).last_contact_on == SPOKEN


def test_contact_when_sent_twice_then_there_once(bram: Actor) -> None:
    journey = a_journey(bram)
    first = speak(bram, journey.pk)
    assert speak(bram, journey.pk).pk == first.pk
    assert speak(bram, journey.pk, text="Over wonen").pk != first.pk
    retract_contact(by=bram, contact_id=first.pk)
    assert speak(bram, journey.pk).pk != first.pk


def test_contacts_when_recorded_in_bulk_then_ids_in_order(bram: Actor) -> None:
    ids = journeys(bram, 4)
    written = record_contacts(by=bram, contacts=[NewContact(journey_id=one, occurred_on=SPOKEN) for one in ids])
    found = dict(Contact.objects.values_list("pk", "journey_id"))
    assert [found[contact_id] for contact_id in written] == ids


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"occurred_on": date(2126, 1, 1)}, "occurred_on"),
        ({"kind": "telepathy"}, "kind"),
        ({"outcome": "maybe"}, "outcome"),
        ({"promise": "Bellen met school"}, "promise_until"),
        ({"promise": "Bellen met school", "promise_until": SPOKEN - DAY}, "promise_until"),
    ],
)
def test_contact_when_impossible_then_refused_with_the_field(bram: Actor, fields: dict[str, Any], field: str) -> None:
    journey = a_journey(bram)
    with pytest.raises(InvalidInput) as caught:
        speak(bram, journey.pk, **fields)
    assert caught.value.field == field


def test_contact_when_corrected_then_the_old_one_stays_as_it_was_known(bram: Actor) -> None:
    journey = a_journey(bram)
    old = speak(bram, journey.pk, promise="Bellen met school", promise_until=SPOKEN + DAY)
    new = correct_contact(by=bram, contact_id=old.pk, text="Over school")
    old.refresh_from_db()
    assert (old.text, new.text, new.promise) == ("Over werk", "Over school", "Bellen met school")
    assert old.superseded_at is not None
    assert Contact.objects.filter(journey=journey, superseded_at__isnull=True).count() == 1


def test_contact_when_retracted_then_the_standing_forgets(bram: Actor) -> None:
    journey = a_journey(bram)
    contact = speak(bram, journey.pk)
    retract_contact(by=bram, contact_id=contact.pk)
    assert Standing.objects.get(journey=journey).last_contact_on is None
    with pytest.raises(NotKnown):
        retract_contact(by=bram, contact_id=contact.pk)


def test_visit_to_the_azc_when_held_then_reaches_its_milestone_and_gives_it_back(bram: Actor) -> None:
    journey = a_journey(bram)
    reached = Milestone.objects.filter(journey=journey, key="azc_contact", superseded_at__isnull=True)
    speak(bram, journey.pk, kind="azc_visit", outcome="no_show")
    assert not reached.exists()
    one, other = (speak(bram, journey.pk, kind="azc_visit", text=text) for text in ("Over werk", "Over wonen"))
    assert reached.get().occurred_on == SPOKEN
    retract_contact(by=bram, contact_id=one.pk)
    assert reached.exists()
    correct_contact(by=bram, contact_id=other.pk, kind="phone")
    assert not reached.exists()


def test_promise_when_kept_and_reopened_then_its_signal_closes_and_comes_back(bram: Actor) -> None:
    journey = a_journey(bram)
    contact = speak(bram, journey.pk, promise="Bellen met school", promise_until=SPOKEN + DAY)
    promises = Signal.objects.filter(journey=journey, kind="promise", state="open")
    assert promises.get().cause_id == contact.pk
    assert keep_promise(by=bram, contact_id=contact.pk).promise_kept_on == today()
    assert not promises.exists()
    with pytest.raises(InvalidInput, match="al nagekomen"):
        keep_promise(by=bram, contact_id=contact.pk)
    assert reopen_promise(by=bram, contact_id=contact.pk).promise_kept_on is None
    assert promises.exists()


@pytest.mark.parametrize("day", [SPOKEN - DAY, date(2126, 1, 1)], ids=["before", "future"])
def test_promise_when_kept_on_an_impossible_day_then_refused(bram: Actor, day: date) -> None:
    contact = speak(bram, a_journey(bram).pk, promise="Bellen", promise_until=SPOKEN + DAY)
    with pytest.raises(InvalidInput):
        keep_promise(by=bram, contact_id=contact.pk, on=day)


def test_promise_when_nothing_was_promised_then_refused(bram: Actor) -> None:
    with pytest.raises(InvalidInput, match="niets beloofd"):
        keep_promise(by=bram, contact_id=speak(bram, a_journey(bram).pk).pk)


def test_contact_when_colleague_of_the_same_organisation_then_may_record(cast: Cast) -> None:
    with acting_as(cast.bram):
        journey = a_journey(cast.bram)
    with acting_as(cast.chantal):
        assert speak(cast.chantal, journey.pk).recorded_by_id == cast.chantal.staff_id


def test_contact_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.dirk):
        journey = a_journey(cast.dirk)
        contact = speak(cast.dirk, journey.pk, promise="Bellen", promise_until=SPOKEN + DAY)
    with acting_as(cast.bram):
        for attempt in (
            lambda: speak(cast.bram, journey.pk),
            lambda: correct_contact(by=cast.bram, contact_id=contact.pk, text=""),
            lambda: retract_contact(by=cast.bram, contact_id=contact.pk),
            lambda: keep_promise(by=cast.bram, contact_id=contact.pk),
            lambda: reopen_promise(by=cast.bram, contact_id=contact.pk),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["gerard", "privacy_officer", "administrator"])
def test_role_without_files_when_recording_a_contact_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor), pytest.raises(NotAllowed):
        speak(actor, 1)
