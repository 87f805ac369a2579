"""A handover that was made: its files, who is to be told, and taking it back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reisgenoot.journeys.models import CaseloadHandover, HandedFile, HandoverNotice
from reisgenoot.journeys.services import may_undo, undo_handover
from reisgenoot.journeys.team.handed import files_of, get_handover, notices_of
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.reporting.documents.director_change import is_draft
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.management.wording import why_in_words

PART = "caseload-handover"


@page(Permission.TEAM_READ)
@require_safe
def caseload_handed(request: StaffRequest, handover_id: int) -> HttpResponse:
    """One handover."""
    by = request.actor
    handover = get_handover(by=by, handover_id=handover_id)
    notices = notices_of(by=by, handover_id=handover_id)
    files = files_of(by=by, handover_id=handover_id)
    log_read(by=by, person_id=None, part=PART, count=len(files))
    may_change = has_permission(by, Permission.DIRECTOR_ASSIGN) and not handover.undone_at
    waiting = [one for one in notices if one.sent_on is None]
    context = {
        "handover": handover,
        "lead": _lead(handover),
        "files": _files_table(files),
        "notices": notices,
        "waiting": len(waiting),
        "drafts": sorted({_language(one) for one in waiting if is_draft(_language(one))}),
        "may_change": may_change,
        "may_undo": may_change and may_undo(handover),
        "today": today(),
    }
    return render(request, "management/handed.html", context)


def _language(notice: HandoverNotice) -> str:
    return notice.journey.person.language if notice.journey else ""


def _lead(handover: CaseloadHandover) -> str:
    told = {"day": day_in_words(handover.from_on), "cause": handover.get_cause_display(), "name": handover.staff.name}
    if handover.undone_at:
        return _("Teruggenomen: %(name)s bleef regisseur.") % told
    return _("%(name)s %(cause)s. De nieuwe regisseurs zijn er vanaf %(day)s.") % told


def _files_table(files: Sequence[HandedFile]) -> Table:
    columns = [
        Column("name", _("Naam")),
        Column("director", _("Nieuwe regisseur")),
        Column("why", _("Waarom deze collega")),
        Column("note", _("Wat je moet weten")),
    ]
    rows = [_file_row(one) for one in files]
    return Table(_("Overgedragen dossiers"), columns, rows)


def _file_row(one: HandedFile) -> Row:
    why = ", ".join(why_in_words(reason) for reason in one.reasons) or _("gekozen door de teammanager")
    return Row(
        [
            Cell(one.journey.person.display_name, url=reverse("dossier", args=[one.journey_id])),
            Cell(one.staff.name),
            Cell(why),
            Cell(one.note or _("niets open")),
        ]
    )


@page(Permission.DIRECTOR_ASSIGN)
@require_POST
def caseload_handover_undo(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Take the handover back."""
    try:
        stayed = undo_handover(by=request.actor, handover_id=handover_id)
    except InvalidInput as error:
        messages.error(request, str(error))
        return redirect("caseload_handed", handover_id)
    words = _("De overdracht is teruggenomen.")
    if stayed:
        kept = ngettext(
            "%(n)d dossier bleef zoals het is: het is intussen afgesloten of opnieuw overgedragen.",
            "%(n)d dossiers bleven zoals ze zijn: ze zijn intussen afgesloten of opnieuw overgedragen.",
            stayed,
        )
        words = f"{words} {kept % {'n': stayed}}"
    messages.success(request, words)
    return redirect("team")
