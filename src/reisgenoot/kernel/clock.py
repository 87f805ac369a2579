"""What time it is. Every rule asks here, so that a test or a what-if can stand on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

HOME_ZONE = ZoneInfo("Europe/Amsterdam")
_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The present day as the clock on a Dutch wall has it."""
    return now().astimezone(HOME_ZONE).date()


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Within this block it is noon on ``day``."""
    token = _frozen.set(datetime(day.year, day.month, day.day, 12, tzinfo=HOME_ZONE))
    try:
        yield
    finally:
        _frozen.reset(token)
