"""Drafts and versions of plans as somebody writes them on the screen."""

from typing import Any

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.plans.content import Doc, completed, new_part
from reisgenoot.plans.editing import draft_content
from reisgenoot.plans.models import Plan, PlanDraft
from reisgenoot.plans.services import agree_plan, save_draft, sign_on_screen, start_draft


def a_doc(**fields: Any) -> Doc:
    """A plan with a goal about language and one about work, and an agreement for each side."""
    known: Doc = {
        "summary": "Wil weer kapster worden.",
        "goals": [
            new_part(
                "goals",
                key="learn_dutch",
                agreements=[
                    new_part("agreements", who="newcomer", what="Elke dag oefenen", due_on="2027-01-15")
                    | {"ref": "oefenen"},
                    new_part("agreements", who="municipality", what="Aanmelden bij de taalschool", due_on="2027-01-10")
                    | {"ref": "aanmelden"},
                ],
            )
            | {"ref": "taal"},
            new_part("goals", text="Werken in een kapsalon", domain="work", horizon="far") | {"ref": "werk"},
        ],
    }
    return completed({**known, **fields})


def a_draft(by: Actor, journey_id: int, content: Doc | None = None) -> PlanDraft:
    """An open draft in which something stands."""
    draft = start_draft(by=by, journey_id=journey_id)
    saved = save_draft(by=by, draft_id=draft.pk, began_from=draft.revision, content=content or a_doc())
    return saved.draft


def an_agreed_plan(by: Actor, journey_id: int, content: Doc | None = None, **fields: Any) -> Plan:
    """A version that was agreed today. ``fields`` change what the draft says."""
    draft = a_draft(by, journey_id, content)
    if fields:
        changed = {**draft_content(draft.pk), **fields}
        save_draft(by=by, draft_id=draft.pk, began_from=draft.revision, content=changed)
    draft.refresh_from_db()
    return agree_plan(by=by, draft_id=draft.pk, began_from=draft.revision, agreed_on=today())


def sign(by: Actor, plan: Plan, *parties: str) -> Plan:
    """Sign by name; by both unless told who."""
    for party in parties or ("person", "staff"):
        sign_on_screen(by=by, plan_id=plan.pk, party=party, name="Amira")
    plan.refresh_from_db()
    return plan
