"""Periods as laws write them (ten weeks, three years) and their arithmetic on calendar dates.

The one rule for month ends: years and months are added first and a day that does not exist becomes the last day of
that month (31 January + P1M = 28 or 29 February); weeks and days are added after that. PostgreSQL adds an interval to
a date by the same two steps and the same clamping, so ``date + Period.sql_interval`` there is ``Period.after`` here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_FORM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_UNITS_NL = (("jaar", "jaar"), ("maand", "maanden"), ("week", "weken"), ("dag", "dagen"))
_UNITS_EN = (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days"))
_UNITS_SQL = ("years", "months", "weeks", "days")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in whole calendar units, never negative and never nothing.

    Written as an ISO 8601 duration without a time of day: ``P10W``, ``P3M``, ``P3Y``, ``P1Y6M``.
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 duration such as ``P10W``.

        Raises
        ------
        ValueError   the text is no such duration, or its length is nothing.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is geen ISO-duur zoals P10W, P3M of P3Y")
        period = cls(*(int(part or 0) for part in match.groups()))
        if not any(period.parts):
            raise ValueError(f"'{text}' duurt niets")
        return period

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """Years, months, weeks, days."""
        return self.years, self.months, self.weeks, self.days

    def after(self, start: date) -> date:
        """The date this long after a date: months first, clamped to the month's end, then days."""
        month_index = start.year * 12 + start.month - 1 + self.years * 12 + self.months
        year, month = divmod(month_index, 12)
        last_day = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last_day)) + timedelta(days=self.weeks * 7 + self.days)

    def before(self, end: date) -> date:
        """The date this long before a date, by the same steps: months first, clamped, then days."""
        month_index = end.year * 12 + end.month - 1 - self.years * 12 - self.months
        year, month = divmod(month_index, 12)
        last_day = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(end.day, last_day)) - timedelta(days=self.weeks * 7 + self.days)

    @property
    def sql_interval(self) -> str:
        """The PostgreSQL interval literal that yields the same dates, for example ``interval '10 weeks'``."""
        units = (f"{number} {unit}" for number, unit in zip(self.parts, _UNITS_SQL, strict=True) if number)
        return f"interval '{' '.join(units)}'"

    def in_words(self, language: str = "nl") -> str:
        """The period as a person says it: ``10 weken``, ``1 year 6 months``."""
        units = _UNITS_EN if language.startswith("en") else _UNITS_NL
        said = zip(self.parts, units, strict=True)
        return " ".join(f"{number} {one if number == 1 else more}" for number, (one, more) in said if number)

    def __str__(self) -> str:
        return "P" + "".join(f"{number}{letter}" for number, letter in zip(self.parts, "YMWD", strict=True) if number)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda written: written if isinstance(written, cls) else cls.parse(str(written)),
            serialization=core_schema.to_string_ser_schema(),
        )
