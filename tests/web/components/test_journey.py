"""The picture of a journey: everything has a place, in order, and on the page."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reisgenoot.web.components.journey import (
    JourneyDrawing,
    JourneyPicture,
    PhaseOnLine,
    PhaseState,
    TermOnLine,
    TermState,
    draw,
)

TODAY = date(2026, 11, 21)
DONE = PhaseOnLine("early", "Vroege start", PhaseState.DONE, date(2026, 6, 1), date(2026, 9, 1))
CURRENT = PhaseOnLine("plan", "Plan", PhaseState.CURRENT, date(2026, 9, 1))
NEXT = PhaseOnLine("programme", "Programma", PhaseState.UPCOMING)


def _term(days: int, state: TermState = TermState.OPEN) -> TermOnLine:
    return TermOnLine(f"termijn {days}", TODAY + timedelta(days), state)


def _drawing(*terms: TermOnLine, mirrored: bool = False) -> JourneyDrawing:
    return draw(JourneyPicture([DONE, CURRENT, NEXT], TODAY, terms), mirrored=mirrored)


def test_today_cuts_the_current_phase() -> None:
    drawing = _drawing()
    assert drawing.today_at == 50.0
    assert [(piece.kind, piece.start, piece.end) for piece in drawing.stretches] == [
        ("done", 0, 33.33),
        ("current", 33.33, 50.0),
        ("upcoming", 50.0, 66.67),
        ("upcoming", 66.67, 100),
    ]


def test_a_journey_that_ended_has_no_today() -> None:
    assert draw(JourneyPicture([DONE], TODAY)).today_at is None


def test_a_journey_without_phases_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="without phases"):
        draw(JourneyPicture([], TODAY))


def test_a_phase_without_dates_still_has_its_knot() -> None:
    unknown = [PhaseOnLine(key, key, PhaseState.UPCOMING) for key in "abcd"]
    assert [place for _, place in draw(JourneyPicture(unknown, TODAY)).knots] == [0, 25, 50, 75]


def test_a_met_term_is_a_dot_without_words() -> None:
    drawing = _drawing(_term(-60, TermState.MET), _term(20))
    assert [hook.term.title for hook in drawing.hooks] == ["termijn 20"]
    assert [term.title for term, _ in drawing.met] == ["termijn -60"]


def test_right_to_left_is_the_mirror_image() -> None:
    straight, mirrored = _drawing(_term(20)), _drawing(_term(20), mirrored=True)
    assert mirrored.hooks[0].at == pytest.approx(100 - straight.hooks[0].at)
    assert mirrored.hooks[0].text_offset == -straight.hooks[0].text_offset
    assert mirrored.today_at == 50.0


@given(st.lists(st.integers(-300, 1500), max_size=6))
def test_terms_lie_on_the_line_in_order_of_date_and_their_words_do_not_touch(days: list[int]) -> None:
    hooks = sorted(_drawing(*map(_term, days)).hooks, key=lambda hook: hook.term.due_on)
    assert [hook.at for hook in hooks] == sorted(hook.at for hook in hooks)
    assert all(1 <= hook.at <= 99 for hook in hooks)
    assert len({(hook.lane_at, hook.at) for hook in hooks}) == len(hooks)


@given(st.integers(-300, 1500))
def test_a_term_before_today_hangs_before_it_and_a_later_one_after(days: int) -> None:
    drawing = _drawing(_term(days))
    assert drawing.today_at is not None
    assert (drawing.hooks[0].at - drawing.today_at) * days >= 0
