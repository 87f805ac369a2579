"""What came of an appointment: one text, a contact for each newcomer, agreements, and the way back."""

from datetime import timedelta

import pytest

from reisgenoot.agenda.models import Agreement, Appointment, Participant
from reisgenoot.agenda.selectors import get_appointment, minutes_of, open_agreements
from reisgenoot.agenda.services import (
    NewAgreement,
    Outsider,
    book_interpreter,
    note_agreement_done,
    record_outcome,
    reopen_appointment,
)
from reisgenoot.journeys.models import Contact, Milestone, Signal
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.agenda.planning import TEACHER, TUESDAY, an_appointment
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person

INTERVENS = Outsider(party="Intervens", email="post@intervens.invalid")
LATER = TUESDAY + timedelta(days=10)


def held_contacts() -> list[Contact]:
    return list(Contact.objects.filter(superseded_at__isnull=True).order_by("pk"))


def participant(made: Appointment, **about: object) -> Participant:
    return made.participants.get(**about)


def test_outcome_when_not_begun_then_refused(bram: Actor) -> None:
    made = an_appointment(bram, a_journey(bram).pk)
    with pytest.raises(InvalidInput):
        record_outcome(by=bram, appointment_id=made.pk, text="x")
    assert held_contacts() == []


def test_outcome_when_held_then_a_contact_with_what_was_known_already(bram: Actor) -> None:
    journey = a_journey(bram, person_id=a_person(bram, needs_interpreter=True, language="ti").pk)
    made = an_appointment(bram, journey.pk, kind="three_way", outsiders=[TEACHER])
    book_interpreter(by=bram, appointment_id=made.pk, language="ti", kind="video", confirmed=True)
    with standing_on(TUESDAY):
        record_outcome(by=bram, appointment_id=made.pk, text="Het gaat goed", next_on=LATER)
    (contact,) = held_contacts()
    assert (contact.text, contact.occurred_on, contact.kind, contact.outcome) == (
        "Het gaat goed",
        TUESDAY,
        "three_way",
        "held",
    )
    assert (contact.with_whom, contact.interpreter, contact.language) == ("Joke (Landstede)", "video", "ti")
    assert contact.next_on == LATER
    assert Appointment.objects.get().state == "held"
    with standing_on(TUESDAY), pytest.raises(InvalidInput):
        record_outcome(by=bram, appointment_id=made.pk, text="nog eens")


def test_outcome_when_two_newcomers_and_one_absent_then_each_its_own(bram: Actor) -> None:
    first, second = a_journey(bram), a_journey(bram, person_id=a_person(bram, given_name="Omar").pk)
    made = an_appointment(bram, first.pk, also_journey_ids=[second.pk])
    away = participant(made, journey_id=second.pk)
    with standing_on(TUESDAY):
        record_outcome(by=bram, appointment_id=made.pk, text="Samen", absent_ids=[away.pk])
    assert {(one.journey_id, one.outcome) for one in held_contacts()} == {(first.pk, "held"), (second.pk, "no_show")}


def test_four_parties_when_held_then_the_milestone_and_gone_again_when_undone(bram: Actor) -> None:
    journey = a_journey(bram)
    made = an_appointment(bram, journey.pk, kind="four_party", outsiders=[TEACHER, INTERVENS])
    doer = participant(made, name="Joke")
    agreed = NewAgreement(text="Stuurt de uitslag", participant_id=doer.pk, due_on=LATER)
    reached = Milestone.objects.filter(key="four_party_talk", superseded_at__isnull=True)
    with standing_on(TUESDAY):
        record_outcome(by=bram, appointment_id=made.pk, text="Goede voortgang", agreements=[agreed])
        assert list(reached.values_list("journey_id", "occurred_on")) == [(journey.pk, TUESDAY)]
        assert Agreement.objects.get().due_on == LATER
        reopen_appointment(by=bram, appointment_id=made.pk)
    assert not reached.exists()
    assert held_contacts() == []
    assert not Agreement.objects.exists()
    assert Appointment.objects.get().state == "planned"


