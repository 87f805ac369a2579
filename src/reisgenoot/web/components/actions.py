"""Small things that stand in many components: what one can do, what something is, where one is."""

from dataclasses import dataclass

_LOOKS = {
    "primary": "utrecht-button--primary-action",
    "secondary": "utrecht-button--secondary-action",
    "subtle": "utrecht-button--subtle",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    ``kind`` is ``primary`` (at most one per page or row), ``secondary`` or ``subtle``; ``method`` is ``get`` (a link)
    or ``post`` (a form with one button); ``dialog`` opens the link over the page where scripts run; ``key`` is a
    keyboard shortcut; ``about`` completes the label for who hears it without the row (``Bel`` + ``Omar Haddad``).
    """

    label: str
    url: str
    icon: str = ""
    kind: str = "secondary"
    method: str = "get"
    dialog: bool = False
    key: str = ""
    about: str = ""

    @property
    def look(self) -> str:
        """The class of NL Design System for its kind."""
        return _LOOKS[self.kind]


@dataclass(frozen=True, slots=True)
class Badge:
    """A sign and a word. ``kind``: ``neutral``, ``info``, ``ok``, ``warning``, ``error``."""

    text: str
    kind: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the views on the same thing, each with its own address."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a description list. ``note`` stands small behind the value; an empty value shows as not known."""

    label: str
    value: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where nothing is yet: what it would be, why it matters, and how to begin."""

    title: str
    text: str = ""
    action: Action | None = None
    icon: str = "empty"


@dataclass(frozen=True, slots=True)
class Paging:
    """Previous and next page of a list; an empty address means there is none. ``words`` says where one is."""

    previous_url: str = ""
    next_url: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: ``value`` of ``maximum``, unknown when None. No ``poll_url`` when it is over."""

    key: str
    label: str
    value: int | None = None
    maximum: int = 100
    words: str = ""
    poll_url: str = ""
