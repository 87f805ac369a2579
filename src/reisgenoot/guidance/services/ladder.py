"""Taking a step from a talk to a decision, and taking one back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.approach import Approach
from reisgenoot.guidance import ladder
from reisgenoot.guidance.enums import OtherMeasure
from reisgenoot.guidance.models import LadderStep
from reisgenoot.guidance.writing import add, codes_of, held, reached_by, set_aside, writing_in
from reisgenoot.journeys.facts import refuse_future
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """One step. ``first`` is the id of the first step about the same fact; missing = this begins with a new fact.

    ``about``, ``about_on`` and ``ground`` are taken over from the steps before where they stay empty.
    """

    step: str
    occurred_on: date
    first: int | None = None
    about: str = ""
    about_on: date | None = None
    ground: str = ""
    cause: str = ""
    said: str = ""
    culpability: str = ""
    culpability_reason: str = ""
    measure: str = ""
    amount: Decimal | None = None
    other_measure: str = ""
    measure_reason: str = ""


@transaction.atomic
def take_step(*, by: Actor, journey_id: int, new: NewStep) -> LadderStep:
    """Record the next step about a fact.

    Raises
    ------
    NotKnown       the journey or the fact is not the organisation's, or not of each other.
    InvalidInput   the step cannot be taken now, something it needs is missing, or its decision may not be proposed.
    """
    require(by, Permission.JOURNEY_WRITE)
    approach = writing_in(journey_id)
    refuse_future(new.occurred_on, field="occurred_on")
    refuse_future(new.about_on, field="about_on")
    known = _steps_about(journey_id, new.first)
    _check_order(approach, journey_id, new, known)
    about_on = new.about_on or (known[0].about_on if known else None)
    if about_on is None:
        raise InvalidInput(_("Vul in op welke dag het gebeurde."), field="about_on")
    step = _filled(journey_id, new, known, about_on)
    _check_content(approach, step)
    if step.measure:
        _check_decision(approach, journey_id, step, known)
    return add(step, by=by)


@transaction.atomic
def undo_step(*, by: Actor, step_id: int) -> None:
    """Take back a step that was recorded just now by mistake. Raises as `withdraw_step`."""
    _take_back(step_id, by=by, reason="")


@transaction.atomic
def withdraw_step(*, by: Actor, step_id: int, reason: str) -> LadderStep:
    """Withdraw the last step about a fact, with the reason; it stays readable as withdrawn.

    Raises
    ------
    NotKnown       no such step that still stands.
    InvalidInput   no reason, or a later step stands on it.
    """
    if not reason.strip():
        raise InvalidInput(_("Schrijf op waarom je deze stap intrekt."), field="reason")
    return _take_back(step_id, by=by, reason=reason)


def _take_back(step_id: int, *, by: Actor, reason: str) -> LadderStep:
    require(by, Permission.JOURNEY_WRITE)
    step = held(LadderStep, step_id)
    others = _steps_about(step.journey_id, step.first_id or step.pk)
    if any(other.pk > step.pk for other in others):
        raise InvalidInput(_("Trek eerst de stap in die hierna kwam."), field="reason")
    if reason:
        step.withdrawn_reason = reason
        step.save(update_fields=["withdrawn_reason"])
    set_aside(step)
    return step


def _steps_about(journey_id: int, first: int | None) -> list[LadderStep]:
    """The steps about one fact that stand, in the order they were taken; none for a new fact."""
    if first is None:
        return []
    rows = LadderStep.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    found = [row for row in rows.order_by("pk") if first in (row.pk, row.first_id)]
    if not found:
        raise NotKnown
    return found


def _check_order(approach: Approach, journey_id: int, new: NewStep, known: list[LadderStep]) -> None:
    taken = [ladder.Taken(one.step, one.occurred_on, one.ground, one.culpability) for one in known]
    if new.culpability:
        taken = [*taken[:-1], ladder.Taken(taken[-1].step, taken[-1].on, culpability=new.culpability)] if taken else []
    found = ladder.rungs(approach, reached=reached_by(journey_id), taken=taken, today=new.occurred_on)
    rung = next((one for one in found if one.key == new.step), None)
    if rung is None:
        raise InvalidInput(_("Kies een stap uit de lijst."), field="step")
    if rung.taken_on:
        raise InvalidInput(_("Deze stap is voor dit feit al gezet."), field="step")
    if not rung.open:
        raise InvalidInput(rung.why_not, field="step")
    if known and new.occurred_on < known[-1].occurred_on:
        raise InvalidInput(_("Deze stap komt na de vorige. Kies een latere dag."), field="occurred_on")


def _filled(journey_id: int, new: NewStep, known: list[LadderStep], about_on: date) -> LadderStep:
    first = known[0] if known else None
    ground = new.ground or next((one.ground for one in reversed(known) if one.ground), "")
    return LadderStep(
        journey_id=journey_id,
        first_id=first.pk if first else None,
        step=new.step,
        occurred_on=new.occurred_on,
        about=new.about or (first.about if first else ""),
        about_on=about_on,
        ground=ground,
        cause=new.cause,
        said=new.said,
        culpability=new.culpability,
        culpability_reason=new.culpability_reason if new.culpability else "",
        measure=new.measure,
        amount=new.amount if new.measure else None,
        other_measure=new.other_measure if new.measure else "",
        measure_reason=new.measure_reason if new.measure else "",
    )


def _check_content(approach: Approach, step: LadderStep) -> None:
    rule = approach.ladder[step.step]
    if not step.about.strip():
        raise InvalidInput(_("Schrijf op wat er gebeurde."), field="about")
    if step.about_on > step.occurred_on:
        raise InvalidInput(_("Het gebeurde voor deze stap. Kies een eerdere dag."), field="about_on")
    if step.ground and step.ground not in approach.ladder_grounds:
        raise InvalidInput(_("Kies een plicht uit de lijst."), field="ground")
    if rule.needs_ground and not step.ground:
        raise InvalidInput(_("Noem de plicht waar het om gaat. Zonder plicht geen waarschuwing."), field="ground")
    if rule.form in ("talk", "hearing") and not step.said.strip():
        raise InvalidInput(_("Schrijf op wat de inburgeraar er zelf over zei."), field="said")
    if rule.form == "decision" and not step.measure:
        raise InvalidInput(_("Kies een besluit. Afzien kan ook."), field="measure")
    if rule.form != "decision" and step.measure:
        raise InvalidInput(_("Een maatregel hoort bij een besluit."), field="measure")


def _check_decision(approach: Approach, journey_id: int, step: LadderStep, known: list[LadderStep]) -> None:
    """A decision may be proposed to this person, is no higher than the norm, and is the only one about this fact."""
    if step.other_measure not in OtherMeasure.values:
        raise InvalidInput(
            _("Vraag na of er voor dit feit al iets loopt volgens de andere wet."), field="other_measure"
        )
    offered = ladder.choices(approach, ground=step.ground, codes=codes_of(journey_id), other_measure=step.other_measure)
    choice = next((one for one in offered if one.key == step.measure), None)
    if choice is None:
        raise InvalidInput(_("Dit besluit past niet bij deze plicht."), field="measure")
    if not choice.proposed:
        raise InvalidInput(choice.why_not, field="measure")
    if choice.most is None and step.amount is not None:
        raise InvalidInput(_("Bij dit besluit hoort geen bedrag."), field="amount")
    if choice.most is not None and (step.amount is None or not 0 < step.amount <= Decimal(choice.most)):
        text = _("Vul een bedrag in van hoogstens %(most)d euro.") % {"most": choice.most}
        raise InvalidInput(text, field="amount")
    same_fact = LadderStep.objects.filter(
        journey_id=journey_id, about_on=step.about_on, ground=step.ground, superseded_at__isnull=True
    )
    if same_fact.exclude(measure="").exclude(pk__in=[one.pk for one in known]).exists():
        raise InvalidInput(_("Voor deze plicht op deze dag is al een besluit genomen."), field="measure")
