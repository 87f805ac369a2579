"""Short messages after an action, with undo instead of a question beforehand."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo="


@dataclass(frozen=True, slots=True)
class Toast:
    """What happened, in a sentence; ``undo_url`` takes a POST that takes it back."""

    text: str
    kind: str = "ok"
    undo_url: str = ""
    undo_label: str = ""


def undoable(request: HttpRequest, text: str, *, undo_url: str) -> None:
    """Say on the next page what was done, with a button that takes it back."""
    messages.success(request, text, extra_tags=_UNDO + undo_url)


def from_message(message: Message) -> Toast:
    """A message of Django as a toast. Level error and warning become errors, info stays info."""
    extra = message.extra_tags or ""
    kind = "error" if message.level >= messages.WARNING else "info" if message.level <= messages.INFO else "ok"
    return Toast(str(message.message), kind, extra.removeprefix(_UNDO) if extra.startswith(_UNDO) else "")
