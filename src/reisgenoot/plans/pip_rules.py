"""What the law and DUO ask of a PIP, rule by rule. Pure: facts in, findings out; nothing is read or written.

A hard rule keeps a PIP from being established, because DUO refuses it or the law forbids it. Advice is shown and
decides nothing. Sources: Wet, Besluit and Regeling inburgering 2021, and the acceptance rules that DUO publishes with
its message about the PIP (DUO ketenberichten, SDI014).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reisgenoot.approach.periods import Period
from reisgenoot.plans.enums import Leerroute, Niveau
from reisgenoot.plans.pip_facts import Circumstances, WantedPip

CHANGE_WINDOW = Period.parse("P18M")
MOST_INTENSITY = 9999
B1, EDUCATION, Z = Leerroute.B1, Leerroute.EDUCATION, Leerroute.Z


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that the PIP breaks (``is_hard``) or a thing worth a thought. ``field`` is where it is mended."""

    rule: str
    field: str
    message: str
    article: str
    is_hard: bool = True


Check = Callable[[WantedPip, Circumstances], Iterator[tuple[str, str]]]
"""Gives field and message for each time the rule is broken."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its source."""

    key: str
    article: str
    check: Check
    is_hard: bool = True


def findings(pip: WantedPip, known: Circumstances) -> list[Finding]:
    """Everything that stands in the way of this PIP or deserves a thought; what stands in the way first."""
    found = [
        Finding(rule.key, field, message, rule.article, rule.is_hard)
        for rule in RULES
        for field, message in rule.check(pip, known)
    ]
    return sorted(found, key=lambda one: not one.is_hard)


def is_route_change(pip: WantedPip, known: Circumstances) -> bool:
    """Whether this PIP has another route or level than the one that holds until now."""
    current = known.current
    return current is not None and (pip.leerroute, pip.level) != (current.leerroute, current.level)


