"""Tests whether groups differ: each group against all others and all groups together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reisgenoot.monitor.counting import Cell, Count
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import ALL, NO, YES, Dimension, Distribution, Section
from reisgenoot.monitor.result import Test
from reisgenoot.monitor.statistics import chi_square

PEARSON = "Pearson chi-square"
Table = dict[str, dict[str, int]]
"""Counts: group to value to number of units."""


def section_tests(
    section: Section,
    position: int,
    counted: Sequence[Count],
    cells: Sequence[Cell],
    *,
    hidden: frozenset[int],
    book: CodeBook,
    language: str,
) -> Iterator[Test]:
    """Tests of one section; none where the numbers are too small or a compared group is hidden."""
    for dimension in section.compare:
        for measure in range(len(section.measures)):
            place = (position, measure)
            table = _cross(section, place, dimension, cells)
            secret = {
                (count.codes[0], count.value)
                for i, count in enumerate(counted)
                if i in hidden and count.place == place and count.grouping == (dimension.key,)
            }
            if section.only is not None:
                yield from _value_tests(section, place, table, secret=secret, book=book, language=language)
            else:
                yield from _group_tests(dimension, table, secret=secret, book=book, language=language)


def _cross(section: Section, place: tuple[int, int], dimension: Dimension, cells: Sequence[Cell]) -> Table:
    axis = [d.key for d in section.dimensions].index(dimension.key)
    table: Table = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        if (cell.section, cell.measure) == place:
            table[cell.atom[axis]][cell.value] += cell.n
    return table


def _group_tests(
    dimension: Dimension, table: Table, *, secret: set[tuple[str, str]], book: CodeBook, language: str
) -> Iterator[Test]:
    """Of a share: every group against the rest (when there are more than two), then all groups."""
    ordered = sorted(table, key=lambda code: book.position(dimension, code))
    for code in ordered if len(ordered) > 2 else []:
        others = [counts for other, counts in table.items() if other != code]
        if (code, YES) not in secret:
            label = book.label(dimension, code, language)
            yield from _test({dimension.key: label}, [[table[code]], others])
    if not secret:
        yield from _test({dimension.key: ALL.in_language(language)}, [[table[code]] for code in ordered])


def _value_tests(
    section: Section,
    place: tuple[int, int],
    table: Table,
    *,
    secret: set[tuple[str, str]],
    book: CodeBook,
    language: str,
) -> Iterator[Test]:
    """Of a distribution in one group against the other groups: each value against the rest, then all values."""
    measure = section.measures[place[1]]
    chosen = str(section.only)
    if not isinstance(measure, Distribution) or chosen not in table:
        return
    others = [counts for code, counts in table.items() if code != chosen]
    values = {value for counts in table.values() for value in counts}
    for value in sorted(values, key=lambda value: book.position(measure.of, value)):
        binary = [[_binary(table[chosen], value)], [_binary(counts, value) for counts in others]]
        if any(code == value for _, code in secret):
            continue
        yield from _test({measure.of.key: book.label(measure.of, value, language)}, binary)
    if not secret:
        yield from _test({measure.of.key: ALL.in_language(language)}, [[table[chosen]], others])


def _binary(counts: dict[str, int], value: str) -> dict[str, int]:
    return {YES: counts.get(value, 0), NO: sum(counts.values()) - counts.get(value, 0)}


def _test(group: dict[str, str], sides: Sequence[Sequence[dict[str, int]]]) -> Iterator[Test]:
    """One test over two or more sides, each the sum of some groups; nothing when it is too small."""
    values = sorted({value for side in sides for counts in side for value in counts})
    matrix = [[sum(counts.get(value, 0) for counts in side) for value in values] for side in sides]
    outcome = chi_square(matrix) if len(matrix) > 1 and values else None
    if outcome is not None:
        yield Test(group=group, test=PEARSON, statistic=outcome.statistic, df=outcome.df, p_value=outcome.p_value)
