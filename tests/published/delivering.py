"""Brings a delivery in, as a municipality would, and runs its tables."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.engine import deliver
from reisgenoot.kernel.actor import job
from reisgenoot.monitor.indicators import of_approach
from reisgenoot.monitor.result import TableResult
from reisgenoot.organisations.services import ensure_organisation
from reisgenoot.reporting.runs import Question, run_tables

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Tables = Mapping[str, TableResult]
Counted = tuple[int | None, int | None]


def expected(recipe: str) -> dict[str, Any]:
    """What a right reading of a sample delivery yields."""
    found: dict[str, Any] = json.loads((EXAMPLES / recipe / "expected.json").read_text())
    return found


def delivered(recipe: str, folder: Path, *, as_of: date, protect: bool) -> Tables:
    """Every table of an approach after one delivery, at a reference date."""
    organisation = ensure_organisation(approach=load_approach(recipe))
    by = job("deliver", organisation.pk)
    deliver(by=by, recipe=recipe, folder=folder)
    return tables(recipe, as_of=as_of, protect=protect)


def tables(recipe: str, *, as_of: date, protect: bool) -> Tables:
    """Every table of an approach, at a reference date."""
    organisation = ensure_organisation(approach=load_approach(recipe))
    keys = [indicator.key for indicator in of_approach(recipe)]
    question = Question(as_of=as_of, protect=protect)
    found = run_tables(keys, organisation=organisation, by=job("table", organisation.pk), question=question)
    return {table.table: table for table in found}


def counts(table: TableResult, *keys: str, **fixed: str) -> dict[str, Counted]:
    """Numerator and denominator of the rows with exactly these keys (and fixed ones), by label joined with a slash."""
    return {
        "/".join(row.group[key] for key in keys): (row.numerator, row.denominator)
        for row in table.rows
        if set(row.group) == {*keys, *fixed} and all(row.group[key] == value for key, value in fixed.items())
    }


def numerators(table: TableResult, *keys: str, **fixed: str) -> dict[str, int | None]:
    """Only the numerators."""
    return {label: pair[0] for label, pair in counts(table, *keys, **fixed).items()}


def percentage(pair: Counted, digits: int = 1) -> float:
    """A percentage as the reports print it: halves go up."""
    numerator, denominator = pair
    assert numerator is not None
    assert denominator
    scale = 10**digits
    return (200 * scale * numerator + denominator) // (2 * denominator) / scale


def denominators(pairs: Iterable[Counted]) -> set[int | None]:
    """The different denominators."""
    return {denominator for _, denominator in pairs}
