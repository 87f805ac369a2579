"""Paging by position in the order instead of by number: the hundredth page costs as much as the first.

A position is the id of a row, never its values: those could be names and would stand in an address. Values that may
be missing split the list in two stretches, so that each stretch walks an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet


@dataclass(frozen=True, slots=True)
class Order:
    """An order of rows.

    ``keys`` are the columns, the last of them unique. ``nullable`` says that the first may be missing;
    ``missing_first`` where those rows then stand. ``descending`` turns the whole list round.
    """

    keys: tuple[str, ...]
    nullable: bool = False
    missing_first: bool = False
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where one is: after a row, or before it when ``backwards``; from the start when ``row_id`` is None."""

    row_id: int | None = None
    backwards: bool = False


START = Position()


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page as dictionaries, and the row ids to go on from; None where there is nothing more."""

    rows: Sequence[dict[str, Any]]
    before: int | None
    after: int | None


def take_page(
    rows: QuerySet[Model], *, among: QuerySet[Model], order: Order, position: Position, size: int, fields: Sequence[str]
) -> Page:
    """One page of ``rows``.

    Parameters
    ----------
    among    where the row of the position is looked up: the list without its filters, so that one can also go on
             from a row that no longer matches. Not found means: from the start.
    fields   columns to read, beside the keys of the order.
    """
    identity = order.keys[-1]
    here = among.filter(**{identity: position.row_id}).values(*order.keys).first() if position.row_id else None
    backwards = position.backwards and here is not None
    found = _walk(rows, order, here, reverse=order.descending != backwards, size=size + 1, fields=fields)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_before, has_after = (more, True) if backwards else (here is not None, more)
    return Page(
        rows=found,
        before=found[0][identity] if found and has_before else None,
        after=found[-1][identity] if found and has_after else None,
    )


def _walk(
    rows: QuerySet[Model],
    order: Order,
    here: dict[str, Any] | None,
    *,
    reverse: bool,
    size: int,
    fields: Sequence[str],
) -> list[dict[str, Any]]:
    """The first ``size`` rows beyond ``here``, stretch by stretch."""
    stretches: list[bool | None] = [None]
    if order.nullable:
        stretches = [True, False] if order.missing_first != reverse else [False, True]
    if here is not None and order.nullable:
        stretches = stretches[stretches.index(here[order.keys[0]] is None) :]
    found: list[dict[str, Any]] = []
    for number, missing in enumerate(stretches):
        keys = order.keys[1:] if missing else order.keys
        stretch = rows if missing is None else rows.filter(**{f"{order.keys[0]}__isnull": missing})
        if here is not None and number == 0:
            stretch = stretch.filter(_beyond(keys, here, "lt" if reverse else "gt"))
        ordering = [f"-{key}" if reverse else key for key in keys]
        wanted = dict.fromkeys([*order.keys, *fields])
        found += stretch.order_by(*ordering).values(*wanted)[: size - len(found)]
        if len(found) >= size:
            break
    return found


def _beyond(keys: Sequence[str], here: dict[str, Any], direction: str) -> Q:
    """Rows whose keys come after (or before) those of a row; the first bound lets the index do the walking."""
    condition = Q(**{f"{keys[-1]}__{direction}": here[keys[-1]]})
    for key in reversed(keys[:-1]):
        condition = Q(**{f"{key}__{direction}": here[key]}) | (Q(**{key: here[key]}) & condition)
    if len(keys) > 1:
        condition &= Q(**{f"{keys[0]}__{direction}e": here[keys[0]]})
    return condition
