"""One journey from its first day to today: milestones, directors, and how it ended; the other facts hang on these."""

import json
from dataclasses import dataclass, field
from random import Random

from reisgenoot.journeys.enums import EndReason
from reisgenoot.journeys.models import Journey
from reisgenoot.simulation.chance import Draw, days, one_of
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.households import Traveller
from reisgenoot.simulation.shares import ANSWERS, draw_of
from reisgenoot.simulation.storyline import RESIDENTS_BEGIN, START, STEPS, Step
from reisgenoot.simulation.targets import DIRECTOR, JOURNEY, MILESTONE, Sheet
from reisgenoot.simulation.writing import Ids

SHARE_RESIDENT = 0.25
"""Share that already lived in the municipality when the guidance began."""
SHARE_FAMILY_MIGRANT = 0.08
SHARE_UNDIRECTED = 0.06
"""Of those who began lately: nobody has been made their director yet."""
RECENT = 90
_CAUGHT_UP = 0.92
_ROUTE = Draw(ANSWERS["learning_route"])
_HANDOVERS = ("vertrek collega", "herverdeling caseload", "verhuizing binnen de regio", "terug van verlof")
Day = int


@dataclass
class Life:
    """A journey being made. ``reached`` maps a milestone to the days on which it happened, ascending."""

    journey_id: int
    traveller: Traveller
    number: int
    route: str
    family_migrant: bool
    permit: str
    ended: Day | None = None
    end_reason: str = ""
    reached: dict[str, list[Day]] = field(default_factory=dict)
    directors: list[tuple[Day, int]] = field(default_factory=list)

    @property
    def last(self) -> Day:
        """The last day on which something can have happened."""
        return -1 if self.ended is None else self.ended

    def first(self, key: str) -> Day | None:
        """The day a milestone first happened, or None."""
        found = self.reached.get(key)
        return found[0] if found else None

    def happened(self, key: str, day: Day) -> bool:
        """Remember that a milestone happened, when that is not in the future nor after the end. Returns whether so."""
        if day > self.last:
            return False
        self.reached.setdefault(key, []).append(day)
        return True

    def director_on(self, day: Day) -> int | None:
        """The client manager on a day, or None."""
        found = None
        for since, staff_id in self.directors:
            if since > day:
                break
            found = staff_id
        return found


