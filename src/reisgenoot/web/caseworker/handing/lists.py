"""Overdrachten: what we handed over, and what others handed to us."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.handover.selectors import Inbox, handovers, inbox
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.handing import showing
from reisgenoot.web.components.actions import Action, Empty, Tab


@page(Permission.HANDOVER_READ)
@require_safe
def handover_list(request: StaffRequest) -> HttpResponse:
    """What the organisation handed over, the newest first."""
    mine = request.GET.get("wie") == "mij"
    lines = handovers(by=request.actor, mine=mine)
    empty = Empty(
        _("Nog geen overdracht"),
        _(
            "Een overdracht begin je in het dossier, onder het tabblad Overdracht. De ontvanger hoeft dan niet opnieuw te vragen."
        ),
        icon="handover",
    )
    context = {
        "title": _("Overdrachten"),
        "lead": _("Een inwoner vertelt het verhaal één keer. Hier zie je of het is aangekomen en gebruikt."),
        "tabs": tabs(request, "handovers"),
        "table": showing.table(lines, empty=empty),
        "today": today(),
    }
    return render(request, "caseworker/handovers.html", context)


@page(Permission.HANDOVER_READ)
@require_safe
def handover_inbox(request: StaffRequest) -> HttpResponse:
    """What others handed to us: unopened letters, what came, and what a colleague handed to the reader."""
    found = inbox(by=request.actor)
    upload = Action(_("Bestand inlezen"), reverse("handover_import"), "upload")
    context = {
        "title": _("Ontvangen overdrachten"),
        "lead": _("Bevestig de ontvangst: de afzender ziet dan dat het bij jou ligt."),
        "actions": [upload] if has_permission(request.actor, Permission.HANDOVER_WRITE) else [],
        "tabs": tabs(request, "handover_inbox", found),
        "unopened": showing.unopened(found.unopened) if found.unopened else None,
        "colleague": showing.table(found.colleague) if found.colleague else None,
        "table": showing.received_table(found.received, empty=_nothing()),
        "today": today(),
    }
    return render(request, "caseworker/handover_inbox.html", context)


def tabs(request: StaffRequest, current: str, found: Inbox | None = None) -> list[Tab]:
    """The places within handing over."""
    waiting = len(found.unopened) if found else None
    parts = [
        ("handovers", _("Verzonden"), None),
        ("handover_inbox", _("Ontvangen"), waiting or None),
    ]
    if has_permission(request.actor, Permission.SHARING_WRITE):
        parts.append(("sharing", _("Afspraken over delen"), None))
    return [Tab(label, reverse(name), current=name == current, count=count) for name, label, count in parts]


def _nothing() -> Empty:
    return Empty(
        _("Nog niets ontvangen"),
        _("Hier komt wat een andere gemeente of het COA overdraagt. Je neemt het over zonder het over te typen."),
        icon="letter",
    )
