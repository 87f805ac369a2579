"""Words, icons and pictures in templates.

``{% icon "contact" %}``                  a picked icon, hidden from screen readers
``{{ date|day }}``                        14 nov 2026
``{{ date|day_of_month }}``               14 nov
``{% due_in_words date %}``               over 3 dagen · 2 weken te laat · vandaag
``{% due date %}``                        the same with sign and colour
``{% since_in_words date %}``             4 maanden geleden
``{% duration_in_words start end %}``     1 jaar 4 mnd
``{% age birth_date %}``                  34 jaar
``{% journey_line picture %}``            the journey as a line
``{% step_chart measurement %}``          scores over time
``{% changes table %}``                   from first to last on every part of a scale
``{% control field %}``                   the control of a form field; see _components/form_field
``{% keep_draft "plan" plan.pk %}``       keeps what is typed in the form around it
``{{ number|decimal:1 }}``, ``{{ share|percent }}``  numbers as the reader's language writes them
"""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from reisgenoot.kernel import clock
from reisgenoot.web import drafts
from reisgenoot.web.components import changes as change_rows
from reisgenoot.web.components import fields, journey, measurements, tables, toasts, words
from reisgenoot.web.icons import ICONS

register = template.Library()

_ROW_LINK = mark_safe(" data-rg-row-link")
# Cells are drawn here and not in a template: a page of fifty rows has four hundred of them.
_FIRST_CELL = '<th class="utrecht-table__cell rg-table__name" scope="row" data-label="{}"{}>{}</th>'
_CELL = '<td class="utrecht-table__cell" data-label="{}"{}>{}</td>'
_NUMBER_CELL = '<td class="utrecht-table__cell rg-table__number" data-label="{}"{}>{}</td>'
_DUE_ICONS = {"late": "late", "soon": "soon", "later": "calendar"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The icon of that meaning, without a word of its own: a word must stand beside it.

    Raises
    ------
    KeyError   the name is not in :data:`reisgenoot.web.icons.ICONS`.
    """
    if name not in ICONS:
        raise KeyError(f"There is no icon named {name!r}; add it to reisgenoot.web.icons.ICONS.")
    return format_html(
        '<svg class="rg-icon rg-icon--{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        name,
        static("vendor/icons.svg"),
        name,
    )


def _today(context: Context) -> date:
    """The day the page speaks of: ``today`` in the context, else the clock's."""
    given = context.get("today")
    return given if isinstance(given, date) else clock.today()


@register.filter
def day(value: date | None) -> str:
    """A date as ``14 nov 2026``; nothing for no date."""
    return words.day_in_words(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as ``14 nov 2026, 09:30``; nothing for no moment."""
    return words.moment_in_words(value) if value else ""


@register.filter
def day_of_month(value: date) -> str:
    """A date within a year that is clear already, as ``14 nov``."""
    return words.day_of_month_in_words(value)


@register.simple_tag(takes_context=True)
def due_in_words(context: Context, value: date) -> str:
    """By when, in words."""
    return words.due_in_words(value, _today(context))


@register.simple_tag(takes_context=True)
def due(context: Context, value: date) -> SafeString:
    """By when, in words, with the sign of its urgency and the date itself for who wants it exactly."""
    today = _today(context)
    urgency = words.urgency(value, today)
    return format_html(
        '<time class="rg-due rg-due--{}" datetime="{}" title="{}">{} {}</time>',
        urgency,
        value.isoformat(),
        words.day_in_words(value),
        icon(_DUE_ICONS[urgency]),
        words.due_in_words(value, today),
    )


@register.simple_tag(takes_context=True)
def since_in_words(context: Context, value: date) -> str:
    """How long ago, in words."""
    return words.since_in_words(value, _today(context))


@register.simple_tag
def duration_in_words(start: date, end: date) -> str:
    """A span in years and months."""
    return words.duration_in_words(start, end)


@register.simple_tag(takes_context=True)
def age(context: Context, born_on: date) -> str:
    """Age in completed years, in words."""
    return words.years_in_words(words.age_in_years(born_on, _today(context)))


@register.filter
def decimal(value: float | None, places: int = 0) -> str:
    """A number with the marks of the reader's language; a dash where there is none."""
    return "–" if value is None else formats.number_format(value, places, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: float | None, places: int = 0) -> str:
    """A share from 0 to 1 as a percentage; a dash where there is none."""
    return "–" if value is None else f"{formats.number_format(value * 100, places, use_l10n=True)} %"


@register.filter
def as_toast(message: Message) -> toasts.Toast:
    """A message of Django in the shape of the toast component."""
    return toasts.from_message(message)


@register.simple_tag(takes_context=True)
def table_cell(context: Context, column: tables.Column, cell: tables.Cell, first: bool) -> SafeString:
    """One cell of a data table, the first of a row as its header."""
    parts = []
    if cell.text:
        parts.append(
            format_html('<a class="utrecht-link" href="{}"{}>{}</a>', cell.url, _ROW_LINK if first else "", cell.text)
            if cell.url
            else conditional_escape(cell.text)
        )
    if cell.badge:
        parts.append(render_to_string("_components/badge/badge.html", {"badge": cell.badge}))
    if cell.due_on:
        parts.append(due(context, cell.due_on))
    if cell.sub:
        parts.append(format_html('<span class="rg-table__sub">{}</span>', cell.sub))
    return format_html(
        _FIRST_CELL if first else _NUMBER_CELL if column.number else _CELL,
        column.label,
        format_html(' lang="{}"', cell.lang) if cell.lang else "",
        mark_safe(" ".join(parts)),  # noqa: S308  every part is escaped above
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a form field, in the classes of NL Design System."""
    return fields.control(field)


@register.filter
def control_kind(field: BoundField) -> str:
    """How a field is laid out: ``checkbox``, ``choices`` or ``single``."""
    return fields.control_kind(field)


@register.inclusion_tag("_components/draft/draft.html", takes_context=True)
def keep_draft(context: Context, form_key: str, subject: int | None = None) -> dict[str, Any]:
    """Keep what is typed in the form around it, and say so when an earlier draft is shown; see `web.drafts`."""
    draft = drafts.found(context["request"], form_key, subject or 0)
    return {"form_key": form_key, "subject": subject or 0, "saved_at": draft.saved_at if draft else None}


@register.inclusion_tag("_components/journey_line/journey_line.html", takes_context=True)
def journey_line(context: Context, picture: journey.JourneyPicture) -> dict[str, Any]:
    """The journey as a line of phases, with today and the terms on it, and the same in words."""
    return {"drawing": journey.draw(picture, mirrored=get_language_bidi()), "today": picture.today}


@register.inclusion_tag("_components/step_chart/step_chart.html", takes_context=True)
def step_chart(context: Context, measurement: measurements.Measurement, *, untitled: bool = False) -> dict[str, Any]:
    """Scores on one scale over time: a small stepped line and the table beside it; ``untitled`` under its own heading."""
    return {
        "untitled": untitled,
        "measurement": measurement,
        "drawing": measurements.draw(measurement, mirrored=get_language_bidi()),
        "today": _today(context),
    }


@register.inclusion_tag("_components/changes/changes.html")
def changes(table: change_rows.Changes) -> dict[str, Any]:
    """From first to last on every part of a scale, as small pictures under each other."""
    return {"changes": table, "rows": change_rows.draw(table, mirrored=get_language_bidi())}
