"""What somebody chose for a table. It stands in the address, so that a table can be sent to a colleague as one sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.clock import today


class ChoicesForm(forms.Form):
    """Reference date and protection; the grouping is checked against the table itself."""

    peildatum = forms.DateField(label=_("Peildatum"), required=False, widget=forms.DateInput({"type": "date"}))
    groep = forms.CharField(required=False, max_length=100)
    deel = forms.IntegerField(required=False, min_value=0)
    klein = forms.BooleanField(required=False)

    def clean_peildatum(self) -> date | None:
        """No table of a day that is still to come."""
        day: date | None = self.cleaned_data["peildatum"]
        if day and day > today():
            raise forms.ValidationError(_("Kies vandaag of een dag die al geweest is."))
        return day


@dataclass(frozen=True, slots=True)
class Choices:
    """One way of looking at a table.

    ``as_of`` is missing for today; ``grouping`` is empty for the table's own first way of grouping; ``small`` asks for
    the small cells too; ``part`` is the number of one picture.
    """

    as_of: date | None = None
    grouping: str = ""
    small: bool = False
    part: int = 0

    def address(self, **changes: str) -> str:
        """The query string of these choices, changed where told; choices that are not made do not stand in it."""
        said: Mapping[str, str] = {
            "peildatum": self.as_of.isoformat() if self.as_of else "",
            "groep": self.grouping,
            "klein": "1" if self.small else "",
            **changes,
        }
        kept = {name: value for name, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def read_choices(query: QueryDict) -> tuple[Choices, ChoicesForm]:
    """The choices of an address, and the form with what is wrong with them; what is wrong is left out."""
    form = ChoicesForm(query)
    form.is_valid()
    said = form.cleaned_data
    return Choices(said.get("peildatum"), said.get("groep", ""), said.get("klein", False), said.get("deel") or 0), form
