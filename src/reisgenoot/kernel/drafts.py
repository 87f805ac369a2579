"""Drafts: what somebody was typing in a form and has not saved yet. Encrypted, for that person only, and not for long.

A draft is no fact: nothing is derived from it, nobody else reads it, and saving the form throws it away.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.crypto import decrypt, encrypt
from reisgenoot.kernel.models import Draft

KEPT_FOR = timedelta(days=14)
"""A draft that old is no longer shown and is removed in the night."""

Typed = Mapping[str, Sequence[str]]
"""Names of fields with the values that were in them, as a form sends them."""


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """What was typed, and when it was last kept."""

    typed: dict[str, list[str]]
    saved_at: datetime


def save_draft(*, by: Actor, form: str, subject: int, typed: Typed) -> None:
    """Keep what the actor has typed so far; replaces the earlier draft of this form about this subject.

    ``subject`` is the id of what the form is about, 0 when that is not known yet.
    """
    kept = {"sealed": encrypt(json.dumps({name: list(values) for name, values in typed.items()})), "saved_at": now()}
    Draft.objects.update_or_create(
        staff_id=by.staff_id,
        form=form,
        subject=subject,
        defaults=kept,
        create_defaults=kept | {"organisation_id": by.organisation_id},
    )


def find_draft(*, by: Actor, form: str, subject: int) -> FoundDraft | None:
    """The actor's own draft of this form about this subject; None when there is none or it is too old."""
    kept = Draft.objects.filter(staff_id=by.staff_id, form=form, subject=subject, saved_at__gt=now() - KEPT_FOR).first()
    return FoundDraft(json.loads(decrypt(bytes(kept.sealed))), kept.saved_at) if kept else None


def forget_draft(*, by: Actor, form: str, subject: int) -> None:
    """Throw the actor's draft away: the form was saved, or the actor does not want it any more."""
    Draft.objects.filter(staff_id=by.staff_id, form=form, subject=subject).delete()


def forget_old_drafts() -> int:
    """Remove the drafts of this organisation that are too old; how many there were."""
    removed, _ = Draft.objects.filter(saved_at__lte=now() - KEPT_FOR).delete()
    return removed
