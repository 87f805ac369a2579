"""Whose plan a row is: proved by a number, or a question to a person. A name alone never links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.mapping.people import suggested
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.deliveries.values import Suggestion
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.people.bsn import bsn_hash
from reisgenoot.people.matching import Match, Probe, Reason, find_people
from reisgenoot.people.names import normalise_name


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose plan it is. ``reason`` is why somebody has to look; ``drop`` means that the plan is not kept."""

    match_key: str
    verdict: Literal["linked", "unlinked", "drop"]
    person_id: int | None = None
    reason: str = ""
    suggestions: Sequence[Suggestion] = ()


def owners_of(session: Session, rows: Sequence[Row]) -> dict[str, Owner]:
    """Whose plan each row is, by the key of the row."""
    matches = find_people(by=session.by, probes=[_probe(row) for row in rows])
    return {row.key: _owner(session, row, matches[row.key]) for row in rows}


def _probe(row: Row) -> Probe:
    number = row.text("client_number")
    return Probe(
        key=row.key,
        bsn_hash=bsn_hash(row.text("bsn")) if row.get("bsn") else None,
        bsn_given=row.has_given("bsn"),
        identifiers=[(row.kind.scheme, number)] if number and row.kind.scheme else [],
        family_name=row.text("family_name"),
        given_name=row.text("given_name"),
        birth_date=row.get("birth_date"),
    )


def _owner(session: Session, row: Row, match: Match) -> Owner:
    key = keyed_hash(f"{row.given_text('bsn')}|{normalise_name(row.text('family_name'))}|{row.get('birth_date')}")
    if match.kind == "same":
        return Owner(key, "linked", match.person_id)
    decision = session.decided("plan_person", key)
    if decision is not None:
        if decision.get("person_id"):
            return Owner(key, "linked", int(decision["person_id"]))
        return Owner(key, "drop" if decision.get("value") == "drop" else "unlinked")
    suggestions = suggested(match.candidates)
    if _is_somebody_elses(match):
        reason = _("dit BSN is van iemand met een andere naam en geboortedatum")
        return Owner(key, "drop", None, reason, suggestions)
    return Owner(key, "unlinked", None, _reason(row), suggestions)


def _is_somebody_elses(match: Match) -> bool:
    return any(Reason.SAME_BSN_OTHER_PERSON in candidate.reasons for candidate in match.candidates)


def _reason(row: Row) -> str:
    if "bsn" in row.doubts:
        return _("het BSN klopt niet met de elfproef")
    if row.get("bsn"):
        return _("dit BSN is van niemand die we kennen")
    return _("er staat geen BSN bij dit plan")
