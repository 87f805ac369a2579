"""Rows of support plans: whose plan it is, whether it was sent before, and its goals and instruments."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.mapping.owners import Owner, owners_of
from reisgenoot.deliveries.mapping.people import Start, journeys_of
from reisgenoot.deliveries.mapping.plan_changes import bring_up_to_date
from reisgenoot.deliveries.mapping.plan_twins import goals_of, same_goals, sign_like, signed_like
from reisgenoot.deliveries.mapping.session import Draft, Session
from reisgenoot.deliveries.rows import Row
from reisgenoot.kernel.crypto import keyed_hash
from reisgenoot.kernel.models import SourceRow
from reisgenoot.people.models import Person
from reisgenoot.plans.models import Plan
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan, record_plans, retract_plan

SUBJECT = "plans.plan"
ROW_KIND = "plan"
NEVER = sys.maxsize


@dataclass(slots=True)
class _Sent:
    """One row on its way to becoming a plan."""

    row: Row
    owner: Owner
    plan: NewPlan
    held: Plan | None = None
    replaces: int | None = None


def read(session: Session, rows: Sequence[Row]) -> None:
    """Record what the rows say; changed rows correct what they said before."""
    ordered = sorted(rows, key=lambda row: (int(row.get("round") or 0), row.number))
    held = _held_plans(ordered)
    once = _without_second_sendings(session, [row for row in ordered if not _is_left_out(session, row)], held)
    owners = owners_of(session, once)
    kept = [row for row in once if owners[row.key].verdict != "drop"]
    keys = {row.key for row in kept}
    _take_back(session, [plan for key, plan in held.items() if key not in keys])
    people = _people(kept, owners)
    kept.sort(key=_born_otherwise(kept, people))
    starts = {
        row.key: Start(on=row.get("agreed_on"), staff_code=row.text("staff")) for row in kept if row.get("agreed_on")
    }
    journeys = journeys_of(session, people, starts)
    sent = [
        _Sent(row, owners[row.key], plan_of(session, row, journeys.get(row.key)), held.get(row.key)) for row in kept
    ]
    _record(session, _without_rivals(session, [one for one in sent if one.held is None]))
    for one in sent:
        if one.held is not None:
            session.subjects[one.row.key] = (SUBJECT, one.held.pk)
            bring_up_to_date(session, one.row, one.held, one.plan)
    _ask_about_owners(session, once, owners)


def _take_back(session: Session, plans: Sequence[Plan]) -> None:
    for plan in plans:
        retract_plan(by=session.by, plan_id=plan.pk)
        session.counts["changed_facts"] += 1


def _held_plans(rows: Sequence[Row]) -> dict[str, Plan]:
    numbers, keys = {row.text("plan_number")[:60] for row in rows}, {row.key for row in rows}
    plans = Plan.objects.filter(superseded_at__isnull=True, delivered_key__in=numbers, source_row__kind=ROW_KIND)
    found: dict[str, Plan] = {}
    for plan in plans.select_related("source_row").order_by("pk"):
        if plan.source_row is not None and plan.source_row.natural_key in keys:
            found[plan.source_row.natural_key] = plan
    return found


def _people(rows: Sequence[Row], owners: Mapping[str, Owner]) -> dict[str, int]:
    known = ((row.key, owners[row.key].person_id) for row in rows)
    return {key: person_id for key, person_id in known if person_id is not None}


def _born_otherwise(rows: Sequence[Row], people: Mapping[str, int]) -> Callable[[Row], bool]:
    """Whether a row gives another birth date than the person's: of rivals, the one that agrees goes first."""
    births = dict(Person.objects.filter(pk__in=set(people.values())).values_list("pk", "birth_date"))
    known = {row.key: births.get(people.get(row.key, -1)) for row in rows}
    return lambda row: bool(known[row.key] and row.get("birth_date") and known[row.key] != row.get("birth_date"))


