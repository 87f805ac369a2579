"""What one can ask of the team's figures."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.clock import today

_DATE = {"type": "date"}


class DayForm(forms.Form):
    """A reference date, and whether files are weighed by phase."""

    peildatum = forms.DateField(label=_("Peildatum"), required=False, widget=forms.DateInput(_DATE, format="%Y-%m-%d"))
    gewogen = forms.ChoiceField(label=_("Dossiers"), required=False)

    def __init__(self, *args: Any, may_weigh: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("elk dossier telt als 1")), ("ja", _("gewogen naar fase"))]
        self.fields["gewogen"].choices = choices if may_weigh else choices[:1]  # type: ignore[attr-defined]
        if not may_weigh:
            del self.fields["gewogen"]

    def clean_peildatum(self) -> date:
        """Today when nothing is chosen. A day to come holds no facts: then today as well."""
        chosen: date | None = self.cleaned_data["peildatum"]
        return min(chosen, today()) if chosen else today()


class WhatIfForm(forms.Form):
    """Somebody who leaves or works less, and how many people come and go per month."""

    wie = forms.TypedChoiceField(label=_("Collega"), required=False, coerce=int, empty_value=None)
    fte = forms.DecimalField(
        label=_("Fte vanaf dan"),
        required=False,
        min_value=0,
        max_value=1,
        decimal_places=2,
        help_text=_("0 of leeg: vertrekt"),
    )
    vanaf = forms.DateField(label=_("Vanaf"), required=False, widget=forms.DateInput(_DATE, format="%Y-%m-%d"))
    instroom = forms.IntegerField(label=_("Instroom per maand"), required=False, min_value=0, max_value=500)
    uitstroom = forms.IntegerField(label=_("Uitstroom per maand"), required=False, min_value=0, max_value=500)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", _("niemand")), *colleagues]  # type: ignore[attr-defined]
