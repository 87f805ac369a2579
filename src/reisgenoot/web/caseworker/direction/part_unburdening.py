"""Unburdening in the file: whether it has to be, how it goes, the fixed costs and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.guidance.entitlement import Entitlement, entitlement
from reisgenoot.guidance.models import Unburdening
from reisgenoot.guidance.unburdened import CostFact, costs_of, last_paid_day, month_totals, unburdening_of
from reisgenoot.journeys.story import reached_in
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.parts import act, show_part, writing
from reisgenoot.web.caseworker.direction.unburdening import rule_text
from reisgenoot.web.caseworker.direction.words import euro, title_of
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import bars, words
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table

_SIGNS = {True: ("done", "ok"), False: ("close", "no"), None: ("question", "unknown")}


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One condition: a sign, the words, and where it stands."""

    icon: str
    said: str
    text: str
    source: str


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_unburdening(request: StaffRequest, journey_id: int) -> HttpResponse:
    """Everything about the unburdening of one person."""
    opened = open_file(request, journey_id, part="guidance")
    known = entitlement(opened.wording.approach, codes=opened.journey.codes, reached=reached_in(opened.milestones))
    held = unburdening_of(by=request.actor, journey_id=journey_id)
    costs = costs_of(by=request.actor, journey_id=journey_id)
    context = {
        "answer": _answer(known, opened.today),
        "reasons": [_reason(one.met, one.text, one.source) for one in known.reasons] if known else [],
        "other_flag": _other_flag(known) if known else "",
        "facts": _facts(opened, known, held),
        "steps": _steps(opened, held),
        "refused": rule_text(opened.wording.approach, "unburdening_refused") if held and held.refused_on else "",
        "costs": _costs(opened, costs),
        "add": writing(opened, act(_("Vaste last"), "cost_new", journey_id, icon="add")),
        "chart": _chart(known, held, costs),
    }
    return show_part(opened, "unburdening.html", "dossier_unburdening", context)


def _answer(known: Entitlement | None, today: date) -> Badge:
    if known is None:
        return Badge(_("Deze aanpak kent geen ontzorgen"))
    if known.holds is None:
        return Badge(_("Nog niet te zeggen of ontzorgen moet"), "warning", "question")
    if not known.holds:
        return Badge(_("Ontzorgen is hier geen plicht"), "neutral", "close")
    if known.is_over(today):
        return Badge(_("De zes maanden zijn voorbij"), "neutral", "calendar")
    return Badge(_("Ontzorgen moet"), "info", "law")


def _reason(met: bool | None, text: str, source: str) -> ReasonLine:
    icon, _kind = _SIGNS[met]
    said = {True: _("ja"), False: _("nee"), None: _("niet bekend")}[met]
    return ReasonLine(icon, said, text, source)


def _other_flag(known: Entitlement) -> str:
    """The two flags are told apart: who counts as asylum for DUO is not always who has to be unburdened."""
    if known.flags_differ:
        return _(
            "Let op: voor de inburgering telt iemand als asielstatushouder, maar de plicht tot ontzorgen geldt niet."
            " Ontzorgen mag dan alleen als iemand dat zelf wil."
        )
    if known.in_integration_group is False and known.holds:
        return _("Let op: voor de inburgering telt iemand als gezinsmigrant, maar de plicht tot ontzorgen geldt wel.")
    return ""


