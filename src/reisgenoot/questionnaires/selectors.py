"""Reading questionnaires, fillings-in and answers. Answers about health are left out without the right to read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from reisgenoot.journeys.enums import Protection
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.models import RECORDED_BY
from reisgenoot.kernel.permissions import Permission, has_permission, require
from reisgenoot.questionnaires.definition import Form, Question
from reisgenoot.questionnaires.enums import CheckState, GivenBy, SittingState
from reisgenoot.questionnaires.models import Answer, Filling, QuestionnaireVersion, Sitting, SittingLink, SittingTurn
from reisgenoot.questionnaires.versions import form_of

HEAVY = ("workbook", "definition")


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One answer as it is held now.

    ``key`` is the question's key without the numbers of repeats, ``value`` as the form keeps it, ``words`` as a person
    reads it in Dutch. ``value`` and ``words`` are empty when the answer is protected and may not be read.
    """

    id: int
    sitting_id: int
    questionnaire: str
    path: str
    key: str
    label: str
    value: str
    words: str
    domain: str
    code_list: str
    check_state: str
    checked_on: date | None
    reason: str
    language: str
    given_by: str
    answered_on: date
    by: str
    is_protected: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class SittingRow:
    """One filling-in of a journey, as a list shows it. ``unchecked`` counts answers nobody has looked at yet."""

    id: int
    key: str
    title: Mapping[str, str]
    version: str
    state: str
    asked_on: date
    handed_in_at: datetime | None
    checked_at: datetime | None
    language: str
    reason: str
    minutes: int | None
    is_repeatable: bool
    protection: str
    answered: int
    unchecked: int
    ways: tuple[str, ...]
    asked_by: str
    checked_by: str


def versions(*, by: Actor) -> Sequence[QuestionnaireVersion]:
    """Every version of every questionnaire, newest first per questionnaire, with how often it was asked. One query."""
    require(by, Permission.QUESTIONNAIRE_READ)
    rows = QuestionnaireVersion.objects.defer(*HEAVY).annotate(sittings_count=Count("sittings"))
    return list(rows.order_by("key", "-kept_at", "-pk"))


def get_version(*, by: Actor, version_id: int) -> QuestionnaireVersion:
    """One version with its definition and workbook. Raises `NotKnown`."""
    require(by, Permission.QUESTIONNAIRE_READ)
    found = QuestionnaireVersion.objects.filter(pk=version_id).first()
    if found is None:
        raise NotKnown
    return found


def version_before(version: QuestionnaireVersion) -> QuestionnaireVersion | None:
    """The version of the same questionnaire that was kept before; None for the first."""
    earlier = QuestionnaireVersion.objects.filter(key=version.key).exclude(pk=version.pk)
    return earlier.filter(kept_at__lte=version.kept_at).order_by("-kept_at", "-pk").first()


def askable(*, by: Actor) -> Sequence[QuestionnaireVersion]:
    """The newest version of each questionnaire that is in use, by key. One query."""
    require(by, Permission.QUESTIONNAIRE_READ)
    rows = QuestionnaireVersion.objects.filter(retired_on__isnull=True).defer("workbook")
    newest: dict[str, QuestionnaireVersion] = {}
    for version in rows.order_by("key", "-kept_at", "-pk"):
        newest.setdefault(version.key, version)
    return list(newest.values())


def get_sitting(*, by: Actor, sitting_id: int, permission: Permission = Permission.JOURNEY_READ) -> Sitting:
    """One filling-in with its version, journey and person. Raises `NotKnown`."""
    require(by, permission)
    rows = Sitting.objects.select_related("version", "journey__person", "checked_by", "asked_by")
    found = rows.defer("version__workbook", "journey__person__bsn_sealed", "journey__person__bsn_hash")
    sitting = found.filter(pk=sitting_id).first()
    if sitting is None:
        raise NotKnown
    return sitting


def sittings_of(*, by: Actor, journey_id: int) -> Sequence[SittingRow]:
    """The fillings-in of a journey, newest first. Two queries."""
    require(by, Permission.JOURNEY_READ)
    held = Q(answers__superseded_at__isnull=True)
    rows = (
        Sitting.objects.filter(journey_id=journey_id)
        .select_related("version", "asked_by", "checked_by")
        .defer("version__workbook", "version__definition")
        .annotate(
            answered=Count("answers", filter=held),
            unchecked=Count("answers", filter=held & Q(answers__check_state=CheckState.UNCHECKED)),
        )
    )
    found = list(rows.order_by("-asked_on", "-pk"))
    ways = ways_of([sitting.pk for sitting in found])
    return [
        SittingRow(
            id=one.pk,
            key=one.version.key,
            title=one.version.title,
            version=one.version.version,
            state=one.state,
            asked_on=one.asked_on,
            handed_in_at=one.handed_in_at,
            checked_at=one.checked_at,
            language=one.language,
            reason=one.reason,
            minutes=one.minutes,
            is_repeatable=one.version.is_repeatable,
            protection=one.version.protection,
            answered=one.answered,
            unchecked=one.unchecked,
            ways=ways.get(one.pk, ()),
            asked_by=one.asked_by.name if one.asked_by else "",
            checked_by=one.checked_by.name if one.checked_by else "",
        )
        for one in found
    ]


