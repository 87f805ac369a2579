"""From counted cells to a finished table: labels, intervals, protection, lowest and highest, tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from reisgenoot.monitor.comparing import section_tests
from reisgenoot.monitor.counting import Cell, Count, counts, read_cells
from reisgenoot.monitor.disclosure import hidden_rows
from reisgenoot.monitor.labels import CodeBook
from reisgenoot.monitor.language import HIGHEST, LOWEST, Distribution, Indicator, Section, Text
from reisgenoot.monitor.result import Row, SummaryValue, TableResult
from reisgenoot.monitor.statistics import Interval, wilson_intervals

_OTHER_TITLES = {
    "characteristic": Text("Kenmerk", "Characteristic"),
    "value": Text("Waarde", "Value"),
    "stage": Text("Stap", "Stage"),
    "state": Text("Stand", "State"),
    "indicator": Text("Onderdeel", "Indicator"),
    "extreme": Text("Uiterste", "Extreme"),
}
"""Column heads of group keys that are not dimensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """How a table is to be shown: labels, language ("nl" or "en") and whether small cells are protected."""

    book: CodeBook
    language: str = "nl"
    protect: bool = True

    def text(self, text: Text) -> str:
        """A text in the language of the table."""
        return text.in_language(self.language)


def tabulate(
    indicator: Indicator,
    *,
    as_of: date,
    cells: Iterable[Mapping[str, object]],
    summaries: Sequence[Mapping[str, object]],
    show: Presentation,
) -> TableResult:
    """Build the table of an indicator from the rows of `compiling.cells` and `compiling.summaries`."""
    read = read_cells(cells, indicator)
    counted = counts(indicator, read, show.book)
    hidden = _hidden(indicator, counted, read) if show.protect else frozenset()
    intervals = wilson_intervals([(c.numerator, c.denominator) for c in counted]) if counted else []
    rows = {
        i: _row(indicator, count, show=show, interval=intervals[i], is_hidden=i in hidden)
        for i, count in enumerate(counted)
        if _is_shown(indicator.sections[count.section], count)
    }
    values = _summary_values(indicator, summaries, show)
    return TableResult(
        table=indicator.key,
        title=show.text(indicator.title),
        question=show.text(indicator.question),
        as_of=as_of,
        definition=" ".join([show.text(indicator.definition), *(_sentence(value, show.language) for value in values)]),
        source=indicator.source,
        approach=indicator.approach,
        version=indicator.version,
        language=show.language,
        is_protected=show.protect,
        threshold=indicator.threshold,
        small_n=indicator.small_n,
        rows=(*rows.values(), *_extremes(indicator, counted, rows, show)),
        tests=tuple(
            chain.from_iterable(
                section_tests(section, s, counted, read, hidden=hidden, book=show.book, language=show.language)
                for s, section in enumerate(indicator.sections)
            )
        ),
        summaries=tuple(values),
        dimension_titles=_dimension_titles(indicator, show),
    )


def _hidden(indicator: Indicator, counted: Sequence[Count], cells: Sequence[Cell]) -> frozenset[int]:
    """Rows to hide. Numbers that are not shown give nothing away, but hiding more of them costs nothing."""
    return hidden_rows(indicator, counted, cells) if indicator.threshold else frozenset()


def _is_shown(section: Section, count: Count) -> bool:
    return section.only is None or count.codes[0] == section.only


def _row(indicator: Indicator, count: Count, *, show: Presentation, interval: Interval | None, is_hidden: bool) -> Row:
    """One row of the table; everything that counts people is missing when it is hidden."""
    if is_hidden or interval is None:
        share = low = high = None
    else:
        share, low, high = count.numerator / count.denominator, interval.low, interval.high
    return Row(
        group=_group(indicator.sections[count.section], count, show),
        numerator=None if is_hidden else count.numerator,
        denominator=None if is_hidden else count.denominator,
        share=share,
        low=low,
        high=high,
        suppressed=is_hidden,
        is_small=not is_hidden and count.denominator < indicator.small_n,
        level=len(count.grouping),
    )


