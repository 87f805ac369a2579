"""Signing a plan: on screen by name or by hand, or on paper with a scan."""

import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reisgenoot.journeys.facts import Moment, reach, refuse_future, supersede, write
from reisgenoot.journeys.refresh import refresh
from reisgenoot.journeys.versions import approaches_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.bulk import Row
from reisgenoot.kernel.clock import now, today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.plans.enums import PlanState, Signer, SigningWay
from reisgenoot.plans.models import Plan, PlanScan, PlanSignature
from reisgenoot.plans.scans import keep, kind_of
from reisgenoot.plans.services.agreeing import come_into_force
from reisgenoot.plans.services.recording import get_plan, moments_of, reach_plan, without_plan

MOST_DRAWN = 20_000
_DRAWN = re.compile(r"[ML](?: ?\d{1,3}(?:\.\d)? \d{1,3}(?:\.\d)?)(?: ?[ML] ?\d{1,3}(?:\.\d)? \d{1,3}(?:\.\d)?)+")
_SIGNED_ON = {Signer.PERSON: "signed_by_person_on", Signer.STAFF: "signed_by_staff_on"}


@transaction.atomic
def sign_on_screen(
    *, by: Actor, plan_id: int, party: str, name: str, drawing: str = "", signed_on: date | None = None
) -> PlanSignature:
    """One party signs on the screen: by typing the name, and by hand where ``drawing`` holds what was drawn.

    When both have signed the version is in force and the milestone is reached.

    Raises
    ------
    NotKnown       no such plan that is still held.
    InvalidInput   the name is missing, the drawing is none, the party signed already, or the version holds no more.
    """
    require(by, Permission.PLAN_WRITE)
    plan = _plan_to_sign(plan_id, [party])
    if not name.strip():
        raise InvalidInput(_("Typ de naam van wie tekent."), field="name")
    if drawing and (len(drawing) > MOST_DRAWN or not _DRAWN.fullmatch(drawing.strip())):
        raise InvalidInput(_("De getekende handtekening is niet te lezen. Teken opnieuw."), field="drawing")
    way = SigningWay.DRAWN if drawing else SigningWay.TYPED
    row: Row = {"party": party, "way": way.value, "name": name.strip(), "drawing": drawing.strip(), "scan_id": None}
    (signature_id,) = _sign(by, plan, [row], signed_on or today())
    return PlanSignature.objects.get(pk=signature_id)


@transaction.atomic
def sign_on_paper(
    *, by: Actor, plan_id: int, content: bytes, signed_on: date, parties: Sequence[str] = tuple(Signer.values)
) -> PlanScan:
    """The parties signed on paper: keep the scan, encrypted. Raises as `sign_on_screen`, and for a file that is none."""
    require(by, Permission.PLAN_WRITE)
    if not parties:
        raise InvalidInput(_("Kies wie er getekend heeft."), field="parties")
    plan = _plan_to_sign(plan_id, parties)
    kind = kind_of(content)
    digest = keep(content, organisation_id=by.organisation_id)
    scan = {"plan_id": plan.pk, "kind": kind.value, "size": len(content), "digest": digest}
    (scan_id,) = write(PlanScan, [scan], by=by, at=now())
    rows = [
        {"party": party, "way": SigningWay.PAPER.value, "name": "", "drawing": "", "scan_id": scan_id}
        for party in parties
    ]
    _sign(by, plan, rows, signed_on)
    return PlanScan.objects.get(pk=scan_id)


@transaction.atomic
def withdraw_signature(*, by: Actor, signature_id: int) -> Plan:
    """Take back a signature that was recorded by mistake; the plan waits for it again.

    Raises
    ------
    NotKnown   no such signature that is still held.
    """
    require(by, Permission.PLAN_WRITE)
    signature = PlanSignature.objects.filter(pk=signature_id, superseded_at__isnull=True).first()
    if signature is None:
        raise NotKnown
    plan = get_plan(signature.plan_id)
    before = moments_of(plan)
    at = now()
    supersede(PlanSignature, [signature.pk], at=at)
    setattr(plan, _SIGNED_ON[Signer(signature.party)], None)
    if plan.state == PlanState.IN_FORCE and plan.in_force_on and not plan.in_force_reason:
        plan.state, plan.in_force_on = PlanState.AGREED, None
    plan.save(update_fields=[*_SIGNED_ON.values(), "state", "in_force_on"])
    if plan.journey_id is not None:
        approaches = approaches_of([plan.journey_id])
        held: list[Moment] = moments_of(plan)
        gone = [one for one in without_plan(before) if one not in held]
        reach([], by=by, at=at, approaches=approaches, replaced=gone)
        refresh(organisation_id=by.organisation_id, journey_ids=[plan.journey_id])
    return plan


def _plan_to_sign(plan_id: int, parties: Sequence[str]) -> Plan:
    plan = get_plan(plan_id)
    if plan.state in {PlanState.REPLACED, PlanState.ENDED}:
        raise InvalidInput(_("Deze versie geldt niet meer. Teken de nieuwste versie."))
    for party in parties:
        if party not in Signer.values:
            raise InvalidInput(_("Kies wie er tekent."), field="party")
        if getattr(plan, _SIGNED_ON[Signer(party)]) is not None:
            raise InvalidInput(_("Deze partij heeft dit plan al getekend."), field="party")
    return plan


def _sign(by: Actor, plan: Plan, rows: Sequence[Row], signed_on: date) -> list[int]:
    refuse_future(signed_on, field="signed_on")
    if plan.agreed_on and signed_on < plan.agreed_on:
        raise InvalidInput(_("De handtekening is van voor het gesprek. Kies een dag daarna."), field="signed_on")
    ids = write(PlanSignature, [{**row, "plan_id": plan.pk, "signed_on": signed_on} for row in rows], by=by, at=now())
    for row in rows:
        setattr(plan, _SIGNED_ON[Signer(str(row["party"]))], signed_on)
    plan.save(update_fields=list(_SIGNED_ON.values()))
    if plan.signed_by_person_on and plan.signed_by_staff_on and plan.state == PlanState.AGREED:
        come_into_force(plan, on=max(plan.signed_by_person_on, plan.signed_by_staff_on))
    reach_plan(plan, by=by)
    return ids
