"""Pictures of how full a team is, as safe SVG: a line over time, and a bar per colleague, both against the norm.

The norm is a band with words at its side; length and place carry the meaning, never colour.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import vl_convert

from reisgenoot.reporting.charts import BAR, FONT, GRID, INK, QUIET

BAND = "#eef2f5"
WIDTH = 460
HEIGHT = 190
ROW_HEIGHT = 28
_UNWANTED = re.compile(r'\s(?:style|role|aria-[a-z]+)="[^"]*"')
"""Styles are refused by the page's policy; the picture has one description, given where it is shown."""


@dataclass(frozen=True, slots=True)
class Point:
    """One place on the line or one bar: its word, and the figure (missing = drawn as nothing, said as ``words``)."""

    label: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """The norm: from, to, and the word beside it."""

    low: float
    high: float
    label: str


def line_svg(points: Sequence[Point], *, band: Band | None) -> str:
    """A line over time from zero, with the figure at its first and last point; empty when there is nothing to draw."""
    drawn = [point for point in points if point.value is not None]
    if len(drawn) < 2:
        return ""
    top = max([point.value or 0.0 for point in drawn] + ([band.high] if band else [])) * 1.15
    ends = {drawn[0].label, drawn[-1].label}
    values = [
        {"label": one.label, "value": one.value, "words": one.words if one.label in ends else ""} for one in drawn
    ]
    x = alt.X("label:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False))
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickCount=4, domain=False))
    base = alt.Chart(alt.InlineData(values=values))
    line = base.mark_line(color=INK, strokeWidth=2, point=alt.OverlayMarkDef(color=INK, size=28)).encode(x=x, y=y)
    words = base.mark_text(dy=-12, fontSize=13, fontWeight=600, color=INK).encode(x=x, y=y, text="words:N")
    layers = [*_band(band, vertical=True), line, words]
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT))


def bars_svg(points: Sequence[Point], *, band: Band | None) -> str:
    """A bar from zero for each colleague with the figure beside it; empty when there is nothing to draw."""
    if not any(point.value for point in points):
        return ""
    top = max([point.value or 0.0 for point in points] + ([band.high] if band else [])) * 1.25
    values = [
        {"label": one.label, "value": one.value or 0.0, "words": one.words, "order": place}
        for place, one in enumerate(points)
    ]
    y = alt.Y(
        "label:N",
        sort=alt.EncodingSortField("order"),
        title=None,
        axis=alt.Axis(labelLimit=200, ticks=False, domain=False, labelPadding=8),
    )
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickCount=4, domain=False))
    base = alt.Chart(alt.InlineData(values=values))
    bars = base.mark_bar(height=16, color=BAR).encode(x=x, y=y)
    words = base.mark_text(align="left", baseline="middle", dx=6, fontSize=13, color=INK).encode(
        x=x, y=y, text="words:N"
    )
    layers = [*_band(band, vertical=False), bars, words]
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(points)))


def _band(band: Band | None, *, vertical: bool) -> list[alt.Chart]:
    """The norm behind the figures, with its word."""
    if band is None:
        return []
    data = alt.Chart(alt.InlineData(values=[{"low": band.low, "high": band.high, "label": band.label}]))
    area = data.mark_rect(color=BAND)
    if vertical:
        text = data.mark_text(align="right", baseline="bottom", dx=-4, dy=-3, fontSize=12, color=QUIET)
        word = text.encode(x=alt.value(WIDTH), y=alt.Y("low:Q"), text="label:N")
        return [area.encode(y=alt.Y("low:Q"), y2="high:Q"), word]
    return [area.encode(x=alt.X("low:Q"), x2="high:Q")]


def _svg(chart: alt.LayerChart | alt.FacetChart) -> str:
    whole = (
        chart.properties(padding={"left": 4, "top": 6, "bottom": 4, "right": 8})
        .configure(font=FONT, background="#ffffff", aria=False)
        .configure_axis(labelColor=INK, labelFontSize=13, gridColor=GRID)
        .configure_view(stroke=None)
    )
    svg: str = vl_convert.vegalite_to_svg(whole.to_dict())
    return _UNWANTED.sub("", svg)
