"""Answers that come as a file: an ODK submission or our own JSON, such as a profile from the reception centre."""

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.facts import write
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.questionnaires.enums import GivenBy, SittingState, Way
from reisgenoot.questionnaires.exchange import UnreadableAnswers, read_answers
from reisgenoot.questionnaires.filled import MISSING, key_of, tidied
from reisgenoot.questionnaires.kept import Kept, fill
from reisgenoot.questionnaires.models import Answer, QuestionnaireVersion, Sitting, SittingTurn
from reisgenoot.questionnaires.services.checking import repeats_in
from reisgenoot.questionnaires.services.filling import answer_rows
from reisgenoot.questionnaires.versions import form_of


@transaction.atomic
def receive_answers(*, by: Actor, journey_id: int, version_id: int, content: bytes) -> Sitting:
    """Take over answers from a file as a handed-in sitting, to be gone through like any other.

    Required questions may be missing: the sender asked what it asked.

    Raises
    ------
    NotKnown       the journey or the questionnaire is not the organisation's.
    InvalidInput   the file cannot be read, was received before, or an answer does not fit its question.
    """
    require(by, Permission.INTAKE_WRITE)
    require_own(Journey, [journey_id])
    version = QuestionnaireVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NotKnown
    form = form_of(version)
    try:
        values, external_id = read_answers(form, content)
    except UnreadableAnswers as error:
        raise InvalidInput(_("Dit bestand kan niet worden gelezen: %(why)s.") % {"why": error}, field="file") from error
    if external_id and Sitting.objects.filter(journey_id=journey_id, external_id=external_id).exists():
        raise InvalidInput(_("Deze inzending is al ontvangen."), field="file")
    sitting = Sitting.objects.create(
        journey_id=journey_id,
        version=version,
        asked_on=today(),
        asked_by_id=by.staff_id,
        language=form.default_language,
        state=SittingState.HANDED_IN,
        handed_in_at=now(),
        external_id=external_id,
    )
    SittingTurn.objects.create(
        sitting=sitting, way=Way.RECEIVED, language=form.default_language, began_at=now(), staff_id=by.staff_id
    )
    _write_answers(by, sitting, values)
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return sitting


def _write_answers(by: Actor, sitting: Sitting, values: dict[str, str]) -> None:
    form = form_of(sitting.version)
    asked = {question.key: question for question in form.questions}
    tidy = {path: tidied(asked[key_of(path)], value) for path, value in values.items()}
    filled = fill(sitting, tidy, repeats=repeats_in(tidy))
    wrong = [one for one in filled.wrong() if one.what != MISSING]
    if wrong:
        named = ", ".join(one.path for one in wrong[:5])
        raise InvalidInput(_("Deze antwoorden passen niet bij hun vraag: %(paths)s.") % {"paths": named}, field="file")
    rows = answer_rows(sitting, filled, Kept(), GivenBy.DELIVERED)
    write(Answer, [row for row in rows if row["path"] in tidy], by=by, at=now())
