"""Forms about colleagues: who somebody is, and which role from when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.permissions import ROLES
from reisgenoot.web.caseworker.wording import language_name

_DATE = {"type": "date"}


def role_choices() -> list[tuple[str, Any]]:
    """Roles by their Dutch names, in the order they are described in."""
    return [(role.key, str(role.name).capitalize()) for role in ROLES.values()]


class NewStaffForm(forms.Form):
    """A new colleague."""

    name = forms.CharField(label=_("Naam"), max_length=120, help_text=_("Zoals collega’s die zien."))
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("Zoals die in aangeleverde bestanden staat, bijvoorbeeld KM02.")
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Om in te loggen. Zonder adres kan deze collega niet inloggen."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    team = forms.CharField(
        widget=forms.TextInput({"list": "teams"}),
        label=_("Team"),
        max_length=100,
        required=False,
        help_text=_("Een nieuw team ontstaat vanzelf."),
    )
    fte = forms.DecimalField(label=_("Fte"), min_value=0, max_value=1, decimal_places=2, initial=1)
    roles = forms.MultipleChoiceField(label=_("Rollen"), widget=forms.CheckboxSelectMultiple)
    from_on = forms.DateField(
        label=_("Vanaf"), required=False, widget=forms.DateInput(_DATE), help_text=_("Leeg: vandaag.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]  # a choice field


SPOKEN = ("nl", "en", "ar", "ti", "fa", "ps", "ku", "tr", "so", "am", "fr", "de", "uk", "ru", "es", "pl", "zh", "vi")
"""Languages one can tick, those of the team and of most newcomers first."""


class WorkForm(forms.Form):
    """How much somebody works, in which team, and which languages they speak with people."""

    fte = forms.DecimalField(label=_("Fte"), min_value=0, max_value=1, decimal_places=2)
    team = forms.CharField(widget=forms.TextInput({"list": "teams"}), label=_("Team"), max_length=100, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Talen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Voor gesprekken zonder tolk."),
    )

    def __init__(self, *args: Any, known: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = get_language() or "nl"
        codes = dict.fromkeys([*SPOKEN, *known])
        self.fields["languages"].choices = [(code, language_name(code, reader)) for code in codes]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Rol"))
    from_on = forms.DateField(
        label=_("Vanaf"), required=False, widget=forms.DateInput(_DATE), help_text=_("Leeg: vandaag.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]  # a choice field


class EndForm(forms.Form):
    """A role, or the work itself, that ends."""

    role = forms.CharField(required=False)
    on = forms.DateField(label=_("Vanaf wanneer niet meer"), required=False, widget=forms.DateInput(_DATE))
