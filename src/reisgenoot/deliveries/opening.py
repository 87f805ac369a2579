"""From a folder or a set of files to tables: which file is which, and everything that stops the delivery, at once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

from django.utils.translation import gettext as _

from reisgenoot.deliveries.problems import DeliveryRefused, Problem
from reisgenoot.deliveries.reading.headers import recognises, table_of
from reisgenoot.deliveries.reading.opening import open_file
from reisgenoot.deliveries.reading.sheets import GivenFile, Grid, Table
from reisgenoot.deliveries.recipe import FileKind, Recipe
from reisgenoot.kernel.clock import today

READ_TYPES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"}
CHUNK = 1 << 20
A_QUARTER = timedelta(days=92)
"""A list may be sent before its quarter is over."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One file of a delivery: which kind it is, its digest and its table."""

    name: str
    sha256: str
    size: int
    kind: FileKind
    table: Table

    def as_json(self) -> dict[str, object]:
        """The file as the result of a delivery names it."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "rows": len(self.table.rows),
            "kind": self.kind.key,
            "sheet": self.table.sheet,
            "size": self.size,
        }


def files_in(folder: Path) -> list[GivenFile]:
    """The files of a folder that can be part of a delivery, by name. Raises `DeliveryRefused` when there is no folder."""
    if not folder.is_dir():
        problem = Problem("no-folder", _("deze map is er niet."), _("Kijk of de naam klopt."), file=folder.name)
        raise DeliveryRefused([problem])
    return [GivenFile(path.name, path) for path in sorted(folder.iterdir()) if path.is_file() and not _is_hidden(path)]


def open_all(
    recipe: Recipe, given: Iterable[GivenFile], *, progress: Callable[[int], None] = lambda share: None
) -> tuple[list[Opened], list[Problem]]:
    """The files of a delivery in the order they are read, and remarks that do not stop it.

    Kinds come in the order of the recipe; files of one kind by the period in their name, then by name.

    Raises
    ------
    DeliveryRefused   with everything that is wrong with any of the files, or because no file belongs to the recipe.
    """
    files, remarks = _relevant(list(given))
    opened: list[Opened] = []
    problems: list[Problem] = []
    for count, one in enumerate(files, start=1):
        try:
            opened.append(_open(recipe, one))
        except DeliveryRefused as refused:
            problems.extend(refused.problems)
        progress(100 * count // len(files))
    if not files:
        problems.append(_nothing_for(recipe))
    problems.extend(_lost_columns(opened))
    if problems:
        raise DeliveryRefused(problems)
    order = list(recipe.files)
    opened.sort(key=lambda one: (order.index(one.kind.key), str(one.kind.period_of(one.name) or ""), one.name))
    return opened, [*remarks, *(remark for one in opened for remark in one.table.remarks)]


def _lost_columns(opened: Sequence[Opened]) -> Iterator[Problem]:
    """Columns that one file of a kind has and another of the same delivery lacks: read so, they would be half there."""
    for one in opened:
        for other in opened:
            if other.kind.key != one.kind.key:
                continue
            for name in set(other.table.columns) - set(one.table.columns):
                column = one.kind.column_of(name)
                if column.required or column.repeat > 1:
                    continue
                yield Problem(
                    "missing-column",
                    _("deze kolom ontbreekt; in %(other)s staat hij wel.") % {"other": other.name},
                    _("Voeg de kolom toe of vraag het bestand opnieuw op."),
                    file=one.name,
                    sheet=one.table.sheet,
                    row=one.table.header_row,
                    column=other.table.header[other.table.columns[name]],
                )


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.endswith("~")


def _relevant(given: Sequence[GivenFile]) -> tuple[list[GivenFile], list[Problem]]:
    files = [one for one in given if Path(one.name).suffix.lower() in READ_TYPES]
    message = _("dit bestand is geen csv of Excel en is overgeslagen.")
    return files, [Problem("skipped", message, file=one.name, stops=False) for one in given if one not in files]


def _open(recipe: Recipe, given: GivenFile) -> Opened:
    grids = open_file(given)
    kind = _kind_of(recipe, given.name, grids)
    period = kind.period_of(given.name)
    if kind.period != "none" and period is None:
        raise DeliveryRefused([_no_period(kind, given.name)])
    if period is not None and period > today() + A_QUARTER:
        message = _("volgens de naam is dit bestand van een periode die nog moet komen.")
        raise DeliveryRefused([Problem("future-period", message, _("Verbeter de naam."), file=given.name)])
    sha256, size = _digest(given.path)
    return Opened(given.name, sha256, size, kind, table_of(given.name, kind, grids))


def kind_by_name(recipe: Recipe, name: str) -> FileKind | None:
    """The kind of file that a name belongs to, or None."""
    lowered = name.lower()
    found = (kind for kind in recipe.files.values() for one in kind.files if fnmatch(lowered, one.lower()))
    return next(found, None)


def _kind_of(recipe: Recipe, name: str, grids: Sequence[Grid]) -> FileKind:
    """The kind by the name of the file; where no name fits, the only kind whose columns do."""
    named = kind_by_name(recipe, name)
    if named is not None:
        return named
    fitting = [kind for kind in recipe.files.values() if grids and recognises(kind, grids)]
    if len(fitting) == 1:
        return fitting[0]
    message = _("dit bestand hoort niet bij deze levering: naam en kolommen kennen we niet.")
    raise DeliveryRefused([Problem("unknown-file", message, _names_advice(recipe), file=name)])


def _names_advice(recipe: Recipe) -> str:
    names = ", ".join(kind.files[0] for kind in recipe.files.values())
    return _("Haal het uit de map of geef het een naam als: %(names)s.") % {"names": names}


def _nothing_for(recipe: Recipe) -> Problem:
    message = _("er is geen enkel bestand voor het recept %(recipe)s.") % {"recipe": recipe.key}
    names = ", ".join(kind.files[0] for kind in recipe.files.values())
    return Problem("no-files", message, _("Het leest bestanden met een naam als: %(names)s.") % {"names": names})


def _no_period(kind: FileKind, name: str) -> Problem:
    if kind.period == "quarter":
        message = _("in de naam van dit bestand staat geen kwartaal.")
        advice = _("Zet het erin, bijvoorbeeld %(name)s.") % {"name": kind.files[0].replace("*", "-2019Q3")}
    else:
        message = _("in de naam van dit bestand staat geen datum.")
        advice = _("Zet de dag van de uitvoer erin, bijvoorbeeld %(name)s.") % {
            "name": kind.files[0].replace("*", "-2020-03-16")
        }
    return Problem("no-period", message, advice, file=name)


def _digest(path: Path) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            found.update(piece)
            size += len(piece)
    return found.hexdigest(), size
