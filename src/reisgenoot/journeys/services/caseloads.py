"""Handing over the files of a colleague in one go, taking that back, and recording who was told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reisgenoot.journeys.models import CaseloadHandover, DirectorAssignment, HandedFile, HandoverNotice
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.team.models import Cause
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import insert
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import Provider, StaffMember

UNDO_WITHIN = timedelta(hours=24)
"""A handover that already took effect can be taken back this long after it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandedFile:
    """One file, its new director, and what that colleague has to know: a note, or that nothing is open."""

    journey_id: int
    staff_id: int
    note: str = ""
    nothing_open: bool = False
    reasons: Sequence[str] = ()


@transaction.atomic
def hand_over_caseload(
    *,
    by: Actor,
    staff_id: int,
    cause: str,
    from_on: date,
    files: Sequence[NewHandedFile],
    providers: Mapping[int, Iterable[int]] | None = None,
) -> CaseloadHandover:
    """Give the files of a colleague other directors from a day on; all of them, or none when something is wrong.

    Parameters
    ----------
    files       every open file the colleague directs on that day; for ``Cause.LIGHTER`` some of them.
    providers   for each journey the providers that work with the person now: they are to be told.

    Raises
    ------
    NotKnown       a file or colleague is not the organisation's, or the file is not directed by this colleague.
    InvalidInput   a file is missing or has no note, a new director is gone by then, or the day has passed.
    """
    require(by, Permission.DIRECTOR_ASSIGN)
    require_own(StaffMember, [staff_id])
    _check(staff_id, cause, from_on, files)
    directed = _directed(staff_id, from_on)
    given = {one.journey_id for one in files}
    if given - set(directed):
        raise NotKnown
    missing = len(set(directed) - given)
    if missing and cause != Cause.LIGHTER:
        words = ngettext(
            "%(n)d dossier heeft nog geen nieuwe regisseur.",
            "%(n)d dossiers hebben nog geen nieuwe regisseur.",
            missing,
        )
        raise InvalidInput(words % {"n": missing}, field="files")
    handover = CaseloadHandover.objects.create(
        staff_id=staff_id, cause=cause, from_on=from_on, made_by_id=by.staff_id, made_at=now()
    )
    _change_hands(by, [directed[journey_id] for journey_id in given], from_on, cause, files)
    _write_files(by, handover, files)
    _write_notices(by, handover, given, providers or {})
    refresh(organisation_id=by.organisation_id, journey_ids=sorted(given))
    return handover


@transaction.atomic
def undo_handover(*, by: Actor, handover_id: int) -> int:
    """Take a handover back: the colleague directs the files again. How many files could not go back.

    A file that ended or changed hands again since stays as it is. What was already sent stays on the list.

    Raises
    ------
    NotKnown       no such handover.
    InvalidInput   it was taken back before, it is too late, or the colleague does not work here any more.
    """
    require(by, Permission.DIRECTOR_ASSIGN)
    handover = CaseloadHandover.objects.select_for_update().filter(pk=handover_id).first()
    if handover is None:
        raise NotKnown
    if handover.undone_at:
        raise InvalidInput(_("Deze overdracht is al teruggenomen."), field="handover")
    if not may_undo(handover):
        raise InvalidInput(_("Deze overdracht is al ingegaan. Maak een nieuwe overdracht."), field="handover")
    if StaffMember.objects.filter(pk=handover.staff_id, left_on__lte=today()).exists():
        raise InvalidInput(_("Deze collega werkt hier niet meer. Maak een nieuwe overdracht."), field="handover")
    files = dict(HandedFile.objects.filter(handover=handover).values_list("journey_id", "staff_id"))
    back = _give_back(handover, files)
    handover.undone_at = now()
    handover.save(update_fields=["undone_at"])
    HandoverNotice.objects.filter(handover=handover, sent_on__isnull=True).delete()
    refresh(organisation_id=by.organisation_id, journey_ids=sorted(files))
    return len(files) - len(back)


def may_undo(handover: CaseloadHandover) -> bool:
    """Whether a handover can still be taken back: before it takes effect, and within a day after it was made."""
    if handover.undone_at:
        return False
    return handover.from_on > today() or now() - handover.made_at <= UNDO_WITHIN


@transaction.atomic
def record_notices_sent(*, by: Actor, notice_ids: Sequence[int], on: date | None = None) -> int:
    """Record that notices went out (today when no day is given); how many were not recorded before.

    Raises
    ------
    NotKnown       one of them is not the organisation's.
    InvalidInput   the day lies in the future.
    """
    require(by, Permission.DIRECTOR_ASSIGN)
    require_own(HandoverNotice, notice_ids)
    day = on or today()
    if day > today():
        raise InvalidInput(_("Deze datum ligt in de toekomst. Vul de dag in waarop het gebeurde."), field="on")
    waiting = HandoverNotice.objects.filter(pk__in=notice_ids, sent_on__isnull=True)
    return waiting.update(sent_on=day, sent_by_id=by.staff_id)


