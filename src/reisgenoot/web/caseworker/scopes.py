"""Whose people a page is about, as it stands in the address: ``?wie=ik``, ``alle``, ``geen``, or a colleague's number."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from reisgenoot.journeys.scope import Scope, Whose, possible_directors
from reisgenoot.kernel.actor import Actor
from reisgenoot.web.components.filters import FilterField, Option

NAME = "wie"
MINE, EVERYBODY, NOBODY = "ik", "alle", "geen"


def default_scope(by: Actor) -> str:
    """Client managers begin with their own people, others with everybody's."""
    return MINE if "client_manager" in by.roles else EVERYBODY


def scope_of(value: str, *, by: Actor) -> Scope:
    """The selection a value stands for; one's own people when it stands for nothing."""
    if value == EVERYBODY:
        return Scope(Whose.EVERYBODY)
    if value == NOBODY:
        return Scope(Whose.NOBODY)
    if value.isdecimal():
        return Scope(Whose.COLLEAGUE, int(value))
    return Scope(Whose.MINE, by.staff_id)


def asked_scope(asked: Mapping[str, str], *, by: Actor) -> str:
    """The value in the address, else the one this role begins with."""
    return asked.get(NAME, "") or default_scope(by)


def scope_field(value: str, *, by: Actor, default: str) -> FilterField:
    """The choice as a filter, in which nothing chosen means ``default`` (MINE or EVERYBODY). One query."""
    mine, everybody = Option(MINE, _("Ik")), Option(EVERYBODY, _("Iedereen"))
    blank, other = (mine, everybody) if default == MINE else (everybody, mine)
    colleagues = [Option(str(pk), name) for pk, name in possible_directors(by=by) if pk != by.staff_id]
    options = [other, Option(NOBODY, _("Zonder regisseur")), *colleagues]
    return FilterField(NAME, _("Regisseur"), options, "" if value == default else value, all_label=blank.label)
