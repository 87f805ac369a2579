"""The tab Overdracht of a file: what was received, what was handed over, and with whom one may share."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.arrivals.selectors import reception_of
from reisgenoot.handover.models import Consent
from reisgenoot.handover.selectors import consents_of, handovers_of, received_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.caseworker.handing import showing
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.housing.showing import where_words


@page(Permission.HANDOVER_READ)
@require_safe
def dossier_handover(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Everything about handing over in one file."""
    opened = open_file(request, journey_id, part="handover")
    by, pk = request.actor, [journey_id]
    may_write = opened.may(Permission.HANDOVER_WRITE)
    handed = handovers_of(by=by, journey_id=journey_id)
    new = Action(_("Maak een overdracht"), reverse("handover_new", args=pk), "handover", "primary")
    profile = Action(_("Profiel ontvangen"), reverse("profile_new", args=pk), "letter", dialog=True)
    consent = Action(_("Toestemming vastleggen"), reverse("consent_new", args=pk), "agreement", dialog=True)
    context = {
        "handed": showing.table(handed, empty=_none_handed(new if may_write else None), with_person=False),
        "new": new if may_write and handed else None,
        "received": showing.received_table(
            received_of(by=by, journey_id=journey_id), empty=_none_received(), with_person=False
        ),
        "profile": profile if may_write else None,
        "consents": _consents(consents_of(by=by, journey_id=journey_id), may_write),
        "consent": consent if may_write else None,
        "reception": _reception(opened),
        "whereabouts": Action(_("Waar is deze persoon nu?"), reverse("reception", args=pk), "place", dialog=True)
        if opened.may(Permission.JOURNEY_WRITE)
        else None,
        "ending": Action(_("Traject afsluiten"), reverse("journey_end", args=pk), "locked", "subtle", dialog=True)
        if opened.may(Permission.JOURNEY_WRITE) and opened.journey.ended_on is None
        else None,
    }
    return show_file(opened, "caseworker/dossier_handover.html", "dossier_handover", context)


def _reception(opened: Opened) -> list[Fact]:
    facts = []
    for held in reception_of(by=opened.request.actor, journey_id=opened.journey.pk):
        since = _("sinds %(day)s") % {"day": words.day_in_words(held.valid_from)}
        if held.valid_until:
            since = _("van %(start)s tot %(end)s") % {
                "start": words.day_in_words(held.valid_from),
                "end": words.day_in_words(held.valid_until),
            }
        voluntary = _("contact is vrijwillig") if held.is_voluntary and not held.valid_until else ""
        where = where_words(held.whereabouts, held.place)
        facts.append(Fact(_("Voor de komst"), where, note=" · ".join(filter(None, [since, voluntary]))))
    return facts


def _consents(rows: list[Consent], may_write: bool) -> Table:
    columns = [
        Column("party", _("Met")),
        Column("parts", _("Wat")),
        Column("given", _("Gegeven")),
        Column("state", _("Stand")),
    ]
    empty = Empty(
        _("Geen toestemming vastgelegd"),
        _("Nodig als er geen afspraak over delen is. De inwoner kan toestemming altijd intrekken."),
        icon="agreement",
    )
    return Table(_("Toestemming"), columns, [_consent(row, may_write) for row in rows], empty=empty)


def _consent(row: Consent, may_write: bool) -> Row:
    holds = row.withdrawn_on is None
    state = Badge(_("geldt"), "ok")
    if row.withdrawn_on:
        state = Badge(_("ingetrokken %(day)s") % {"day": words.day_in_words(row.withdrawn_on)})
    url = reverse("consent_withdraw", args=[row.pk])
    cells = [
        Cell(row.party.name, sub=row.purpose),
        Cell(showing.part_words(row.parts)),
        Cell(words.day_in_words(row.given_on), sub=str(row.get_how_display())),
        Cell(badge=state),
    ]
    take_back = Action(_("Trek in"), url, "undo", "subtle", method="post", about=row.party.name)
    return Row(cells, action=take_back if holds and may_write else None, muted=not holds)


def _none_handed(action: Action | None) -> Empty:
    return Empty(
        _("Nog niets overgedragen"),
        _("Gaat deze inwoner naar een andere gemeente of collega? Geef het verhaal door, dan hoeft het niet opnieuw."),
        action,
        icon="handover",
    )


def _none_received() -> Empty:
    return Empty(
        _("Niets ontvangen"),
        _(
            "Kwam er een profiel van het COA, of juist niet? Leg het vast: dan is te zien hoe vaak de warme overdracht lukt."
        ),
        icon="letter",
    )
