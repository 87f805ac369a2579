"""Asking somebody to fill in a questionnaire, not asking it after all, and leaving it out with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.questionnaires.enums import SittingState
from reisgenoot.questionnaires.kept import Kept, seal
from reisgenoot.questionnaires.models import Filling, QuestionnaireVersion, Sitting
from reisgenoot.questionnaires.services.links import close_links
from reisgenoot.questionnaires.versions import form_of


@transaction.atomic
def ask(*, by: Actor, journey_id: int, version_id: int, language: str = "", reason: str = "") -> Sitting:
    """Begin a filling-in for a journey; ``reason`` is why it is asked, when that is not plain.

    Raises
    ------
    NotKnown       the journey or the questionnaire is not the organisation's.
    InvalidInput   it is retired, it is asked already, or it was filled in before and is not repeatable.
    """
    version = _version(by, journey_id, version_id)
    same = Sitting.objects.filter(journey_id=journey_id, version__key=version.key)
    if same.filter(state__in=(SittingState.OPEN, SittingState.HANDED_IN)).exists():
        raise InvalidInput(_("Deze vragenlijst staat al open. Ga daarmee verder."), field="version")
    if not version.is_repeatable and same.filter(state=SittingState.CHECKED).exists() and not reason.strip():
        raise InvalidInput(
            _("Deze vragenlijst is al ingevuld. Schrijf op waarom je hem opnieuw vraagt."), field="reason"
        )
    form = form_of(version)
    known = {one.code for one in form.languages}
    sitting = Sitting.objects.create(
        journey_id=journey_id,
        version=version,
        asked_on=today(),
        asked_by_id=by.staff_id,
        language=language if language in known else form.default_language,
        reason=reason.strip(),
    )
    Filling.objects.create(sitting=sitting, sealed=seal(Kept()))
    return sitting


@transaction.atomic
def skip(*, by: Actor, journey_id: int, version_id: int, reason: str) -> Sitting:
    """Leave a questionnaire out for somebody, with the reason. Raises as `ask`; `InvalidInput` without a reason."""
    version = _version(by, journey_id, version_id)
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom de vragenlijst niet wordt ingevuld."), field="reason")
    open_one = Sitting.objects.filter(journey_id=journey_id, version__key=version.key, state=SittingState.OPEN).first()
    if open_one is None:
        return Sitting.objects.create(
            journey_id=journey_id,
            version=version,
            asked_on=today(),
            asked_by_id=by.staff_id,
            state=SittingState.SKIPPED,
            reason=reason.strip(),
        )
    return _end(open_one, SittingState.SKIPPED, reason.strip())


@transaction.atomic
def withdraw(*, by: Actor, sitting_id: int) -> Sitting:
    """Ask it no more: what was filled in so far goes, the links close.

    Raises
    ------
    NotKnown       no such sitting of this organisation.
    InvalidInput   it was handed in already.
    """
    require(by, Permission.INTAKE_WRITE)
    sitting = open_sitting(sitting_id)
    return _end(sitting, SittingState.WITHDRAWN, sitting.reason)


@transaction.atomic
def reopen(*, by: Actor, sitting_id: int) -> Sitting:
    """Ask again what was withdrawn or skipped by mistake; it begins empty. Raises `NotKnown`."""
    require(by, Permission.INTAKE_WRITE)
    gone = (SittingState.WITHDRAWN, SittingState.SKIPPED)
    sitting = Sitting.objects.select_for_update().filter(pk=sitting_id, state__in=gone).first()
    if sitting is None:
        raise NotKnown
    sitting.state = SittingState.OPEN
    sitting.save(update_fields=["state"])
    Filling.objects.create(sitting=sitting, sealed=seal(Kept()))
    return sitting


def open_sitting(sitting_id: int) -> Sitting:
    """An open sitting with its version, locked until the transaction ends.

    Raises
    ------
    NotKnown       no such sitting of the organisation that is acted for.
    InvalidInput   it is not open any more.
    """
    found = Sitting.objects.select_for_update(of=("self",)).select_related("version").filter(pk=sitting_id).first()
    if found is None:
        raise NotKnown
    if found.state != SittingState.OPEN:
        raise InvalidInput(_("Deze vragenlijst is al ingeleverd of ingetrokken."), field="state")
    return found


def _version(by: Actor, journey_id: int, version_id: int) -> QuestionnaireVersion:
    require(by, Permission.INTAKE_WRITE)
    require_own(Journey, [journey_id])
    version = QuestionnaireVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NotKnown
    if version.retired_on is not None:
        raise InvalidInput(_("Deze vragenlijst wordt niet meer gebruikt. Kies een andere."), field="version")
    return version


def _end(sitting: Sitting, state: str, reason: str) -> Sitting:
    sitting.state, sitting.reason = state, reason
    sitting.save(update_fields=["state", "reason"])
    Filling.objects.filter(sitting=sitting).delete()
    close_links(sitting)
    refresh(organisation_id=sitting.organisation_id, journey_ids=[sitting.journey_id])
    return sitting