def _is_left_out(session: Session, row: Row) -> bool:
    """Whether a row without any goal is left out: until somebody says that it is a plan all the same."""
    goals = [name for name in row.titles if name == "main_goal" or name.startswith("goal_")]
    if any(row.given_text(name) for name in goals):
        return False
    key = keyed_hash(f"{row.key}|{row.digest}")
    decision = session.decided("plan_empty", key)
    if decision is None:
        options = [{"value": "drop", "label": _("niet gebruiken")}, {"value": "keep", "label": _("toch bewaren")}]
        session.drafts.append(Draft(row, "plan_empty", _("dit plan heeft geen enkel doel"), key, suggestions=options))
        session.counts["plans_without_goal"] += 1
    return decision is None or decision.get("value") != "keep"


def _without_second_sendings(session: Session, rows: Sequence[Row], held: Mapping[str, Plan]) -> list[Row]:
    """Rows that do not say exactly what another row said before, apart from number and round."""
    mine = {row.source_row_id for row in rows if row.source_row_id is not None}
    rows_before = SourceRow.objects.filter(kind=ROW_KIND, digest__in={row.digest for row in rows}).exclude(pk__in=mine)
    earliest = dict(rows_before.order_by("-pk").values_list("digest", "pk"))
    seen: set[str] = set()
    first: list[Row] = []
    for row in rows:
        was_sent = row.digest in seen or earliest.get(row.digest, NEVER) < (row.source_row_id or NEVER)
        if was_sent and row.key not in held:
            session.counts["plans_sent_twice"] += 1
            continue
        seen.add(row.digest)
        first.append(row)
    return first


def plan_of(session: Session, row: Row, journey_id: int | None) -> NewPlan:
    """The plan that a row says."""
    agreed_on: date | None = row.get("agreed_on")
    return NewPlan(
        journey_id=journey_id,
        agreed_on=agreed_on,
        summary=row.text("summary"),
        signed_by_person_on=agreed_on if row.get("signed_by_person") == "yes" else None,
        signed_by_staff_on=agreed_on if row.get("signed_by_staff") == "yes" else None,
        main_goal=row.text("main_goal"),
        main_goal_text=row.given_text("main_goal")[:300],
        delivered_key=row.text("plan_number")[:60],
        batch=int(row.get("round") or 1),
        source_row_id=row.source_row_id,
        goals=_goals(session, row),
    )


def _goals(session: Session, row: Row) -> list[NewGoal]:
    """The goals in their places; an empty place before a filled one stays a place."""
    goals = []
    for name in (column for column in row.titles if column.startswith("goal_")):
        text, number = row.given_text(name)[:300], name.removeprefix("goal_")
        instrument = f"instrument_{number}"
        means = [_instrument(session, row, instrument)] if row.given_text(instrument) else []
        goals.append((int(number), NewGoal(key=row.text(name), text=text, instruments=means)))
    goals.sort(key=lambda numbered: numbered[0])
    last = max((number for number, goal in goals if goal.text or goal.instruments), default=0)
    return [goal for number, goal in goals if number <= last]


def _instrument(session: Session, row: Row, name: str) -> NewInstrument:
    key = row.text(name)
    known = session.approach.instruments.get(key) if key else None
    return NewInstrument(key=key, text=row.given_text(name)[:300], is_own_effort=bool(known and known.own_effort))


