"""Rows of the intake tool: a person, a journey under one director, and the outcome of the diagnosis talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.contracts import CONTRACTS
from reisgenoot.deliveries.mapping.held import differs, held_by_key, may_replace
from reisgenoot.deliveries.mapping.people import Start, fill_homes, journeys_of, people_of, tidy_name
from reisgenoot.deliveries.mapping.session import Draft, Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.intake.models import Diagnosis
from reisgenoot.intake.services import NewDiagnosis, record_diagnoses
from reisgenoot.journeys.models import DirectorAssignment
from reisgenoot.journeys.services import assign_director
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.organisations.services import ensure_staff
from reisgenoot.people.models import Person
from reisgenoot.people.names import normalise_name
from reisgenoot.people.services import add_spellings, update_person

DELIVERED_REASON = "levering"
SUBJECT = "intake.diagnosis"
_SAID = ("diagnosed_on", "profile", "primary_goal", "advice", "answers", "language")


def read(session: Session, rows: Sequence[Row]) -> None:
    """Record what the rows say; changed rows correct what they said before."""
    rows = [row for row in rows if not row.is_late]
    people = people_of(session, rows)
    fill_homes(session, rows, people)
    _bring_up_to_date(session, rows, people)
    starts = {row.key: _start(row) for row in rows if row.get("diagnosed_on")}
    journeys = journeys_of(session, people, starts)
    _direct(session, rows, journeys)
    _diagnose(session, rows, journeys)


def _start(row: Row) -> Start:
    return Start(on=row.get("diagnosed_on"), municipality_id=row.get("place"), staff_code=row.text("staff"))


def _diagnose(session: Session, rows: Sequence[Row], journeys: Mapping[str, int]) -> None:
    held = held_by_key(Diagnosis, journeys)
    twins = _by_day(journeys)
    fresh: list[tuple[Row, NewDiagnosis]] = []
    for row in rows:
        before = held.get(row.key, [None])[-1]
        if before is not None:
            session.subjects[row.key] = (SUBJECT, before.pk)
        if row.key not in journeys or not row.get("diagnosed_on"):
            continue
        wanted = _diagnosis(session, row, journeys[row.key])
        twin = twins.get((wanted.journey_id, wanted.diagnosed_on))
        if before is None:
            if twin is not None and not differs(twin, wanted, _SAID):
                session.subjects[row.key] = (SUBJECT, twin.pk)
            else:
                fresh.append((row, wanted))
            continue
        wanted = _with_unsaid(row, before, wanted)
        if differs(before, wanted, _SAID) and may_replace(session, row, before, (SUBJECT, before.pk)):
            fresh.append((row, replace(wanted, batch=before.batch, replaces=before.pk)))
    ids = record_diagnoses(by=session.by, diagnoses=[wanted for _row, wanted in fresh])
    for (row, wanted), diagnosis_id in zip(fresh, ids, strict=True):
        session.subjects[row.key] = (SUBJECT, diagnosis_id)
        session.counts["changed_facts" if wanted.replaces else "new_facts"] += 1


def _by_day(journeys: Mapping[str, int]) -> dict[tuple[int, date], Diagnosis]:
    """The diagnoses that are held, by journey and day: one talk under two numbers of the supplier is one diagnosis."""
    held = Diagnosis.objects.filter(superseded_at__isnull=True, journey_id__in=set(journeys.values()))
    return {(one.journey_id, one.diagnosed_on): one for one in held}


def _diagnosis(session: Session, row: Row, journey_id: int) -> NewDiagnosis:
    return NewDiagnosis(
        journey_id=journey_id,
        diagnosed_on=row.get("diagnosed_on"),
        profile=row.text("profile"),
        primary_goal=row.text("primary_goal"),
        advice=row.text("advice"),
        language=row.text("questionnaire_language"),
        answers=_answers(row),
        batch=session.batches.get(row.file, 0),
        source_row_id=row.source_row_id,
    )


_COLUMN_OF = {
    "profile": "profile",
    "primary_goal": "primary_goal",
    "advice": "advice",
    "language": "questionnaire_language",
}


def _with_unsaid(row: Row, before: Diagnosis, wanted: NewDiagnosis) -> NewDiagnosis:
    """What a later export says, with what was known from columns that it does not have: an absent column says nothing."""
    kept = {name: getattr(before, name) for name, column in _COLUMN_OF.items() if column not in row.titles}
    answers = {name: value for name, value in before.answers.items() if name not in row.titles}
    return replace(wanted, **kept, answers=answers | dict(wanted.answers))


def _answers(row: Row) -> dict[str, str]:
    """The answers by characteristic: every coded column that has no place of its own, and the country."""
    own = set(CONTRACTS["diagnoses"].columns) - {"country"}
    return {name: str(value) for name, value in row.values.items() if name not in own}


def _direct(session: Session, rows: Sequence[Row], journeys: Mapping[str, int]) -> None:
    """Follow a changed director, unless somebody here assigned the present one."""
    codes = {journeys[row.key]: row.text("staff") for row in rows if row.key in journeys and row.text("staff")}
    running = DirectorAssignment.objects.filter(journey_id__in=codes, valid_until__isnull=True).select_related("staff")
    present = {one.journey_id: one for one in running}
    first = set(
        DirectorAssignment.objects.filter(journey_id__in=codes, valid_until__isnull=False).values_list(
            "journey_id", flat=True
        )
    )
    staff = ensure_staff(by=session.by, codes=set(codes.values()))
    days = {journeys[row.key]: row.period or row.get("diagnosed_on") for row in rows if row.key in journeys}
    for journey_id, code in codes.items():
        now = present.get(journey_id)
        is_ours = now is not None and now.reason != DELIVERED_REASON and (now.reason or journey_id in first)
        if (now is not None and now.staff.code == code) or is_ours or days.get(journey_id) is None:
            continue
        day = max(days[journey_id], now.valid_from) if now else days[journey_id]
        changed = assign_director(
            by=session.by, journey_ids=[journey_id], staff_id=staff[code].pk, from_on=day, reason=DELIVERED_REASON
        )
        session.counts["directors_changed"] += len(changed)


_FOLLOWED = ("municipality_id", "place")
_FILLED = ("given_name", "birth_date", "sex", "country", "arrived_on")


def _bring_up_to_date(session: Session, rows: Sequence[Row], people: Mapping[str, int]) -> None:
    """What an export says about somebody who is known: follow a move, fill what was empty, ask about the rest."""
    known = Person.objects.in_bulk(set(people.values()))
    spellings = []
    for row in rows:
        person = known.get(people.get(row.key, -1))
        if person is None:
            continue
        told = _told(row)
        changes = {name: told[name] for name in _FOLLOWED if told.get(name) and told[name] != getattr(person, name)}
        changes |= {name: told[name] for name in _FILLED if told.get(name) and not getattr(person, name)}
        if told["family_name"] and person.family_name == row.text("client_number"):
            changes["family_name"] = told.pop("family_name")  # until now the number stood for the name
        if row.get("bsn") and not person.bsn_hash and not _is_disputed(session, row):
            changes["bsn"] = row.get("bsn")
        changes |= _settled_differences(session, row, person, told)
        if changes:
            update_person(by=session.by, person_id=person.pk, **changes)
            session.counts["people_changed"] += 1
        spellings.append((person.pk, f"{row.text('family_name')} {row.text('given_name')}"))
    add_spellings(by=session.by, spellings=spellings)


def _told(row: Row) -> dict[str, object]:
    return {
        "municipality_id": row.get("place"),
        "place": row.given_text("place")[:100],
        "family_name": tidy_name(row.text("family_name")),
        "given_name": tidy_name(row.text("given_name")),
        "birth_date": row.get("birth_date"),
        "sex": row.text("sex"),
        "country": row.text("country"),
        "arrived_on": row.get("arrived_on"),
    }


def _is_disputed(session: Session, row: Row) -> bool:
    return any(draft.kind == "same_bsn" and draft.row.key == row.key for draft in session.drafts)


def _settled_differences(session: Session, row: Row, person: Person, told: Mapping[str, object]) -> dict[str, object]:
    """Name, birth date or sex that differ from what is known: changed when somebody said so, else asked."""
    different = {
        name: value
        for name, value in told.items()
        if name in {"family_name", "given_name", "birth_date", "sex"}
        and value
        and getattr(person, name)
        and not _is_same(getattr(person, name), value)
    }
    if not different:
        return {}
    key = keyed_hash(f"{row.key}|{sorted(f'{name}={value}' for name, value in different.items())}")
    decision = session.decided("person_differs", key)
    if decision is not None:
        return different if decision.get("value") == "delivered" else {}
    options = [
        {"value": "ours", "label": _("wat hier staat")},
        {"value": "delivered", "label": _("wat is aangeleverd")},
    ]
    columns = ", ".join(row.titles[name] for name in different)
    reason = _("de levering zegt iets anders dan wat we van deze persoon weten")
    subject = ("people.person", person.pk)
    session.drafts.append(
        Draft(row, "person_differs", reason, key, column=columns[:100], suggestions=options, subject=subject)
    )
    return {}


def _is_same(known: object, told: object) -> bool:
    return (
        normalise_name(known) == normalise_name(told)
        if isinstance(known, str) and isinstance(told, str)
        else known == told
    )