@transaction.atomic
def forget_notice_sent(*, by: Actor, notice_id: int) -> None:
    """Undo: the notice did not go out yet. Raises `NotKnown`."""
    require(by, Permission.DIRECTOR_ASSIGN)
    require_own(HandoverNotice, [notice_id])
    HandoverNotice.objects.filter(pk=notice_id).update(sent_on=None, sent_by=None)


def _check(staff_id: int, cause: str, from_on: date, files: Sequence[NewHandedFile]) -> None:
    if cause not in Cause.values:
        raise InvalidInput(_("Kies waarom de dossiers overgaan."), field="cause")
    if from_on < today():
        raise InvalidInput(_("Deze dag is voorbij. Kies vandaag of later."), field="from_on")
    if not files:
        raise InvalidInput(_("Er is geen dossier om over te dragen."), field="files")
    if len({one.journey_id for one in files}) < len(files):
        raise InvalidInput(_("Een dossier staat er twee keer in."), field="files")
    if any(not one.note.strip() and not one.nothing_open for one in files):
        raise InvalidInput(
            _("Schrijf bij elk dossier wat de collega moet weten, of dat er niets openstaat."), field="files"
        )
    new_ones = {one.staff_id for one in files}
    if staff_id in new_ones:
        raise InvalidInput(_("Kies bij elk dossier een andere collega."), field="files")
    require_own(StaffMember, new_ones)
    if StaffMember.objects.filter(pk__in=new_ones, left_on__lte=from_on).exists():
        raise InvalidInput(_("Een gekozen collega is dan uit dienst. Kies iemand anders."), field="files")


def _directed(staff_id: int, from_on: date) -> dict[int, int]:
    """The open files a colleague directs without an end: assignment by journey, locked until the end."""
    rows = DirectorAssignment.objects.select_for_update(of=("self",)).filter(
        staff_id=staff_id, valid_until__isnull=True, journey__ended_on__isnull=True
    )
    found = list(rows.values_list("journey_id", "pk", "valid_from"))
    if any(valid_from > from_on for _journey, _pk, valid_from in found):
        raise InvalidInput(
            _("Een dossier begint pas na deze dag bij deze collega. Kies een latere dag."), field="from_on"
        )
    return {journey_id: pk for journey_id, pk, _from in found}


def _change_hands(
    by: Actor, assignment_ids: Sequence[int], from_on: date, cause: str, files: Sequence[NewHandedFile]
) -> None:
    DirectorAssignment.objects.filter(pk__in=assignment_ids).update(valid_until=from_on)
    insert(
        DirectorAssignment,
        [{"journey_id": one.journey_id, "staff_id": one.staff_id} for one in files],
        same={
            "organisation_id": by.organisation_id,
            "valid_from": from_on,
            "valid_until": None,
            "reason": _("overdracht: vorige regisseur %(cause)s") % {"cause": Cause(cause).label},
        },
    )


def _write_files(by: Actor, handover: CaseloadHandover, files: Sequence[NewHandedFile]) -> None:
    rows = [
        {
            "journey_id": one.journey_id,
            "staff_id": one.staff_id,
            "note": one.note.strip(),
            "nothing_open": one.nothing_open and not one.note.strip(),
            "reasons": list(one.reasons),
        }
        for one in files
    ]
    insert(HandedFile, rows, same={"organisation_id": by.organisation_id, "handover_id": handover.pk})


def _write_notices(
    by: Actor, handover: CaseloadHandover, journey_ids: set[int], providers: Mapping[int, Iterable[int]]
) -> None:
    involved = {provider_id for journey_id in journey_ids for provider_id in providers.get(journey_id, ())}
    require_own(Provider, involved)
    rows: list[dict[str, int | None]] = [
        {"journey_id": journey_id, "provider_id": None} for journey_id in sorted(journey_ids)
    ]
    rows += [{"journey_id": None, "provider_id": provider_id} for provider_id in sorted(involved)]
    insert(HandoverNotice, rows, same={"organisation_id": by.organisation_id, "handover_id": handover.pk})


def _give_back(handover: CaseloadHandover, files: Mapping[int, int]) -> set[int]:
    """Journeys that are directed by the earlier colleague again: those that are still as the handover left them."""
    running = DirectorAssignment.objects.filter(
        journey_id__in=files, valid_from=handover.from_on, valid_until__isnull=True, journey__ended_on__isnull=True
    )
    untouched = {
        journey_id: pk
        for journey_id, pk, staff_id in running.values_list("journey_id", "pk", "staff_id")
        if files[journey_id] == staff_id
    }
    DirectorAssignment.objects.filter(pk__in=untouched.values()).delete()
    DirectorAssignment.objects.filter(
        journey_id__in=untouched, staff_id=handover.staff_id, valid_until=handover.from_on
    ).update(valid_until=None)
    return set(untouched)
