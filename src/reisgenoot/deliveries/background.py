"""Reading an upload in the background, telling how far it is while the reading itself is one transaction."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from reisgenoot.deliveries.engine import Progress, deliver
from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.deliveries.problems import DeliveryRefused, Problem
from reisgenoot.deliveries.reading.sheets import GivenFile
from reisgenoot.deliveries.results import DeliveryResult
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import ReisgenootError
from reisgenoot.kernel.tenancy import acting_as

LEAST_SECONDS = 0.3
WAITING = frozenset({DeliveryState.CHECKING, DeliveryState.READING})


def work_on(*, delivery_id: int, organisation_id: int, staff_id: int | None) -> None:
    """Check or read one upload and note what came of it. Does nothing when it no longer waits for that."""
    by = Actor(organisation_id=organisation_id, roles=frozenset({"administrator"}), staff_id=staff_id, label="deliver")
    with acting_as(by):
        delivery = Delivery.objects.filter(pk=delivery_id, state__in=WAITING).first()
    if delivery is None:
        return
    is_trial = delivery.state == DeliveryState.CHECKING
    stopped = [Problem("stopped", _("het lezen is onverwacht gestopt."), _("Probeer het opnieuw of meld het."))]
    result: DeliveryResult | None = None
    try:
        with telling(by, delivery_id) as progress:
            files = files_of(delivery)
            result = deliver(
                by=by, recipe=delivery.recipe, files=files, dry_run=is_trial, progress=progress, delivery_id=delivery_id
            )
    except DeliveryRefused as refused:
        stopped = list(refused.problems)
    except ReisgenootError as error:
        stopped = [Problem(error.code, str(error))]
    finally:
        _note(by, delivery, result if is_trial else None, None if result else stopped)


def _note(by: Actor, delivery: Delivery, trial: DeliveryResult | None, problems: list[Problem] | None) -> None:
    """Write how it ended; the files stay only when somebody still has to confirm."""
    changes: dict[str, object] = {"progress": 100}
    if problems is not None:
        changes |= {"state": DeliveryState.REFUSED, "finished_at": now()}
        changes["problems"] = [problem.as_json() for problem in problems]
    elif trial is not None:
        changes |= {"state": DeliveryState.READY, "counts": trial.counts}
        changes["problems"] = [remark.as_json() for remark in trial.remarks]
    with acting_as(by):
        Delivery.objects.filter(pk=delivery.pk).update(**changes)
    if trial is None:
        delete_files(delivery)


@contextmanager
def telling(by: Actor, delivery_id: int) -> Iterator[Progress]:
    """A progress function that writes through a connection of its own, so that others see it before the end."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="progress") as teller:
        last = 0.0

        def tell(share: int, _step: str) -> None:
            nonlocal last
            moment = time.monotonic()
            if share < 100 and moment - last >= LEAST_SECONDS:
                last = moment
                teller.submit(_write, by, delivery_id, share).result()

        try:
            yield tell
        finally:
            teller.submit(_hang_up).result()


def _write(by: Actor, delivery_id: int, share: int) -> None:
    with acting_as(by):
        Delivery.objects.filter(pk=delivery_id).update(progress=share)


def _hang_up() -> None:
    connection.close()  # looked up here, so that it is the connection of the telling thread


def files_of(delivery: Delivery) -> list[GivenFile]:
    """The kept files of an upload, by the names they were given."""
    folder = folder_of(delivery)
    return [GivenFile(one["name"], folder / str(number)) for number, one in enumerate(delivery.files)]


def folder_of(delivery: Delivery) -> Path:
    """Where the files of an upload lie: a folder per organisation and delivery."""
    return Path(settings.MEDIA_ROOT) / "deliveries" / str(delivery.organisation_id) / str(delivery.pk)


def delete_files(delivery: Delivery) -> None:
    """Delete the kept files of an upload."""
    shutil.rmtree(folder_of(delivery), ignore_errors=True)
