"""What a delivery brought, as it is told to a person or a program."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.problems import Problem

MOST_QUESTIONS = 50


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What a delivery brought. ``is_known`` is true when every file was read before and nothing changed.

    ``review`` counts what waits by kind; ``questions`` says of the first of them why, and in which file, row and column.
    """

    recipe: str
    files: Sequence[dict[str, Any]]
    counts: dict[str, int]
    review: Sequence[dict[str, Any]]
    questions: Sequence[dict[str, Any]] = field(default=())
    remarks: Sequence[Problem] = field(default=())
    is_known: bool = False
    is_dry_run: bool = False
    delivery_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as `deliver` prints it."""
        return {
            "recipe": self.recipe,
            "files": list(self.files),
            "counts": self.counts,
            "review": list(self.review),
            "questions": list(self.questions),
            "already_read": self.is_known,
            "dry_run": self.is_dry_run,
            "remarks": [remark.as_json() for remark in self.remarks],
        }


def open_questions(recipe: str) -> list[dict[str, Any]]:
    """How many questions of each kind wait, for one recipe."""
    kinds = ReviewItem.objects.filter(state=ReviewState.OPEN, delivery__recipe=recipe).values_list("kind", flat=True)
    return [{"kind": kind, "count": count} for kind, count in sorted(Counter(kinds).items())]


def first_questions(recipe: str) -> list[dict[str, Any]]:
    """Why and where the first questions of a recipe wait. Nothing of what the rows say."""
    items = ReviewItem.objects.filter(state=ReviewState.OPEN, delivery__recipe=recipe).order_by("kind", "pk")
    rows = items.values("kind", "reason", "column", "source_row__file__name", "source_row__sheet", "source_row__number")
    return [
        {
            "kind": row["kind"],
            "reason": row["reason"],
            "file": row["source_row__file__name"] or "",
            "sheet": row["source_row__sheet"] or "",
            "row": row["source_row__number"],
            "column": row["column"],
        }
        for row in rows[:MOST_QUESTIONS]
    ]
