"""The form of a contact: what one types first, and what one can add when there is reason to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from reisgenoot.journeys.enums import ContactKind, ContactOutcome, InterpreterKind, Protection
from reisgenoot.journeys.models import Contact, Journey
from reisgenoot.journeys.story import contacts_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import client_managers
from reisgenoot.web.caseworker.wording import language_name

USUAL_PROMISE = timedelta(days=7)
KIND_NOT_KNOWN = "unknown"
"""With an interpreter, but nobody wrote down which kind."""
LANGUAGES = (
    "nl",
    "en",
    "ar",
    "ti",
    "fa",
    "prs",
    "tr",
    "fr",
    "uk",
    "so",
    "am",
    "ku",
    "ps",
    "ru",
    "es",
    "sw",
    "ur",
    "zh",
)
MOST_COLLEAGUES = 50
"""With more colleagues than this a promise is one's own; handing it on goes through the signal."""


class ContactForm(forms.Form):
    """One contact. Nothing but day, kind and outcome has to be filled in; those are guessed."""

    text = forms.CharField(
        label=gettext_lazy("Wat is er besproken?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True, "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=ContactKind.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Uitkomst"), choices=ContactOutcome.choices, widget=forms.RadioSelect
    )
    occurred_on = forms.DateField(label=gettext_lazy("Datum"), widget=forms.DateInput)
    next_on = forms.DateField(label=gettext_lazy("Volgende afspraak"), required=False, widget=forms.DateInput)
    promise = forms.CharField(
        label=gettext_lazy("Wat is er beloofd?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    promise_until = forms.DateField(label=gettext_lazy("Uiterlijk"), required=False, widget=forms.DateInput)
    promise_owner_id = forms.TypedChoiceField(
        label=gettext_lazy("Wie komt de belofte na?"), required=False, coerce=int, empty_value=None
    )
    promise_from = forms.DateField(label=gettext_lazy("Niet eerder dan"), required=False, widget=forms.DateInput)
    interpreter = forms.ChoiceField(label=gettext_lazy("Tolk"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Taal van het gesprek"), required=False)
    with_whom = forms.CharField(
        label=gettext_lazy("Wie waren erbij?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    protection = forms.ChoiceField(label=gettext_lazy("Wie mag dit lezen?"), choices=Protection.choices, required=False)

    def __init__(self, *args: Any, by: Actor, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("interpreter", interpreter_choices())
        self._choose("language", language_choices(language))
        self._choose("promise_owner_id", _colleagues(by))

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def has_more(self) -> bool:
        """Whether something is filled in that lies under the fold."""
        usual = {"protection": Protection.NORMAL.value}
        names = ("with_whom", "interpreter", "language", "protection", "promise_owner_id", "promise_from")
        return any(self[name].value() not in (None, "", usual.get(name)) or self[name].errors for name in names)

    def details(self) -> dict[str, Any]:
        """What was filled in, for the service; who and when of a promise mean nothing without one."""
        filled = dict(self.cleaned_data)
        if not filled["promise"]:
            filled |= {"promise_until": None, "promise_from": None, "promise_owner_id": None}
        filled["with_interpreter"] = bool(filled["interpreter"])
        if filled["interpreter"] == KIND_NOT_KNOWN:
            filled["interpreter"] = InterpreterKind.NONE.value
        filled["protection"] = filled["protection"] or Protection.NORMAL.value
        return filled


class ContactCorrection(ContactForm):
    """A contact put right, and why."""

    reason = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)


def guess(by: Actor, journey: Journey | None) -> dict[str, Any]:
    """Today, a talk that took place; for somebody known, in the way and the language of the last contact."""
    guessed: dict[str, Any] = {
        "kind": ContactKind.TALK.value,
        "outcome": ContactOutcome.HELD.value,
        "occurred_on": today(),
        "promise_until": today() + USUAL_PROMISE,
        "protection": Protection.NORMAL.value,
    }
    last = contacts_of(by=by, journey_id=journey.pk, limit=1) if journey else ()
    if last:
        kind = last[0].interpreter or (KIND_NOT_KNOWN if last[0].with_interpreter else "")
        guessed |= {"kind": last[0].kind, "interpreter": kind, "language": last[0].language}
    elif journey and journey.person.needs_interpreter:
        guessed["interpreter"] = KIND_NOT_KNOWN
    if journey and not guessed.get("language") and guessed.get("interpreter"):
        guessed["language"] = journey.person.language
    return guessed


def as_initial(contact: Contact) -> dict[str, Any]:
    """A contact as it was recorded."""
    known = {name: getattr(contact, name) for name in ContactForm.base_fields}
    if contact.with_interpreter and not contact.interpreter:
        known["interpreter"] = KIND_NOT_KNOWN
    return known


def interpreter_choices() -> list[tuple[str, str]]:
    """The kinds of interpreters, and that one does not know which."""
    return [*((str(code), str(label)) for code, label in InterpreterKind.choices), (KIND_NOT_KNOWN, _("met tolk"))]


def language_choices(known: str = "") -> list[tuple[str, str]]:
    """Languages by name, the one somebody speaks among them; the empty one first."""
    reader = get_language() or "nl"
    codes = dict.fromkeys([*([known] if known else []), *LANGUAGES])
    named = sorted(((code, language_name(code, reader)) for code in codes), key=lambda each: each[1].lower())
    return [("", _("niet vastgelegd")), *named]


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    colleagues = client_managers(by=by)
    named = colleagues if len(colleagues) <= MOST_COLLEAGUES else ()
    return [("", _("ik zelf")), *((str(pk), name) for pk, name in named if pk != by.staff_id)]
