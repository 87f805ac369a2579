"""From the parts of a package to facts of the own file, through the services of the packages that hold them."""

from collections.abc import Collection

from reisgenoot.approach import Approach
from reisgenoot.handover.package import Coded, Package, Plan
from reisgenoot.intake.services import NewMeasurement, record_measurements
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.services import NewMilestone, record_milestones
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.plans.enums import GoalState
from reisgenoot.plans.services import NewGoal, NewInstrument, NewPlan, record_plans

NOT_COPIED = frozenset({"linked", "housing_signal", "home_offered", "settled", "journey_closed", "moved_away"})
"""Milestones of the sender's municipality: here they happen anew. What the law counts from comes along."""


def write_parts(*, by: Actor, journey: Journey, package: Package, parts: Collection[str], approach: Approach) -> None:
    """Write the wanted parts. What the own approach does not know is left to be read in the package."""
    if "milestones" in parts:
        _milestones(by, journey, package, approach)
    if "measurements" in parts:
        _measurements(by, journey, package, approach)
    if "plan" in parts:
        plans = [_plan(plan, journey, approach) for plan in package.plan or ()]
        record_plans(by=by, plans=plans)


def _milestones(by: Actor, journey: Journey, package: Package, approach: Approach) -> None:
    facts = [
        NewMilestone(
            journey_id=journey.pk, key=one.what.code, occurred_on=one.on, note=package.sender.organisation[:200]
        )
        for one in package.milestones or ()
        if one.what.code in approach.milestones and one.what.code not in NOT_COPIED and one.on <= today()
    ]
    record_milestones(by=by, facts=facts)


def _measurements(by: Actor, journey: Journey, package: Package, approach: Approach) -> None:
    known = [
        NewMeasurement(
            journey_id=journey.pk,
            scale=one.scale.code,
            item=one.item.code,
            value=one.value.code,
            measured_on=one.on,
            moment=one.moment,
        )
        for one in package.measurements or ()
        if one.scale.code in approach.scales
        and one.value.code in approach.scales[one.scale.code].levels
        and (one.item.code in approach.scales[one.scale.code].items) == bool(approach.scales[one.scale.code].items)
        and one.on <= today()
    ]
    record_measurements(by=by, measurements=known)


def _plan(plan: Plan, journey: Journey, approach: Approach) -> NewPlan:
    """The plan as a version to go on with: not signed here, so no signature comes along."""
    main = plan.main_goal
    return NewPlan(
        journey_id=journey.pk,
        agreed_on=min(plan.agreed_on or today(), today()),
        summary=plan.summary,
        main_goal=main.code if main.code in approach.main_goals else "",
        main_goal_text=main.label,
        goals=[
            NewGoal(
                key=one.goal.code if one.goal.code in approach.goals else "",
                text=one.goal.label,
                state=one.state if one.state in GoalState.values else GoalState.OPEN,
                instruments=[_instrument(each, approach) for each in one.instruments if each.label],
            )
            for one in plan.goals
            if one.goal.label
        ],
    )


def _instrument(one: Coded, approach: Approach) -> NewInstrument:
    known = approach.instruments.get(one.code)
    return NewInstrument(
        key=one.code if known else "", text=one.label, is_own_effort=known.own_effort if known else False
    )
