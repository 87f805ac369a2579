"""Writing the review queue: new questions in, answered and settled ones out, the whole row sealed with each."""

from collections.abc import Mapping, Sequence

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.mapping.session import Draft, Session
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.rows import Row, as_json
from reisgenoot.deliveries.sources import row_ids
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.crypto import encrypt

BATCH = 2_000
_Known = tuple[str, str, str, str]


def keep_questions(session: Session, rows: Sequence[Row], *, delivery_id: int, again: bool = False) -> int:
    """Bring the queue in line with what these rows leave open; how many questions are new.

    A question that is open already stays one question. One that no longer arises is settled by itself. With ``again``
    the rows were read before: questions about another row of the same key stay as they are.
    """
    open_items = _open_items(rows, again=again)
    drafts = {_name(draft): draft for draft in session.drafts}
    settled = [item for name, item in open_items.items() if name not in drafts]
    for item in settled:
        item.state, item.decided_at = ReviewState.SETTLED, now()
    kept = {name: item for name, item in open_items.items() if name in drafts}
    for name, item in kept.items():
        draft = drafts[name]
        item.source_row_id = draft.row.source_row_id
        item.subject_type, item.subject_id = draft.subject or ("", None)
        item.suggestions = list(draft.suggestions)
    fields = ["state", "decided_at", "source_row", "subject_type", "subject_id", "suggestions"]
    ReviewItem.objects.bulk_update([*settled, *kept.values()], fields, batch_size=500)
    new = [draft for name, draft in drafts.items() if name not in open_items]
    ReviewItem.objects.bulk_create([_item(session, draft, delivery_id) for draft in new], batch_size=BATCH)
    session.drafts.clear()
    return len(new)


def _open_items(rows: Sequence[Row], *, again: bool) -> dict[_Known, ReviewItem]:
    keys = row_ids(row.key for row in rows)
    if again:
        mine = {row.source_row_id for row in rows}
        keys = {row_id: key for row_id, key in keys.items() if row_id in mine}
    items = ReviewItem.objects.filter(state=ReviewState.OPEN, source_row_id__in=keys).order_by("-pk")
    return {_name_of(item, keys): item for item in items}


def _name_of(item: ReviewItem, keys: Mapping[int, str]) -> _Known:
    return keys.get(item.source_row_id or 0, ""), item.kind, item.column, item.match_key


def _name(draft: Draft) -> _Known:
    return draft.row.key, draft.kind, draft.column[:100], draft.match_key[:200]


def _item(session: Session, draft: Draft, delivery_id: int) -> ReviewItem:
    subject_type, subject_id = draft.subject or ("", None)
    return ReviewItem(
        organisation_id=session.by.organisation_id,
        delivery_id=delivery_id,
        source_row_id=draft.row.source_row_id,
        kind=draft.kind,
        reason=draft.reason[:300],
        column=draft.column[:100],
        given=draft.row.without_bsn(),
        given_sealed=encrypt(as_json(draft.row)),
        suggestions=list(draft.suggestions),
        subject_type=subject_type,
        subject_id=subject_id,
        match_key=draft.match_key[:200],
    )
