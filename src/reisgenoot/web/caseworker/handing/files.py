"""A handover as a document to read and as a file for another system. Every one is written in the reading log."""

import json

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reisgenoot.handover.enums import PROTECTED_PARTS
from reisgenoot.handover.package import Package
from reisgenoot.handover.selectors import get_handover, sent_package
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.handing.document import package_pdf
from reisgenoot.web.documents import pdf_response


@page(Permission.HANDOVER_READ)
@require_safe
def handover_pdf(request: StaffRequest, handover_id: int) -> HttpResponse:
    """The package as a document."""
    package = _opened(request, handover_id, part="handover.pdf")
    return pdf_response(f"overdracht-{handover_id}", package_pdf(package))


@page(Permission.HANDOVER_READ)
@require_safe
def handover_file(request: StaffRequest, handover_id: int) -> HttpResponse:
    """The package as a machine-readable file."""
    package = _opened(request, handover_id, part="handover.file")
    return file_response(f"overdracht-{handover_id}", package)


def file_response(name: str, package: Package) -> HttpResponse:
    """A package as a JSON file to download. The name of the file holds no name of a person."""
    content = json.dumps(package.model_dump(mode="json"), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers=headers)


def require_seeing(by: Actor, package: Package) -> None:
    """Raise `NotAllowed` for a package with protected parts that this reader may not see: a document is all or nothing."""
    if PROTECTED_PARTS & set(package.parts):
        require(by, Permission.HEALTH_READ)


def _opened(request: StaffRequest, handover_id: int, *, part: str) -> Package:
    held, _line = get_handover(by=request.actor, handover_id=handover_id)
    package = sent_package(held)
    if package is None:
        raise NotKnown
    require_seeing(request.actor, package)
    log_read(by=request.actor, person_id=held.journey.person_id, part=part)
    return package
