"""A part of a table as the figure that stands on the screen: sentence, picture, rows, tests."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reisgenoot.reporting.runs import TableResult
from reisgenoot.reporting.wording import Row, interval_of, label_of, percentage, sentence_of, share_of
from reisgenoot.web.components.actions import Badge
from reisgenoot.web.components.figures import Figure, Stat
from reisgenoot.web.components.tables import Cell, Column, Table
from reisgenoot.web.components.tables import Row as TableRow
from reisgenoot.web.policy.tables.choices import Choices
from reisgenoot.web.policy.tables.pictures import Part

_CERTAIN_BELOW = 0.05
_LEAST_SHOWN = 0.001


def figure_of_part(part: Part, choices: Choices, *, names_largest: bool = True) -> Figure:
    """Picture and rows of one part. ``names_largest`` is false where that would rank who carries out programmes."""
    title = part.title or part.table.title
    return Figure(
        key=f"{part.table.table}-{part.number}",
        title=title,
        sentence=_largest(part.rows) if names_largest else "",
        table=table_of_rows(part.table, title),
        picture=_picture(part, choices),
        alt=_("Staafdiagram van “%(title)s”. De cijfers staan in de tabel.") % {"title": title},
    )


def _picture(part: Part, choices: Choices) -> str:
    if not any(row.share is not None for row in part.rows):
        return ""
    address = reverse("table_chart", args=[part.table.table]) + choices.address(deel=str(part.number))
    return format_html('<img class="rg-chart" src="{}" alt="">', address)


def table_of_rows(table: TableResult, caption: str) -> Table:
    """The rows as a table: the group, the count, out of how many, the share, the interval."""
    keys = list(dict.fromkeys(key for row in table.rows for key in row.group))
    columns = [
        *(Column(key, table.dimension_titles.get(key, _("Groep"))) for key in keys or ["all"]),
        Column("numerator", _("Aantal"), number=True),
        Column("denominator", pgettext("denominator", "Van"), number=True),
        Column("share", _("Aandeel"), number=True),
        Column("interval", _("95 % zeker"), hint=_("Met 95 % zekerheid ligt het aandeel hiertussen (Wilson).")),
    ]
    return Table(caption, columns, [_row(row, keys) for row in table.rows])


def _row(row: Row, keys: Sequence[str]) -> TableRow:
    names = [Cell(row.group.get(key, "")) for key in keys] or [Cell(label_of(row))]
    if row.suppressed:
        hidden = Cell(badge=Badge(_("te klein"), icon="locked"))
        return TableRow([*names, Cell("–"), Cell("–"), hidden, Cell()], muted=True)
    share = Cell(share_of(row) or "–", sub=_("weinig mensen") if row.is_small and row.denominator else "")
    return TableRow([*names, Cell(str(row.numerator)), Cell(str(row.denominator)), share, Cell(_between(row))])


def _between(row: Row) -> str:
    return "" if row.low is None or row.high is None else f"{percentage(row.low)} – {percentage(row.high)} %"


def tests_of(table: TableResult, keys: Sequence[str]) -> Table | None:
    """The comparisons that belong to a grouping, each with what it says in words."""
    groups = {label for row in table.rows_of(keys) for label in row.group.values()}
    tests = [test for test in table.tests if not groups.isdisjoint(test.group.values()) or set(test.group) <= set(keys)]
    if not tests:
        return None
    columns = [
        Column("group", _("Groep")),
        Column("says", _("Wat het zegt")),
        Column("p", _("p-waarde"), number=True),
        Column("test", _("Toets")),
    ]
    rows = [
        TableRow(
            [
                Cell(", ".join(test.group.values())),
                Cell(_verdict(test.p_value)),
                Cell(_p_in_words(test.p_value)),
                Cell(test.test, sub=f"χ² {number_format(test.statistic, 2)}, df {test.df}"),
            ]
        )
        for test in tests
    ]
    return Table(_("Verschillen tussen groepen"), columns, rows)


def _p_in_words(p_value: float) -> str:
    return f"< {number_format(_LEAST_SHOWN, 3)}" if p_value < _LEAST_SHOWN else number_format(p_value, 3)


def _verdict(p_value: float) -> str:
    return _("zelden als er geen verschil is") if p_value < _CERTAIN_BELOW else _("ook gewoon als er geen verschil is")


def headline(table: TableResult) -> Stat | None:
    """The figure above everything: the share of the whole, when the table has one row for it."""
    whole = [row for row in table.rows if row.level == 0 and not row.extreme and row.share is not None]
    if len(whole) != 1 or whole[0].group:
        return None
    counts = {"numerator": whole[0].numerator, "denominator": whole[0].denominator}
    words = _("%(numerator)s van de %(denominator)s") % counts
    sure = _("met 95 %% zekerheid %(interval)s") % {"interval": interval_of(whole[0])}
    return Stat(share_of(whole[0]), words, sure)


def _largest(rows: Sequence[Row]) -> str:
    """The group with the largest share in a sentence; nothing when two share that place or there is only one."""
    shown = sorted((row for row in rows if row.share is not None and not row.extreme), key=lambda row: -row.share)
    if len(shown) < 2 or shown[0].share == shown[1].share:
        return ""
    return _("Het meest: %(sentence)s") % {"sentence": sentence_of(shown[0])}


def counts_anybody(table: TableResult) -> bool:
    """Whether there is anybody in the table at all, shown or hidden."""
    return any(row.suppressed or row.denominator for row in table.rows)


def has_hidden(table: TableResult) -> bool:
    """Whether groups are hidden because they are small."""
    return any(row.suppressed for row in table.rows)