def _group(section: Section, count: Count, show: Presentation) -> dict[str, str]:
    """What the row is about: fixed words first, then its dimensions, then the value of a distribution."""
    measure = section.measures[count.measure]
    group = {key: show.text(text) for key, text in (*section.fixed.items(), *measure.fixed.items())}
    dimensions = {d.key: d for d in section.dimensions}
    for key, code in zip(count.grouping, count.codes, strict=True):
        if section.only is None:
            group[key] = show.book.label(dimensions[key], code, show.language)
    if isinstance(measure, Distribution):
        label = show.book.label(measure.of, count.value, show.language)
        if measure.as_characteristic:
            group |= {"characteristic": show.text(measure.of.title), "value": label}
        else:
            group[measure.of.key] = label
    return group


def _extremes(indicator: Indicator, counted: Sequence[Count], rows: Mapping[int, Row], show: Presentation) -> list[Row]:
    """For each measure the group with the lowest and the one with the highest share, of those large enough to judge."""
    result = []
    for s, section in enumerate(indicator.sections):
        if section.extremes is None:
            continue
        for m in range(len(section.measures)):
            candidates = [
                rows[i]
                for i, count in enumerate(counted)
                if count.place == (s, m) and count.grouping == (section.extremes.key,) and _can_judge(rows[i])
            ]
            for label, choose in ((LOWEST, min), (HIGHEST, max)):
                if candidates:
                    row = choose(candidates, key=lambda candidate: candidate.share or 0.0)
                    result.append(_as_extreme(row, show.text(label)))
    return result


def _can_judge(row: Row) -> bool:
    return not row.suppressed and not row.is_small and row.share is not None


def _as_extreme(row: Row, label: str) -> Row:
    return Row(
        group={**row.group, "extreme": label},
        numerator=row.numerator,
        denominator=row.denominator,
        share=row.share,
        low=row.low,
        high=row.high,
        suppressed=False,
        level=row.level,
        extreme=True,
    )


def _summary_values(
    indicator: Indicator, records: Sequence[Mapping[str, object]], show: Presentation
) -> list[SummaryValue]:
    """Means for which there are people enough; lowest and highest belong to one person and show only unprotected."""
    declared = list(chain.from_iterable(section.summaries for section in indicator.sections))
    result = []
    for record in sorted(records, key=lambda record: int(str(record["position"]))):
        summary, n = declared[int(str(record["position"]))], int(str(record["n"]))
        if n == 0 or (show.protect and n < indicator.threshold):
            continue
        result.append(
            SummaryValue(
                title=show.text(summary.title),
                unit=show.text(summary.unit),
                n=n,
                mean=float(str(record["mean"])),
                lowest=None if show.protect else float(str(record["lowest"])),
                highest=None if show.protect else float(str(record["highest"])),
            )
        )
    return result


def _sentence(value: SummaryValue, language: str) -> str:
    """A summary in words, for the definition under the table."""
    mean, least, most = (_number(number, language) for number in (value.mean, value.lowest, value.highest))
    if language == "nl":
        text = f"{value.title}: gemiddeld {mean} {value.unit} (n = {value.n})"
        spread = f", laagste {least}, hoogste {most}" if least else ""
    else:
        text = f"{value.title}: mean {mean} {value.unit} (n = {value.n})"
        spread = f", lowest {least}, highest {most}" if least else ""
    return f"{text}{spread}."


def _number(number: float | None, language: str) -> str:
    """A number with at most two decimals in the notation of the language; empty when missing."""
    text = "" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "nl" else text


def _dimension_titles(indicator: Indicator, show: Presentation) -> dict[str, str]:
    """Column heads for the keys of the groups."""
    titles = {key: show.text(text) for key, text in _OTHER_TITLES.items()}
    for section in indicator.sections:
        titles |= {d.key: show.text(d.title) for d in section.dimensions}
        for measure in section.measures:
            if isinstance(measure, Distribution) and not measure.as_characteristic:
                titles[measure.of.key] = show.text(measure.of.title)
    return titles
