"""The parts of the tab about guidance, as small links above each of them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components.actions import Action, Tab

TAB = "dossier_direction"


def show_part(opened: Opened, template: str, current: str, context: Mapping[str, Any]) -> HttpResponse:
    """One part under the tab."""
    names = [
        ("dossier_direction", _("Basis en belemmeringen"), True),
        ("dossier_unburdening", _("Ontzorgen"), True),
        ("dossier_help", _("Wie helpt waarmee"), True),
        ("dossier_ladder", _("Van gesprek tot besluit"), True),
        ("dossier_reflection", _("Terugkijken"), opened.may(Permission.REFLECTION_WRITE)),
    ]
    parts = [
        Tab(label, reverse(name, args=[opened.journey.pk]), current=name == current)
        for name, label, is_shown in names
        if is_shown
    ]
    return show_file(opened, f"caseworker/direction/{template}", TAB, {"parts": parts, **context})


def writing(opened: Opened, *actions: Action, permission: Permission = Permission.JOURNEY_WRITE) -> list[Action]:
    """These actions, for who may write in an open journey."""
    return list(actions) if opened.may(permission) and not opened.journey.ended_on else []


def act(label: str, route: str, *args: object, icon: str = "", post: bool = False, about: str = "") -> Action:
    """A small thing to do beside a line: a form over the page, or one button."""
    return Action(
        label,
        reverse(route, args=args),
        icon=icon,
        method="post" if post else "get",
        dialog=not post,
        kind="subtle" if post else "secondary",
        about=about,
    )
