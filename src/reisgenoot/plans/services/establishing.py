"""Establishing a PIP: the decision of Wi2021 art. 15, checked by the rules, with its milestones and its route."""

from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import transaction

from reisgenoot.approach import Approach
from reisgenoot.journeys.facts import Moment, one_at_a_time, reach, supersede, write
from reisgenoot.journeys.models import Journey, Milestone
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.services import note_codes
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.content import Doc, day
from reisgenoot.plans.current import pip_under
from reisgenoot.plans.evidence import route_evidence_of
from reisgenoot.plans.models import Pip, Plan
from reisgenoot.plans.pip_facts import Circumstances, EarlierPip, Norms, WantedPip
from reisgenoot.plans.pip_rules import Finding, findings, is_route_change
from reisgenoot.plans.reading_content import pip_content

PIP_ESTABLISHED, ROUTE_CHANGED = "pip_established", "route_changed"
NOTICE, SETTLED = "duo_notice", "settled"
ROUTE, GROUP = "learning_route", "duo_group"
"""Milestones and codes of the approach that a PIP looks at or writes."""
_NORMS = {
    "pvt": "pvt_hours",
    "map": "map_hours",
    "z_lessons": "z_lesson_hours",
    "z_participation": "z_participation_hours",
    "downscale": "downscale_hours",
}
_NUMBERS = {one.name for one in fields(WantedPip) if one.name.endswith("_hours") or one.name == "lesson_hours_done"}
_DAYS = {one.name for one in fields(WantedPip) if one.name.endswith("_on") or one.name == "dagtekening"}


@dataclass(frozen=True, slots=True)
class NewPip:
    """A PIP to be established, and in words what help stands in it."""

    wanted: WantedPip
    support: str = ""


@transaction.atomic
def establish_pip(*, by: Actor, journey_id: int, pip: NewPip, plan_id: int | None = None) -> Pip:
    """Establish a PIP, as part of a version of the plan when there is one.

    Writes the milestone "PIP established" on its date, "route changed" when the route or level differs, and the code of
    the route. The term keeps counting from the first PIP. An earlier PIP stays: it held until this one.

    Raises
    ------
    NotKnown       no such journey or plan in the organisation.
    InvalidInput   a hard rule is broken; ``field`` is where it is mended.
    """
    require(by, Permission.PLAN_WRITE)
    approach = approaches_of([journey_id])[journey_id]
    require_own(Plan, [plan_id])
    one_at_a_time(journey_id)
    known = circumstances_of(by=by, journey_id=journey_id, approach=approach)
    if hard := next((one for one in findings(pip.wanted, known) if one.is_hard), None):
        raise InvalidInput(hard.message, field=hard.field)
    made = _write(by, journey_id, pip, known, plan_id, approach)
    _reach(by, made, approach, is_change=is_route_change(pip.wanted, known))
    note_codes(by=by, codes={journey_id: {ROUTE: made.leerroute}})
    refresh(organisation_id=by.organisation_id, journey_ids=[journey_id])
    return made


@transaction.atomic
def retract_pip(*, by: Actor, pip_id: int) -> None:
    """Take back a PIP that was recorded by mistake, with its milestones and its route."""
    require(by, Permission.PLAN_WRITE)
    pip = Pip.objects.select_for_update().filter(pk=pip_id, superseded_at__isnull=True).first()
    if pip is None:
        raise NotKnown
    at = now()
    supersede(Pip, [pip.pk], at=at)
    held = Pip.objects.filter(journey_id=pip.journey_id, superseded_at__isnull=True, dagtekening=pip.dagtekening)
    if not held.exists():
        gone = [Moment(pip.journey_id, key, pip.dagtekening) for key in (PIP_ESTABLISHED, ROUTE_CHANGED)]
        reach([], by=by, at=at, approaches=approaches_of([pip.journey_id]), replaced=gone)
    before = pip_under(pip.journey_id)
    note_codes(by=by, codes={pip.journey_id: {ROUTE: before.leerroute if before else ""}})
    refresh(organisation_id=by.organisation_id, journey_ids=[pip.journey_id])


