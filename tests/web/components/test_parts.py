"""Small calculations behind the components: scores, clocks, sorting, toasts."""

from datetime import date

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from reisgenoot.web.components.actions import Action
from reisgenoot.web.components.measurements import Measurement, Score, draw
from reisgenoot.web.components.people import Clock
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.toasts import Toast, from_message

SCORES = [Score(date(2026, 1, 1), 1), Score(date(2026, 7, 2), 3), Score(date(2026, 12, 31), 5)]


def test_scores_rise_up_the_picture_and_hold_until_the_next() -> None:
    drawing = draw(Measurement("Taal", 1, 5, SCORES))
    assert [dot.y for dot in drawing.dots] == [drawing.bottom, (drawing.top + drawing.bottom) / 2, drawing.top]
    assert drawing.path == "M12.0 64.0H132.0V42.0H252.0V20.0"


def test_right_to_left_begins_at_the_other_side() -> None:
    assert [dot.x for dot in draw(Measurement("Taal", 1, 5, SCORES), mirrored=True).dots] == [252.0, 132.0, 12.0]


@pytest.mark.parametrize(("scores", "dots"), [([], 0), (SCORES[:1], 1)])
def test_few_scores_make_no_line(scores: list[Score], dots: int) -> None:
    drawing = draw(Measurement("Taal", 1, 5, scores))
    assert len(drawing.dots) == dots
    assert "H" not in drawing.path


@pytest.mark.parametrize(("share", "percent"), [(-0.1, 0), (0.684, 68), (1.7, 100)])
def test_a_clock_stays_between_nothing_and_all(share: float, percent: int) -> None:
    assert Clock("PIP", "", share).percent == percent


@pytest.mark.parametrize(
    ("sort", "direction", "next_sort"),
    [("", "", "name"), ("name", "ascending", "-name"), ("-name", "descending", "name")],
)
def test_a_header_knows_how_it_is_sorted_and_what_a_click_does(sort: str, direction: str, next_sort: str) -> None:
    (header,) = Table("Namen", [Column("name", "Naam", sortable=True)], [], sort=sort).headers
    assert (header.direction, header.next_sort) == (direction, next_sort)


def test_a_row_with_too_few_cells_is_a_mistake() -> None:
    table = Table("Namen", [Column("name", "Naam"), Column("place", "Plaats")], [Row([Cell("Selam")])])
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        list(table.labelled_rows)


def test_the_column_for_actions_is_there_when_a_row_has_one() -> None:
    rows = [Row([Cell("Selam")]), Row([Cell("Omar")], Action("Bel", "/bel"))]
    assert Table("Namen", [Column("name", "Naam")], rows).has_actions
    assert not Table("Namen", [Column("name", "Naam")], rows[:1]).has_actions


@pytest.mark.parametrize(
    ("level", "extra", "toast"),
    [
        (constants.SUCCESS, "undo=/contacten/7/weg", Toast("Klaar", "ok", "/contacten/7/weg")),
        (constants.SUCCESS, "", Toast("Klaar", "ok")),
        (constants.INFO, "", Toast("Klaar", "info")),
        (constants.WARNING, "iets anders", Toast("Klaar", "error")),
    ],
)
def test_a_message_becomes_a_toast(level: int, extra: str, toast: Toast) -> None:
    assert from_message(Message(level, "Klaar", extra)) == toast
