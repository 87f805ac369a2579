"""The person's head: who it is, how to talk, who directs, and which clocks run."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reisgenoot.journeys.clocks import TermClock
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.people.selectors import Housemate
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.caseworker.wording import language_name
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge
from reisgenoot.web.components.people import Clock, PersonHead

MOST_CLOCKS = 3


def head_of(opened: Opened, *, actions: Sequence[Action]) -> PersonHead:
    """What stays in sight while one reads the file."""
    person, journey = opened.person, opened.journey
    director = opened.standing.director if opened.standing else None
    full_name = f"{person.given_name} {person.family_name}".strip()
    return PersonHead(
        name=person.display_name,
        url=reverse("dossier", args=[journey.pk]),
        full_name=full_name if full_name != person.display_name else "",
        born_on=person.birth_date,
        languages=language_name(person.language, opened.wording.language) if person.language else "",
        interpreter=_interpreter(person.needs_interpreter),
        phone=person.phone,
        director=director.name if director else _("nog geen regisseur"),
        household=household_in_words(opened.household, opened.today),
        place=_place(opened),
        route=_route(opened),
        badges=_badges(opened),
        clocks=[] if journey.ended_on else _clocks(opened.clocks, opened.today, opened.wording.language),
        actions=actions,
    )


def household_in_words(household: Sequence[Housemate], today: date) -> str:
    """The others in the household in a line: ``met partner, 2 kinderen (4 en 7 jaar)``; empty when not known."""
    others = [mate for mate in household if not mate.is_self]
    if not household:
        return ""
    if not others:
        return _("woont alleen")
    parts = []
    children = [mate for mate in others if mate.role == HouseholdRole.CHILD]
    adults = [mate for mate in others if mate.role != HouseholdRole.CHILD]
    partners = [mate for mate in adults if mate.role == HouseholdRole.PARTNER]
    if partners:
        parts.append(_("partner"))
    if len(adults) > len(partners):
        number = len(adults) - len(partners)
        parts.append(ngettext("%(n)d andere volwassene", "%(n)d andere volwassenen", number) % {"n": number})
    if children:
        text = ngettext("%(n)d kind", "%(n)d kinderen", len(children)) % {"n": len(children)}
        ages = sorted(words.age_in_years(child.birth_date, today) for child in children if child.birth_date)
        parts.append(f"{text} ({', '.join(map(str, ages))})" if ages else text)
    return _("met %(people)s") % {"people": ", ".join(parts)}


def _interpreter(needed: bool | None) -> str:
    if needed is None:
        return ""
    return _("tolk nodig") if needed else _("geen tolk nodig")


def _place(opened: Opened) -> str:
    municipality = opened.journey.municipality or opened.person.municipality
    names = [opened.person.place, municipality.name if municipality else ""]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _route(opened: Opened) -> str:
    phase = opened.standing.phase if opened.standing else ""
    route = opened.journey.codes.get("learning_route", "")
    parts = [opened.wording.code("learning_route", route) if route else ""]
    parts.append(opened.wording.phase(phase) if phase else "")
    return " · ".join(part for part in parts if part)


def _badges(opened: Opened) -> list[Badge]:
    journey = opened.journey
    if not journey.ended_on:
        return []
    reason = f": {journey.get_end_reason_display()}" if journey.end_reason else ""
    text = _("afgesloten op %(day)s") % {"day": words.day_in_words(journey.ended_on)}
    return [Badge(f"{text}{reason}", icon="locked")]


def _clocks(clocks: Sequence[TermClock], today: date, language: str) -> list[Clock]:
    """The terms that run and are due first; of terms with the same days only the first."""
    running = [clock for clock in clocks if clock.met_on is None and (clock.is_deadline or clock.last_day >= today)]
    by_days = {(clock.first_day, clock.last_day): clock for clock in reversed(running)}
    chosen = sorted(by_days.values(), key=lambda clock: clock.due_on)[:MOST_CLOCKS]
    return [
        Clock(
            label=clock.title,
            words=_clock_words(clock, today, language),
            share=clock.share(today),
            kind=words.urgency(clock.due_on, today) if clock.is_deadline else "later",
            source=clock.source,
        )
        for clock in chosen
    ]


def _clock_words(clock: TermClock, today: date, language: str) -> str:
    if today > clock.last_day:
        return words.due_in_words(clock.due_on, today)
    weeks = clock.within.weeks
    if clock.within.parts == (0, 0, weeks, 0):
        week = max((today - clock.first_day).days, 0) // 7 + 1
        return _("week %(week)d van %(weeks)d") % {"week": min(week, weeks), "weeks": weeks}
    passed = words.duration_in_words(clock.first_day, max(today, clock.first_day))
    return _("%(passed)s van %(all)s") % {"passed": passed, "all": clock.within.in_words(language)}
