"""Uploads on a screen: kept apart, checked, confirmed, read in the background, deleted."""

import os
import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.deliveries.conftest import diagnoses

from reisgenoot.deliveries import background
from reisgenoot.deliveries.background import folder_of, work_on
from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.deliveries.selectors import deliveries, get_delivery, recipes_for
from reisgenoot.deliveries.uploads import check_delivery, confirm_delivery, receive_upload, withdraw_delivery
from reisgenoot.intake.models import Diagnosis
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as


@pytest.fixture
def els(meerinzicht, settings, tmp_path, monkeypatch):
    """An administrator, acting; progress is told through the same connection, as the test is one transaction."""
    settings.MEDIA_ROOT = tmp_path / "files"
    told = []
    monkeypatch.setattr(background, "LEAST_SECONDS", 10_000)
    monkeypatch.setattr(background, "_write", lambda *given: told.append(given))
    with acting_as(Actor(organisation_id=meerinzicht.pk, roles=frozenset({"administrator"}))) as by:
        yield by


@pytest.fixture
def queued(monkeypatch):
    """The background work that was asked for."""
    asked = []
    monkeypatch.setattr("reisgenoot.deliveries.uploads.read_delivery.defer", lambda **given: asked.append(given))
    return asked


def _file(folder: Path, *changes, name="diagnoses-2020-01-15.xlsx"):
    return SimpleUploadedFile(name, diagnoses(folder, *changes, name=name).read_bytes())


def test_upload_when_received_then_kept_where_only_the_application_reads(els, tmp_path):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    assert delivery.state == DeliveryState.UPLOADED
    assert [(one["name"], len(one["sha256"])) for one in delivery.files] == [("diagnoses-2020-01-15.xlsx", 64)]
    (kept,) = folder_of(delivery).iterdir()
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(kept.parent).st_mode) == 0o700
    assert str(els.organisation_id) in kept.parts


def test_upload_when_checked_and_confirmed_then_read_and_deleted(els, queued, tmp_path):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    check_delivery(by=els, delivery_id=delivery.pk)
    work_on(**queued.pop())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.progress, delivery.counts["diagnoses"]) == (DeliveryState.READY, 100, 1)
    assert not Diagnosis.objects.exists()
    assert folder_of(delivery).exists()
    confirm_delivery(by=els, delivery_id=delivery.pk)
    work_on(**queued.pop())
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DONE
    assert delivery.finished_at
    assert Diagnosis.objects.count() == 1
    assert not folder_of(delivery).exists()


def test_upload_when_wrong_then_refused_with_its_problems_and_deleted(els, queued, tmp_path):
    wrong = SimpleUploadedFile("../../diagnoses-2020-01-15.xlsx", b"PK\x03\x04nee")
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[wrong])
    assert delivery.files[0]["name"] == "diagnoses-2020-01-15.xlsx"
    check_delivery(by=els, delivery_id=delivery.pk)
    work_on(**queued.pop())
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.REFUSED
    assert delivery.problems[0]["code"] == "unreadable"
    assert delivery.problems[0]["advice"]
    assert not folder_of(delivery).exists()


def test_upload_when_reading_breaks_then_not_left_hanging(els, queued, tmp_path, monkeypatch):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    check_delivery(by=els, delivery_id=delivery.pk)

    def broken(**_given):
        raise RuntimeError

    monkeypatch.setattr(background, "deliver", broken)
    with pytest.raises(RuntimeError):
        work_on(**queued.pop())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problems[0]["code"]) == (DeliveryState.REFUSED, "stopped")


def test_upload_when_sent_before_then_says_so(els, queued, tmp_path):
    for _time in range(2):
        delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
        check_delivery(by=els, delivery_id=delivery.pk)
        work_on(**queued.pop())
        confirm_delivery(by=els, delivery_id=delivery.pk)
        work_on(**queued.pop())
    delivery.refresh_from_db()
    assert "already-read" in [remark["code"] for remark in delivery.problems]
    assert Diagnosis.objects.count() == 1


def test_upload_when_withdrawn_then_files_are_gone(els, queued, tmp_path, django_capture_on_commit_callbacks):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_delivery(by=els, delivery_id=delivery.pk)
    assert not folder_of(delivery).exists()
    with pytest.raises(InvalidInput):
        check_delivery(by=els, delivery_id=delivery.pk)


def test_upload_when_confirmed_unchecked_then_refused(els, tmp_path):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    with pytest.raises(InvalidInput):
        confirm_delivery(by=els, delivery_id=delivery.pk)


@pytest.mark.parametrize(
    ("recipe", "count"), [("alkmaar", 1), ("nergens", 1), ("meerinzicht", 0), ("meerinzicht", 101)]
)
def test_upload_when_it_cannot_be_then_refused(els, tmp_path, recipe, count):
    with pytest.raises(InvalidInput):
        receive_upload(by=els, recipe=recipe, files=[SimpleUploadedFile("a.csv", b"a")] * count)


def test_upload_when_too_large_then_refused(els, settings):
    settings.DELIVERY_MAX_BYTES = 10
    with pytest.raises(InvalidInput, match="groter"):
        receive_upload(by=els, recipe="meerinzicht", files=[SimpleUploadedFile("a.csv", b"a" * 11)])


def test_upload_when_by_a_role_that_may_not_then_refused(els, bram, tmp_path):
    with pytest.raises(NotAllowed):
        receive_upload(by=bram, recipe="meerinzicht", files=[_file(tmp_path, {})])


def test_upload_when_of_another_organisation_then_not_known(els, dirk, queued, tmp_path):
    delivery = receive_upload(by=els, recipe="meerinzicht", files=[_file(tmp_path, {})])
    elsewhere = Actor(organisation_id=dirk.organisation_id, roles=frozenset({"administrator"}))
    with acting_as(elsewhere):
        assert not deliveries(by=elsewhere).exists()
        for service in (check_delivery, confirm_delivery, withdraw_delivery, get_delivery):
            with pytest.raises(NotKnown):
                service(by=elsewhere, delivery_id=delivery.pk)


def test_work_when_nothing_waits_then_does_nothing(els):
    work_on(delivery_id=1, organisation_id=els.organisation_id, staff_id=None)
    assert not Delivery.objects.exists()


def test_recipes_when_asked_then_only_those_of_the_approach(els):
    assert [recipe.key for recipe in recipes_for(by=els)] == ["meerinzicht"]


def test_progress_when_told_then_written_apart_and_not_too_often(els, monkeypatch):
    written = []
    monkeypatch.setattr(background, "LEAST_SECONDS", 0)
    monkeypatch.setattr(background, "_write", lambda _by, _delivery, share: written.append(share))
    monkeypatch.setattr(background, "_hang_up", lambda: written.append("closed"))
    with background.telling(els, 1) as progress:
        for share in (1, 50, 100):
            progress(share, "stap")
    assert written == [1, 50, "closed"]
