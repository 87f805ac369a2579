"""What can be looked for in the facts beyond terms and rhythms, and who knows how.

A check of an approach names a kind; the package that holds the facts registers the SQL that finds them (in its
``apps.py``, at start-up). So the rules stay in one statement, and this package needs to know no later one.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_system_check
from psycopg import sql

from reisgenoot.approach import load_all
from reisgenoot.approach.errors import DefinitionError
from reisgenoot.approach.journey import Check

Finder = Callable[[Check], sql.Composable]
"""From a check to a SELECT of ``journey_id, cause_on, cause_id``: since when it is so, and the row that caused it (0 =
none). It may read the CTE ``scope`` (one row per journey in question: journey_id, person_id, staff_id, codes,
started_on, is_open, municipality_id, last_contact_on) and the parameters ``%(today)s`` and ``%(organisation)s``.
Values become SQL literals; a join on many rows must be one on equality, so that it can be hashed."""

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Say how a kind of check is found. Raises ValueError when somebody else did already."""
    if _finders.get(kind, finder) is not finder:
        raise ValueError(f"two packages find {kind}")
    _finders[kind] = finder


def finder_of(kind: str) -> Finder:
    """How a kind is found. Raises KeyError when no installed package knows."""
    return _finders[kind]


def unknown_kinds() -> Iterator[tuple[str, str, str]]:
    """Approach, key and kind of every check in the definitions that no installed package finds.

    A definition with mistakes is passed over: reading it says what is wrong.
    """
    try:
        approaches = load_all()
    except DefinitionError:
        return
    for approach in approaches.values():
        for key, check in approach.checks.items():
            if check.kind not in _finders:
                yield approach.key, key, check.kind


@register_system_check
def every_check_is_found_by_somebody(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error at start-up for each check that could never make a signal."""
    return [
        Error(
            f"Aanpak '{approach}' vraagt met '{key}' om {kind!r}, maar geen onderdeel zoekt dat op.",
            hint="Meld de zoeker aan met journeys.checks.register in apps.py, of haal de controle uit de aanpak.",
            id="journeys.E001",
        )
        for approach, key, kind in unknown_kinds()
    ]
