"""Running a table for somebody: checks what the person may see, finds the data, counts and protects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.monitor.indicators import INDICATORS, of_approach
from reisgenoot.monitor.language import Indicator
from reisgenoot.monitor.result import TableResult
from reisgenoot.monitor.tabulate import Presentation, tabulate
from reisgenoot.organisations.models import Organisation
from reisgenoot.reporting.definition import code_book
from reisgenoot.reporting.engine import Compiled, Engine, OnDatabase, OnExtract, compiled
from reisgenoot.reporting.extract import files_of

EngineName = Literal["extract", "database"]


class UnknownTable(NotKnown):
    """There is no table with this key."""

    code = "unknown-table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the tables, beside which.

    Parameters
    ----------
    as_of      reference date.
    known_at   figures as they were known at this moment; missing means as they are known now.
    protect    whether small cells are hidden; without, the permission for small cells is needed.
    language   "nl" or "en".
    """

    as_of: date
    known_at: datetime | None = None
    protect: bool = True
    language: str = "nl"

    def compiled(self, key: str, engine: str) -> Compiled:
        """The SQL of a table in an engine's dialect."""
        return compiled(key, self.as_of, self.known_at, engine)


def list_tables(*, approach: str | None = None) -> list[Indicator]:
    """The tables there are, of one approach or of all. Open to everybody: definitions are no secret."""
    return of_approach(approach)


def find_table(key: str) -> Indicator:
    """The definition of a table. Raises `UnknownTable`."""
    if key not in INDICATORS:
        raise UnknownTable(_("Er is geen tabel met deze sleutel."))
    return INDICATORS[key]


def run_table(
    key: str,
    *,
    organisation: Organisation,
    by: Actor,
    as_of: date | None = None,
    known_at: datetime | None = None,
    protect: bool = True,
    language: str = "nl",
    engine: EngineName = "extract",
) -> TableResult:
    """One table of one organisation at a reference date (today when not given).

    Raises
    ------
    UnknownTable   there is no such table.
    NotKnown       the actor acts for another organisation.
    NotAllowed     the actor may not read tables, or not without protection of small cells.
    """
    question = Question(as_of=as_of or today(), known_at=known_at, protect=protect, language=language)
    return run_tables([key], organisation=organisation, by=by, question=question, engine=engine)[0]


def run_tables(
    keys: Sequence[str],
    *,
    organisation: Organisation,
    by: Actor,
    question: Question,
    engine: EngineName = "extract",
) -> list[TableResult]:
    """Several tables of one organisation, from one look at the data. Raises as `run_table` does."""
    indicators = [find_table(key) for key in keys]
    require(by, Permission.TABLE_READ, on=organisation)
    if not question.protect:
        require(by, Permission.TABLE_READ_SMALL_CELLS, on=organisation)
    with acting_as(by):
        dialect = OnExtract.dialect if engine == "extract" else OnDatabase.dialect
        tables = _tables(indicators, question, dialect)
        chosen: Engine = (
            OnExtract({name: [path] for name, path in files_of(organisation, tables).items()})
            if engine == "extract"
            else OnDatabase(organisation, tables)
        )
        return [_run(each, chosen, question, [organisation]) for each in indicators]


def run_everywhere(keys: Sequence[str], *, job_name: str, question: Question) -> list[TableResult]:
    """Several tables over all organisations together, always protected. For named jobs: nobody sees across organisations.

    Each organisation's extract is made under that organisation alone; only counts are put together.
    """
    indicators = [find_table(key) for key in keys]
    question = replace(question, protect=True)
    tables = _tables(indicators, question, OnExtract.dialect)
    organisations = list(Organisation.objects.order_by("pk"))
    files: dict[str, list[Path]] = {name: [] for name in tables}
    for organisation in organisations:
        with acting_as(job(job_name, organisation.pk)):
            for name, path in files_of(organisation, tables).items():
                files[name].append(path)
    engine = OnExtract(files)
    return [_run(each, engine, question, organisations) for each in indicators]


def _tables(indicators: Iterable[Indicator], question: Question, dialect: str) -> list[str]:
    return sorted({name for each in indicators for name in question.compiled(each.key, dialect).tables})


def _run(
    indicator: Indicator, engine: Engine, question: Question, organisations: Sequence[Organisation]
) -> TableResult:
    """Count and finish one table. The strictest organisation decides what a small cell is."""
    sql = question.compiled(indicator.key, engine.dialect)
    smallest = max(organisation.small_cell for organisation in organisations)
    approaches = {indicator.approach, *(organisation.approach_key for organisation in organisations)}
    book = code_book(*(load_approach(key) for key in sorted(approaches, key=lambda key: key == indicator.approach)))
    return tabulate(
        replace(indicator, threshold=smallest if indicator.threshold else 0),
        as_of=question.as_of,
        cells=engine.rows(sql.cells),
        summaries=engine.rows(sql.summaries) if sql.summaries else [],
        show=Presentation(book=book, language=question.language, protect=question.protect),
    )
