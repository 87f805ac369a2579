"""From the rows of a version to what it says (`content`), so that drafts, differences and prints need one form."""

from collections.abc import Iterable, Sequence
from typing import Any

from reisgenoot.plans.content import AGREEMENT, GOAL, INSTRUMENT, PIP, PLAN, STEP, Doc, completed, written
from reisgenoot.plans.models import Agreement, Goal, PathStep, Pip, Plan, PlannedInstrument

_PLAN_FIELDS = tuple(name for name in PLAN if name not in {"talk_on", "steps", "goals", "agreements", "pip"})


def content_of(plan: Plan, *, pip: Pip | None = None) -> Doc:
    """What a version says; ``pip`` is the PIP that held under it. Five queries."""
    return contents_of([plan], pips={plan.pk: pip} if pip else {})[plan.pk]


def contents_of(plans: Sequence[Plan], *, pips: dict[int, Pip] | None = None) -> dict[int, Doc]:
    """What several versions say, by their ids. Four queries for all together.

    Of a version that is no longer held, the goals and agreements as they were when it was set aside.
    """
    ids = [plan.pk for plan in plans]
    goals = _by(_held(Goal, plan_id__in=ids).order_by("position", "pk"), "plan_id")
    agreements = _by(_held(Agreement, plan_id__in=ids).order_by("position", "pk"), "plan_id")
    steps = _by(_held(PathStep, plan_id__in=ids).order_by("position", "pk"), "plan_id")
    goal_ids = [goal.pk for each in goals.values() for goal in each]
    instruments = _by(_held(PlannedInstrument, goal_id__in=goal_ids).order_by("pk"), "goal_id")
    return {
        plan.pk: _content(
            plan,
            goals.get(plan.pk, []),
            instruments,
            agreements.get(plan.pk, []),
            steps.get(plan.pk, []),
            (pips or {}).get(plan.pk),
        )
        for plan in plans
    }


def pip_content(pip: Pip) -> Doc:
    """What a PIP says."""
    return {name: _plain(getattr(pip, name)) for name in PIP}


def _held(model: Any, **which: Any) -> Any:
    return model.objects.filter(superseded_at__isnull=True, **which)


def _by(rows: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _content(
    plan: Plan,
    goals: Sequence[Goal],
    instruments: dict[int, list[PlannedInstrument]],
    agreements: Sequence[Agreement],
    steps: Sequence[PathStep],
    pip: Pip | None,
) -> Doc:
    by_goal = _by(agreements, "goal_ref")
    return completed(
        {name: _plain(getattr(plan, name)) for name in _PLAN_FIELDS}
        | {
            "talk_on": written(plan.agreed_on),
            "goals": [
                _goal(goal, ref, instruments.get(goal.pk, []), by_goal)
                for goal, ref in zip(goals, goal_refs(goals), strict=True)
            ],
            "agreements": _parts(by_goal.get("", []), AGREEMENT),
            "steps": _parts(steps, STEP),
            "pip": pip_content(pip) if pip else {},
        }
    )


def _goal(goal: Goal, ref: str, instruments: Sequence[PlannedInstrument], by_goal: dict[str, list[Agreement]]) -> Doc:
    fields = {name: _plain(getattr(goal, name)) for name in GOAL if name not in {"ref", "instruments", "agreements"}}
    return {
        **fields,
        "ref": ref,
        "horizon": goal.horizon or GOAL["horizon"],
        "instruments": _parts(instruments, INSTRUMENT),
        "agreements": _parts(by_goal.get(goal.ref, []) if goal.ref else [], AGREEMENT),
    }


def goal_refs(goals: Sequence[Goal]) -> list[str]:
    """The names of goals from version to version; a delivered goal, which has none, goes by what it is."""
    return _unlike(goal.ref or goal.key or "own" for goal in goals)


def _parts(rows: Sequence[Any], shape: Doc) -> list[Doc]:
    refs = _unlike(row.ref or getattr(row, "key", "") or "own" for row in rows)
    return [
        {**{name: _plain(getattr(row, name)) for name in shape}, "ref": ref}
        for row, ref in zip(rows, refs, strict=True)
    ]


def _unlike(names: Iterable[str]) -> list[str]:
    """The names, a second one of the same with a number behind it."""
    seen: dict[str, int] = {}
    unlike = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unlike.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return unlike


def _plain(value: Any) -> Any:
    """A column as a document has it: days as ISO text, nothing as empty text, numbers as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
