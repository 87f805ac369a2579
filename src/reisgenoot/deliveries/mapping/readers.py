"""The readers by name: what a recipe may say under ``reader``, and what a row of it is called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reisgenoot.deliveries.mapping import base_programme, call_ups, diagnoses, follow_up, plans
from reisgenoot.deliveries.mapping.session import Session
from reisgenoot.deliveries.rows import Row


def _nothing(_row: Row) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of row is recorded. ``stamp`` is what makes a row new although it says the same as before."""

    row_kind: str
    read: Callable[[Session, Sequence[Row]], None]
    stamp: Callable[[Row], str] = _nothing


READERS: dict[str, Reader] = {
    "diagnoses": Reader("diagnosis", diagnoses.read),
    "plans": Reader(plans.ROW_KIND, plans.read),
    "follow_up": Reader("follow_up", follow_up.read, follow_up.stamp),
    "base_programme": Reader("base_programme", base_programme.read),
    "call_ups": Reader("call_up", call_ups.read),
}
