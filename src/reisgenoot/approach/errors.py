"""What can be wrong with a definition, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line in a definition file; lines count from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a definition: where it stands, what is wrong, what to do."""

    place: Place
    path: str
    message: str
    advice: str = ""

    @property
    def file(self) -> Path:
        """The file to open."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line to go to, counted from 1."""
        return self.place.line

    def __str__(self) -> str:
        where = f"{self.place}: {self.path}: " if self.path else f"{self.place}: "
        return f"{where}{self.message}" + (f" {self.advice}" if self.advice else "")


class DefinitionError(ValueError):
    """A definition cannot be used; ``problems`` holds everything that was found, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownApproachError(KeyError):
    """There is no approach with this key in the folder of definitions."""

    def __init__(self, key: str, folder: Path, known: Iterable[str]) -> None:
        super().__init__(f"geen aanpak '{key}' in {folder}; bekend zijn: {', '.join(sorted(known)) or 'geen'}")

    def __str__(self) -> str:
        return str(self.args[0])
