"""The person at the head of a file, and the stream of what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.web.components.actions import Action, Badge


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that runs: ``PIP``, ``week 6 van 10``; ``share`` from 0 to 1 is how much has passed."""

    label: str
    words: str
    share: float
    kind: str = "later"
    source: str = ""

    @property
    def percent(self) -> int:
        """The share that has passed as a whole percentage, at most 100."""
        return round(min(max(self.share, 0.0), 1.0) * 100)


@dataclass(frozen=True, slots=True)
class PersonHead:
    """What stays in sight while one reads a file. Every text but the name may stay empty."""

    name: str
    url: str = ""
    full_name: str = ""
    born_on: date | None = None
    languages: str = ""
    interpreter: str = ""
    phone: str = ""
    director: str = ""
    substitute: str = ""
    household: str = ""
    place: str = ""
    route: str = ""
    shared_with: str = ""
    badges: Sequence[Badge] = ()
    clocks: Sequence[Clock] = ()
    actions: Sequence[Action] = ()


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened. ``kind`` is a word for who listens; ``icon`` its sign; ``lang`` when not the page's."""

    on: date
    kind: str
    icon: str
    title: str
    text: str = ""
    who: str = ""
    url: str = ""
    badge: Badge | None = None
    lang: str = ""
