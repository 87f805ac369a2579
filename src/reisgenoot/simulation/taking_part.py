"""Taking part in what providers offer, what came of it, and calls to come to what is compulsory."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from reisgenoot.approach import Approach
from reisgenoot.approach.supply import Offer
from reisgenoot.offers.models import Enrolment
from reisgenoot.simulation.chance import days, one_of
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.lives import Day, Life, Living
from reisgenoot.simulation.shares import draw_of
from reisgenoot.simulation.storyline import TRACK_STEPS, Step
from reisgenoot.simulation.targets import CALL_UP, ENROLMENT, OUTCOME, Sheet
from reisgenoot.simulation.writing import Ids

SHARE_DROPPED_OUT = 0.06
SHARE_NEXT_OFFER = 0.5
_USUAL_WEEKS = 26
_ANY_DAY = date(2025, 1, 1)
_QUARTER = 91
_HOURS = (8, 12, 16, 20, 24, 24, 32, 36, 40)


@dataclass
class TakingPart:
    """Makes enrolments, outcomes and call-ups for journeys of one chunk."""

    ground: Ground
    living: Living
    chance: Random
    sheet: Sheet
    ids: Ids
    offers: dict[str, list[Offer]] = field(init=False)

    def __post_init__(self) -> None:
        approach = self.ground.approach
        self.offers = _by_beginning(approach, self.ground.providers)
        self.steps = [
            step
            for step in TRACK_STEPS
            if step.key in approach.milestones and (step.key in self.offers or not step.offered)
        ]
        self.outcome = draw_of("outcomes", approach.outcomes) if approach.outcomes else None
        self.reports = "status_report" in approach.milestones
        lists = approach.code_lists
        self.responses = tuple(lists["pvt_response"].codes) if "pvt_response" in lists else ("",)

    def write(self, life: Life) -> None:
        """Everything one person took part in; adds the milestones that taking part records."""
        for step in self.steps:
            if step.offered:
                self._follow(life, step)
            else:
                self.living.take(life, step)
        for day in life.reached.get("pvt_called", ()):
            self._call_up(life, day)

    def _follow(self, life: Life, step: Step) -> None:
        """The offers that begin with a step, one after another."""
        since = self.living.since(life, step)
        if since is None or self.chance.random() > step.share:
            return
        day: Day | None = self.ground.calendar.on_weekday(since + step.delay(self.chance))
        while day is not None and day <= life.last:
            day = self._enrol(life, one_of(self.chance, self.offers[step.key]), day)

    def _enrol(self, life: Life, offer: Offer, day: Day) -> Day | None:
        """One enrolment; returns the day on which a next one would begin, or None when there is none."""
        chance, calendar = self.chance, self.ground.calendar
        ends = day + _length(offer, chance)
        dropped_out = chance.random() < SHARE_DROPPED_OUT
        if dropped_out:
            ends = day + 14 + int(chance.random() * (ends - day))
        ends = calendar.on_weekday(ends)
        over = ends <= life.last or life.ended is not None
        ended = min(ends, life.last) if over else None
        enrolment_id = self.ids.take(Enrolment)
        ended_on = None if ended is None else calendar.on(ended)
        self.sheet.add(
            ENROLMENT,
            *(enrolment_id, life.journey_id, offer.key, self.ground.providers[offer.provider or ""]),
            *(life.traveller.town.municipality_id, calendar.on(day), ended_on),
            ended_on if dropped_out and ends <= life.last else None,
            calendar.recorded(day, chance),
        )
        if offer.begins_with:
            life.happened(offer.begins_with, day)
        if offer.ends_with and ended is not None and not dropped_out:
            life.happened(offer.ends_with, ended)
        self._observe(life, enrolment_id, day, ended)
        again = ended is not None and not life.ended and chance.random() < SHARE_NEXT_OFFER
        if not again or ended is None or not _repeatable(self.ground.approach, offer):
            return None
        return calendar.on_weekday(ended + days(chance, 5, 40, 150))

    def _observe(self, life: Life, enrolment_id: int, day: Day, ended: Day | None) -> None:
        """What somebody did, seen every quarter and at the end; the longer it lasts, the more do something."""
        if self.outcome is None:
            return
        last = life.last if ended is None else ended
        seen = [*range(day + _QUARTER, last, _QUARTER), *([] if ended is None else [ended])]
        doing = ""
        for number, moment in enumerate(seen):
            final = moment == ended
            if doing in {"", "none"} and self.chance.random() < (0.5 if final else 0.25 + 0.1 * number):
                doing = self.outcome(self.chance)
            found = [] if doing in {"", "none"} else [doing]
            hours = one_of(self.chance, _HOURS) if doing == "paid" else None
            self.sheet.add(
                OUTCOME,
                *(life.journey_id, enrolment_id, self.ground.calendar.on(moment), found, hours),
                self.ground.calendar.recorded(moment, self.chance),
            )
            if self.reports:
                life.happened("status_report", moment)

    def _call_up(self, life: Life, day: Day) -> None:
        """Calls until somebody comes: two of three come at the first."""
        signed, number = life.first("pvt_signed"), 1
        while day <= life.last:
            came = self.chance.random() < 0.66 or number == 3
            response = self.responses[0] if came else one_of(self.chance, self.responses)
            self.sheet.add(
                CALL_UP,
                *(life.journey_id, "pvt", number, self.ground.calendar.on(day), response if day < -20 else ""),
                self.ground.calendar.recorded(day, self.chance),
            )
            if came or signed is None:
                return
            number, day = number + 1, day + 40


def _by_beginning(approach: Approach, providers: dict[str, int]) -> dict[str, list[Offer]]:
    """Offers by the milestone they begin with; those of one milestone are alternatives of each other."""
    found: dict[str, list[Offer]] = {}
    for offer in approach.offers.values():
        if offer.provider in providers:
            found.setdefault(offer.begins_with or "track_started", []).append(offer)
    return found


def _repeatable(approach: Approach, offer: Offer) -> bool:
    """Whether somebody can follow another offer of the same kind after it."""
    milestone = approach.milestones.get(offer.begins_with or "")
    return milestone is not None and milestone.repeatable


def _length(offer: Offer, chance: Random) -> int:
    """Days an offer lasts; half a year, more or less, where the approach does not say."""
    if offer.weeks:
        return offer.weeks * 7
    if offer.duration:
        return (offer.duration.after(_ANY_DAY) - _ANY_DAY).days
    return days(chance, 60, _USUAL_WEEKS * 7, 400)
