"""Telling of a new director: a letter for each newcomer, a message for each provider, and recording that they went."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reisgenoot.journeys.models import HandoverNotice
from reisgenoot.journeys.selectors import organisation_approach
from reisgenoot.journeys.services import forget_notice_sent, record_notices_sent
from reisgenoot.journeys.team.handed import files_of, get_handover, get_notice, handed_file, notices_of
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.offers.partners import enrolments_at
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.reporting.documents.director_change import DirectorChange, letter_pdf
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.wording import Wording
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.documents import pdf_response


@page(Permission.TEAM_READ)
@require_safe
def handover_notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    """The message for a provider, to send from one's own mail; a newcomer's notice goes on to the letter."""
    by = request.actor
    notice = get_notice(by=by, notice_id=notice_id)
    if notice.provider is None:
        return redirect("handover_letter", notice_id)
    handover = notice.handover
    files = {one.journey_id: one for one in files_of(by=by, handover_id=handover.pk)}
    wording = Wording(organisation_approach(by=by))
    lines = [
        _("- dossier %(number)d, %(offer)s sinds %(since)s: %(name)s%(phone)s")
        % {
            "number": journey_id,
            "offer": wording.offer(offer),
            "since": day_in_words(since),
            "name": files[journey_id].staff.name,
            "phone": f", {files[journey_id].staff.phone}" if files[journey_id].staff.phone else "",
        }
        for journey_id, offer, since in enrolments_at(
            journey_ids=list(files), provider_id=notice.provider.pk, day=handover.from_on
        )
    ]
    context = {
        "notice": notice,
        "handover": handover,
        "subject": _("Andere contactpersoon vanaf %(day)s") % {"day": day_in_words(handover.from_on)},
        "message": _message(notice, lines, own_organisation(by=by).name),
    }
    return render(request, "management/notice.html", context)


def _message(notice: HandoverNotice, lines: list[str], organisation: str) -> str:
    """The text: numbers and offers, never a name of a newcomer, since mail can be read by others."""
    handover, provider = notice.handover, notice.provider
    told = {
        "provider": provider.name if provider else "",
        "old": handover.staff.name,
        "day": day_in_words(handover.from_on),
        "organisation": organisation,
    }
    return "\n".join(
        [
            _("Beste collega’s van %(provider)s,") % told,
            "",
            _("Vanaf %(day)s neemt een collega het werk van %(old)s over bij deze deelnemers:") % told,
            "",
            *lines,
            "",
            _("Tot die dag blijft %(old)s jullie contactpersoon. Afspraken en planning veranderen niet.") % told,
            "",
            _("Met vriendelijke groet,"),
            organisation,
        ]
    )


@page(Permission.TEAM_READ)
@require_safe
def handover_letter(request: StaffRequest, notice_id: int) -> HttpResponse:
    """The letter for a newcomer as a PDF, in Dutch and in the own language."""
    by = request.actor
    notice = get_notice(by=by, notice_id=notice_id)
    if notice.journey is None:
        raise NotKnown
    person = notice.journey.person
    log_read(by=by, person_id=person.pk, part="director-letter")
    file = handed_file(by=by, handover_id=notice.handover_id, journey_id=notice.journey.pk)
    change = DirectorChange(
        name=person.display_name,
        old=notice.handover.staff.name,
        new=file.staff.name,
        phone=file.staff.phone,
        organisation=own_organisation(by=by).name,
        from_on=notice.handover.from_on,
        written_on=today(),
        language=person.language,
    )
    return pdf_response(slugify(f"brief-{notice.pk}"), letter_pdf(change))


@page(Permission.DIRECTOR_ASSIGN)
@require_POST
def handover_notices_sent(request: StaffRequest, handover_id: int) -> HttpResponse:
    """Record that the chosen messages went out today."""
    by = request.actor
    get_handover(by=by, handover_id=handover_id)
    there = {one.pk for one in notices_of(by=by, handover_id=handover_id)}
    chosen = [int(one) for one in request.POST.getlist("notice") if one.isdecimal() and int(one) in there]
    number = record_notices_sent(by=by, notice_ids=chosen)
    if number:
        words = ngettext("%(n)d bericht staat als verstuurd.", "%(n)d berichten staan als verstuurd.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("Vink eerst aan wat je verstuurd hebt."))
    return redirect("caseload_handed", handover_id)


@page(Permission.DIRECTOR_ASSIGN)
@require_POST
def handover_notice_undo(request: StaffRequest, notice_id: int) -> HttpResponse:
    """This message did not go out yet."""
    notice = get_notice(by=request.actor, notice_id=notice_id)
    forget_notice_sent(by=request.actor, notice_id=notice_id)
    messages.success(request, _("Het bericht staat weer op de lijst."))
    return redirect(reverse("caseload_handed", args=[notice.handover_id]))
