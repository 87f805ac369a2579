"""Parties, agreements, and what goes from one organisation to another."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from reisgenoot.handover.models import Handover, Party, SharingAgreement
from reisgenoot.handover.package import Coded, Goal, Ground, Happened, Measured, Member, Package, Plan, Profile, Sender
from reisgenoot.handover.services import Choice, draft_handover, ensure_party, make_agreement, send_handover
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import now, today

USUAL = ("profile", "household", "milestones", "plan", "measurements", "contacts", "agreements", "intake")


def a_party(by: Actor, *, name: str = "Buurgemeente", partner_id: int | None = None) -> Party:
    """Another municipality; in this installation when it is a partner."""
    return ensure_party(by=by, name=name, kind="municipality", partner_id=partner_id)


def an_agreement(by: Actor, party: Party, parts: Sequence[str] = USUAL, *, days: int = 30) -> SharingAgreement:
    """An agreement for these parts, in force since some days."""
    return make_agreement(
        by=by,
        party_id=party.pk,
        parts=parts,
        purpose="warme overdracht bij verhuizing",
        legal_basis="Wet inburgering 2021, art. 11",
        valid_from=today() - timedelta(days=days),
    )


def sent(by: Actor, journey_id: int, *, party: Party | None = None, to_staff_id: int | None = None) -> Handover:
    """A handover of the usual parts that was sent to a party under an agreement, or to a colleague."""
    if party is not None:
        an_agreement(by, party)
    choice = Choice(
        parts=USUAL, party_id=party.pk if party else None, to_staff_id=to_staff_id, note="Let op de brief van DUO."
    )
    draft = draft_handover(by=by, journey_id=journey_id, choice=choice)
    return send_handover(by=by, handover_id=draft.pk)


def a_package(**fields: object) -> Package:
    """A package about Hiwot Mehari, with a bit of everything."""
    known: dict[str, object] = {
        "thread": uuid4(),
        "made_at": now(),
        "sender": Sender(organisation="Verre gemeente", staff="Sjoerd"),
        "receiver": "Wij",
        "ground": Ground(kind="consent", purpose="verhuizing"),
        "profile": Profile(family_name="Mehari", given_name="Hiwot", language="ti", phone="06 00000999", sex="v"),
        "household": (Member(family_name="Mehari", given_name="Noah", role="child"),),
        "milestones": (
            Happened(what=Coded(code="pip_established", label="PIP vastgesteld"), on=today() - timedelta(days=90)),
            Happened(what=Coded(code="settled", label="Verhuisd"), on=today() - timedelta(days=200)),
        ),
        "measurements": (
            Measured(
                scale=Coded(code="participation_ladder", label="Participatieladder"),
                value=Coded(code="social_contacts", label="sociale contacten"),
                on=today() - timedelta(days=50),
                moment="baseline",
            ),
            Measured(
                scale=Coded(code="unknown_scale", label="Iets anders"),
                value=Coded(code="x", label="x"),
                on=today() - timedelta(days=50),
            ),
        ),
        "plan": (
            Plan(
                summary="Wil bakker worden.",
                main_goal=Coded(label="Betaald werk"),
                goals=(Goal(goal=Coded(code="their_own", label="Stage bij de bakker"), state="open"),),
            ),
        ),
    }
    return Package.model_validate(known | fields)
