"""What can be wrong with a delivered file, said so that whoever sent it can mend it. No message quotes a person's data."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from reisgenoot.kernel.errors import ReisgenootError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where (file, sheet, row and column as the sheet shows them), what, and what to do.

    ``stops`` is false for a remark that does not stop the delivery. ``code`` is stable.
    """

    code: str
    message: str
    advice: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    stops: bool = True

    def as_json(self) -> dict[str, Any]:
        """The problem as JSON-ready data."""
        return asdict(self)

    def where(self) -> str:
        """File, sheet, row and column as far as they are known."""
        parts = [
            self.file,
            _("blad %(sheet)s") % {"sheet": self.sheet} if self.sheet else "",
            _("rij %(row)s") % {"row": self.row} if self.row else "",
            _("kolom %(column)s") % {"column": self.column} if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        where = self.where()
        return " ".join(part for part in (f"{where}:" if where else "", self.message, self.advice) if part)


class DeliveryRefused(ReisgenootError):
    """The delivery cannot be read; ``problems`` holds everything that was found. Nothing was imported."""

    code = "delivery-refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