def _without_rivals(session: Session, sent: Sequence[_Sent]) -> list[_Sent]:
    """Plans that are not of the same person and day as another plan; of those somebody says which one holds.

    With the same goals and means it is one plan that was sent twice; a signature that only the second has is noted.
    """
    rivals = _plans_by_person_and_day(sent)
    first: dict[tuple[object, date | None], _Sent] = {}
    chosen: list[_Sent] = []
    for one in sent:
        spot = (_whose(one), one.plan.agreed_on)
        rival, earlier = rivals.get(spot), first.get(spot)
        if one.plan.agreed_on is None or (rival is None and earlier is None):
            first[spot] = one
            chosen.append(one)
        elif rival is not None and same_goals(rival, one.plan):
            session.counts["plans_sent_twice"] += 1
            sign_like(session, rival, one.plan)
        elif earlier is not None and goals_of(earlier.plan) == goals_of(one.plan):
            session.counts["plans_sent_twice"] += 1
            earlier.plan = signed_like(earlier.plan, one.plan)
        else:
            chosen = _choose(session, one, chosen, rival, earlier)
    return chosen


def _choose(
    session: Session, one: _Sent, chosen: list[_Sent], rival: Plan | None, earlier: _Sent | None
) -> list[_Sent]:
    """What somebody decided about two plans that contradict each other, or else the question."""
    key = keyed_hash(f"{one.row.key}|{one.row.digest}")
    choice = (session.decided("plan_twice_differs", key) or {}).get("value")
    if choice is None:
        _ask_which(session, one, key, rival, earlier)
    if choice not in {"this", "both"}:
        return chosen
    if choice == "this" and rival is not None:
        one.replaces = rival.pk
    kept = [other for other in chosen if choice == "both" or other is not earlier]
    return [*kept, one]


def _whose(one: _Sent) -> object:
    """The journey, or for a plan of nobody yet what the row says about the person."""
    return one.plan.journey_id if one.plan.journey_id is not None else one.owner.match_key


def _plans_by_person_and_day(sent: Sequence[_Sent]) -> dict[tuple[object, date | None], Plan]:
    journeys = {one.plan.journey_id for one in sent if one.plan.journey_id is not None}
    days = {one.plan.agreed_on for one in sent if one.plan.agreed_on}
    plans = Plan.objects.filter(
        superseded_at__isnull=True, journey_id__in=journeys, agreed_on__in=days, source_row__isnull=False
    )
    return {(plan.journey_id, plan.agreed_on): plan for plan in plans}


def _ask_which(session: Session, one: _Sent, key: str, rival: Plan | None, first: _Sent | None) -> None:
    session.counts["plans_that_differ"] += 1
    number = rival.delivered_key if rival else first.plan.delivered_key if first else ""
    options = [
        {"value": "first", "label": _("het eerste plan"), "plan_number": number},
        {"value": "this", "label": _("dit plan"), "plan_number": one.plan.delivered_key},
        {"value": "both", "label": _("allebei")},
    ]
    reason = _("van deze persoon en dag is al een plan met andere doelen")
    subject = (SUBJECT, rival.pk) if rival is not None else None
    session.drafts.append(Draft(one.row, "plan_twice_differs", reason, key, suggestions=options, subject=subject))


def _record(session: Session, sent: Sequence[_Sent]) -> None:
    plans = [one.plan if one.replaces is None else _replacing(one.plan, one.replaces) for one in sent]
    ids = record_plans(by=session.by, plans=plans)
    for one, plan_id in zip(sent, ids, strict=True):
        session.subjects[one.row.key] = (SUBJECT, plan_id)
        session.counts["changed_facts" if one.replaces else "new_facts"] += 1


def _replacing(plan: NewPlan, old: int) -> NewPlan:
    return NewPlan(**{name: getattr(plan, name) for name in NewPlan.__slots__ if name != "replaces"}, replaces=old)


def _ask_about_owners(session: Session, rows: Sequence[Row], owners: Mapping[str, Owner]) -> None:
    for row in rows:
        owner = owners[row.key]
        row.doubts.pop("bsn", None)  # whose plan it is, is one question
        if owner.reason:
            session.drafts.append(
                Draft(
                    row,
                    "plan_person",
                    owner.reason,
                    owner.match_key,
                    column=row.titles.get("bsn", ""),
                    suggestions=owner.suggestions,
                    subject=session.subjects.get(row.key),
                )
            )