def test_no_show_when_recorded_then_no_agreements_and_no_milestone(bram: Actor) -> None:
    made = an_appointment(bram, a_journey(bram).pk, kind="four_party", outsiders=[TEACHER])
    agreed = NewAgreement(text="x", participant_id=participant(made, name="Joke").pk, due_on=LATER)
    with standing_on(TUESDAY):
        record_outcome(by=bram, appointment_id=made.pk, outcome="no_show", agreements=[agreed])
    assert [(one.outcome, one.with_whom) for one in held_contacts()] == [("no_show", "")]
    assert not Agreement.objects.exists()
    assert not Milestone.objects.filter(key="four_party_talk").exists()


def test_agreement_when_due_then_a_signal_until_done(bram: Actor) -> None:
    journey = a_journey(bram)
    made = an_appointment(bram, journey.pk)
    agreed = NewAgreement(text="Belt de huisarts", participant_id=participant(made, kind="newcomer").pk, due_on=LATER)
    with standing_on(TUESDAY):
        record_outcome(by=bram, appointment_id=made.pk, agreements=[agreed])
        agreement = Agreement.objects.get()
        refresh(organisation_id=bram.organisation_id)
        signal = Signal.objects.get(rule="check:talk_agreement_due", state="open")
        assert (signal.due_on, signal.cause_id) == (LATER, agreement.pk)
        assert [one.pk for one in open_agreements(by=bram, journey_id=journey.pk)] == [agreement.pk]
        note_agreement_done(by=bram, agreement_id=agreement.pk)
        assert not Signal.objects.filter(rule="check:talk_agreement_due", state="open").exists()
        note_agreement_done(by=bram, agreement_id=agreement.pk, done=False)
        assert Signal.objects.filter(rule="check:talk_agreement_due", state="open").exists()


def test_agreement_when_of_somebody_elsewhere_or_before_the_talk_then_refused(bram: Actor) -> None:
    made, other = (
        an_appointment(bram, a_journey(bram).pk),
        an_appointment(bram, a_journey(bram, person_id=a_person(bram, given_name="Omar").pk).pk),
    )
    mine, theirs = participant(made, kind="newcomer").pk, participant(other, kind="newcomer").pk
    with standing_on(TUESDAY):
        wrong = [NewAgreement(text="x", participant_id=theirs, due_on=LATER)]
        with pytest.raises(NotKnown):
            record_outcome(by=bram, appointment_id=made.pk, agreements=wrong)
        early = [NewAgreement(text="x", participant_id=mine, due_on=TUESDAY - timedelta(days=1))]
        with pytest.raises(InvalidInput):
            record_outcome(by=bram, appointment_id=made.pk, agreements=early)


def test_minutes_when_protected_then_hidden_from_a_colleague(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
        made = an_appointment(bram, journey.pk)
        agreed = NewAgreement(text="Geheim", participant_id=participant(made, kind="newcomer").pk, due_on=LATER)
        with standing_on(TUESDAY):
            record_outcome(
                by=bram, appointment_id=made.pk, text="Vertrouwd", protection="director", agreements=[agreed]
            )
    with acting_as(cast.chantal) as chantal:
        seen = minutes_of(by=chantal, appointment=get_appointment(by=chantal, appointment_id=made.pk))
        assert (seen.readable, seen.text, list(seen.agreements)) == (False, "", [])
        assert open_agreements(by=chantal, journey_id=journey.pk) == []
        with pytest.raises(NotAllowed):
            reopen_appointment(by=chantal, appointment_id=made.pk)
        with pytest.raises(NotAllowed):
            note_agreement_done(by=chantal, agreement_id=Agreement.objects.get().pk)
    with acting_as(cast.manager) as manager:
        seen = minutes_of(by=manager, appointment=get_appointment(by=manager, appointment_id=made.pk))
        assert (seen.readable, seen.text, len(seen.agreements)) == (True, "Vertrouwd", 1)


def test_outcome_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        made = an_appointment(bram, a_journey(bram).pk)
    with acting_as(cast.dirk) as dirk, standing_on(TUESDAY):
        for attempt in (
            lambda: record_outcome(by=dirk, appointment_id=made.pk),
            lambda: reopen_appointment(by=dirk, appointment_id=made.pk),
            lambda: get_appointment(by=dirk, appointment_id=made.pk),
            lambda: note_agreement_done(by=dirk, agreement_id=1),
        ):
            with pytest.raises(NotKnown):
                attempt()
