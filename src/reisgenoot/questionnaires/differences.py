"""What changed between two versions of a questionnaire."""

from dataclasses import dataclass
from typing import Literal

from reisgenoot.questionnaires.definition import Form, Group, Question, Repeat

Change = Literal["added", "gone", "changed"]
_LOGIC = ("kind", "required", "relevant", "constraint", "calculation", "choice_filter", "count", "protection")


@dataclass(frozen=True, slots=True)
class Difference:
    """One question, group or repeat that came, went or changed; ``what`` names the parts that changed."""

    key: str
    label: str
    change: Change
    what: tuple[str, ...] = ()


def differences(before: Form, after: Form) -> list[Difference]:
    """Everything that differs, in the order of the later version; what went comes last."""
    found = []
    for key, item in after.by_key.items():
        old = before.by_key.get(key)
        label = after.say(item.label, "nl")
        if old is None:
            found.append(Difference(key, label, "added"))
        elif changed := _changed(before, after, old, item):
            found.append(Difference(key, label, "changed", changed))
    gone = [item for key, item in before.by_key.items() if key not in after.by_key]
    return found + [Difference(item.key, before.say(item.label, "nl"), "gone") for item in gone]


def _changed(
    before: Form, after: Form, old: Question | Group | Repeat, new: Question | Group | Repeat
) -> tuple[str, ...]:
    parts = [name for name in _LOGIC if getattr(old, name, "") != getattr(new, name, "")]
    if old.label != new.label:
        parts.append("label")
    if isinstance(old, Question) and isinstance(new, Question):
        if before.choices.get(old.choices, ()) != after.choices.get(new.choices, ()):
            parts.append("choices")
        if old.hint != new.hint:
            parts.append("hint")
    return tuple(parts)
