"""Reading a delivery: all of it or nothing, in one transaction, with nothing guessed and nothing lost."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.approach.loader import load_approach
from reisgenoot.deliveries.counting import counts_of
from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.models import Delivery, RememberedDecision
from reisgenoot.deliveries.opening import Opened, files_in, open_all
from reisgenoot.deliveries.problems import DeliveryRefused, Problem
from reisgenoot.deliveries.queue import keep_questions
from reisgenoot.deliveries.reading.sheets import GivenFile
from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.recipe_loader import load_recipe
from reisgenoot.deliveries.recording import record
from reisgenoot.deliveries.rereading import reread_open
from reisgenoot.deliveries.results import DeliveryResult, first_questions, open_questions
from reisgenoot.deliveries.rows import Row, rows_of
from reisgenoot.deliveries.sources import all_known, batches, fresh_rows, keep_file, keep_rows
from reisgenoot.deliveries.values import Surroundings
from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import keep_version
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import now
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.organisations.places import place_index

Progress = Callable[[int, str], None]
MANY = 5_000


def silent(_share: int, _step: str) -> None:
    """No progress to tell."""


def deliver(
    *,
    by: Actor,
    recipe: str,
    folder: Path | None = None,
    files: Iterable[GivenFile] | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
    delivery_id: int | None = None,
) -> DeliveryResult:
    """Read a folder, or some files, by a recipe.

    ``delivery_id`` is a delivery that was made before (an upload); without it one is made. A dry run does everything
    and takes it all back.

    Raises
    ------
    NotAllowed        the actor may not bring in deliveries.
    DeliveryRefused   with everything that is wrong; nothing was imported.
    UnknownRecipe, DefinitionError   the recipe is not there, or not in order.
    """
    require(by, Permission.DELIVERY_WRITE)
    plan = load_recipe(recipe)
    given = files_in(folder) if folder is not None else list(files or ())
    progress(1, _("bestanden openen"))
    opened, remarks = open_all(plan, given, progress=lambda share: progress(1 + share // 5, _("bestanden openen")))
    with acting_as(by), transaction.atomic(), translation.override("nl"):
        _one_at_a_time(by)
        result = _read(by, plan, opened, remarks, delivery_id=delivery_id, dry_run=dry_run, progress=progress)
        if dry_run:
            transaction.set_rollback(True)
    progress(100, _("klaar"))
    return result


def _one_at_a_time(by: Actor) -> None:
    """Two deliveries for one organisation wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [_LOCK, by.organisation_id])


_LOCK = int(hashlib.sha256(b"reisgenoot.deliver").hexdigest()[:7], 16)


def open_session(by: Actor, recipe: Recipe) -> Session:
    """A session for the organisation that is acted for, with the rights of a job: who may deliver need not see files.

    Raises
    ------
    InvalidInput   the organisation works by another approach than the recipe is for.
    """
    organisation = Organisation.objects.get(pk=by.organisation_id)
    if organisation.approach_key != recipe.approach:
        raise InvalidInput(
            _("Dit recept is voor aanpak %(recipe)s; deze organisatie werkt met %(own)s.")
            % {"recipe": recipe.approach, "own": organisation.approach_key}
        )
    approach = load_approach(recipe.approach)
    places = {name: municipality.pk for name, municipality in place_index().items()}
    decisions = RememberedDecision.objects.filter(recipe=recipe.key)
    return Session(
        by=job(by.label or "deliver", by.organisation_id),
        recipe=recipe,
        around=Surroundings(approach, places),
        version_id=keep_version(approach).pk,
        decisions={(one.kind, one.match_key): one.decision for one in decisions},
    )


def _read(
    by: Actor,
    recipe: Recipe,
    opened: Sequence[Opened],
    remarks: Sequence[Problem],
    *,
    delivery_id: int | None,
    dry_run: bool,
    progress: Progress,
) -> DeliveryResult:
    session = open_session(by, recipe)
    _check_lists(recipe, session.approach)
    is_known = all_known(recipe=recipe, files=opened)
    tables = _rows_by_file(session, opened, progress)
    if not is_known:
        delivery_id = delivery_id or _new_delivery(by, recipe, opened).pk
        _take_in(session, opened, tables, delivery_id=delivery_id, progress=progress)
    else:
        remarks = [
            *remarks,
            Problem("already-read", _("deze levering was al ingelezen; er verandert niets."), stops=False),
        ]
    counts = counts_of(recipe, tables) | dict(sorted(session.counts.items()))
    result = DeliveryResult(
        recipe=recipe.key,
        files=[one.as_json() for one in opened],
        counts=counts,
        review=open_questions(recipe.key),
        questions=first_questions(recipe.key),
        remarks=remarks,
        is_known=is_known,
        is_dry_run=dry_run,
        delivery_id=delivery_id,
    )
    _finish(result, remarks)
    return result


