"""Who is counted: the populations that indicators share. Each yields one row per unit from a snapshot."""

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.language import NOT_NAMED, TO_CODE, UNKNOWN, Population, Text
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import (
    CallUps,
    Diagnoses,
    Goals,
    Measurements,
    Outcomes,
    Plans,
    Receipts,
    Trajectories,
)

NEW = "new"
EARLIER = "earlier"
MAIN_GOAL = 0
NO_OUTCOME = "none"


def _latest(table: ir.Table, *, per: tuple[str, ...], by: str, then: str) -> ir.Table:
    """The latest row of each group; among rows of one day the one that was made last."""
    window = ibis.window(
        group_by=per, order_by=[ibis.desc(table[by], nulls_first=False), ibis.desc(table[then], nulls_first=False)]
    )
    ranked = table.mutate(place_in_group=ibis.row_number().over(window))
    return ranked.filter(ranked.place_in_group == 0).drop("place_in_group")


def diagnosed_people(snapshot: Snapshot) -> ir.Table:
    """One row per journey with a diagnosis: the latest one on or before the reference date.

    Adds ``cohort`` (new: first seen in the last export, when there were two or more) and ``has_plan``
    (a plan is linked).
    """
    rows = _latest(snapshot.rows(Diagnoses), per=("organisation", "journey"), by="diagnosed_on", then="diagnosis")
    last = rows.first_export.max().over(ibis.window(group_by="organisation"))
    is_new = ((rows.first_export == last) & (last > 1)).fill_null(False)
    plans = snapshot.rows(Plans)
    linked = plans.filter(plans.journey.notnull()).journey
    return rows.mutate(cohort=ibis.ifelse(is_new, NEW, EARLIER), has_plan=rows.journey.isin(linked).fill_null(False))


def kept_plans(snapshot: Snapshot) -> ir.Table:
    """One row per kept plan, with ``is_linked``: whether it is known whose plan it is."""
    rows = snapshot.rows(Plans)
    return rows.mutate(is_linked=rows.journey.notnull())


def received_plans(snapshot: Snapshot) -> ir.Table:
    """One row per delivered plan, with ``is_kept``."""
    rows = snapshot.rows(Receipts)
    plans = rows.filter(rows.kind == "plan")
    return plans.mutate(is_kept=plans.plan.notnull())


def _goals_at(snapshot: Snapshot, position: int) -> ir.Table:
    """The goals at one position. A written text without code reads "to-code"; no instrument reads "not-named"."""
    goals = snapshot.rows(Goals)
    chosen = goals.filter(goals.position == position)
    without = ibis.ifelse(chosen.has_instrument.fill_null(False), TO_CODE, NOT_NAMED)
    return chosen.select(
        "organisation",
        "plan",
        goal_group=chosen.goal_group.fill_null(TO_CODE),
        instrument_group=chosen.instrument_group.fill_null(without),
    )


def plans_with_main_goal(snapshot: Snapshot) -> ir.Table:
    """One row per kept plan with its main goal's group."""
    plans = kept_plans(snapshot)
    goals = _goals_at(snapshot, MAIN_GOAL).drop("organisation")
    joined = plans.left_join(goals, "plan")
    return joined.select(
        "organisation", "plan", "journey", "is_linked", goal_group=joined.goal_group.fill_null(UNKNOWN)
    )


def first_subgoals(snapshot: Snapshot) -> ir.Table:
    """One row per kept plan that has a first sub-goal."""
    return kept_plans(snapshot).select("plan").inner_join(_goals_at(snapshot, 1), "plan")


def second_subgoals(snapshot: Snapshot) -> ir.Table:
    """One row per kept plan that has a second sub-goal."""
    return kept_plans(snapshot).select("plan").inner_join(_goals_at(snapshot, 2), "plan")


def work_plans_of_diagnosed(snapshot: Snapshot) -> ir.Table:
    """One row per linked plan with work as its main goal, with the primary goal of the latest diagnosis."""
    plans = plans_with_main_goal(snapshot)
    work = plans.filter(plans.is_linked & (plans.goal_group == "work")).select("plan", "journey")
    return work.inner_join(diagnosed_people(snapshot).select("journey", "primary_goal"), "journey")


FOLLOW_UP = "follow_up_programme"
BASE_PROGRAMME = "base_programme"


