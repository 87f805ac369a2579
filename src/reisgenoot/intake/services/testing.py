"""Language and learnability tests: ordering them, what happened, what came back, and taking a step back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.intake.enums import DROPPED, Rater, TestKind, TestState
from reisgenoot.intake.enums import Moment as MeasuringMoment
from reisgenoot.intake.models import Measurement, TestOrder
from reisgenoot.intake.services.measuring import NewMeasurement, record_measurements
from reisgenoot.journeys.facts import Moment, one_at_a_time, reach, refuse_future, supersede, unless_held, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import HOME_ZONE, now
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require

TAKEN = "language_test"
"""The milestone that a finished test reaches, of either kind."""
_ORDERED = {TestKind.LANGUAGE: "language_test_ordered", TestKind.LEARNABILITY: "learnability_ordered"}
_SETTLED = {TestKind.LANGUAGE: "language_test_settled", TestKind.LEARNABILITY: "learnability_settled"}
LEVELS = "cefr"
"""The scale on which a language test measures."""
RESULTS = "learnability_result"
_KEPT = (
    *("journey_id", "kind", "state", "ordered_on", "ordered_at", "planned_on", "exam_number", "reason", "result"),
    *("score", "needed_score", "received_on", "received_from", "source_row_id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTest:
    """A test that is ordered. ``ordered_at`` is the party that gives it; ``exam_number`` comes from DUO."""

    journey_id: int
    kind: str
    ordered_on: date
    ordered_at: str = ""
    planned_on: date | None = None
    exam_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """What came back. ``result``, ``score`` and ``needed_score`` of a learnability test; ``levels`` (skill to level) of a
    language test. ``taken_on`` is the day of the test where it is known.
    """

    __test__ = False

    received_on: date
    received_from: str = ""
    taken_on: date | None = None
    result: str = ""
    score: Decimal | None = None
    needed_score: Decimal | None = None
    levels: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def order_test(*, by: Actor, test: NewTest) -> TestOrder:
    """Order a test, and the milestone that it was ordered.

    Raises
    ------
    NotKnown       the journey is not the organisation's.
    InvalidInput   an unknown kind, or a day of ordering in the future.
    """
    require(by, Permission.INTAKE_WRITE)
    if test.kind not in TestKind.values:
        raise InvalidInput(_("Kies een toets uit de lijst."), field="kind")
    one_at_a_time(test.journey_id)
    row = {name: getattr(test, name) for name in NewTest.__slots__}
    written = _write_version(by, None, {**row, "state": TestState.ORDERED}, follows=None, at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[test.journey_id])
    return written


@transaction.atomic
def change_test(*, by: Actor, test_id: int, **changes: Any) -> TestOrder:
    """Note a next step: invited, planned on another day, did not appear, exempt, skipped.

    Raises
    ------
    NotKnown       no such test that is still held.
    InvalidInput   an unknown state, an exemption of a language test, or no reason where one is needed.
    """
    require(by, Permission.INTAKE_WRITE)
    old = _held(test_id)
    written = _write_version(by, old, {**_columns(old), **changes}, follows=old.pk, at=now())
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return written


@transaction.atomic
def receive_test(*, by: Actor, test_id: int, result: TestResult) -> TestOrder:
    """Record what came back, with the milestones, and the levels of a language test as measurements.

    Raises
    ------
    NotKnown       no such test that is still held.
    InvalidInput   nothing came back, an unknown code or level, or a day that cannot be.
    """
    require(by, Permission.INTAKE_WRITE)
    old = _held(test_id)
    approach = approaches_of([old.journey_id])[old.journey_id]
    _check_result(old, result, approach)
    changes = {
        "state": TestState.FINISHED,
        "planned_on": result.taken_on or old.planned_on,
        "result": result.result,
        "score": result.score,
        "needed_score": result.needed_score,
        "received_on": result.received_on,
        "received_from": result.received_from or old.ordered_at,
    }
    at = now()
    written = _write_version(by, old, {**_columns(old), **changes}, follows=old.pk, at=at)
    _measure(by, written, {skill: level for skill, level in result.levels.items() if level}, at=at)
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return written


@transaction.atomic
def undo_test(*, by: Actor, test_id: int) -> TestOrder | None:
    """Take the last step of a test back, with what that step brought about; None when the order itself was taken back."""
    require(by, Permission.INTAKE_WRITE)
    old = _held(test_id)
    of_test = Measurement.objects.filter(
        journey_id=old.journey_id, rater=Rater.TEST, recorded_at=old.recorded_at, superseded_at__isnull=True
    )
    at, before, back = now(), old.previous, None
    supersede(Measurement, list(of_test.values_list("pk", flat=True)), at=at)
    if before is not None:
        back = _write_version(by, old, _columns(before), follows=before.previous_id, at=at)
    else:
        supersede(TestOrder, [old.pk], at=at)
        reach([], by=by, at=at, approaches=approaches_of([old.journey_id]), replaced=_gone(old))
    refresh(organisation_id=by.organisation_id, journey_ids=[old.journey_id])
    return back


def _write_version(
    by: Actor, old: TestOrder | None, row: dict[str, Any], *, follows: int | None, at: datetime
) -> TestOrder:
    """Supersede the version before with this one, and let the milestones follow. ``follows`` is the step before it."""
    _check(row)
    approaches = approaches_of([row["journey_id"]])
    if old is not None:
        supersede(TestOrder, [old.pk], at=at)
    (test_id,) = write(TestOrder, [{**_EMPTY, **row, "previous_id": follows}], by=by, at=at)
    new = TestOrder.objects.get(pk=test_id)
    reach(list(_moments(new)), by=by, at=at, approaches=approaches, replaced=_gone(old) if old else ())
    return new


def _moments(test: TestOrder) -> Iterator[Moment]:
    """The milestones that a version stands for."""
    kind, journey_id = TestKind(test.kind), test.journey_id
    yield Moment(journey_id, _ORDERED[kind], test.ordered_on, test.source_row_id)
    if test.state == TestState.FINISHED and (taken := test.planned_on or test.received_on):
        yield Moment(journey_id, TAKEN, taken, test.source_row_id)
    if test.received_on:
        yield Moment(journey_id, _SETTLED[kind], test.received_on, test.source_row_id)
    elif test.state in DROPPED:
        on = test.recorded_at.astimezone(HOME_ZONE).date()
        yield Moment(journey_id, _SETTLED[kind], on, test.source_row_id)


def _gone(old: TestOrder) -> list[Moment]:
    """Of the moments that a superseded version brought about, those that no held test stands for."""
    held = TestOrder.objects.filter(journey_id=old.journey_id, superseded_at__isnull=True)
    return unless_held(list(_moments(old)), [moment for test in held for moment in _moments(test)])


def _measure(by: Actor, test: TestOrder, levels: Mapping[str, str], *, at: datetime) -> None:
    """The levels that came back, known from the same moment as the version of the test, so that both go together."""
    if not levels:
        return
    has_before = set(
        Measurement.objects.filter(
            journey_id=test.journey_id, scale=LEVELS, item__in=levels, superseded_at__isnull=True
        ).values_list("item", flat=True)
    )
    record_measurements(
        by=by,
        at=at,
        measurements=[
            NewMeasurement(
                journey_id=test.journey_id,
                scale=LEVELS,
                item=skill,
                value=level,
                measured_on=test.planned_on or test.received_on or test.ordered_on,
                moment=MeasuringMoment.INTERIM if skill in has_before else MeasuringMoment.BASELINE,
                rater=Rater.TEST,
            )
            for skill, level in levels.items()
        ],
    )


def _check(row: Mapping[str, Any]) -> None:
    refuse_future(row["ordered_on"], field="ordered_on")
    refuse_future(row.get("received_on"), field="received_on")
    if row["state"] not in TestState.values:
        raise InvalidInput(_("Kies een stand uit de lijst."), field="state")
    exempt = row["state"] in (TestState.EXEMPT_VISUAL, TestState.EXEMPT_AUDITORY)
    if exempt and row["kind"] != TestKind.LEARNABILITY:
        raise InvalidInput(_("Alleen voor de leerbaarheidstoets is er vrijstelling."), field="state")
    needs_reason = row["state"] in (TestState.SKIPPED, TestState.EXEMPT_AUDITORY)
    if needs_reason and not row.get("reason", "").strip():
        raise InvalidInput(_("Schrijf op waarom de toets niet doorgaat."), field="reason")


def _check_result(test: TestOrder, result: TestResult, approach: Approach) -> None:
    refuse_future(result.received_on, field="received_on")
    refuse_future(result.taken_on, field="taken_on")
    if result.received_on < test.ordered_on:
        raise InvalidInput(_("De uitslag kan niet binnen zijn voordat de toets is aangevraagd."), field="received_on")
    if test.kind == TestKind.LEARNABILITY:
        if result.result not in approach.code_lists[RESULTS].codes:
            raise InvalidInput(_("Kies een uitkomst uit de lijst."), field="result")
    elif not any(result.levels.values()):
        raise InvalidInput(_("Kies het niveau van ten minste één vaardigheid."), field="levels")


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("ordered_at", "exam_number", "reason", "result", "received_from"), ""),
    **dict.fromkeys(("planned_on", "score", "needed_score", "received_on", "source_row_id")),
}


def _columns(test: TestOrder) -> dict[str, Any]:
    return {name: getattr(test, name) for name in _KEPT}


def _held(test_id: int) -> TestOrder:
    found = TestOrder.objects.select_for_update().filter(pk=test_id, superseded_at__isnull=True).first()
    if found is None:
        raise NotKnown
    one_at_a_time(found.journey_id)
    return found
