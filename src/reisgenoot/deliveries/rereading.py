"""Reading rows that wait in the review queue again: after a decision, or because a later row answered the question."""

from collections import defaultdict
from collections.abc import Iterable

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.mapping.readers import READERS
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.queue import keep_questions
from reisgenoot.deliveries.recording import record
from reisgenoot.deliveries.rows import Row, from_json, kind_in_json
from reisgenoot.deliveries.sources import stamped
from reisgenoot.kernel.crypto import decrypt

ANSWERED_BY_OTHERS = ("plan_person", "duplicate_person")


def reread_open(session: Session, *, delivery_id: int) -> None:
    """Look again at questions that new people can answer: a plan under a BSN that was nobody's until now."""
    if not session.counts["new_people"] and not session.counts["people_changed"]:
        return
    items = ReviewItem.objects.filter(
        state=ReviewState.OPEN, kind__in=ANSWERED_BY_OTHERS, delivery__recipe=session.recipe.key
    ).exclude(delivery_id=delivery_id)
    reread(session, items, delivery_id=delivery_id)


def reread(session: Session, items: Iterable[ReviewItem], *, delivery_id: int) -> None:
    """Read the rows of these items again, by what is decided now."""
    by_kind: dict[str, dict[str, Row]] = defaultdict(dict)
    for item in items:
        if item.given_sealed is None or item.source_row_id is None:
            continue
        row = row_of(session, item)
        by_kind[row.kind.key][f"{row.key}|{row.digest}"] = row
    waiting = ReviewItem.objects.filter(state=ReviewState.OPEN, kind="row_twice_differs")
    session.waiting = set(waiting.values_list("match_key", flat=True))
    for key in session.recipe.files:
        rows = list(by_kind.get(key, {}).values())
        record(session, rows)
        session.counts["new_questions"] += keep_questions(session, rows, delivery_id=delivery_id, again=True)


def row_of(session: Session, item: ReviewItem) -> Row:
    """The row that a question is about, read anew from what was sealed."""
    text = decrypt(bytes(item.given_sealed or b""))
    row = from_json(text, session.recipe.files[kind_in_json(text)], session.around)
    row.digest = stamped(row, READERS[row.kind.reader])
    row.source_row_id = item.source_row_id
    return row
