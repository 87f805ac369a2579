"""Taking over a story: from the file to a person and a journey, without typing anything again."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from reisgenoot.handover.models import ReceivedHandover
from reisgenoot.handover.package import Package, UnreadablePackage, read_package
from reisgenoot.handover.post import envelopes
from reisgenoot.handover.selectors import get_handover
from reisgenoot.handover.services import (
    Corrections,
    PartVerdict,
    TakeOver,
    confirm_receipt,
    import_package,
    match_received,
    return_received,
    take_over,
)
from reisgenoot.intake.models import Measurement
from reisgenoot.journeys.models import DirectorAssignment, Journey, Milestone
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.people.models import HouseholdMember, Person
from reisgenoot.plans.models import Goal, Plan
from tests.factories.handover import a_package, a_party, sent
from tests.factories.journeys import a_journey
from tests.factories.organisations import Cast
from tests.factories.people import a_person


def _taking(by: Actor, package: Package, **verdicts: PartVerdict) -> TakeOver:
    profile = package.profile
    assert profile is not None
    said = {part: PartVerdict("confirmed") for part in package.parts}
    return TakeOver(
        municipality_id=served_municipalities(by=by)[0][0],
        who=Corrections(
            family_name=profile.family_name, given_name=profile.given_name, language=profile.language, phone="06 1"
        ),
        verdicts=said | verdicts,
    )


def _imported(by: Actor, package: Package) -> ReceivedHandover:
    return import_package(by=by, content=package.model_dump_json().encode())


def test_package_when_taken_over_then_person_household_journey_and_facts_are_there(bram: Actor) -> None:
    package = a_package()
    held = take_over(by=bram, received_id=_imported(bram, package).pk, plan=_taking(bram, package))
    person = Person.objects.get(family_name="Mehari", given_name="Hiwot")
    journey = Journey.objects.get(pk=held.journey_id)
    assert (journey.person_id, person.phone, person.language, person.sex) == (person.pk, "06 1", "ti", "v")
    assert HouseholdMember.objects.count() == 2
    assert DirectorAssignment.objects.get(journey=journey).staff_id == bram.staff_id
    assert set(Milestone.objects.values_list("key", flat=True)) >= {"pip_established"}
    assert not Milestone.objects.filter(key="settled").exists()
    assert Milestone.objects.get(key="pip_established").occurred_on == today() - timedelta(days=90)
    assert Measurement.objects.get().scale == "participation_ladder"
    assert Plan.objects.get().signed_by_person_on is None
    assert Goal.objects.get().text == "Stage bij de bakker"
    assert held.used_at is not None


def test_part_when_left_out_then_no_facts_of_it(bram: Actor) -> None:
    package = a_package()
    plan = _taking(bram, package, plan=PartVerdict("left"), household=PartVerdict("left"))
    take_over(by=bram, received_id=_imported(bram, package).pk, plan=plan)
    assert not Plan.objects.exists()
    assert HouseholdMember.objects.count() == 1


def test_part_when_corrected_without_words_then_refused_and_nothing_is_written(bram: Actor) -> None:
    package = a_package()
    received = _imported(bram, package)
    with pytest.raises(InvalidInput) as refused:
        take_over(by=bram, received_id=received.pk, plan=_taking(bram, package, plan=PartVerdict("corrected")))
    assert refused.value.field == "plan_note"
    assert not Person.objects.exists()


def test_person_when_known_here_then_the_journey_that_runs_goes_on(bram: Actor) -> None:
    known = a_person(bram, family_name="Mehari", given_name="Hiwot")
    journey = a_journey(bram, person_id=known.pk)
    package = a_package()
    plan = _taking(bram, package)
    plan = TakeOver(municipality_id=plan.municipality_id, who=plan.who, verdicts=plan.verdicts, person_id=known.pk)
    held = take_over(by=bram, received_id=_imported(bram, package).pk, plan=plan)
    assert held.journey_id == journey.pk
    assert match_received(by=bram, package=package).kind == "near"


def test_person_when_chosen_from_another_organisation_then_not_known(bram: Actor, cast: Cast) -> None:
    with acting_as(cast.dirk) as dirk:
        theirs = a_person(dirk)
    package = a_package()
    with acting_as(bram):
        received = _imported(bram, package)
        plan = _taking(bram, package)
        other = TakeOver(
            municipality_id=plan.municipality_id, who=plan.who, verdicts=plan.verdicts, person_id=theirs.pk
        )
        with pytest.raises(NotKnown):
            take_over(by=bram, received_id=received.pk, plan=other)


def test_package_when_taken_over_or_returned_then_not_a_second_time(bram: Actor) -> None:
    package = a_package()
    received = _imported(bram, package)
    take_over(by=bram, received_id=received.pk, plan=_taking(bram, package))
    with pytest.raises(InvalidInput):
        take_over(by=bram, received_id=received.pk, plan=_taking(bram, package))
    with pytest.raises(InvalidInput):
        return_received(by=bram, received_id=received.pk, reason="not_ours")


def test_story_when_it_goes_from_one_organisation_to_the_other_then_nothing_is_typed_again(cast: Cast) -> None:
    with acting_as(cast.bram) as bram:
        journey = a_journey(bram)
        letter = sent(bram, journey.pk, party=a_party(bram, partner_id=cast.theirs.pk))
    with acting_as(cast.dirk) as dirk:
        held = confirm_receipt(by=dirk, letter_id=envelopes(by=dirk)[0].letter_id)
        package = read_package(_json_of(held), message="%(place)s")
        take_over(by=dirk, received_id=held.pk, plan=_taking(dirk, package))
        assert Person.objects.get().family_name == "Haddad"
    with acting_as(cast.bram) as bram:
        _sent, line = get_handover(by=bram, handover_id=letter.pk)
        assert [step.state.value for step in line.steps] == ["sent", "received", "read", "used"]


def _json_of(held: ReceivedHandover) -> str:
    from reisgenoot.kernel.crypto import decrypt

    assert held.sealed is not None
    return decrypt(bytes(held.sealed))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b'{"format": "reisgenoot.handover/2"}',
        json.dumps({"format": "reisgenoot.handover/1", "bsn": "999990019"}).encode(),
        b"x" * 2_000_001,
    ],
)
def test_file_when_it_is_no_package_then_refused_without_repeating_it(bram: Actor, content: bytes) -> None:
    with pytest.raises(UnreadablePackage) as refused:
        import_package(by=bram, content=content)
    assert "999990019" not in str(refused.value)
    assert not ReceivedHandover.objects.exists()


def test_file_when_it_holds_a_field_we_do_not_know_then_refused(bram: Actor) -> None:
    told = a_package().model_dump(mode="json")
    told["profile"]["bsn"] = "999990019"
    with pytest.raises(UnreadablePackage) as refused:
        import_package(by=bram, content=json.dumps(told).encode())
    assert "profile.bsn" in str(refused.value)


def test_file_when_read_twice_then_refused(bram: Actor) -> None:
    package = a_package(thread=uuid4())
    _imported(bram, package)
    with pytest.raises(InvalidInput):
        _imported(bram, package)


def test_schema_when_published_then_it_is_that_of_the_code() -> None:
    published = Path(__file__).resolve().parents[2] / "docs" / "handover-package.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == Package.model_json_schema()
