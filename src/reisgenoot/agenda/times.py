"""Moments and the Dutch clock: from a day and a time to a moment and back, also in the two nights it is set."""

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from reisgenoot.kernel.clock import HOME_ZONE
from reisgenoot.kernel.errors import InvalidInput


def moment_at(day: date, at: time, *, field: str = "starts") -> datetime:
    """The moment at which a Dutch clock shows this time on this day; of an hour that comes twice the first one.

    Raises
    ------
    InvalidInput   the clock skips that time: the night in March in which it is set forward.
    """
    moment = datetime.combine(day, at.replace(tzinfo=None), HOME_ZONE)
    seen = datetime.fromtimestamp(moment.timestamp(), HOME_ZONE)
    if (seen.date(), seen.time()) != (day, at.replace(tzinfo=None)):
        raise InvalidInput(_("Deze tijd bestaat niet: de klok gaat die nacht een uur vooruit."), field=field)
    return moment


def day_of(moment: datetime) -> date:
    """The day of a moment on a Dutch calendar."""
    return moment.astimezone(HOME_ZONE).date()


def time_of(moment: datetime) -> time:
    """The time of a moment on a Dutch clock, in whole minutes."""
    return moment.astimezone(HOME_ZONE).time().replace(second=0, microsecond=0)


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(), HOME_ZONE)


def monday_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def minutes(at: time) -> int:
    """Minutes since midnight on the clock."""
    return at.hour * 60 + at.minute
