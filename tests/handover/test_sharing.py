"""On which ground something may leave the organisation."""

from datetime import timedelta

import pytest

from reisgenoot.handover.enums import Part
from reisgenoot.handover.models import Consent
from reisgenoot.handover.services import (
    Choice,
    draft_handover,
    end_agreement,
    give_consent,
    make_agreement,
    may_share,
    send_handover,
    withdraw_consent,
)
from reisgenoot.handover.sharing import NotShareable
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from tests.factories.handover import a_party, an_agreement
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person


def test_sharing_when_there_is_no_ground_then_refused_and_says_what_is_missing(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    an_agreement(bram, party, ["profile"])
    with pytest.raises(NotShareable) as refused:
        may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile", "plan"])
    assert str(Part.PLAN.label) in str(refused.value)
    assert str(Part.PROFILE.label) not in str(refused.value)


def test_sharing_when_the_agreement_covers_all_then_allowed(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    agreement = an_agreement(bram, party, ["profile", "plan"])
    ground = may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["plan"])
    assert (ground.agreement_id, ground.consent_id) == (agreement.pk, None)


def test_sharing_when_two_halves_cover_it_then_refused(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    an_agreement(bram, party, ["profile"])
    an_agreement(bram, party, ["plan"])
    with pytest.raises(NotShareable):
        may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile", "plan"])


def test_sharing_when_the_agreement_ended_today_then_refused(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    agreement = an_agreement(bram, party, ["profile"])
    end_agreement(by=bram, agreement_id=agreement.pk)
    with pytest.raises(NotShareable):
        may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile"])
    yesterday = today() - timedelta(days=1)
    assert may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile"], on=yesterday).agreement_id


def test_consent_when_of_somebody_else_then_it_is_no_ground(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    other = a_journey(bram, person_id=a_person(bram, family_name="Issa").pk)
    _consent(bram, other.pk, party.pk)
    with pytest.raises(NotShareable):
        may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile"])
    assert may_share(by=bram, journey_id=other.pk, party_id=party.pk, parts=["profile"]).consent_id


def test_consent_when_taken_back_then_a_draft_cannot_be_sent_any_more(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    consent = _consent(bram, journey.pk, party.pk)
    choice = Choice(parts=["profile"], party_id=party.pk)
    draft = draft_handover(by=bram, journey_id=journey.pk, choice=choice)
    withdraw_consent(by=bram, consent_id=consent.pk)
    with pytest.raises(NotShareable):
        send_handover(by=bram, handover_id=draft.pk)
    with pytest.raises(InvalidInput):
        withdraw_consent(by=bram, consent_id=consent.pk)


def test_health_when_chosen_without_a_reason_then_refused(bram: Actor) -> None:
    journey, party = a_journey(bram), a_party(bram)
    an_agreement(bram, party, ["profile", "health"])
    with pytest.raises(InvalidInput) as refused:
        draft_handover(by=bram, journey_id=journey.pk, choice=Choice(parts=["profile", "health"], party_id=party.pk))
    assert refused.value.field == "health_basis"
    with_reason = Choice(parts=["profile", "health"], party_id=party.pk, health_basis="UAVG art. 30, begeleiding")
    assert draft_handover(by=bram, journey_id=journey.pk, choice=with_reason).parts == ["health", "profile"]


def test_sharing_when_the_party_is_of_another_organisation_then_not_known(bram: Actor, cast: Cast) -> None:
    journey = a_journey(bram)
    with acting_as(cast.dirk) as dirk:
        party = a_party(dirk)
    with acting_as(bram), pytest.raises(NotKnown):
        may_share(by=bram, journey_id=journey.pk, party_id=party.pk, parts=["profile"])
    with acting_as(bram), pytest.raises(NotKnown):
        _consent(bram, journey.pk, party.pk)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": ["bsn"]}, "parts"),
        ({"purpose": " "}, "purpose"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"valid_until": today()}, "valid_until"),
    ],
)
def test_agreement_when_something_is_wrong_then_refused_in_words(
    bram: Actor, fields: dict[str, object], field: str
) -> None:
    known = {"parts": ["profile"], "purpose": "x", "legal_basis": "y", "valid_from": today()}
    with pytest.raises(InvalidInput) as refused:
        make_agreement(by=bram, party_id=a_party(bram).pk, **{**known, **fields})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_agreement_when_made_by_who_may_not_then_refused(cast: Cast) -> None:
    with acting_as(cast.gerard) as gerard, pytest.raises(NotAllowed):
        a_party(gerard)


def _consent(by: Actor, journey_id: int, party_id: int) -> Consent:
    return give_consent(
        by=by,
        journey_id=journey_id,
        party_id=party_id,
        parts=["profile"],
        purpose="verhuizing",
        given_on=today() - timedelta(days=3),
        how="spoken",
    )
