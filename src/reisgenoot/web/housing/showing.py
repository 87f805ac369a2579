"""Signals in words: rows of the list, the facts of one, what to do next."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from reisgenoot.arrivals.enums import SignalStage, Whereabouts
from reisgenoot.arrivals.models import HousingSignal, ReportedPerson
from reisgenoot.arrivals.selectors import SignalLine
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Fact
from reisgenoot.web.components.tables import Cell, Column, Row

_KINDS = {
    SignalStage.REPORTED: "warning",
    SignalStage.DIRECTED: "info",
    SignalStage.MET: "ok",
    SignalStage.MOVED: "ok",
    SignalStage.WITHDRAWN: "neutral",
}
OFFERED, SETTLED = "home_offered", "settled"


def columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("name", _("Naam")),
        Column("where", _("Waar nu")),
        Column("home", _("Woning")),
        Column("stage", _("Stand")),
        Column("due", _("Wat jij nog doet")),
    ]


def row(line: SignalLine) -> Row:
    """A signal as a row, with the one next action."""
    others = ngettext("met %(n)d ander", "met %(n)d anderen", line.others) % {"n": line.others} if line.others else ""
    todo = {"home_offer": _("woning aanbieden"), "moving_in": _("verhuizing vastleggen")}.get(line.asks, "")
    reported = _("gemeld %(day)s") % {"day": words.day_in_words(line.reported_on)}
    cells = [
        Cell(
            line.name, url=reverse("housing_signal", args=[line.id]), sub=" · ".join(filter(None, [others, reported]))
        ),
        Cell(
            str(capfirst(where_words(line.whereabouts, line.place))),
            sub=_("naar %(town)s") % {"town": line.municipality},
        ),
        Cell(home_words(line)),
        Cell(badge=badge(line), sub=line.director),
        Cell(due_on=line.due_on, sub=todo) if line.due_on and todo else Cell(),
    ]
    return Row(cells, action=next_action(line), muted=line.stage == SignalStage.WITHDRAWN)


def badge(line: SignalLine) -> Badge:
    """The state as a sign and a word."""
    if line.waits and line.stage != SignalStage.WITHDRAWN:
        return Badge(_("team kijkt na wie dit is"), "warning", "review")
    return Badge(str(line.stage.label), _KINDS[line.stage])


def next_action(line: SignalLine) -> Action | None:
    """What the housing department does next with it."""
    if line.stage in {SignalStage.WITHDRAWN, SignalStage.MOVED} or line.waits:
        return None
    if line.offered_on is None:
        url = reverse("housing_home", args=[line.id, OFFERED])
        return Action(_("Woning aangeboden"), url, icon="household", dialog=True, about=line.name)
    url = reverse("housing_home", args=[line.id, SETTLED])
    return Action(_("Verhuisd"), url, icon="done", dialog=True, about=line.name)


def actions(line: SignalLine) -> list[Action]:
    """Everything one can do with one signal; the next step first."""
    if line.stage == SignalStage.WITHDRAWN:
        return [Action(_("Zet de melding terug"), reverse("housing_reinstate", args=[line.id]), "undo", method="post")]
    found = []
    if step := next_action(line):
        found.append(Action(step.label, step.url, icon=step.icon, kind="primary", dialog=True))
    if line.offered_on is None and line.stage != SignalStage.MOVED and not line.waits:
        found.append(Action(_("Verhuisd"), reverse("housing_home", args=[line.id, SETTLED]), "done", dialog=True))
    found.append(Action(_("Herstel"), reverse("housing_correct", args=[line.id]), "edit", dialog=True))
    found.append(Action(_("Trek in"), reverse("housing_withdraw", args=[line.id]), "delete", "subtle", dialog=True))
    return found


def where_words(whereabouts: str, place: str) -> str:
    """Where somebody is, with the place when it is known."""
    label = str(Whereabouts(whereabouts).label)
    if place and whereabouts in {Whereabouts.NEAR, Whereabouts.FAR}:
        far = _("ver weg") if whereabouts == Whereabouts.FAR else _("dichtbij")
        return f"{place} ({far})"
    return f"{label}, {place}" if place else label


def home_words(line: SignalLine) -> str:
    """The home in words: expected, offered, moved in."""
    if line.settled_on:
        return _("verhuisd %(day)s") % {"day": words.day_in_words(line.settled_on)}
    if line.offered_on:
        return _("aangeboden %(day)s") % {"day": words.day_in_words(line.offered_on)}
    if line.home_expected_on:
        return _("verwacht %(day)s") % {"day": words.day_in_words(line.home_expected_on)}
    return _("nog niet bekend")


def stage_words(line: SignalLine) -> str:
    """How far one signal is, as a sentence."""
    if line.stage == SignalStage.WITHDRAWN:
        return _("Deze melding is ingetrokken.")
    if line.waits:
        return _("Het team kijkt na of deze persoon al bekend is.")
    if line.stage == SignalStage.MOVED:
        return _("Verhuisd naar %(town)s.") % {"town": line.municipality}
    if line.stage == SignalStage.MET:
        return _("%(name)s heeft al kennisgemaakt.") % {"name": line.director or _("Het team")}
    if line.director:
        return _("%(name)s is klantmanager en maakt kennis.") % {"name": line.director}
    return _("Er is nog geen klantmanager.")


def late_words(lines: Sequence[SignalLine], today: date) -> str:
    """How many signals are late, or nothing."""
    late = sum(1 for line in lines if line.due_on and line.due_on < today)
    if not late:
        return ""
    return ngettext(
        "Bij %(n)d melding is een termijn voorbij.", "Bij %(n)d meldingen is een termijn voorbij.", late
    ) % {"n": late}


def about(signal: HousingSignal, people: Sequence[ReportedPerson]) -> list[Fact]:
    """What was reported, without the BSN."""
    main, reader = people[0], get_language() or "nl"
    interpreter = {True: _("ja"), False: _("nee"), None: ""}[main.needs_interpreter]
    return [
        Fact(_("Geboren op"), words.day_in_words(main.birth_date) if main.birth_date else ""),
        Fact(_("V-nummer"), main.v_number),
        Fact(_("Taal"), language_name(main.language, reader) if main.language else ""),
        Fact(_("Tolk nodig"), interpreter),
        Fact(_("Telefoon"), signal.phone),
        Fact(_("Is nu in"), where_words(signal.whereabouts, signal.place)),
        Fact(_("Komt naar"), signal.municipality.name),
        Fact(_("Woning verwacht op"), words.day_in_words(signal.home_expected_on) if signal.home_expected_on else ""),
        Fact(_("Opmerkingen"), signal.remarks or _("geen")),
    ]


def household(people: Sequence[ReportedPerson]) -> list[Fact]:
    """Who comes along."""
    found = []
    for one in people[1:]:
        notes = [words.day_in_words(one.birth_date) if one.birth_date else ""]
        notes.append(_("was nooit in een azc") if one.never_in_azc else "")
        label = str(capfirst(HouseholdRole(one.role).label))
        found.append(Fact(label, one.name, note=" · ".join(filter(None, notes))))
    return found


def steps(signal: HousingSignal, line: SignalLine) -> list[Fact]:
    """The way from link to home, with days and who."""
    by = signal.reported_by.name if signal.reported_by else ""
    director = " · ".join(filter(None, [line.director, line.director_phone]))
    met = _("ja") if line.stage in {SignalStage.MET, SignalStage.MOVED} else _("nog niet")
    found = [
        Fact(_("Gekoppeld aan de gemeente"), words.day_in_words(signal.linked_on)),
        Fact(_("Gemeld"), words.day_in_words(signal.reported_on), note=by),
        Fact(_("Klantmanager"), director or _("nog niet")),
        Fact(_("Kennisgemaakt"), met),
        Fact(_("Woning aangeboden"), words.day_in_words(line.offered_on) if line.offered_on else _("nog niet")),
        Fact(_("Verhuisd"), words.day_in_words(line.settled_on) if line.settled_on else _("nog niet")),
    ]
    if signal.withdrawn_on:
        day = words.day_in_words(signal.withdrawn_on)
        found.append(Fact(_("Ingetrokken"), day, note=signal.withdrawn_reason))
    return found


def notice(line: SignalLine) -> str:
    """What the department should know now, or nothing."""
    if line.waits:
        return _("Deze persoon lijkt op iemand die al bekend is. Het team kijkt dit na; je hoeft niets te doen.")
    return ""


def initial(signal: HousingSignal, main: ReportedPerson) -> dict[str, Any]:
    """What a signal says now, for the form."""
    answers = {True: "yes", False: "no", None: ""}
    return {
        "family_name": main.family_name,
        "given_name": main.given_name,
        "birth_date": main.birth_date,
        "language": main.language,
        "needs_interpreter": answers[main.needs_interpreter],
        "whereabouts": signal.whereabouts,
        "place": signal.place,
        "municipality": signal.municipality_id,
        "linked_on": signal.linked_on,
        "home_expected_on": signal.home_expected_on,
        "phone": signal.phone,
        "remarks": signal.remarks,
    }
