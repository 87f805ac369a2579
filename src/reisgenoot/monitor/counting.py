"""Rolls the counts of the finest cells up to the groups of every grouping."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reisgenoot.monitor.compiling import SEPARATOR
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import YES, Distribution, Grouping, Indicator, Measure, Section

Atom = tuple[str, ...]
"""Codes of one finest group, in the order of the section's dimensions."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Units of one measure in one finest group that have one value."""

    section: int
    measure: int
    atom: Atom
    value: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One counted group: the candidate of a row.

    ``atoms`` are the finest groups it consists of; ``codes`` are its values along ``grouping`` (dimension keys).
    """

    section: int
    measure: int
    grouping: tuple[str, ...]
    codes: tuple[str, ...]
    value: str
    atoms: frozenset[Atom]
    numerator: int
    denominator: int

    @property
    def place(self) -> tuple[int, int]:
        """Section and measure it belongs to."""
        return (self.section, self.measure)


def read_cells(records: Iterable[Mapping[str, object]], indicator: Indicator) -> list[Cell]:
    """Cells from the rows that `compiling.cells` yields."""
    result = []
    for record in records:
        section, measure = int(str(record["section"])), int(str(record["measure"]))
        has_groups = bool(indicator.sections[section].dimensions)
        atom = tuple(str(record["group"]).split(SEPARATOR)) if has_groups else ()
        result.append(Cell(section, measure, atom, str(record["value"]), int(str(record["n"]))))
    return result


def counts(indicator: Indicator, cells: Sequence[Cell], book: CodeBook) -> list[Count]:
    """All candidate rows of an indicator in reading order."""
    by_place: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_place[cell.section, cell.measure].append(cell)
    result: list[Count] = []
    for s, section in enumerate(indicator.sections):
        for grouping in section.groupings:
            for m in range(len(section.measures)):
                result += _grouped(section, grouping, (s, m), by_place[s, m], book)
    return result


def _grouped(
    section: Section, grouping: Grouping, place: tuple[int, int], cells: Sequence[Cell], book: CodeBook
) -> list[Count]:
    """Candidate rows of one grouping of one measure."""
    measure = section.measures[place[1]]
    positions = [[d.key for d in section.dimensions].index(d.key) for d in grouping]
    groups: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    if not grouping:
        groups[()] = []
    for cell in cells:
        groups[tuple(cell.atom[i] for i in positions)].append(cell)
    keys = tuple(d.key for d in grouping)
    ordered = sorted(
        groups, key=lambda codes: [book.position(d, code) for d, code in zip(grouping, codes, strict=True)]
    )
    return [
        Count(
            section=place[0],
            measure=place[1],
            grouping=keys,
            codes=codes,
            value=value,
            atoms=frozenset(cell.atom for cell in groups[codes]),
            numerator=sum(cell.n for cell in groups[codes] if cell.value == value),
            denominator=sum(cell.n for cell in groups[codes]),
        )
        for codes in ordered
        for value in _shown_values(measure, groups[codes], book)
    ]


def _shown_values(measure: Measure, cells: Sequence[Cell], book: CodeBook) -> list[str]:
    """Values that get a row: of a distribution those that occur, of a share always the yes."""
    if isinstance(measure, Distribution):
        return sorted({cell.value for cell in cells}, key=lambda value: book.position(measure.of, value))
    return [YES]
