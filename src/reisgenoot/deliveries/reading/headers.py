"""Which sheet, which row is the header, and which column is which; with what to do where that cannot be told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.problems import DeliveryRefused, Problem
from reisgenoot.deliveries.reading.sheets import HEADER_SEARCHED_ROWS, Cell, Grid, Table, refuse
from reisgenoot.deliveries.recipe import FileKind

LOOKS_LIKE = 75


@dataclass(frozen=True, slots=True)
class Known:
    """One name of a column of the recipe. ``rank`` 0 is the usual name; a lower rank wins when two names are present."""

    canonical: str
    name: str
    rank: int
    required: bool


def known_names(kind: FileKind) -> dict[str, Known]:
    """Every normalised header text that a kind of file knows."""
    found: dict[str, Known] = {}
    for column in kind.columns.values():
        for number, canonical in enumerate(column.canonical_names(), start=1):
            for rank, name in enumerate(column.header_names(number)):
                known = Known(canonical, name, rank, column.required and number == 1)
                found.setdefault(normalise(name), known)
    return found


def table_of(file: str, kind: FileKind, grids: Sequence[Grid]) -> Table:
    """The one sheet that holds the rows of this kind, with its columns recognised.

    Raises
    ------
    DeliveryRefused   no sheet has rows, no header is found, columns are missing or double, or two sheets both qualify.
    """
    if not grids:
        raise refuse("empty-sheet", _("er staan geen gegevens in dit bestand."), _("Vraag het opnieuw op."), file=file)
    tries = [_Try(file, kind, grid) for grid in grids]
    complete = [one for one in tries if one.is_complete]
    named = {normalise(name) for name in kind.sheet}
    chosen = [one for one in complete if normalise(one.grid.name) in named] or complete
    if len(chosen) > 1:
        raise refuse(
            "two-sheets",
            _("meer dan één blad heeft deze kolommen: %(sheets)s.")
            % {"sheets": ", ".join(one.grid.name for one in chosen)},
            _("Laat in het bestand alleen het blad staan dat gelezen moet worden."),
            file=file,
        )
    best = chosen[0] if chosen else max(tries, key=lambda one: one.matches)
    if best.problems:
        raise DeliveryRefused(best.problems)
    return best.table(remarks=tuple(_unread(file, one.grid) for one in tries if one is not best))


def recognises(kind: FileKind, grids: Sequence[Grid]) -> bool:
    """Whether a sheet has all columns that this kind of file cannot do without."""
    return any(_Try("", kind, grid).is_complete for grid in grids)


class _Try:
    """One sheet read as one kind of file: the likeliest header row and what is wrong with it."""

    def __init__(self, file: str, kind: FileKind, grid: Grid) -> None:
        self.file, self.kind, self.grid = file, kind, grid
        self._known = known_names(kind)
        self._position, self.matches = self._find_header()
        number, cells = grid.rows[self._position]
        self.header_row = number
        self.header = tuple(_text(cell) for cell in cells)
        self.columns, self._unknown, self._beaten = self._match()
        self.problems = list(self._find_problems())

    @property
    def is_complete(self) -> bool:
        return not any(problem.code in {"no-header", "missing-column"} for problem in self.problems)

    def table(self, *, remarks: tuple[Problem, ...]) -> Table:
        return Table(
            file=self.file,
            sheet=self.grid.name,
            header=self.header,
            header_row=self.header_row,
            columns=self.columns,
            rows=self.grid.rows[self._position + 1 :],
            remarks=(*remarks, *self._remarks()),
        )

    def _find_header(self) -> tuple[int, int]:
        """Position of the row that holds the most known names, and how many."""
        counts = [
            len({known.canonical for cell in cells if (known := self._known.get(normalise(_text(cell))))})
            for _number, cells in self.grid.rows[:HEADER_SEARCHED_ROWS]
        ]
        most = max(counts)
        return counts.index(most), most

    def _match(self) -> tuple[dict[str, int], list[str], list[str]]:
        columns: dict[str, int] = {}
        ranks: dict[str, int] = {}
        unknown, beaten = [], []
        for position, title in enumerate(self.header):
            known = self._known.get(normalise(title))
            if known is None:
                unknown += [title] if title else []
            elif known.canonical not in ranks or known.rank < ranks[known.canonical]:
                beaten += [self.header[columns[known.canonical]]] if known.canonical in columns else []
                columns[known.canonical], ranks[known.canonical] = position, known.rank
            else:
                beaten.append(title)
        return columns, unknown, beaten

    def _missing(self) -> Iterator[Known]:
        return (known for known in self._known.values() if known.rank == 0 and known.canonical not in self.columns)

    def _find_problems(self) -> Iterator[Problem]:
        sheet = self.grid.name
        if self.matches < 2:
            yield Problem(
                "no-header",
                _("er is geen rij met kolomnamen gevonden in de eerste %(rows)s rijen.")
                % {"rows": HEADER_SEARCHED_ROWS},
                _("Zet de kolomnamen boven de gegevens, bijvoorbeeld: %(names)s.") % {"names": self._example()},
                file=self.file,
                sheet=sheet,
            )
            return
        doubles = Counter(title for title in map(normalise, self.header) if title in self._known)
        for title, count in doubles.items():
            if count > 1:
                yield self._problem("double-column", self._known[title].name, _("deze kolom staat er twee keer."))
        for known in self._missing():
            if known.required:
                yield self._problem("missing-column", known.name, _("deze kolom ontbreekt."), self._did_you_mean(known))
        yield from self._renamed()
        if not self.grid.rows[self._position + 1 :]:
            yield self._problem("empty-sheet", "", _("onder de kolomnamen staan geen gegevens."))

    def _absent(self) -> list[Known]:
        """Columns that the file can do without, and that it lacks."""
        columns = ((known, self.kind.column_of(known.canonical)) for known in self._missing())
        return [known for known, one in columns if not one.required and one.expected and one.repeat == 1]

    def _renamed(self) -> Iterator[Problem]:
        """Where a strange column can stand for each one that is absent, the file has other names, not fewer columns."""
        absent = self._absent()
        if len(absent) > len(self._unknown):
            return
        strange = ", ".join(f"'{title}'" for title in self._unknown)
        message = _("deze kolom ontbreekt, en deze kennen we niet: %(strange)s.") % {"strange": strange}
        for known in absent:
            advice = _("Noem de kolom '%(name)s', of haal weg wat er niet bij hoort.") % {"name": known.name}
            yield self._problem("renamed-column", known.name, message, advice)

    def _problem(self, code: str, column: str, message: str, advice: str = "", *, stops: bool = True) -> Problem:
        row = self.header_row
        return Problem(code, message, advice, file=self.file, sheet=self.grid.name, row=row, column=column, stops=stops)

    def _example(self) -> str:
        return ", ".join(known.name for known in self._known.values() if known.rank == 0 and known.required)

    def _did_you_mean(self, known: Known) -> str:
        names = [one.name for one in self._known.values() if one.canonical == known.canonical]
        titles = {normalise(title): title for title in self._unknown}
        near = [
            (score, titles[title])
            for name in names
            for title, score, _index in process.extract(normalise(name), list(titles), scorer=fuzz.WRatio, limit=1)
            if score >= LOOKS_LIKE
        ]
        if near:
            return _("Is het misschien de kolom '%(title)s'? Noem hem dan '%(name)s'.") % {
                "title": max(near)[1],
                "name": known.name,
            }
        return _("Voeg de kolom toe of vraag het bestand opnieuw op.")

    def _remarks(self) -> Iterator[Problem]:
        for title in self._unknown:
            yield self._problem("extra-column", title, _("deze kolom kennen we niet en lezen we niet."), stops=False)
        for title in self._beaten:
            yield self._problem("second-name", title, _("deze kolom is dubbelop en lezen we niet."), stops=False)
        for known in self._absent():
            message = _("deze kolom ontbreekt; de rest is gelezen.")
            yield self._problem("absent-column", known.name, message, self._did_you_mean(known), stops=False)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _unread(file: str, grid: Grid) -> Problem:
    message = _("dit blad is niet gelezen; er staan andere kolommen op.")
    return Problem("unread-sheet", message, file=file, sheet=grid.name, stops=False)
