"""Short messages after an action, with undo instead of a question beforehand."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo="
_THEN = "\n"
"""Between the address of undo, the address of what one may do next, and its words."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What happened, in a sentence; ``undo_url`` takes a POST that takes it back, ``then_url`` leads to what may follow."""

    text: str
    kind: str = "ok"
    undo_url: str = ""
    undo_label: str = ""
    then_url: str = ""
    then_label: str = ""


def undoable(request: HttpRequest, text: str, *, undo_url: str, then: tuple[str, str] = ("", "")) -> None:
    """Say on the next page what was done, with a button that takes it back; ``then`` is an address and its words."""
    messages.success(request, text, extra_tags=_UNDO + _THEN.join((undo_url, *then)))


def from_message(message: Message) -> Toast:
    """A message of Django as a toast. Level error and warning become errors, info stays info."""
    extra = message.extra_tags or ""
    kind = "error" if message.level >= messages.WARNING else "info" if message.level <= messages.INFO else "ok"
    if not extra.startswith(_UNDO):
        return Toast(str(message.message), kind)
    undo_url, then_url, then_label = (*extra.removeprefix(_UNDO).split(_THEN, 2), "", "")[:3]
    return Toast(str(message.message), kind, undo_url, then_url=then_url, then_label=then_label)
