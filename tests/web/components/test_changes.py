"""Small pictures of development: from first to last per part, and a chart with named steps."""

from datetime import date

import pytest

from reisgenoot.web.components.changes import Change, Changes, Reading, draw
from reisgenoot.web.components.measurements import Measurement, Score
from reisgenoot.web.components.measurements import draw as draw_steps

DAY = date(2026, 3, 2)
LOW, MIDDLE, HIGH = (Reading(value, str(value), DAY) for value in (1, 3, 5))


@pytest.mark.parametrize(
    ("change", "direction"),
    [
        (Change("a", LOW, HIGH), "up"),
        (Change("a", HIGH, LOW), "down"),
        (Change("a", LOW, LOW), "same"),
        (Change("a", LOW), ""),
        (Change("a"), ""),
    ],
)
def test_change_when_compared_then_its_direction(change: Change, direction: str) -> None:
    assert change.direction == direction


def test_rows_when_drawn_then_first_and_now_lie_on_the_steps() -> None:
    steps = [1, 2, 3, 4, 5]
    moved, once, never = draw(Changes("Z", steps, [Change("a", LOW, MIDDLE), Change("b", HIGH), Change("c")], target=5))
    assert (moved.first_at, moved.now_at, moved.target_at) == (8.0, 80.0, 152.0)
    assert (once.first_at, once.now_at) == (None, 152.0)
    assert (never.first_at, never.now_at) == (None, None)
    assert list(moved.ticks) == [8.0, 44.0, 80.0, 116.0, 152.0]


def test_rows_when_right_to_left_then_mirrored() -> None:
    (row,) = draw(Changes("Z", [1, 5], [Change("a", LOW, HIGH)]), mirrored=True)
    assert (row.first_at, row.now_at) == (152.0, 8.0)


def test_chart_when_steps_are_named_then_a_line_each_and_others_stand_aside() -> None:
    scores = [
        Score(date(2026, 1, 1), 1, moment="begin"),
        Score(date(2026, 1, 2), 2, moment="eind"),
        Score(date(2026, 7, 1), 3),
        Score(date(2026, 7, 1), 2, aside=True),
    ]
    drawing = draw_steps(Measurement("Ladder", 1, 3, scores, steps=[1, 2, 3], target=3))
    assert [(line.value, line.is_target) for line in drawing.lines] == [(1, False), (2, False), (3, True)]
    assert drawing.lines[0].y == drawing.bottom
    assert len(drawing.dots) == 4
    assert drawing.path.count("H") == 2
    assert [dot.score.moment for dot in drawing.moments] == ["begin"]