def _route_is_known(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute not in Leerroute.values:
        yield "leerroute", _("Kies een leerroute.")


def _has_a_date(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.dagtekening is None:
        yield "dagtekening", _("Vul de dagtekening in: de datum van het besluit.")


def _not_in_the_future(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.dagtekening and pip.dagtekening > known.today:
        yield "dagtekening", _("De dagtekening ligt in de toekomst. Een besluit heeft de datum waarop het is genomen.")


def _not_before_duty(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.dagtekening and known.duty_from and pip.dagtekening < known.duty_from:
        yield (
            "dagtekening",
            _("De dagtekening ligt voor het begin van de inburgeringsplicht (%(day)s).") % _on(known.duty_from),
        )


def _not_before_settling(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.dagtekening and known.settled_on and pip.dagtekening < known.settled_on:
        yield (
            "dagtekening",
            _("De dagtekening ligt voor de vestiging in de gemeente (%(day)s).") % _on(known.settled_on),
        )


def _not_before_earlier(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    latest = max((one.dagtekening for one in known.earlier), default=None)
    if pip.dagtekening and latest and pip.dagtekening < latest:
        yield "dagtekening", _("De dagtekening ligt voor die van het vorige PIP (%(day)s).") % _on(latest)


def _education_is_not_a2(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if (pip.leerroute, pip.niveau) == (EDUCATION, Niveau.A2):
        yield "niveau", _("De Onderwijsroute kan niet op A2. Kies B1 of laat het niveau leeg.")


def _z_is_not_b1(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if (pip.leerroute, pip.niveau) == (Z, Niveau.B1):
        yield "niveau", _("De Z-route kan niet op B1. Kies A2 of laat het niveau leeg.")


def _first_is_not_a2(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if (pip.leerroute, pip.niveau) == (B1, Niveau.A2) and not known.earlier:
        yield "niveau", _("Het eerste PIP in de B1-route is op B1. A2 kan pas later, na afschalen.")


def _downscale_only_from_b1(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if not _is_downscale(pip, known):
        return
    current = known.current
    if current is not None and (current.leerroute, current.level) != (B1, Niveau.B1):
        yield "niveau", _("Afschalen naar A2 kan alleen vanuit de B1-route op B1.")


def _downscale_hours(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if _is_downscale(pip, known) and (pip.lesson_hours_done or 0) < known.norms.downscale:
        message = _("Afschalen naar A2 kan na ten minste %(hours)d lesuren bij een erkende instelling.")
        yield "lesson_hours_done", message % {"hours": known.norms.downscale}


def _downscale_effort(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if _is_downscale(pip, known) and not pip.has_shown_effort:
        yield "has_shown_effort", _("Afschalen naar A2 kan als iemand aantoonbaar genoeg inspanning heeft geleverd.")


def _is_downscale(pip: WantedPip, known: Circumstances) -> bool:
    """To A2 in the B1 route, by who had another level before."""
    if (pip.leerroute, pip.niveau) != (B1, Niveau.A2) or known.current is None:
        return False
    return (known.current.leerroute, known.current.level) != (B1, Niveau.A2)


def _route_change_in_time(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if not is_route_change(pip, known) or pip.dagtekening is None or known.first is None:
        return
    if not pip.route_change_reason.strip():
        if pip.dagtekening >= route_change_until(known.first.dagtekening):
            message = _(
                "De route wijzigen kan tot anderhalf jaar na het begin van de termijn, daarna bij uitzondering."
            )
            yield "route_change_reason", f"{message} {_('Schrijf op waarom dit een uitzondering is.')}"
        else:
            yield "route_change_reason", _("Schrijf op waarom de route verandert.")


def route_change_until(initial_on: date) -> date:
    """The first day on which the route changes by exception only: the term begins the day after the first PIP."""
    first_day = date.fromordinal(initial_on.toordinal() + 1)
    return CHANGE_WINDOW.after(first_day)


def _intensity_only_b1_asylum(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.intensity_hours is None:
        return
    if pip.leerroute != B1:
        yield "intensity_hours", _("De geschatte intensiteit hoort alleen bij de B1-route. Laat dit leeg.")
    elif known.group == "family":
        yield "intensity_hours", _("De geschatte intensiteit is alleen voor asielstatushouders. Laat dit leeg.")
    elif not 1 <= pip.intensity_hours <= MOST_INTENSITY:
        yield "intensity_hours", _("Vul een aantal uren in van 1 tot en met 9999.")


def _intensity_is_estimated(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute == B1 and known.group == "asylum" and pip.intensity_hours is None:
        yield "intensity_hours", _("De gemeente schat de intensiteit van de B1-route in uren taal en KNM.")


def _literacy_is_known(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.literacy not in ("A", "AA", "NVT"):
        yield "literacy", _("Kies of alfabetisering nodig is.")


def _no_map_in_education(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute == EDUCATION and (pip.map_planned_on or pip.map_hours):
        field = "map_planned_on" if pip.map_planned_on else "map_hours"
        yield field, _("De MAP hoort niet bij de Onderwijsroute. Laat de MAP leeg.")


def _map_is_planned(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute in (B1, Z) and pip.map_planned_on is None:
        yield "map_planned_on", _("Het PIP noemt hoe en wanneer de MAP wordt gevolgd.")


def _map_has_enough_hours(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute in (B1, Z) and pip.map_hours is not None and pip.map_hours < known.norms.map:
        yield "map_hours", _("De MAP is ten minste %(hours)d praktijkuren.") % {"hours": known.norms.map}


def _pvt_is_planned(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute and pip.pvt_planned_on is None:
        yield "pvt_planned_on", _("Het PIP noemt hoe en wanneer het PVT wordt gevolgd; het hoort bij elke route.")


def _pvt_has_enough_hours(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.pvt_hours is not None and pip.pvt_hours < known.norms.pvt:
        yield "pvt_hours", _("Het PVT is ten minste %(hours)d uur.") % {"hours": known.norms.pvt}


def _planned_after_decision(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.dagtekening is None:
        return
    for field in ("pvt_planned_on", "map_planned_on", "knm_planned_on"):
        planned = getattr(pip, field)
        if planned and planned < pip.dagtekening and not known.earlier:
            yield field, _("Deze datum ligt voor de dagtekening van het eerste PIP.")


def _planned_within_term(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    start = known.first.dagtekening if known.first else pip.dagtekening
    if start is None:
        return
    end = Period.parse("P3Y").after(date.fromordinal(start.toordinal() + 1))
    for field in ("pvt_planned_on", "map_planned_on", "knm_planned_on"):
        planned = getattr(pip, field)
        if planned and planned >= end:
            yield field, _("Deze datum ligt na de inburgeringstermijn van drie jaar.")


def _z_hours_only_in_z(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute and pip.leerroute != Z:
        for field in ("z_lesson_hours", "z_participation_hours"):
            if getattr(pip, field) is not None:
                yield field, _("Deze uren horen alleen bij de Z-route. Laat dit leeg.")


def _z_hours_are_set(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute != Z:
        return
    if pip.z_lesson_hours is None:
        yield (
            "z_lesson_hours",
            _("Vul de lesuren van de Z-route in: %(hours)d, of minder met een reden.")
            % {"hours": known.norms.z_lessons},
        )
    if pip.z_participation_hours is None and known.group != "family":
        message = _("Vul de participatie-uren van de Z-route in: %(hours)d, of minder met een reden.")
        yield "z_participation_hours", message % {"hours": known.norms.z_participation}


def _z_deviation_has_a_reason(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute != Z or pip.z_reason.strip():
        return
    less = _under(pip.z_lesson_hours, known.norms.z_lessons)
    if known.group != "family":
        less = less or _under(pip.z_participation_hours, known.norms.z_participation)
    if less:
        yield "z_reason", _("Schrijf op waarom de uren lager zijn: een ontheffing of een beperking.")


def _under(hours: int | None, norm: int) -> bool:
    return hours is not None and hours < norm


def _z_participation_only_asylum(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute == Z and known.group == "family" and pip.z_participation_hours:
        yield "z_participation_hours", _("Participatie-uren gelden alleen voor asielstatushouders. Laat dit leeg.")


def _test_deviation_has_a_reason(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    """The test says yes or no to the B1 route; the education route is not below it."""
    if not known.test_advises or not pip.leerroute or pip.test_deviation_reason.strip():
        return
    if (known.test_advises == Z) != (pip.leerroute == Z):
        message = _("De route wijkt af van de leerbaarheidstoets. Dat mag, met een reden. Schrijf de reden op.")
        yield "test_deviation_reason", message


def _test_is_known(pip: WantedPip, known: Circumstances) -> Iterator[tuple[str, str]]:
    if pip.leerroute and not known.test_advises and not known.earlier:
        yield "leerroute", _("Er is geen uitslag van de leerbaarheidstoets bekend.")


def _on(day: date) -> dict[str, str]:
    return {"day": f"{day.day}-{day.month}-{day.year}"}


_DUO = "DUO ketenberichten, SDI014"
RULES: tuple[Rule, ...] = (
    Rule("route_is_known", "Wet inburgering 2021, art. 6", _route_is_known),
    Rule("has_a_date", "Wet inburgering 2021, art. 15", _has_a_date),
    Rule("not_in_the_future", "Wet inburgering 2021, art. 15", _not_in_the_future),
    Rule("not_before_duty", _DUO, _not_before_duty),
    Rule("not_before_settling", _DUO, _not_before_settling),
    Rule("not_before_earlier", _DUO, _not_before_earlier),
    Rule("education_is_not_a2", _DUO, _education_is_not_a2),
    Rule("z_is_not_b1", _DUO, _z_is_not_b1),
    Rule("first_is_not_a2", "Besluit inburgering 2021, art. 5.5", _first_is_not_a2),
    Rule("downscale_only_from_b1", "Besluit inburgering 2021, art. 5.5", _downscale_only_from_b1),
    Rule("downscale_hours", "Besluit inburgering 2021, art. 5.5", _downscale_hours),
    Rule("downscale_effort", "Besluit inburgering 2021, art. 5.5", _downscale_effort),
    Rule("route_change_reason", "Wet inburgering 2021, art. 17 lid 2", _route_change_in_time),
    Rule("intensity_only_b1_asylum", _DUO, _intensity_only_b1_asylum),
    Rule("literacy_is_known", _DUO, _literacy_is_known),
    Rule("no_map_in_education", "Wet inburgering 2021, art. 8 lid 3", _no_map_in_education),
    Rule("z_hours_only_in_z", "Besluit inburgering 2021, art. 3.14", _z_hours_only_in_z),
    Rule("z_deviation_has_a_reason", "Besluit inburgering 2021, art. 3.14", _z_deviation_has_a_reason),
    Rule("z_participation_only_asylum", "Besluit inburgering 2021, art. 3.14", _z_participation_only_asylum),
    Rule("test_deviation_has_a_reason", "Wet inburgering 2021, art. 14 lid 3", _test_deviation_has_a_reason),
    Rule("test_is_known", "Wet inburgering 2021, art. 14 lid 3", _test_is_known, is_hard=False),
    Rule("intensity_is_estimated", "Wet inburgering 2021, art. 7", _intensity_is_estimated, is_hard=False),
    Rule("map_is_planned", "Wet inburgering 2021, art. 15", _map_is_planned, is_hard=False),
    Rule("map_has_enough_hours", "Besluit inburgering 2021, art. 3.2", _map_has_enough_hours, is_hard=False),
    Rule("pvt_is_planned", "Wet inburgering 2021, art. 15", _pvt_is_planned, is_hard=False),
    Rule("pvt_has_enough_hours", "Besluit inburgering 2021, art. 3.1", _pvt_has_enough_hours, is_hard=False),
    Rule("planned_after_decision", "Wet inburgering 2021, art. 15", _planned_after_decision, is_hard=False),
    Rule("planned_within_term", "Wet inburgering 2021, art. 11 lid 1", _planned_within_term, is_hard=False),
    Rule("z_hours_are_set", "Besluit inburgering 2021, art. 3.14", _z_hours_are_set, is_hard=False),
)
"""Every rule, in the order of a PIP."""
