"""Measurements over time, second raters, tests that came back and tests that are waited for."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.intake.services import NewSet, NewTest, TestResult, order_test, receive_test, record_set
from reisgenoot.kernel.clock import today
from reisgenoot.simulation.story.parts.told import Told


def tell(told: Told) -> None:
    """Write what was measured and tested of the people of this organisation."""
    written = _written().get(told.organisation, {})
    for one in written.get("tests", ()):
        _tell_test(told, one)
    for one in written.get("sets", ()):
        record_set(
            by=told.as_staff(one["by"]),
            measured=NewSet(
                journey_id=told.journeys[one["who"]],
                scale=one["scale"],
                measured_on=_on(one["day"]),
                moment=one.get("moment", "interim"),
                rater=one.get("rater", "professional"),
                values=dict(one["values"]),
            ),
        )


def _tell_test(told: Told, one: dict[str, Any]) -> None:
    by = told.as_staff(one["by"])
    planned = one.get("planned", one.get("taken"))
    ordered = order_test(
        by=by,
        test=NewTest(
            journey_id=told.journeys[one["who"]],
            kind=one["kind"],
            ordered_on=_on(one["ordered"]),
            ordered_at=one["at"],
            planned_on=None if planned is None else _on(planned),
            exam_number=one.get("number", ""),
        ),
    )
    if "received" not in one:
        return
    receive_test(
        by=by,
        test_id=ordered.pk,
        result=TestResult(
            received_on=_on(one["received"]),
            taken_on=_on(one["taken"]),
            result=one.get("result", ""),
            score=Decimal(one["score"]) if "score" in one else None,
            needed_score=Decimal(one["needed"]) if "needed" in one else None,
            levels=dict(one.get("levels", {})),
        ),
    )


@cache
def _written() -> dict[str, Any]:
    text = files("reisgenoot.simulation.story.parts").joinpath("measuring.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


def _on(day: int) -> date:
    return today() + timedelta(days=day)
