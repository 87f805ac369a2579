"""Drafts are one's own, encrypted, and not for long."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.web.at_work import workplace

from reisgenoot.kernel import drafts
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.models import Draft
from reisgenoot.kernel.tenancy import acting_as

pytestmark = pytest.mark.django_db
TEXT = "Selam slaapt slecht"


@pytest.fixture
def by() -> Actor:
    return workplace("meerinzicht").actor("client_manager")


def test_draft_when_saved_twice_then_the_last_is_found(by: Actor) -> None:
    with acting_as(by):
        drafts.save_draft(by=by, form="contact", subject=7, typed={"text": ["eerste"]})
        drafts.save_draft(by=by, form="contact", subject=7, typed={"text": [TEXT], "kind": ["talk", "phone"]})
        found = drafts.find_draft(by=by, form="contact", subject=7)
    assert found is not None
    assert found.typed == {"text": [TEXT], "kind": ["talk", "phone"]}


def test_draft_when_kept_then_the_table_does_not_hold_the_words(by: Actor) -> None:
    with acting_as(by):
        drafts.save_draft(by=by, form="contact", subject=0, typed={"text": [TEXT]})
        with connection.cursor() as cursor:
            cursor.execute("select sealed from kernel_draft")
            (sealed,) = cursor.fetchone()
    assert TEXT.encode() not in bytes(sealed)


def test_draft_when_a_colleague_asks_then_there_is_none(by: Actor) -> None:
    with acting_as(by):
        drafts.save_draft(by=by, form="contact", subject=7, typed={"text": [TEXT]})
        colleague = Actor(organisation_id=by.organisation_id, staff_id=(by.staff_id or 0) + 1)
        assert drafts.find_draft(by=colleague, form="contact", subject=7) is None


def test_draft_when_forgotten_or_old_then_gone(by: Actor) -> None:
    with acting_as(by):
        drafts.save_draft(by=by, form="contact", subject=7, typed={"text": [TEXT]})
        drafts.save_draft(by=by, form="plan", subject=7, typed={"text": [TEXT]})
        drafts.forget_draft(by=by, form="contact", subject=7)
        Draft.objects.update(saved_at=now() - drafts.KEPT_FOR)
        assert drafts.find_draft(by=by, form="contact", subject=7) is None
        assert drafts.find_draft(by=by, form="plan", subject=7) is None
        assert drafts.forget_old_drafts() == 1


def test_draft_when_just_not_old_then_still_there(by: Actor) -> None:
    with acting_as(by):
        drafts.save_draft(by=by, form="plan", subject=7, typed={"text": [TEXT]})
        Draft.objects.update(saved_at=now() - drafts.KEPT_FOR + timedelta(minutes=1))
        assert drafts.find_draft(by=by, form="plan", subject=7) is not None
