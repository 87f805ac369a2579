"""What the housing department fills in: who comes, from where, and what happened with the home."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy

from reisgenoot.arrivals.enums import Whereabouts
from reisgenoot.arrivals.services import NewSignal, Reported, SignalChange
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.people.enums import HouseholdRole
from reisgenoot.web.caseworker.wording import language_name

LANGUAGES = ("ar", "ti", "fa", "ps", "ku", "so", "tr", "am", "uk", "ru", "en", "fr", "es", "zh", "nl")
"""The languages that newcomers speak most; another one is for the talk."""
INTERPRETER = {"yes": True, "no": False, "": None}
MEMBER = "lid"
BLANK_ROWS, MORE_ROWS, MOST_ROWS = 2, 3, 12


def language_choices() -> list[tuple[str, str]]:
    """The languages by name, for the reader."""
    reader = get_language() or "nl"
    return [("", "–"), *sorted(((code, language_name(code, reader)) for code in LANGUAGES), key=lambda one: one[1])]


class PersonForm(forms.Form):
    """Whom it is about."""

    family_name = forms.CharField(
        label=gettext_lazy("Achternaam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    given_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(label=gettext_lazy("Geboortedatum"), required=False, widget=forms.DateInput)
    language = forms.ChoiceField(label=gettext_lazy("Taal"), required=False)
    needs_interpreter = forms.ChoiceField(
        label=gettext_lazy("Tolk nodig?"),
        required=False,
        choices=[("", gettext_lazy("weet ik niet")), ("yes", gettext_lazy("ja")), ("no", gettext_lazy("nee"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class SignalForm(PersonForm):
    """Somebody comes to live here: who, from where, when."""

    v_number = forms.CharField(
        label=gettext_lazy("V-nummer"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Staat op het verblijfsdocument en in de koppeling van het COA."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    bsn = forms.CharField(
        label=gettext_lazy("BSN"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Alleen als het al bekend is. Na het opslaan laten we het hier niet meer zien."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    whereabouts = forms.ChoiceField(
        label=gettext_lazy("Waar is deze persoon nu?"), choices=Whereabouts.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Plaats of naam van het azc"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    municipality = forms.TypedChoiceField(label=gettext_lazy("Gemeente"), coerce=int)
    linked_on = forms.DateField(label=gettext_lazy("Gekoppeld aan de gemeente op"), widget=forms.DateInput)
    home_expected_on = forms.DateField(label=gettext_lazy("Woning verwacht op"), required=False, widget=forms.DateInput)
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    remarks = forms.CharField(
        label=gettext_lazy("Opmerkingen"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Wat nodig is voor de woning. Geen medische gegevens."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = served_municipalities(by=by)
        self.fields["municipality"].choices = towns  # type: ignore[attr-defined]
        if len(towns) == 1:
            self.initial.setdefault("municipality", towns[0][0])
        self.initial.setdefault("linked_on", today())

    def signal(self, members: Sequence[Reported], *, origin: str) -> NewSignal:
        """What was filled in, for the service."""
        told = self.cleaned_data
        first = Reported(**_who(told), v_number=told["v_number"], bsn=told["bsn"])
        return NewSignal(people=[first, *members], origin=origin, **_shared(told))


class SignalCorrection(SignalForm):
    """A signal put right. Numbers stay as they are: they say who it is."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        del self.fields["v_number"], self.fields["bsn"]

    def change(self) -> SignalChange:
        """What was filled in, for the service."""
        return SignalChange(**_who(self.cleaned_data), **_shared(self.cleaned_data))


class MemberForm(forms.Form):
    """Somebody who comes along. A row without a name counts as empty."""

    given_name = forms.CharField(label=gettext_lazy("Voornaam"), max_length=120, required=False)
    family_name = forms.CharField(label=gettext_lazy("Achternaam"), max_length=120, required=False)
    birth_date = forms.DateField(label=gettext_lazy("Geboortedatum"), required=False, widget=forms.DateInput)
    role = forms.ChoiceField(label=gettext_lazy("Rol"), choices=HouseholdRole.choices, initial=HouseholdRole.CHILD)
    never_in_azc = forms.BooleanField(label=gettext_lazy("Was nooit in een azc"), required=False)

    def clean(self) -> dict[str, Any]:
        """A first name or a day without a family name is a name that was forgotten."""
        told = super().clean() or {}
        if not told.get("family_name") and (told.get("given_name") or told.get("birth_date")):
            self.add_error("family_name", gettext_lazy("Vul de achternaam in, of maak de rij leeg."))
        return told


def member_forms(data: QueryDict | None, typed: QueryDict | None = None) -> list[MemberForm]:
    """One form per row: those that were sent, else those that were typed before, with room for more."""
    sent = data or typed
    number = BLANK_ROWS
    rows = str(sent.get("leden", "")) if sent is not None else ""
    if rows.isdecimal():
        number = min(int(rows) + (MORE_ROWS if data and "meer" in data else 0), MOST_ROWS)
    if data is not None:
        return [MemberForm(data, prefix=f"{MEMBER}{row}") for row in range(number)]
    names = MemberForm.base_fields
    return [
        MemberForm(
            prefix=f"{MEMBER}{row}",
            initial={name: value for name in names if typed and (value := typed.get(f"{MEMBER}{row}-{name}"))},
        )
        for row in range(number)
    ]


def members_of(rows: Sequence[MemberForm], language: str) -> list[Reported]:
    """The members that were filled in; they speak the language of whom it is about."""
    return [
        Reported(
            family_name=told["family_name"],
            given_name=told["given_name"],
            birth_date=told["birth_date"],
            role=told["role"],
            never_in_azc=told["never_in_azc"],
            language=language,
        )
        for told in (row.cleaned_data for row in rows)
        if told["family_name"]
    ]


class HomeForm(forms.Form):
    """On which day a home was offered, or people moved in."""

    occurred_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)


class WithdrawForm(forms.Form):
    """Why a signal does not hold any more."""

    reason = forms.CharField(label=gettext_lazy("Waarom vervalt de melding?"), max_length=200)


def _who(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "family_name": told["family_name"],
        "given_name": told["given_name"],
        "birth_date": told["birth_date"],
        "language": told["language"],
        "needs_interpreter": INTERPRETER[told["needs_interpreter"]],
    }


def _shared(told: dict[str, Any]) -> dict[str, Any]:
    names = ("whereabouts", "place", "linked_on", "home_expected_on", "phone", "remarks")
    return {"municipality_id": told["municipality"], **{name: told[name] for name in names}}
