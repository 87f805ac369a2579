"""What can be wrong with a workbook, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FormProblem:
    """One thing to mend: where it stands (row as the sheet shows it, 0 = the sheet), what is wrong, what to do."""

    sheet: str
    row: int
    column: str
    message: str
    advice: str = ""

    @property
    def where(self) -> str:
        """Sheet, row and column in words."""
        parts = [f"blad {self.sheet}"] if self.sheet else []
        parts += [f"rij {self.row}"] if self.row else []
        parts += [f"kolom {self.column}"] if self.column else []
        return ", ".join(parts)

    def __str__(self) -> str:
        said = f"{self.message} {self.advice}".strip()
        return f"{self.where}: {said}" if self.where else said


class FormError(ValueError):
    """A workbook cannot be used; ``problems`` holds everything that was found, in order."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
