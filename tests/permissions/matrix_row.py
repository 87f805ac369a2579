"""One row of the matrix."""

from dataclasses import dataclass, field

from reisgenoot.kernel.permissions import Permission as P  # noqa: N817  one letter keeps a row on a line


@dataclass(frozen=True, slots=True)
class Row:
    """One route: method, names of the objects of the world that fill its arguments, fixed arguments, permission.

    ``permission`` None: anybody who works for the organisation. ``about`` says whether the page is about one object of
    the organisation: then the same role at another organisation gets 404. ``reads`` says whether opening it leaves a line
    in the reading log; a page about one thing does, unless it says that it shows nobody's data.
    """

    route: str
    permission: P | None
    method: str = "get"
    objects: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    reads: bool | None = None

    @property
    def about(self) -> bool:
        return bool(self.objects)

    @property
    def is_reading(self) -> bool:
        """Whether a line in the reading log is expected."""
        return (self.method == "get" and self.about) if self.reads is None else self.reads