def ways_of(sitting_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """In which ways people sat down to each filling-in, in order, each once."""
    found: dict[int, list[str]] = {}
    rows = SittingTurn.objects.filter(sitting_id__in=list(sitting_ids)).order_by("began_at", "pk")
    for sitting_id, way in rows.values_list("sitting_id", "way"):
        known = found.setdefault(sitting_id, [])
        if way not in known:
            known.append(way)
    return {sitting_id: tuple(known) for sitting_id, known in found.items()}


def turns_of(*, by: Actor, sitting_id: int) -> Sequence[SittingTurn]:
    """Who sat down to a filling-in, in order. One query."""
    require(by, Permission.JOURNEY_READ)
    rows = SittingTurn.objects.filter(sitting_id=sitting_id).select_related("staff")
    return list(rows.order_by("began_at", "pk"))


def links_of(*, by: Actor, sitting_id: int) -> Sequence[SittingLink]:
    """The links to a filling-in, newest first. One query."""
    require(by, Permission.INTAKE_WRITE)
    return list(SittingLink.objects.filter(sitting_id=sitting_id).order_by("-made_at", "-pk"))


def filling_of(*, by: Actor, sitting_id: int) -> Filling | None:
    """What was filled in so far of an open sitting; None when it is not open."""
    require(by, Permission.INTAKE_WRITE)
    return Filling.objects.filter(sitting_id=sitting_id).first()


def first_unchecked(*, by: Actor, journey_id: int) -> int | None:
    """The filling-in of a journey that waits longest to be gone through; None when none does."""
    require(by, Permission.JOURNEY_READ)
    waiting = Sitting.objects.filter(journey_id=journey_id, state=SittingState.HANDED_IN)
    return waiting.order_by("handed_in_at", "pk").values_list("pk", flat=True).first()


def answers_of(*, by: Actor, journey_id: int, questionnaire: str | None = None) -> Sequence[AnswerFact]:
    """The answers of a journey as they are held now, newest filling-in first; of one questionnaire when it is named.

    Two queries. Answers about health come without value and words when they may not be read.
    """
    require(by, Permission.JOURNEY_READ)
    rows = Answer.objects.filter(sitting__journey_id=journey_id)
    if questionnaire is not None:
        rows = rows.filter(sitting__version__key=questionnaire)
    return _facts(by, rows)


def answers_at(*, by: Actor, sitting_id: int) -> Sequence[AnswerFact]:
    """The answers of one filling-in as they are held now, in the order of the form. Two queries."""
    require(by, Permission.JOURNEY_READ)
    return _facts(by, Answer.objects.filter(sitting_id=sitting_id))


def history_of(*, by: Actor, answer_id: int) -> Sequence[Answer]:
    """Every answer that was ever held at the place of this one, newest first. Two queries. Raises `NotKnown`."""
    require(by, Permission.JOURNEY_READ)
    one = Answer.objects.filter(pk=answer_id).first()
    if one is None or (one.protection == Protection.HEALTH and not has_permission(by, Permission.HEALTH_READ)):
        raise NotKnown
    rows = Answer.objects.filter(sitting_id=one.sitting_id, path=one.path).select_related("recorded_by")
    return list(rows.order_by("-recorded_at", "-pk"))


def _facts(by: Actor, rows: QuerySet[Answer]) -> list[AnswerFact]:
    may_read_health = has_permission(by, Permission.HEALTH_READ)
    held = rows.filter(superseded_at__isnull=True).select_related("sitting").annotate(by=RECORDED_BY)
    found = list(held.order_by("-sitting__asked_on", "-sitting_id", "pk"))
    wanted = {answer.sitting.version_id for answer in found}
    forms = (
        {one.pk: (one.key, form_of(one)) for one in QuestionnaireVersion.objects.filter(pk__in=wanted)}
        if wanted
        else {}
    )
    facts = [_fact(answer, *forms[answer.sitting.version_id], may_read_health=may_read_health) for answer in found]
    places = {version_id: _places(form) for version_id, (_key, form) in forms.items()}
    in_order = {answer.pk: places[answer.sitting.version_id].get(answer.key, 0) for answer in found}
    sittings = list(dict.fromkeys(answer.sitting_id for answer in found))
    return sorted(facts, key=lambda one: (sittings.index(one.sitting_id), _top(one, in_order[one.id])))


def _places(form: Form) -> dict[str, int]:
    return {key: number for number, key in enumerate(form.by_key)}


def _top(one: AnswerFact, place: int) -> tuple[int, str, int]:
    """In the order of the form; answers of one repeat stay together."""
    return (place, "", 0) if "[" not in one.path else (place, one.path.split("]")[0], place)


def _fact(answer: Answer, key: str, form: Form, *, may_read_health: bool) -> AnswerFact:
    question = form.by_key.get(answer.key)
    is_protected = answer.protection == Protection.HEALTH
    is_hidden = is_protected and not may_read_health
    asked = question if isinstance(question, Question) else None
    return AnswerFact(
        id=answer.pk,
        sitting_id=answer.sitting_id,
        questionnaire=key,
        path=answer.path,
        key=answer.key,
        label=form.say(asked.label, "nl") if asked else answer.key,
        value="" if is_hidden else answer.value,
        words="" if is_hidden or asked is None else words_of(form, asked, answer.value, "nl"),
        domain=asked.domain if asked else "",
        code_list=asked.code_list if asked else "",
        check_state=answer.check_state,
        checked_on=answer.checked_on,
        reason=answer.reason,
        language=answer.language,
        given_by=GivenBy(answer.given_by).value,
        answered_on=answer.recorded_at.date(),
        by=answer.by,  # type: ignore[attr-defined]  # annotated above
        is_protected=is_protected,
        is_hidden=is_hidden,
    )


def words_of(form: Form, question: Question, value: str, language: str) -> str:
    """An answer as a person reads it in a language: choices in words, the rest as it is."""
    if question.choices:
        return ", ".join(form.choice_label(question, name, language) for name in value.split())
    return value
