"""Daily guidance of the people of the story: basics, obstacles, unburdening, steps, who helps, questions, own cards."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.guidance.services import (
    NewStep,
    answer_question,
    ask_question,
    assign_helper,
    finish_action,
    plan_action,
    record_cost,
    record_obstacle,
    set_basic,
    solve_obstacle,
    start_unburdening,
    take_step,
    weigh_obstacle,
    write_reflection,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.simulation.story.parts.told import Told


def tell(told: Told) -> None:
    """Write the guidance of the people of this organisation; each as their director."""
    for who, written in _written().get(told.organisation, {}).items():
        by = told.as_staff(written["by"])
        for part, teller in _TELLERS.items():
            for one in written.get(part, ()):
                teller(told, by, told.journeys[who], one)


def _basic(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    for key in one["keys"]:
        set_basic(by=by, journey_id=journey_id, key=key, state=one["state"], on=_on(one["day"]), note=one.get("note"))


def _obstacle(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    (first_day, degree, consequence), *later = one["weighed"]
    made = record_obstacle(
        by=by,
        journey_id=journey_id,
        kind=one["kind"],
        since_on=_on(one["since"]),
        degree=degree,
        consequence=consequence,
        on=_on(first_day),
    )
    for day, degree, consequence in later:
        made = weigh_obstacle(by=by, obstacle_id=made.pk, degree=degree, consequence=consequence, on=_on(day))
    for action in one.get("actions", ()):
        doer = action["doer"]
        planned = plan_action(
            by=by,
            obstacle_id=made.pk,
            what=action["what"],
            doer=doer,
            due_on=_on(action["due"]),
            staff_id=by.staff_id if doer == "staff" else None,
            party=action.get("party", ""),
        )
        if "done" in action:
            finish_action(by=by, action_id=planned.pk, on=_on(action["done"]))
    if "solved" in one:
        solve_obstacle(by=by, obstacle_id=made.pk, on=_on(one["solved"]), solution=one["helped"])


def _unburdening(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    signed = _on(one["signed"]) if "signed" in one else None
    start_unburdening(by=by, journey_id=journey_id, started_on=_on(one["day"]), authorised_on=signed)
    for kind, amount, payee in one["costs"]:
        record_cost(
            by=by, journey_id=journey_id, kind=kind, amount=Decimal(amount), payee=payee, from_on=_on(one["day"])
        )


def _step(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    first: int | None = None
    for step in one["steps"]:
        details = {key: value for key, value in step.items() if key not in ("step", "day")}
        about = {"about": one["about"], "about_on": _on(one["on"])} if first is None else {}
        new = NewStep(step=step["step"], occurred_on=_on(step["day"]), first=first, **about, **details)
        made = take_step(by=by, journey_id=journey_id, new=new)
        first = first or made.pk


def _helper(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    for area in one["areas"]:
        assign_helper(
            by=by,
            journey_id=journey_id,
            area=area,
            party=one["party"],
            name=one.get("name", ""),
            phone=one.get("phone", ""),
            from_on=_on(one["day"]),
        )


def _question(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    made = ask_question(
        by=by,
        journey_id=journey_id,
        question=one["question"],
        owner_id=told.staff[one["owner"]],
        party=one.get("party", ""),
        asked_on=_on(one["day"]),
        answer_by=_on(one["due"]),
    )
    if "answered" in one:
        answer_question(by=by, question_id=made.pk, answer=one["answer"], on=_on(one["answered"]))


def _card(told: Told, by: Actor, journey_id: int, one: dict[str, Any]) -> None:
    details = {key: one.get(key, "") for key in ("intended", "effect", "next_time")}
    with acting_as(by):
        write_reflection(by=by, journey_id=journey_id, on=_on(one["day"]), logics=one["logics"], **details)


_TELLERS: dict[str, Callable[[Told, Actor, int, dict[str, Any]], None]] = {
    "basics": _basic,
    "obstacles": _obstacle,
    "unburdening": _unburdening,
    "steps": _step,
    "helpers": _helper,
    "questions": _question,
    "cards": _card,
}


@cache
def _written() -> dict[str, Any]:
    text = files("reisgenoot.simulation.story.parts").joinpath("guidance.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


def _on(day: int) -> date:
    return today() + timedelta(days=day)