def _new_delivery(by: Actor, recipe: Recipe, opened: Sequence[Opened]) -> Delivery:
    return Delivery.objects.create(
        recipe=recipe.key,
        state=DeliveryState.READING,
        files=[{"name": one.name, "size": one.size, "sha256": one.sha256} for one in opened],
        digest=digest_of(one.sha256 for one in opened),
        received_by_id=by.staff_id,
    )


def digest_of(digests: Iterable[str]) -> str:
    """One digest for a set of files, whatever their order and names."""
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()


def _finish(result: DeliveryResult, remarks: Sequence[Problem]) -> None:
    if result.delivery_id is not None:
        Delivery.objects.filter(pk=result.delivery_id).update(
            state=DeliveryState.DONE,
            counts=result.counts,
            problems=[remark.as_json() for remark in remarks],
            finished_at=now(),
        )


def _rows_by_file(session: Session, opened: Sequence[Opened], progress: Progress) -> list[list[Row]]:
    """The rows of all files; everything that is wrong with any of them at once."""
    tables: list[list[Row]] = []
    problems: list[Problem] = []
    for count, one in enumerate(opened):
        progress(21 + 20 * count // len(opened), one.name)
        try:
            tables.append(rows_of(one.table, one.kind, session.around))
        except DeliveryRefused as refused:
            problems.extend(refused.problems)
    if problems:
        raise DeliveryRefused(problems)
    return tables


def _take_in(
    session: Session,
    opened: Sequence[Opened],
    tables: Sequence[Sequence[Row]],
    *,
    delivery_id: int,
    progress: Progress,
) -> None:
    session.latest = {row.key: row for rows in tables for row in rows}
    for kind in {one.kind.key: one.kind for one in opened}.values():
        session.batches |= batches(session.recipe, kind, opened)
    for count, (one, rows) in enumerate(zip(opened, tables, strict=True)):
        progress(41 + 40 * count // len(opened), one.name)
        file, was_read = keep_file(by=session.by, recipe=session.recipe, opened=one, delivery_id=delivery_id)
        if not was_read:
            read_rows(session, rows, file_id=file.pk, delivery_id=delivery_id)
    progress(82, _("open vragen opnieuw bekijken"))
    reread_open(session, delivery_id=delivery_id)
    progress(85, _("signalen bijwerken"))
    bring_up_to_date(session)


def read_rows(session: Session, rows: Sequence[Row], *, file_id: int, delivery_id: int) -> None:
    """Take in the rows of one file that say something new."""
    fresh = fresh_rows(rows)
    session.counts["rows_unchanged"] += len(rows) - len(fresh)
    session.counts["rows_read"] += len(fresh)
    keep_rows(fresh, by=session.by, file_id=file_id)
    record(session, fresh)
    session.counts["new_questions"] += keep_questions(session, fresh, delivery_id=delivery_id)


def bring_up_to_date(session: Session) -> None:
    """Signals, standings and profiles of the journeys that were touched."""
    if not session.touched:
        return
    organisation_id = session.by.organisation_id
    journey_ids = sorted(session.touched) if len(session.touched) < MANY else None
    refresh(organisation_id=organisation_id, journey_ids=journey_ids)
    refresh_profiles(organisation_id=organisation_id, journey_ids=journey_ids)


def _check_lists(recipe: Recipe, approach: Approach) -> None:
    """Refuse when the recipe names a list or rung that the approach does not have."""
    problems = []
    for kind in recipe.files.values():
        for column in kind.columns.values():
            if column.list and not _has_list(approach, column.list):
                message = _("het recept noemt de lijst %(list)s, en die is er niet in aanpak %(approach)s.")
                problems.append(
                    Problem(
                        "unknown-list", message % {"list": column.list, "approach": approach.key}, column=column.key
                    )
                )
            if column.outcome and column.outcome not in approach.outcomes:
                message = _("het recept noemt de uitkomst %(outcome)s, en die is er niet in aanpak %(approach)s.")
                problems.append(
                    Problem("unknown-outcome", message % {"outcome": column.outcome, "approach": approach.key})
                )
    if problems:
        raise DeliveryRefused(problems)


def _has_list(approach: Approach, name: str) -> bool:
    sections = {"main_goals", "goals", "instruments", "profiles", "providers", "outcomes"}
    return name in sections or name in approach.code_lists or name in approach.scales
