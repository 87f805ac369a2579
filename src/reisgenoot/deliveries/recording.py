"""Recording rows: the reader of their kind makes facts of what is sure, what is not becomes a question."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _  # kept with the question; the screen translates

from reisgenoot.deliveries.mapping.readers import READERS
from reisgenoot.deliveries.mapping.session import Draft, Session
from reisgenoot.deliveries.rows import Row, double_keys
from reisgenoot.kernel.crypto import keyed_hash


def record(session: Session, rows: Sequence[Row]) -> None:
    """Let the reader of these rows record them; what stays in doubt becomes a question."""
    if not rows:
        return
    session.use_decisions(rows)
    sure = _without_double_keys(session, [row for row in rows if not _is_unnamed(session, row)])
    READERS[rows[0].kind.reader].read(session, sure)
    for row in rows:
        for name in list(row.doubts):
            session.doubt_to_review(row, name)


def _is_unnamed(session: Session, row: Row) -> bool:
    """Whether the row has no key of its own: nothing can be recorded by it until somebody fills it in."""
    return any(name in row.doubts for name in row.kind.row_key)


def _without_double_keys(session: Session, rows: Sequence[Row]) -> list[Row]:
    """Rows with one key that do not say the same wait for somebody to choose."""
    doubles = double_keys(rows)
    chosen = []
    for row in rows:
        key = keyed_hash(f"{row.key}|{row.digest}")
        choice = (session.decided("row_twice_differs", key) or {}).get("value")
        waits = row.key in doubles or key in session.waiting
        if choice == "this" or (choice is None and not waits):
            chosen.append(row)
        elif choice is None:
            options = [{"value": "this", "label": _("deze rij")}, {"value": "drop", "label": _("niet deze rij")}]
            reason = _("dit nummer staat twee keer in het bestand, met verschillende gegevens")
            session.drafts.append(Draft(row, "row_twice_differs", reason, key, suggestions=options))
    return chosen
