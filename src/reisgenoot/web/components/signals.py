"""What needs somebody: who, what, why, by when, what now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reisgenoot.web.components.actions import Action


@dataclass(frozen=True, slots=True)
class SignalLine:
    """One signal on its row. ``why`` is short; ``rule`` and ``source`` open on hover, focus and touch."""

    key: str
    person: str
    person_url: str
    what: str
    why: str
    rule: str
    source: str
    due_on: date
    action: Action
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignalGroup:
    """Signals of one urgency. ``kind`` is ``late``, ``soon``, ``later`` or ``promise``; ``count`` is of all."""

    key: str
    title: str
    kind: str
    count: int
    signals: Sequence[SignalLine]
    more_url: str = ""
