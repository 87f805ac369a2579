"""Contacts with a rhythm: most in time, some late, some where nobody came; promises and next appointments."""

from dataclasses import dataclass
from datetime import date
from random import Random

from reisgenoot.journeys.enums import ContactKind, ContactOutcome
from reisgenoot.simulation import texts
from reisgenoot.simulation.chance import Draw, days, one_of
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.lives import Day, Life
from reisgenoot.simulation.targets import CONTACT, Sheet

_KINDS = Draw(
    {
        ContactKind.TALK: 46.0,
        ContactKind.PHONE: 26.0,
        ContactKind.HOME_VISIT: 9.0,
        ContactKind.VIDEO: 5.0,
        ContactKind.THREE_WAY: 6.0,
        ContactKind.MESSAGE: 8.0,
    }
)
_OUTCOMES = Draw({ContactOutcome.HELD: 87.0, ContactOutcome.NO_SHOW: 6.0, ContactOutcome.NOT_REACHED: 7.0})
_LANGUAGES = ("nl", "nl", "en")
SHARE_NEGLECTED = 0.2
"""Share of journeys with long gaps between contacts."""
RECENT = -16
"""From this day on a promise may still have to be kept."""
_STAGES = (
    ("late", "track_ended"),
    ("track", "track_started"),
    ("plan", "diagnosed"),
    ("intake", "settled"),
    ("outreach", "linked"),
)


@dataclass
class Contacts:
    """Makes the contacts of journeys of one chunk."""

    ground: Ground
    chance: Random
    sheet: Sheet

    def write(self, life: Life) -> None:
        """All contacts of one journey, until today or its end."""
        chance, calendar = self.chance, self.ground.calendar
        low, mode, high = (60, 95, 170) if chance.random() < SHARE_NEGLECTED else (18, 62, 100)
        day = life.traveller.starts + int(chance.random() * 18)
        while day <= life.last:
            day = calendar.on_weekday(day)
            gap = days(chance, low, mode, high)
            outcome = _OUTCOMES(chance)
            if outcome != ContactOutcome.HELD:
                gap = 3 + int(chance.random() * 12)
            self._contact(life, max(day, life.traveller.starts), outcome, following=day + gap)
            day += gap

    def _contact(self, life: Life, day: Day, outcome: str, *, following: Day) -> None:
        chance, calendar = self.chance, self.ground.calendar
        traveller, stage = life.traveller, _stage(life, day)
        held = outcome == ContactOutcome.HELD
        kind = self._kind(stage, outcome)
        dutch = chance.random() < (0.2 if stage in {"outreach", "intake"} else 0.55)
        promise, until, kept = self._promise(day) if held else ("", None, None)
        planned = following > 0 and life.ended is None and following < 45 and chance.random() < 0.6
        self.sheet.add(
            CONTACT,
            *(life.journey_id, calendar.on(day), kind, outcome),
            "nl" if dutch else traveller.language,
            held and not dutch and traveller.needs_interpreter,
            "contactpersoon COA" if kind == ContactKind.AZC_VISIT else _WITH.get(kind, ""),
            self._text(stage, outcome, with_children="children" in traveller.household),
            *(promise, self._date(until), self._date(kept)),
            calendar.on(following) if planned else None,
            *(calendar.recorded(day, chance), life.director_on(day)),
        )

    def _date(self, day: Day | None) -> date | None:
        return None if day is None else self.ground.calendar.on(day)

    def _kind(self, stage: str, outcome: str) -> str:
        if outcome == ContactOutcome.NOT_REACHED:
            return ContactKind.PHONE
        if outcome == ContactOutcome.NO_SHOW:
            return ContactKind.TALK
        if stage == "outreach" and self.chance.random() < 0.6:
            return ContactKind.AZC_VISIT
        return _KINDS(self.chance)

    def _text(self, stage: str, outcome: str, *, with_children: bool) -> str:
        if outcome == ContactOutcome.NO_SHOW:
            return one_of(self.chance, texts.NOT_THERE)
        if outcome == ContactOutcome.NOT_REACHED:
            return one_of(self.chance, texts.NOT_REACHED)
        return texts.report(self.chance, stage, with_children=with_children)

    def _promise(self, day: Day) -> tuple[str, Day | None, Day | None]:
        """A promise in one of eight talks: what, until when, and when it was kept (recent ones mostly not yet)."""
        chance = self.chance
        if chance.random() > 0.12:
            return "", None, None
        until = day + 3 + int(chance.random() * 14)
        kept = until - int(chance.random() * 3)
        if day >= RECENT and (chance.random() < 0.6 or kept >= 0):
            return one_of(chance, texts.PROMISES), until, None
        return one_of(chance, texts.PROMISES), until, min(kept, -1)


_WITH: dict[str, str] = {ContactKind.THREE_WAY: "docent", ContactKind.HOME_VISIT: "gezin"}


def _stage(life: Life, day: Day) -> str:
    for stage, key in _STAGES:
        since = life.first(key)
        if since is not None and since <= day:
            return stage
    return "outreach" if life.first("linked") is not None else "intake"
