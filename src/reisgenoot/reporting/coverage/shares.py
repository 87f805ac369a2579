"""Shares of people who lack something, by group, with interval and size; small cells hidden. Pure.

All characteristics are protected together: what is hidden under one cannot be worked out from another.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reisgenoot.monitor.counting import Cell, Count
from reisgenoot.monitor.disclosure import hidden_rows
from reisgenoot.monitor.language import NO, YES, Dimension, Indicator, Population, Section, Share, Text
from reisgenoot.monitor.statistics import chi_square, wilson_intervals
from reisgenoot.reporting.coverage.people import Characteristic, Covered, Gap

EVERYBODY = ""
TOO_SMALL_TO_SAY = 10
"""Below this size a share says nothing about a group."""


@dataclass(frozen=True, slots=True)
class GapShare:
    """How many of a group lack something. Numbers are missing where they are hidden; bounds from 0 to 1 (Wilson, 95 %)."""

    missing: int | None
    size: int | None
    low: float | None = None
    high: float | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the group is too small to show."""
        return self.missing is None

    @property
    def share(self) -> float | None:
        """The share from 0 to 1; missing where hidden or where there is nobody."""
        return self.missing / self.size if self.missing is not None and self.size else None

    @property
    def is_small(self) -> bool:
        """Whether the group is too small to say something about it."""
        return self.size is not None and self.size < TOO_SMALL_TO_SAY


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares by characteristic and value and gap; '' as value is everybody. ``p_values``: how surprising the differences are.

    A p-value is missing where groups are too small for the test.
    """

    everybody: Mapping[Gap, GapShare]
    groups: Mapping[Characteristic, Mapping[str, Mapping[Gap, GapShare]]]
    p_values: Mapping[tuple[Characteristic, Gap], float | None]


def coverage(people: Sequence[Covered], *, threshold: int) -> Coverage:
    """Shares of everybody and of every group. ``threshold``: groups and counts below it are hidden (0 = nothing is)."""
    cells, counts = _count(people)
    hidden = hidden_rows(_indicator(threshold), counts, cells) if threshold else frozenset()
    intervals = wilson_intervals([(one.numerator, one.denominator) for one in counts])
    shares: dict[tuple[str, str, Gap], GapShare] = {}
    gaps = list(Gap)
    for place, (count, interval) in enumerate(zip(counts, intervals, strict=True)):
        key = (count.grouping[0], count.codes[0]) if count.grouping else (EVERYBODY, EVERYBODY)
        shown = GapShare(None, None)
        if place not in hidden:
            bounds = (interval.low, interval.high) if interval else (None, None)
            shown = GapShare(count.numerator, count.denominator, *bounds)
        shares[(*key, gaps[count.measure])] = shown
    return Coverage(
        everybody={gap: shares[EVERYBODY, EVERYBODY, gap] for gap in gaps},
        groups={
            one: {
                value: {gap: shares[one, value, gap] for gap in gaps}
                for value in sorted({person.groups[one] for person in people})
            }
            for one in Characteristic
        },
        p_values={(one, gap): _p_value(people, one, gap) for one in Characteristic for gap in gaps},
    )


def _count(people: Sequence[Covered]) -> tuple[list[Cell], list[Count]]:
    """The finest cells, and a count per gap for everybody and for each group."""
    finest: Counter[tuple[int, tuple[str, ...], str]] = Counter()
    for person in people:
        atom = tuple(person.groups[one] for one in Characteristic)
        for measure, gap in enumerate(Gap):
            finest[measure, atom, YES if gap in person.gaps else NO] += 1
    cells = [Cell(0, measure, atom, value, n) for (measure, atom, value), n in finest.items()]
    atoms = {cell.atom for cell in cells}
    counts: list[Count] = []
    for measure, _gap in enumerate(Gap):
        sizes: Counter[tuple[str, ...]] = Counter()
        missing: Counter[tuple[str, ...]] = Counter()
        for (which, atom, value), n in finest.items():
            if which == measure:
                sizes[atom] += n
                missing[atom] += n if value == YES else 0
        counts.append(_group((), (), measure, frozenset(atoms), sizes, missing))
        for position, characteristic in enumerate(Characteristic):
            for value in sorted({atom[position] for atom in atoms}):
                among = frozenset(atom for atom in atoms if atom[position] == value)
                counts.append(_group((characteristic.value,), (value,), measure, among, sizes, missing))
    return cells, counts


def _group(
    grouping: tuple[str, ...],
    codes: tuple[str, ...],
    measure: int,
    atoms: frozenset[tuple[str, ...]],
    sizes: Mapping[tuple[str, ...], int],
    missing: Mapping[tuple[str, ...], int],
) -> Count:
    return Count(
        section=0,
        measure=measure,
        grouping=grouping,
        codes=codes,
        value=YES,
        atoms=atoms,
        numerator=sum(missing[atom] for atom in atoms),
        denominator=sum(sizes[atom] for atom in atoms),
    )


def _indicator(threshold: int) -> Indicator:
    """The same table in the words of the monitor, so that its protection of small cells can work on it."""
    name = Text("Wie blijft achter", "Who is left behind")
    dimensions = tuple(Dimension(key=one.value, title=name, column=_nothing) for one in Characteristic)
    section = Section(
        population=Population(key="open-files", unit=name, rows=_nothing),
        measures=tuple(Share(where=_nothing) for _gap in Gap),
        groupings=((), *((dimension,) for dimension in dimensions)),
    )
    return Indicator(
        key="left-behind",
        approach="",
        title=name,
        question=name,
        definition=name,
        source="",
        sections=(section,),
        threshold=threshold,
    )


def _nothing(table: Any) -> Any:
    """Where the monitor would read data; here everything is counted already."""
    return table


def _p_value(people: Sequence[Covered], characteristic: Characteristic, gap: Gap) -> float | None:
    """Pearson's test of whether a gap differs between the groups that are large enough to say something about.

    People of whom the value is unknown are left out.
    """
    table: dict[str, list[int]] = {}
    for person in people:
        value = person.groups[characteristic]
        if value != "unknown":
            table.setdefault(value, [0, 0])[gap in person.gaps] += 1
    found = chi_square([row for row in table.values() if sum(row) >= TOO_SMALL_TO_SAY])
    return found.p_value if found else None
