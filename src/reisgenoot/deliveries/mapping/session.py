"""What one reading of a delivery shares: who reads, by which approach, what was decided before, what came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from reisgenoot.approach import Approach
from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.rows import Row, hide_bsn
from reisgenoot.deliveries.values import Doubt, Suggestion, Surroundings
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.crypto import keyed_hash

ALWAYS_COUNTED = ("new_facts", "changed_facts", "new_questions")
"""Counts that are told also when they are 0: the same delivery again changes nothing."""

Decision = dict[str, Any]
Subject = tuple[str, int]


@dataclass(slots=True)
class Draft:
    """A review item in the making."""

    row: Row
    kind: str
    reason: str
    match_key: str
    column: str = ""
    suggestions: Sequence[Suggestion] = ()
    subject: Subject | None = None


@dataclass(slots=True)
class Session:
    """One reading. ``by`` may write in all files of the organisation; ``decisions`` are by kind and match key.

    ``latest`` is the last row of each key in the delivery, ``batches`` the how-manieth export each file is,
    ``waiting`` the match keys of rows that stood in a file twice and still wait for a choice.
    """

    by: Actor
    recipe: Recipe
    around: Surroundings
    version_id: int
    decisions: dict[tuple[str, str], Decision] = field(default_factory=dict)
    batches: dict[str, int] = field(default_factory=dict)
    latest: dict[str, Row] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)
    subjects: dict[str, Subject] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(ALWAYS_COUNTED, 0)))

    @property
    def approach(self) -> Approach:
        """The approach that the rows are read by."""
        return self.around.approach

    def decided(self, kind: str, match_key: str) -> Decision | None:
        """What somebody decided before for this match key, or None."""
        return self.decisions.get((kind, match_key))

    def doubt_to_review(self, row: Row, name: str) -> None:
        """Put what is in doubt in one column in the review queue."""
        doubt = row.doubts[name]
        self.drafts.append(
            Draft(
                row=row,
                kind=doubt.kind,
                reason=doubt.reason,
                match_key=match_key_of(row, name, doubt),
                column=row.titles.get(name, name),
                suggestions=doubt.suggestions,
                subject=self.subjects.get(row.key),
            )
        )

    def use_decisions(self, rows: Iterable[Row]) -> None:
        """Make values of doubts that somebody decided about before."""
        for row in rows:
            for name, doubt in list(row.doubts.items()):
                decision = self.decided(doubt.kind, match_key_of(row, name, doubt))
                if decision is None:
                    continue
                del row.doubts[name]
                value = typed(row.kind.column_of(name).type, decision.get("value"), self.approach)
                if value is not None:
                    row.values[name] = value


def match_key_of(row: Row, name: str, doubt: Doubt) -> str:
    """What a decision about a doubt is remembered under: the word itself, or a keyed hash of this row's cell."""
    if doubt.word:
        return hide_bsn(doubt.word)[:200]
    return keyed_hash(f"{row.key}|{name}|{row.given_text(name)}")


def typed(column_type: str, value: Any, approach: Approach) -> Any:
    """A decided value as a row holds it; None when the decision is that there is no value."""
    if value in (None, "", []) and column_type != "outcomes":
        return None
    match column_type:
        case "date":
            return date.fromisoformat(str(value))
        case "number":
            return Decimal(str(value))
        case "place":
            return int(value)
        case "outcomes":
            return _outcomes(value, approach)
        case _:
            return str(value)


def _outcomes(value: Any, approach: Approach) -> tuple[str, ...]:
    """Rungs of the ladder; a code of a supplier's list stands for the rung that it belongs to."""
    groups = {
        code.key: code.group
        for code_list in approach.code_lists.values()
        if code_list.grouped_by == "outcomes"
        for code in code_list.codes.values()
    }
    given = [value] if isinstance(value, str) else list(value or [])
    keys = {key if key in approach.outcomes else groups.get(key) for key in given}
    return tuple(rung.key for rung in approach.outcome_ladder if rung.key in keys and rung.participating)