@dataclass
class Living:
    """Makes journeys of one chunk into a sheet."""

    ground: Ground
    chance: Random
    sheet: Sheet
    ids: Ids

    def begin(self, traveller: Traveller, number: int) -> Life:
        """A journey with its milestones, but for those that belong to taking part in offers."""
        chance = self.chance
        family_migrant = chance.random() < SHARE_FAMILY_MIGRANT
        life = Life(
            journey_id=self.ids.take(Journey),
            traveller=traveller,
            number=number,
            route=_ROUTE(chance),
            family_migrant=family_migrant,
            permit="regular_fixed_term" if family_migrant else _PERMIT(chance),
        )
        self._cut_short(life)
        begins = RESIDENTS_BEGIN if chance.random() < SHARE_RESIDENT else START
        life.happened(begins, traveller.starts)
        for step in STEPS:
            if step.key in self.ground.approach.milestones and step.key != begins:
                self.take(life, step)
        self._repeat_talks(life)
        self._repeat_plans(life)
        self._finish(life)
        self._direct(life)
        return life

    def take(self, life: Life, step: Step) -> None:
        """One step: in its usual time, else much later, seldom never."""
        since = self.since(life, step)
        if since is None or (step.routes and life.route not in step.routes):
            return
        delay = step.delay(self.chance)
        if self.chance.random() > step.share:
            if step.optional or self.chance.random() > _CAUGHT_UP:
                return
            delay += 25 + int(self.chance.random() * 120)
        life.happened(step.key, self.ground.calendar.on_weekday(since + delay))

    def since(self, life: Life, step: Step) -> Day | None:
        """The latest of the milestones that a step follows, or None when none of them happened."""
        found = [day for key in step.after if (day := life.first(key)) is not None]
        return max(found) if found else None

    def write(self, life: Life) -> None:
        """Add the rows of the journey itself, once all milestones are known."""
        on, recorded = self.ground.calendar.on, self.ground.calendar.recorded
        self.sheet.add(
            JOURNEY,
            *(life.journey_id, life.traveller.person_id, self.ground.version_id, life.traveller.town.municipality_id),
            *(_codes(life), on(life.traveller.starts), None if life.ended is None else on(life.ended)),
            *(life.end_reason, recorded(life.traveller.starts, self.chance)),
        )
        for key, happened in life.reached.items():
            for day in happened:
                self.sheet.add(MILESTONE, life.journey_id, key, on(day), recorded(day, self.chance))
        self._write_directors(life)

    def _repeat_talks(self, life: Life) -> None:
        since = life.first("pip_established")
        if since is None or "progress_talk" not in self.ground.approach.milestones:
            return
        low, high = (300, 560) if life.family_migrant else (90, 195)
        day = since + days(self.chance, low, (low + high) // 2, high)
        while life.happened("progress_talk", self.ground.calendar.on_weekday(day)):
            day += days(self.chance, low, (low + high) // 2, high)

    def _repeat_plans(self, life: Life) -> None:
        """The plan is revised about once a year; one in eight comes late. Draws no chance: the rest stays as it was."""
        since = life.first("plan_signed")
        while since is not None:
            since += 330 + (life.number * 37 + since) % 40 + (120 if (life.number + since) % 8 == 0 else 0)
            if not life.happened("plan_made", self.ground.calendar.on_weekday(since)):
                return
            life.happened("plan_signed", self.ground.calendar.on_weekday(since + 5))

    def _cut_short(self, life: Life) -> None:
        """Some move away or stop: one in twenty per year."""
        lasted = -life.traveller.starts
        day = int(self.chance.random() * 365 * 20)
        if day < lasted - 1 and day > 20:
            life.ended = life.traveller.starts + day
            life.end_reason = EndReason.MOVED if self.chance.random() < 0.75 else EndReason.STOPPED

    def _finish(self, life: Life) -> None:
        """Who finished is closed some months later; every end leaves its milestone."""
        finished = life.first("integration_finished")
        if life.ended is None and finished is not None:
            closing = finished + days(self.chance, 20, 80, 240)
            if closing <= -1:
                life.ended, life.end_reason = closing, EndReason.FINISHED
        if life.ended is None:
            return
        last = life.ended
        life.reached = {
            key: kept for key, all_ in life.reached.items() if (kept := [day for day in all_ if day <= last])
        }
        key = "moved_away" if life.end_reason == EndReason.MOVED else "journey_closed"
        if key in self.ground.approach.milestones:
            life.reached[key] = [life.ended]

    def _direct(self, life: Life) -> None:
        """Directors change every year or so; the present one follows from the journey's number."""
        present = self.ground.director(life.number)
        day, periods = life.traveller.starts, []
        while day <= life.last:
            periods.append(day)
            day += days(self.chance, 120, 420, 1100)
        life.directors = [(since, one_of(self.chance, self.ground.staff_ids)) for since in periods]
        if life.ended is None and self.chance.random() < SHARE_UNDIRECTED and life.traveller.starts > -RECENT:
            life.directors = []
            return
        life.directors[-1] = (periods[-1], present)

    def _write_directors(self, life: Life) -> None:
        ends: list[Day | None] = [since for since, _ in life.directors[1:]]
        if life.directors:
            ends.append(None if life.ended is None else life.ended + 1)
        on = self.ground.calendar.on
        for number, ((since, staff_id), until) in enumerate(zip(life.directors, ends, strict=True)):
            reason = one_of(self.chance, _HANDOVERS) if number else ""
            until_date = None if until is None else on(max(until, since + 1))
            self.sheet.add(DIRECTOR, life.journey_id, staff_id, on(since), until_date, reason)


_PERMIT = draw_of("residence_permit", ANSWERS["residence_permit"])


def _codes(life: Life) -> str:
    """What is known that decides which rules hold, as JSON. The route is known from the PIP on."""
    return _CODES[life.family_migrant, life.route if life.first("pip_established") is not None else "", life.permit]


def _as_json(family: bool, route: str, permit: str) -> str:
    known = {"duo_group": "family" if family else "asylum", "learning_route": route, "residence_permit": permit}
    return json.dumps({name: code for name, code in known.items() if code})


_CODES = {
    (family, route, permit): _as_json(family, route, permit)
    for family in (False, True)
    for route in (*ANSWERS["learning_route"], "")
    for permit in ANSWERS["residence_permit"]
}
