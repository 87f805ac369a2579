"""One question as a field of a form of staff, in Dutch."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from reisgenoot.questionnaires.definition import Form, Question


def answer_field(form: Form, question: Question, value: str) -> forms.Field:
    """The field that fits the kind of the question, filled with the answer as it is."""
    label = form.say(question.label, "nl") or _("Antwoord")
    choices = [(choice.name, form.say(choice.label, "nl")) for choice in form.choices.get(question.choices, ())]
    hint = form.say(question.hint, "nl")
    if question.kind == "select_multiple":
        return forms.MultipleChoiceField(
            label=label, choices=choices, initial=value.split(), help_text=hint, widget=forms.CheckboxSelectMultiple
        )
    if question.kind == "select_one":
        widget: Any = forms.RadioSelect if len(choices) <= 8 else forms.Select
        return forms.ChoiceField(label=label, choices=choices, initial=value, help_text=hint, widget=widget)
    if question.kind == "date":
        return forms.DateField(label=label, initial=value, help_text=hint, widget=forms.DateInput)
    if question.kind == "text":
        area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
        return forms.CharField(label=label, initial=value, help_text=hint, max_length=10_000, widget=area)
    return forms.CharField(
        label=label,
        initial=value,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def answer_text(given: Any) -> str:
    """What such a field gave, as an answer is kept."""
    return " ".join(given) if isinstance(given, list) else str(given)
