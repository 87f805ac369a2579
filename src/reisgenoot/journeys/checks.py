"""What can be looked for in the facts beyond terms and rhythms, and who knows how.

A check of an approach names a kind; the package that holds the facts registers the SQL that finds them (in its
``apps.py``, at start-up). So the rules stay in one statement, and this package needs to know no later one.
"""

from collections.abc import Callable

from psycopg import sql

from reisgenoot.approach.journey import Check

Finder = Callable[[Check], sql.Composable]
"""From a check to a SELECT of ``journey_id, cause_on, cause_id``: since when it is so, and the row that caused it (0 =
none). It may read the CTE ``scope`` (one row per journey in question: journey_id, person_id, staff_id, codes,
started_on, is_open, municipality_id, last_contact_on) and the parameter ``%(today)s``. Values become SQL literals."""

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Say how a kind of check is found. Raises ValueError when somebody else did already."""
    if _finders.get(kind, finder) is not finder:
        raise ValueError(f"two packages find {kind}")
    _finders[kind] = finder


def finder_of(kind: str) -> Finder:
    """How a kind is found. Raises KeyError when no installed package knows."""
    return _finders[kind]
