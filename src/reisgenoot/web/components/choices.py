"""Many questions with a few answers each, under each other in one calm form."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One question. ``hint`` says what an answer means or where it comes from; ``before`` what it was the last time."""

    field: BoundField
    hint: str = ""
    before: str = ""
