"""The plan and its letter as PDF, in Dutch and in the newcomer's language. Whoever opens one stands in the reading log."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.plans.detail import plan_detail
from reisgenoot.reporting.documents.plan import PlanPrint, letter_document, plan_document
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.planning.opening import open_version
from reisgenoot.web.documents import pdf_response


@page(Permission.JOURNEY_READ)
@require_safe
def plan_pdf(request: StaffRequest, plan_id: int) -> HttpResponse:
    """The plan as PDF."""
    return pdf_response(f"plan-{plan_id}", plan_document(_printed(request, plan_id, part="plan_pdf")))


@page(Permission.JOURNEY_READ)
@require_safe
def plan_letter(request: StaffRequest, plan_id: int) -> HttpResponse:
    """The letter that goes with the plan."""
    return pdf_response(f"brief-{plan_id}", letter_document(_printed(request, plan_id, part="plan_letter")))


def _printed(request: StaffRequest, plan_id: int, *, part: str) -> PlanPrint:
    opened, _plan = open_version(request, plan_id, permission=Permission.JOURNEY_READ, part=part)
    standing = getattr(opened.journey, "standing", None)
    director = standing.director.name if standing and standing.director else ""
    return PlanPrint(
        detail=plan_detail(by=request.actor, plan_id=plan_id),
        approach=opened.wording.approach,
        name=opened.name,
        organisation=own_organisation(by=request.actor).name,
        director=director,
        language=opened.journey.person.language or "nl",
        today=today(),
    )
