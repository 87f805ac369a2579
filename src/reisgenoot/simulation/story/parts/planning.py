"""The plans of the people of the story: drafts, versions, signatures, PIPs, and results that nobody planned."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.plans.content import PLAN, Doc, completed, new_part, new_ref
from reisgenoot.plans.models import Agreement, Goal, PathStep, Plan
from reisgenoot.plans.pip_facts import WantedPip
from reisgenoot.plans.services import (
    NewPip,
    NewUnplannedResult,
    agree_plan,
    establish_pip,
    judge_goal,
    keep_agreement,
    reach_step,
    record_unplanned_result,
    save_draft,
    sign_on_screen,
    start_draft,
)
from reisgenoot.simulation.story.parts.told import Told

_HOURS = ("intensity_hours", "pvt_hours", "map_hours", "z_lesson_hours", "z_participation_hours")


def tell(told: Told) -> None:
    """Write the plans of the people of this organisation; each as who guides them."""
    for who, written in _written().get(told.organisation, {}).items():
        by, journey_id = told.as_staff(written["by"]), told.journeys[who]
        if "pip" in written:
            _pip(by, journey_id, written["pip"])
        for version in written.get("versions", ()):
            _version(by, journey_id, version)
        if "draft" in written:
            _draft(by, journey_id, _content(written["draft"]))
        for result in written.get("results", ()):
            _result(by, journey_id, result)


@cache
def _written() -> Mapping[str, Any]:
    text = files("reisgenoot.simulation.story.parts").joinpath("planning.yaml").read_text(encoding="utf-8")
    written: Mapping[str, Any] = YAML(typ="safe").load(text)
    return written


def _day(day: int) -> date:
    return today() + timedelta(days=day)


def _on(day: int | None) -> date | None:
    return None if day is None else _day(day)


def _iso(day: int | None) -> str:
    found = _on(day)
    return found.isoformat() if found else ""


def _content(written: Mapping[str, Any]) -> Doc:
    """A plan of the story as a document; days from today become dates."""
    known = {name: written[name] for name in PLAN if name in written and name not in {"goals", "steps"}}
    return completed(
        known
        | {
            "change_reason": written.get("reason", ""),
            "change_reaction": written.get("reaction", ""),
            "goals": [_goal(goal) for goal in written.get("goals", ())],
            "steps": [
                new_part("steps", kind=one["kind"], text=one.get("text", ""), target_on=_iso(one.get("target")))
                for one in written.get("steps", ())
            ],
        }
    )


def _goal(written: Mapping[str, Any]) -> Doc:
    said = {
        name: written[name]
        for name in ("key", "text", "domain", "horizon", "proposed_by", "importance")
        if name in written
    }
    return new_part(
        "goals",
        **said,
        target_on=_iso(written.get("target")),
        instruments=[
            new_part(
                "instruments", key=one.get("key", ""), text=one.get("text", ""), is_own_effort=one.get("own", False)
            )
            | {"ref": one.get("key") or new_ref()}
            for one in written.get("instruments", ())
        ],
        agreements=[
            new_part(
                "agreements",
                who=one["who"],
                who_name=one.get("name", ""),
                what=one["what"],
                due_on=_iso(one.get("due")),
            )
            for one in written.get("agreements", ())
        ],
    ) | {"ref": written.get("ref") or new_ref()}


def _draft(by: Actor, journey_id: int, content: Doc) -> tuple[int, int]:
    """The open draft and its revision."""
    draft = start_draft(by=by, journey_id=journey_id)
    saved = save_draft(by=by, draft_id=draft.pk, began_from=draft.revision, content=content)
    return draft.pk, saved.revision


def _version(by: Actor, journey_id: int, written: Mapping[str, Any]) -> None:
    content, agreed_on, signed_on = _content(written), _day(written["day"]), _on(written.get("signed"))
    person = Journey.objects.select_related("person").get(pk=journey_id).person
    with standing_on(agreed_on):
        draft_id, revision = _draft(by, journey_id, content)
        plan = agree_plan(by=by, draft_id=draft_id, began_from=revision, agreed_on=agreed_on)
    if signed_on is not None:
        with standing_on(signed_on):
            for party, name in (("person", person.display_name), ("staff", "klantmanager")):
                sign_on_screen(by=by, plan_id=plan.pk, party=party, name=name)
    _happened(by, plan, written)


def _happened(by: Actor, plan: Plan, written: Mapping[str, Any]) -> None:
    """What was done, reached and judged under a version."""
    for goal in written.get("goals", ()):
        for one in goal.get("agreements", ()):
            if "done" in one:
                agreement = Agreement.objects.get(plan=plan, what=one["what"], superseded_at__isnull=True)
                keep_agreement(by=by, agreement_id=agreement.pk, on=_on(one["done"]))
        if "state" in goal:
            held = Goal.objects.get(plan=plan, ref=goal["ref"], superseded_at__isnull=True)
            judge_goal(
                by=by,
                goal_id=held.pk,
                state=goal["state"],
                on=_on(goal.get("target")),
                evidence=goal.get("evidence", ""),
                view_person=goal.get("person", ""),
                view_staff=goal.get("staff", ""),
            )
    for one in written.get("steps", ()):
        if "reached" in one:
            step = PathStep.objects.get(plan=plan, text=one["text"], superseded_at__isnull=True)
            reach_step(by=by, step_id=step.pk, on=_on(one["reached"]))


def _pip(by: Actor, journey_id: int, written: Mapping[str, Any]) -> None:
    on = _day(written["day"])
    hours: Any = {name: int(written[name]) if name in written else None for name in _HOURS}
    wanted = WantedPip(
        dagtekening=on,
        leerroute=written["leerroute"],
        niveau=written.get("niveau", ""),
        literacy=written.get("literacy", "NVT"),
        pvt_planned_on=_on(written.get("pvt_planned")),
        map_planned_on=_on(written.get("map_planned")),
        z_reason=written.get("z_reason", ""),
        **hours,
    )
    with standing_on(on):
        establish_pip(by=by, journey_id=journey_id, pip=NewPip(wanted, written.get("support", "")))


def _result(by: Actor, journey_id: int, written: Mapping[str, Any]) -> None:
    on = _day(written["day"])
    record_unplanned_result(
        by=by,
        result=NewUnplannedResult(
            journey_id=journey_id,
            occurred_on=on,
            text=written["text"],
            domain=written.get("domain", ""),
            view_person=written.get("person", ""),
            view_staff=written.get("staff", ""),
        ),
    )