def _facts(opened: Opened, known: Entitlement | None, held: Unburdening | None) -> list[Fact]:
    lines = []
    if known and known.first_day and known.last_day:
        span = {"start": words.day_in_words(known.first_day), "end": words.day_in_words(known.last_day)}
        left = words.due_in_words(known.last_day, opened.today) if not known.is_over(opened.today) else ""
        lines.append(Fact(_("Zes maanden"), _("van %(start)s tot en met %(end)s") % span, note=left))
    if held is None:
        return lines
    lines.append(Fact(_("Begonnen"), _day(held.started_on) or _("nog niet")))
    if held.started_on:
        note = "" if held.authorised_on else _("zonder machtiging mag er niet betaald worden")
        lines.append(Fact(_("Machtiging getekend"), _day(held.authorised_on) or _("nog niet"), note=note))
    if held.refused_on:
        lines.append(Fact(_("Wil niet meewerken"), _day(held.refused_on), note=held.refusal_reason))
    if held.exception_reason:
        lines.append(Fact(_("Uitzondering of maatwerk"), held.exception_reason))
    if held.reviewed_on:
        lines.append(Fact(_("Samen bekeken"), _day(held.reviewed_on)))
        lines.append(Fact(_("Betaalt zelf"), held.pays_alone or _("nog niets")))
        lines.append(Fact(_("Lukt nog niet"), held.pays_not_yet or _("niets meer")))
    if held.extended_until:
        note = f"{held.extension_reason} (Participatiewet, art. 57)"
        lines.append(Fact(_("Verlengd tot en met"), _day(held.extended_until), note=note))
    if held.ended_on:
        lines.append(Fact(_("Gestopt"), _day(held.ended_on)))
    return lines


def _day(day: date | None) -> str:
    return words.day_in_words(day) if day else ""


def _steps(opened: Opened, held: Unburdening | None) -> list[Action]:
    """What can be done now, the most usual first."""
    journey_id = opened.journey.pk

    def step(label: str, form: str, icon: str) -> Action:
        return act(label, "unburdening_change", journey_id, form, icon=icon)

    if held is not None and held.ended_on:
        return []
    if held is None or held.started_on is None:
        steps = [step(_("Begin"), "begin", "money"), step(_("Wil niet"), "weigering", "close")]
    else:
        steps = [] if held.authorised_on else [step(_("Machtiging"), "machtiging", "edit")]
        steps += [step(_("Samen bekijken"), "samen-bekeken", "agreement"), step(_("Stop"), "einde", "done")]
    return writing(opened, *steps, step(_("Uitzondering"), "uitzondering", "flag"))


def _costs(opened: Opened, costs: Sequence[CostFact]) -> Table:
    kinds = opened.wording.approach.fixed_costs
    rows = [
        Row(
            cells=[
                Cell(title_of(kinds, one.kind), sub=one.payee),
                Cell(euro(one.amount)),
                Cell(_period(one)),
                Cell(_("gemeente") if one.is_paid_directly else _("zelf"), sub=one.reason),
            ],
            action=next(
                iter(writing(opened, act(_("Aanpassen"), "cost_edit", one.id, icon="edit", about=one.kind))), None
            ),
        )
        for one in costs
    ]
    columns = [
        Column("kind", _("Vaste last")),
        Column("amount", _("Per maand"), number=True),
        Column("period", _("Wanneer")),
        Column("paid", _("Wie betaalt")),
    ]
    empty = Empty(
        _("Nog geen vaste lasten"),
        _("Huur, gas, water, stroom en de verplichte zorgverzekering horen bij het ontzorgen."),
        icon="money",
    )
    return Table(_("Vaste lasten"), columns, rows, empty=empty)


def _period(one: CostFact) -> str:
    if one.until_on is None:
        return _("vanaf %(day)s") % {"day": words.day_in_words(one.from_on)}
    span = {"start": words.day_in_words(one.from_on), "end": words.day_in_words(one.until_on)}
    return _("van %(start)s tot en met %(end)s") % span


def _chart(known: Entitlement | None, held: Unburdening | None, costs: Sequence[CostFact]) -> bars.BarChart | None:
    """What is paid per month while the unburdening runs."""
    first = held.started_on if held and held.started_on else known.first_day if known else None
    last = last_paid_day(held, known.last_day if known else None)
    if not costs or first is None or last is None:
        return None
    totals = month_totals(costs, first_day=first, last_day=last)
    return bars.BarChart(
        title=_("Wat er per maand betaald wordt"),
        series=[_("door de gemeente"), _("zelf")],
        bars=[
            bars.Bar(
                words.month_in_words(one.month),
                [float(one.direct), float(one.otherwise)],
                [euro(one.direct), euro(one.otherwise)],
            )
            for one in totals
        ],
    )
