"""Pictures of tables as SVG: bars from zero, the interval as a line, the figure beside it. The same on screen and paper.

Length carries the meaning, never colour: a bar, an interval and a text read as well in grey. A hidden group keeps its
place and says so.
"""

import re
from collections.abc import Sequence

import altair as alt
import vl_convert

from reisgenoot.monitor.result import Row, TableResult
from reisgenoot.reporting.wording import figure_of, label_of

INK = "#1b1b1b"
QUIET = "#595959"
BAR = "#9db8d2"
BAR_SMALL = "#d5dce3"
GRID = "#d9d9d9"
FONT = "'Source Sans 3 Variable', 'Source Sans 3', Arial, sans-serif"
WIDTH = 420
ROW_HEIGHT = 30
MOST_ROWS = 40
_STYLE = re.compile(r'\sstyle="[^"]*"')


def chart_svg(table: TableResult, *, keys: Sequence[str] | None = None) -> str:
    """A picture of one way of grouping (the first with more than one row when not told) as safe SVG text.

    Returns
    -------
    SVG without script, style attributes or links; empty when there is nothing to draw. At most 40 rows.
    """
    chosen = table.rows_of(keys) if keys is not None else _first_to_draw(table)
    if not chosen:
        return ""
    svg: str = vl_convert.vegalite_to_svg(_chart(chosen[:MOST_ROWS]).to_dict())
    return _STYLE.sub("", svg)


def _first_to_draw(table: TableResult) -> list[Row]:
    """All rows of the first grouping with several rows, else everything."""
    several = [rows for keys in table.groupings if len(rows := table.rows_of(keys)) > 1]
    return several[0] if several else list(table.rows)


def _values(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [
        {
            "order": i,
            "label": label_of(row),
            "share": row.share or 0.0,
            "low": row.low,
            "high": row.high,
            "end": max(row.high or 0.0, row.share or 0.0),
            "figure": figure_of(row),
            "fill": BAR_SMALL if row.is_small else BAR,
            "ink": INK if row.share is not None and not row.is_small else QUIET,
        }
        for i, row in enumerate(rows)
    ]


def _chart(rows: Sequence[Row]) -> alt.LayerChart:
    """Bars, intervals and labels over one axis from 0 to 100 %."""
    place = alt.Y(
        "label:N",
        sort=alt.EncodingSortField("order"),
        title=None,
        axis=alt.Axis(labelLimit=260, ticks=False, domain=False, labelPadding=8),
    )
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], grid=True, title=None, domain=False, ticks=False)
    share = alt.X("share:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
    base = alt.Chart(alt.InlineData(values=_values(rows)))
    bars = base.mark_bar(height=18).encode(y=place, x=share, color=alt.Color("fill:N", scale=None))
    interval = base.mark_rule(strokeWidth=1.5, color=INK).encode(y=place, x="low:Q", x2="high:Q")
    ends = [base.mark_tick(size=10, thickness=1.5, color=INK).encode(y=place, x=f"{end}:Q") for end in ("low", "high")]
    figures = base.mark_text(align="left", baseline="middle", dx=8, fontSize=13).encode(
        y=place, x="end:Q", text="figure:N", color=alt.Color("ink:N", scale=None)
    )
    chart: alt.LayerChart = (
        alt.layer(bars, interval, *ends, figures)
        .properties(width=WIDTH, height=ROW_HEIGHT * len(rows), padding={"left": 4, "top": 4, "bottom": 4, "right": 4})
        .configure(font=FONT, background="#ffffff", aria=False)
        .configure_axis(labelColor=INK, labelFontSize=13, gridColor=GRID)
        .configure_view(stroke=None)
    )
    return chart