def _with_outcome(snapshot: Snapshot, trajectories: ir.Table) -> ir.Table:
    """Adds ``outcome``, the highest at the last observation on or before the reference date, and ``is_participating``.

    Without any observation the outcome is "none".
    """
    observed = snapshot.rows(Outcomes)
    best = ibis.window(
        group_by="trajectory", order_by=[ibis.desc(observed.observed_on, nulls_first=False), ibis.asc(observed["rank"])]
    )
    ranked = observed.mutate(place_in_group=ibis.row_number().over(best))
    highest = ranked.filter(ranked.place_in_group == 0).select("trajectory", "outcome", "participating")
    joined = trajectories.left_join(highest, "trajectory").drop("trajectory_right")
    return joined.mutate(
        outcome=joined.outcome.fill_null(NO_OUTCOME), is_participating=joined.participating.fill_null(False)
    )


def _follow_up(snapshot: Snapshot) -> ir.Table:
    rows = snapshot.rows(Trajectories)
    return rows.filter(rows.programme == FOLLOW_UP)


def closed_trajectories(snapshot: Snapshot) -> ir.Table:
    """One row per follow-up trajectory that ended on or before the reference date, with its highest outcome."""
    rows = _follow_up(snapshot)
    return _with_outcome(snapshot, rows.filter(rows.ended_on <= ibis.literal(snapshot.as_of)))


def ongoing_trajectories(snapshot: Snapshot) -> ir.Table:
    """One row per follow-up trajectory that started and did not end by the reference date, with its highest outcome."""
    rows = _follow_up(snapshot)
    is_open = rows.ended_on.isnull() | (rows.ended_on > ibis.literal(snapshot.as_of))
    return _with_outcome(snapshot, rows.filter(is_open))


BASE_INDICATORS = ("kennis_en_inzicht", "participatie", "taalontwikkeling", "zelfredzaamheid")
BASE_SCALE = "base_indicators"
PASS = "pass"  # noqa: S105 - a level of a scale, not a secret


def base_programme_starters(snapshot: Snapshot) -> ir.Table:
    """One row per trajectory in the base programme, with per indicator whether the latest score is a pass.

    Who has not been scored has passed nothing and stays in the denominator.
    """
    rows = snapshot.rows(Trajectories)
    starters = rows.filter(rows.programme == BASE_PROGRAMME)
    scores = snapshot.rows(Measurements)
    relevant = scores.filter(scores.scale == BASE_SCALE)
    last = _latest(relevant, per=("journey", "item"), by="measured_on", then="value")
    passed = last.group_by("journey").agg(
        **{f"passed_{key}": ((last.item == key) & (last.value == PASS)).any() for key in BASE_INDICATORS}
    )
    joined = starters.left_join(passed, "journey").drop("journey_right")
    flags = {f"passed_{key}": joined[f"passed_{key}"].fill_null(False) for key in BASE_INDICATORS}
    marked = joined.mutate(**flags)
    return marked.mutate(passed_all=ibis.and_(*(marked[name] for name in flags)))


def first_calls(snapshot: Snapshot) -> ir.Table:
    """One row per person called for the participation declaration: the first call."""
    rows = snapshot.rows(CallUps)
    return rows.filter((rows.activity == "pvt") & (rows.number == 1))


PEOPLE = Text("mensen", "people")
PLANS = Text("plannen", "plans")
TRAJECTORIES = Text("trajecten", "trajectories")

DIAGNOSED = Population(key="diagnosed", unit=PEOPLE, rows=diagnosed_people)
RECEIVED_PLANS = Population(key="received-plans", unit=PLANS, rows=received_plans)
KEPT_PLANS = Population(key="kept-plans", unit=PLANS, rows=kept_plans)
MAIN_GOALS = Population(key="main-goals", unit=PLANS, rows=plans_with_main_goal)
FIRST_SUBGOALS = Population(key="first-subgoals", unit=PLANS, rows=first_subgoals)
SECOND_SUBGOALS = Population(key="second-subgoals", unit=PLANS, rows=second_subgoals)
WORK_PLANS = Population(key="work-plans", unit=PLANS, rows=work_plans_of_diagnosed)
CLOSED = Population(key="closed", unit=TRAJECTORIES, rows=closed_trajectories)
ONGOING = Population(key="ongoing", unit=TRAJECTORIES, rows=ongoing_trajectories)
BASE_STARTERS = Population(key="base-programme-starters", unit=PEOPLE, rows=base_programme_starters)
FIRST_CALLS = Population(key="first-calls", unit=PEOPLE, rows=first_calls)
