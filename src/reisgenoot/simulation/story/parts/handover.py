"""Handing over: a profile from COA, a file sent to the other organisation, one that came back."""

from datetime import date, timedelta

from reisgenoot.handover.enums import Part
from reisgenoot.handover.models import Party
from reisgenoot.handover.post import envelopes
from reisgenoot.handover.services import (
    Choice,
    NewProfile,
    confirm_receipt,
    draft_handover,
    ensure_party,
    give_consent,
    make_agreement,
    mark_step,
    mark_used,
    not_used,
    record_received,
    return_handover,
    send_handover,
)
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.simulation.story.parts.told import Told

MEERINZICHT, ALKMAAR = "meerinzicht", "regio-alkmaar"
USUAL = tuple(part.value for part in Part if part != Part.HEALTH)
SHORT = (Part.PROFILE.value, Part.HOUSEHOLD.value, Part.PLAN.value)


def tell(told: Told) -> None:
    """Write what was handed over at this organisation; the second one told writes to the first."""
    if told.organisation == ALKMAAR:
        _alkmaar(told)
    if told.organisation == MEERINZICHT:
        _meerinzicht(told)


def _alkmaar(told: Told) -> None:
    by = told.as_staff("ineke")
    support = ensure_party(by=by, name="VluchtelingenWerk", kind="support")
    _agree(by, support, SHORT, "maatschappelijke begeleiding", "Wet inburgering 2021, art. 13", -400)
    _came(
        told,
        by,
        "amina",
        -225,
        "Schoolbezoek: twee jaar. Kan lezen in het Somali. Wil koken in een restaurant.",
        used=True,
    )
    back = _hand(
        by,
        told.journeys["tarek"],
        Choice(parts=SHORT, party_id=support.pk, note="Graag hulp bij het regelen van school."),
    )
    return_handover(by=by, handover_id=back, reason="incomplete", note="Het telefoonnummer klopt niet meer.")


def _meerinzicht(told: Told) -> None:
    anja, daan = told.as_staff("anja"), told.as_staff("daan")
    school = ensure_party(by=anja, name="Taalschool Veluwe", kind="school")
    _agree(anja, school, SHORT, "plaatsing op het juiste niveau", "Wet inburgering 2021, art. 16", -300)
    _came(told, anja, "selam", -138, "Kapster, tien jaar ervaring. Zoon van drie. Leest in het Tigrinya.", used=True)
    _came(
        told,
        anja,
        "khaled",
        -60,
        "Eén bladzijde, vooral over de vlucht. Niets over werk of school.",
        unused="too_little",
    )
    record_received(
        by=anja,
        journey_id=told.journeys["rana"],
        profile=NewProfile(received_on=_on(-90), completeness="missing", missing_reason="capacity"),
    )
    give_consent(
        by=anja,
        journey_id=told.journeys["rana"],
        party_id=school.pk,
        parts=[Part.MEASUREMENTS.value, Part.PROFILE.value],
        purpose="instaptoets hoeft niet opnieuw",
        given_on=_on(-25),
        how="spoken",
    )
    back = _hand(
        anja,
        told.journeys["rana"],
        Choice(parts=SHORT, party_id=school.pk, note="Kan alleen ’s ochtends, zolang school duurt."),
    )
    return_handover(
        by=anja, handover_id=back, reason="incomplete", note="Niveau van lezen ontbreekt. Graag met metingen."
    )
    inside = _hand(
        daan,
        told.journeys["yonas"],
        Choice(
            parts=USUAL,
            to_staff_id=told.staff["anja"],
            note="Contract loopt bijna af; heftruckcertificaat is beloofd.",
            talk_on=_on(-6),
            talk_with="Yonas, Daan en Anja",
        ),
    )
    mark_step(by=anja, handover_id=inside, state="read")
    _to_alkmaar(told, anja)


def _to_alkmaar(told: Told, by: Actor) -> None:
    """One file that arrived there and nobody read yet, one that nobody opened, and one still being written."""
    partner = Organisation.objects.filter(key=ALKMAAR).first()
    if partner is None:
        return
    party = ensure_party(by=by, name=partner.name, kind="municipality", partner_id=partner.pk)
    _agree(by, party, USUAL, "warme overdracht bij verhuizing", "Wet inburgering 2021, art. 11 lid 3", -200)
    moving = Choice(
        parts=USUAL,
        party_id=party.pk,
        note="Verhuist volgende maand naar Alkmaar. De termijn loopt door. Let op: de opvang is nog niet geregeld.",
        talk_on=_on(-2),
        talk_with="Shirin, Anja en een collega uit Alkmaar",
    )
    _hand(by, told.journeys["shirin"], moving)
    with acting_as(Actor(organisation_id=partner.pk, roles=told.by.roles, label="demo")):
        receiver = Actor(
            organisation_id=partner.pk,
            roles=told.by.roles,
            staff_id=StaffMember.objects.get(code="ineke").pk,
            label="demo",
        )
        for envelope in envelopes(by=receiver)[:1]:
            confirm_receipt(by=receiver, letter_id=envelope.letter_id)
    _hand(
        by,
        told.journeys["khaled"],
        Choice(parts=SHORT, party_id=party.pk, note="Zoekt een woning in Heiloo; nog niet zeker."),
    )
    draft_handover(by=by, journey_id=told.journeys["omar"], choice=Choice(parts=SHORT, party_id=party.pk))


def _came(told: Told, by: Actor, who: str, day: int, note: str, *, used: bool = False, unused: str = "") -> None:
    """A profile of COA on paper, used or not."""
    completeness = "complete" if used else "partial"
    profile = NewProfile(received_on=_on(day), completeness=completeness, note=note)
    held = record_received(by=by, journey_id=told.journeys[who], profile=profile)
    if used:
        mark_used(by=by, received_id=held.pk)
    if unused:
        not_used(by=by, received_id=held.pk, reason=unused)


def _agree(by: Actor, party: Party, parts: tuple[str, ...], purpose: str, basis: str, day: int) -> None:
    make_agreement(by=by, party_id=party.pk, parts=parts, purpose=purpose, legal_basis=basis, valid_from=_on(day))


def _hand(by: Actor, journey_id: int, choice: Choice) -> int:
    draft = draft_handover(by=by, journey_id=journey_id, choice=choice)
    return send_handover(by=by, handover_id=draft.pk).pk


def _on(day: int) -> date:
    return today() + timedelta(days=day)
