"""Nobody can be recognised in a protected table, and nothing is hidden without need."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reisgenoot.monitor.compiling import SEPARATOR
from reisgenoot.monitor.counting import Cell, Count, counts, read_cells
from reisgenoot.monitor.disclosure import hidden_rows
from reisgenoot.monitor.indicators import INDICATORS
from reisgenoot.monitor.labels import CodeBook

THRESHOLD = 5
Numbers = dict[tuple[str, ...], tuple[int, int]]
CLUSTER = {"Alkmaar": "HAL", "Langedijk": "HAL", "Bergen": "BUCH", "Uitgeest": "BUCH", "Heiloo": "BUCH"}


def participation(numbers: Numbers) -> tuple[list[Count], list[Cell]]:
    """Counts of a participation table from {(supplier, municipality): (participating, all)}."""
    records = []
    for (supplier, municipality), (yes, n) in numbers.items():
        group = SEPARATOR.join((supplier, CLUSTER[municipality], municipality))
        for value, units in (("yes", yes), ("no", n - yes)):
            if units:
                records.append({"section": 0, "measure": 0, "group": group, "value": value, "n": units})
    return _counted("participation-closed", records)


def spread(key: str, numbers: dict[str, int]) -> tuple[list[Count], list[Cell]]:
    """Counts of a table that is one distribution."""
    records = [{"section": 0, "measure": 0, "group": "", "value": v, "n": n} for v, n in numbers.items()]
    return _counted(key, records)


def _counted(key: str, records: list[dict[str, object]]) -> tuple[list[Count], list[Cell]]:
    cells = read_cells(records, INDICATORS[key])
    return counts(INDICATORS[key], cells, CodeBook()), cells


def hidden_names(key: str, counted: Sequence[Count], cells: Sequence[Cell]) -> set[str]:
    hidden = hidden_rows(INDICATORS[key], counted, cells)
    return {"/".join(counted[i].codes) or counted[i].value for i in hidden}


def test_rows_when_all_large_then_nothing_is_hidden() -> None:
    assert hidden_names("profiles", *spread("profiles", {"A1": 24, "B1": 88})) == set()


def test_rows_when_zero_then_not_hidden() -> None:
    numbers: Numbers = {("Fith", "Alkmaar"): (0, 20), ("Thobs", "Bergen"): (10, 20)}
    assert hidden_names("participation-closed", *participation(numbers)) == set()


def test_rows_when_one_value_is_small_then_the_smallest_other_is_hidden_too() -> None:
    table = spread("subgoals-2", {"work": 54, "language": 62, "family": 13, "rest": 2})
    assert hidden_names("subgoals-2", *table) == {"rest", "family"}


def test_rows_when_small_values_together_reach_the_threshold_then_only_they_are_hidden() -> None:
    table = spread("profiles", {"A1": 300, "A2": 3, "B1": 4})
    assert hidden_names("profiles", *table) == {"A2", "B1"}


def test_rows_when_small_values_together_stay_under_it_then_one_more_is_hidden() -> None:
    table = spread("profiles", {"A1": 300, "A2": 1, "B1": 2, "C": 40})
    assert hidden_names("profiles", *table) == {"A2", "B1", "C"}


def test_rows_when_a_yes_or_no_is_small_then_both_are_hidden() -> None:
    assert hidden_names("profiles", *spread("profiles", {"yes": 3, "no": 328})) == {"yes", "no"}


def test_rows_when_a_municipality_is_small_then_its_cluster_cannot_give_it_away() -> None:
    numbers: Numbers = {
        ("Fith", "Alkmaar"): (40, 60),
        ("Fith", "Bergen"): (20, 30),
        ("Fith", "Uitgeest"): (2, 3),
        ("Thobs", "Heiloo"): (9, 12),
        ("Thobs", "Langedijk"): (30, 44),
    }
    hidden = hidden_names("participation-closed", *participation(numbers))
    assert "Uitgeest" in hidden
    assert hidden & {"Bergen", "Heiloo", "BUCH"}


def test_rows_when_a_cell_of_supplier_by_cluster_is_small_then_its_margins_cannot_give_it_away() -> None:
    numbers: Numbers = {
        ("Fith", "Alkmaar"): (40, 60),
        ("Fith", "Bergen"): (2, 3),
        ("Thobs", "Alkmaar"): (31, 50),
        ("Thobs", "Bergen"): (11, 40),
        ("Werkmeester", "Alkmaar"): (20, 30),
        ("Werkmeester", "Bergen"): (14, 20),
    }
    hidden = hidden_names("participation-closed", *participation(numbers))
    assert {"Fith/BUCH", "Fith/HAL", "Werkmeester/BUCH", "Werkmeester/HAL"} <= hidden


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["Fith", "Thobs", "Werkmeester"]), st.sampled_from(list(CLUSTER))),
        st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (pair[0], sum(pair))),
        min_size=1,
    ).map(lambda numbers: {key: n for key, n in numbers.items() if n[1]})
)
def test_small_numbers_when_hidden_then_no_combination_of_visible_ones_gives_them(numbers: Numbers) -> None:
    counted, cells = participation(numbers)
    hidden = hidden_rows(INDICATORS["participation-closed"], counted, cells)
    atoms = sorted({atom for count in counted for atom in count.atoms})
    visible = [_line(count, atoms) for i, count in enumerate(counted) if i not in hidden]
    for i, count in enumerate(counted):
        small = 0 < count.denominator < THRESHOLD or 0 < count.numerator < THRESHOLD
        assert i in hidden or not small
        if small:
            assert not _spans(visible, _line(count, atoms))


def _line(count: Count, atoms: list[tuple[str, ...]]) -> list[float]:
    return [float(atom in count.atoms) for atom in atoms]


def _spans(lines: list[list[float]], target: list[float]) -> bool:
    if not lines:
        return False
    return bool(np.linalg.matrix_rank(np.array([*lines, target])) == np.linalg.matrix_rank(np.array(lines)))


def test_rows_when_threshold_is_zero_then_the_definition_says_why() -> None:
    for indicator in INDICATORS.values():
        if indicator.threshold == 0:
            assert "niet verborgen" in indicator.definition.nl


@pytest.mark.parametrize("key", INDICATORS)
def test_indicators_when_about_people_then_have_a_threshold(key: str) -> None:
    assert INDICATORS[key].threshold == (0 if key == "data-funnel" else 5)
