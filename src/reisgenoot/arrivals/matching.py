"""Whether reported people are known already. Nothing is merged: who only looks alike waits for a person to decide."""

from collections.abc import Sequence

from reisgenoot.arrivals.enums import Matching
from reisgenoot.arrivals.models import ReportedPerson
from reisgenoot.kernel.actor import Actor
from reisgenoot.people.bsn import bsn_hash, unseal
from reisgenoot.people.matching import Match, Probe, find_people

V_NUMBER = "ind.v-nummer"
"""The scheme under which a person's V-number is kept (`people.models.PersonIdentifier`)."""


def find_reported(*, by: Actor, people: Sequence[ReportedPerson]) -> dict[int, Match]:
    """Who each reported person is or may be, by the id of the row. At most five queries."""
    found = find_people(by=by, probes=[_probe(one) for one in people])
    return {one.pk: found[str(one.pk)] for one in people}


def match_reported(*, by: Actor, people: Sequence[ReportedPerson]) -> list[ReportedPerson]:
    """Link those who are known for sure; gives those who wait for a decision. The others stay without a person."""
    matches = find_reported(by=by, people=people)
    taken: set[int] = set()
    waiting = []
    for one in people:
        match = matches[one.pk]
        if match.kind == "same" and match.person_id is not None and match.person_id not in taken:
            taken.add(match.person_id)
            one.person_id, one.matching, one.bsn_sealed = match.person_id, Matching.KNOWN, None
            one.save(update_fields=["person", "matching", "bsn_sealed"])
        elif match.kind != "none":
            waiting.append(one)
    return waiting


def _probe(one: ReportedPerson) -> Probe:
    sealed = one.bsn_sealed
    return Probe(
        key=str(one.pk),
        bsn_hash=bsn_hash(unseal(bytes(sealed))) if sealed else None,
        bsn_given=sealed is not None,
        identifiers=[(V_NUMBER, one.v_number)] if one.v_number else (),
        family_name=one.family_name,
        given_name=one.given_name,
        birth_date=one.birth_date,
    )