def pip_findings(*, by: Actor, journey_id: int, wanted: WantedPip) -> list[Finding]:
    """What the rules say about a PIP that is still being written."""
    require(by, Permission.JOURNEY_READ)
    approach = approaches_of([journey_id])[journey_id]
    return findings(wanted, circumstances_of(by=by, journey_id=journey_id, approach=approach))


def wanted_pip(content: Doc) -> WantedPip:
    """The PIP of a plan (`content.PIP`) as the rules look at it."""
    values = {name: content[name] for name in (one.name for one in fields(WantedPip))}
    for name in _NUMBERS:
        values[name] = int(values[name]) if values[name] else None
    for name in _DAYS:
        values[name] = day(values[name])
    return WantedPip(**values)


def is_established(content: Doc, journey_id: int) -> bool:
    """Whether the PIP of a plan is the one that holds already."""
    held = pip_under(journey_id)
    return held is not None and pip_content(held) == content


def circumstances_of(*, by: Actor, journey_id: int, approach: Approach) -> Circumstances:
    """What is known about somebody when a PIP is established. Six queries."""
    codes = Journey.objects.values_list("codes", flat=True).get(pk=journey_id)
    reached = _first_days(journey_id)
    evidence = route_evidence_of(by=by, journey_id=journey_id)
    numbers = {name: int(approach.norms[key].value) for name, key in _NORMS.items() if key in approach.norms}
    return Circumstances(
        today=today(),
        group=codes.get(GROUP, ""),
        duty_from=reached.get(NOTICE),
        settled_on=reached.get(SETTLED),
        earlier=_earlier(journey_id, codes.get(ROUTE, "")),
        test_advises=evidence.advises,
        norms=Norms(**numbers),
    )


def _first_days(journey_id: int) -> dict[str, date]:
    rows = Milestone.objects.filter(
        journey_id=journey_id, key__in=[NOTICE, SETTLED], superseded_at__isnull=True
    ).order_by("-occurred_on")
    return dict(rows.values_list("key", "occurred_on"))


def _earlier(journey_id: int, route: str) -> list[EarlierPip]:
    """The PIPs that were established, oldest first; of one that only its milestone tells of, with the route as known."""
    rows = Pip.objects.filter(journey_id=journey_id, superseded_at__isnull=True)
    pips = [EarlierPip(*values) for values in rows.values_list("dagtekening", "leerroute", "niveau")]
    days = {one.dagtekening for one in pips}
    milestones = Milestone.objects.filter(journey_id=journey_id, key=PIP_ESTABLISHED, superseded_at__isnull=True)
    told = [on for on in milestones.values_list("occurred_on", flat=True) if on not in days]
    return sorted([*pips, *(EarlierPip(on, route) for on in told)], key=lambda one: one.dagtekening)


def _write(
    by: Actor, journey_id: int, pip: NewPip, known: Circumstances, plan_id: int | None, approach: Approach
) -> Pip:
    wanted = pip.wanted
    row = asdict(wanted) | {
        "journey_id": journey_id,
        "plan_id": plan_id,
        "support": pip.support,
        "initial_on": known.first.dagtekening if known.first else wanted.dagtekening,
        "route_evidence": route_evidence_of(by=by, journey_id=journey_id).in_words(approach),
    }
    (pip_id,) = write(Pip, [row], by=by, at=now())
    return Pip.objects.get(pk=pip_id)


def _reach(by: Actor, made: Pip, approach: Approach, *, is_change: bool) -> None:
    moments = [Moment(made.journey_id, PIP_ESTABLISHED, made.dagtekening)]
    if is_change:
        moments.append(Moment(made.journey_id, ROUTE_CHANGED, made.dagtekening))
    reach(moments, by=by, at=now(), approaches={made.journey_id: approach})
