"""Files that somebody uploads: kept apart for a moment, checked, confirmed, read in the background, and deleted."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.deliveries.background import delete_files, folder_of
from reisgenoot.deliveries.engine import digest_of
from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.deliveries.selectors import recipes_for
from reisgenoot.deliveries.tasks import read_delivery
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require

MOST_FILES = 100
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


@transaction.atomic
def receive_upload(*, by: Actor, recipe: str, files: "Iterable[File[Any]]") -> Delivery:
    """Keep uploaded files for one delivery, readable by the application only, until it was read or withdrawn.

    Raises
    ------
    NotAllowed     the actor may not bring in deliveries.
    InvalidInput   there are no files, too many or too large ones, or the recipe is not for this organisation.
    """
    require(by, Permission.DELIVERY_WRITE)
    given = list(files)
    _check(by, recipe, given)
    delivery = Delivery.objects.create(recipe=recipe, received_by_id=by.staff_id)
    folder = folder_of(delivery)
    folder.mkdir(parents=True, mode=PRIVATE_FOLDER, exist_ok=True)
    delivery.files = [_keep(file, folder / str(number)) for number, file in enumerate(given)]
    delivery.digest = digest_of(one["sha256"] for one in delivery.files)
    delivery.save(update_fields=["files", "digest"])
    return delivery


@transaction.atomic
def check_delivery(*, by: Actor, delivery_id: int) -> Delivery:
    """Have an upload read as a trial in the background: what it would bring, and what stops it."""
    delivery = _get(by, delivery_id)
    if delivery.state not in {DeliveryState.UPLOADED, DeliveryState.READY}:
        raise InvalidInput(_("Deze levering is al gecontroleerd of ingelezen."))
    return _start(by, delivery, DeliveryState.CHECKING)


@transaction.atomic
def confirm_delivery(*, by: Actor, delivery_id: int) -> Delivery:
    """Have a checked upload read in the background, for good.

    Raises
    ------
    NotKnown       no such delivery here. InvalidInput: it was not checked, or it is being read.
    """
    delivery = _get(by, delivery_id)
    if delivery.state != DeliveryState.READY:
        raise InvalidInput(_("Deze levering is niet klaar om in te lezen. Controleer haar eerst."))
    return _start(by, delivery, DeliveryState.READING)


@transaction.atomic
def withdraw_delivery(*, by: Actor, delivery_id: int) -> None:
    """Delete the files of an upload that will not be read in.

    Raises
    ------
    NotKnown       no such delivery here. InvalidInput: it is being read, or was.
    """
    delivery = _get(by, delivery_id)
    if delivery.state not in {DeliveryState.UPLOADED, DeliveryState.READY}:
        raise InvalidInput(_("Deze levering kan niet meer worden ingetrokken."))
    delivery.state, delivery.finished_at = DeliveryState.REFUSED, now()
    delivery.problems = [{"code": "withdrawn", "message": _("deze levering is ingetrokken."), "stops": True}]
    delivery.save(update_fields=["state", "finished_at", "problems"])
    transaction.on_commit(lambda: delete_files(delivery))


def _check(by: Actor, recipe: str, files: "Sequence[File[Any]]") -> None:
    if recipe not in {one.key for one in recipes_for(by=by)}:
        raise InvalidInput(_("Kies een soort levering uit de lijst."), field="recipe")
    if not files:
        raise InvalidInput(_("Kies minstens één bestand."), field="files")
    if len(files) > MOST_FILES:
        raise InvalidInput(_("Kies niet meer dan %(most)s bestanden.") % {"most": MOST_FILES}, field="files")
    most = settings.DELIVERY_MAX_BYTES
    if any((file.size or 0) > most for file in files):
        raise InvalidInput(
            _("Een bestand is groter dan %(most)s MB. Maak het kleiner of splits het.") % {"most": most // 1_000_000},
            field="files",
        )


def _keep(file: "File[Any]", path: Path) -> dict[str, object]:
    found = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb") as kept:
        for piece in file.chunks():
            data = piece.encode() if isinstance(piece, str) else piece
            found.update(data)
            kept.write(data)
    return {"name": Path(file.name or "").name[:200], "size": file.size, "sha256": found.hexdigest()}


def _get(by: Actor, delivery_id: int) -> Delivery:
    require(by, Permission.DELIVERY_WRITE)
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotKnown
    return delivery


def _start(by: Actor, delivery: Delivery, state: DeliveryState) -> Delivery:
    delivery.state, delivery.progress = state, 0
    delivery.save(update_fields=["state", "progress"])
    read_delivery.defer(delivery_id=delivery.pk, organisation_id=by.organisation_id, staff_id=by.staff_id)
    return delivery
