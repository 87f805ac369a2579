"""Figures for managers and researchers: a sentence first, then a picture, then the table, then what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.web.components.actions import Action, Badge, Fact
from reisgenoot.web.components.tables import Table


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure as a sentence: ``82 %`` · ``van de 574 afgeronde trajecten doet mee`` · ``tussen 78 en 85 %``."""

    value: str
    sentence: str
    interval: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with everything that belongs to it.

    ``picture`` is a complete ``<svg>`` marked safe and made here on the server, or empty when there is none;
    ``alt`` says what the picture shows. The table is always there.
    """

    key: str
    title: str
    sentence: str
    table: Table
    picture: str = ""
    alt: str = ""
    definition: str = ""
    source: str = ""
    as_of: date | None = None
    notes: Sequence[str] = ()
    downloads: Sequence[Action] = ()


@dataclass(frozen=True, slots=True)
class DefinitionNode:
    """A part of an approach: its title, what it says, where that comes from, and the parts below it."""

    key: str
    title: str
    summary: str = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[Fact] = ()
    source: str = ""
    source_url: str = ""
    children: Sequence["DefinitionNode"] = ()
    opened: bool = False
