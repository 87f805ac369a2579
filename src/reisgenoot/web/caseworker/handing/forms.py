"""What one fills in to hand over, to receive, and to lay down what may be shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from reisgenoot.handover.enums import (
    Channel,
    Completeness,
    ConsentWay,
    MissingReason,
    Part,
    PartyKind,
    ReturnReason,
    UnusedReason,
)
from reisgenoot.handover.services import Choice

_TYPED = {"dir": "auto", "autocomplete": "off"}
USUAL_PARTS = [part.value for part in Part if part != Part.HEALTH]


class HandoverForm(forms.Form):
    """To whom, what, and what the receiver has to know."""

    receiver = forms.ChoiceField(label=gettext_lazy("Aan wie?"))
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Wat geef je door?"),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=USUAL_PARTS,
        help_text=gettext_lazy("Kies alleen wat de ontvanger nodig heeft. Het BSN gaat nooit mee."),
    )
    health_basis = forms.CharField(
        label=gettext_lazy("Waarom moet gezondheid mee, en op welke grondslag?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Alleen nodig als je gezondheid aankruist."),
        widget=forms.TextInput(attrs=_TYPED),
    )
    note = forms.CharField(
        label=gettext_lazy("Aandachtspunten: wat loopt er, wat staat nog open?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    talk_on = forms.DateField(label=gettext_lazy("Warm gesprek gehad op"), required=False, widget=forms.DateInput)
    talk_with = forms.CharField(
        label=gettext_lazy("Wie waren erbij?"), max_length=200, required=False, widget=forms.TextInput(attrs=_TYPED)
    )

    def __init__(self, *args: Any, receivers: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", "–"), *receivers]  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """What was chosen, for the service."""
        told = self.cleaned_data
        kind, _sep, key = told["receiver"].partition("-")
        return Choice(
            parts=told["parts"],
            to_staff_id=int(key) if kind == "staff" else None,
            party_id=int(key) if kind == "party" else None,
            note=told["note"],
            health_basis=told["health_basis"],
            talk_on=told["talk_on"],
            talk_with=told["talk_with"],
        )


class ReturnForm(forms.Form):
    """Why a handover goes back."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom stuur je het terug?"), choices=ReturnReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Toelichting voor de afzender"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class TalkForm(forms.Form):
    """The warm talk."""

    talk_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    talk_with = forms.CharField(
        label=gettext_lazy("Wie waren erbij?"), max_length=200, required=False, widget=forms.TextInput(attrs=_TYPED)
    )


class UnusedForm(forms.Form):
    """Why something was not used."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom is het niet gebruikt?"), choices=UnusedReason.choices, widget=forms.RadioSelect
    )


class ProfileForm(forms.Form):
    """What came on paper or by word of mouth."""

    sender_name = forms.CharField(label=gettext_lazy("Van wie?"), max_length=200, initial="COA")
    completeness = forms.ChoiceField(
        label=gettext_lazy("Wat kwam er?"),
        choices=Completeness.choices,
        widget=forms.RadioSelect,
        initial=Completeness.COMPLETE.value,
    )
    missing_reason = forms.ChoiceField(
        label=gettext_lazy("Waarom kwam er niets?"), choices=[("", "–"), *MissingReason.choices], required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam het?"),
        choices=[(each.value, each.label) for each in (Channel.PAPER, Channel.DIGITAL, Channel.SPOKEN)],
        widget=forms.RadioSelect,
        initial=Channel.PAPER.value,
    )
    received_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    note = forms.CharField(
        label=gettext_lazy("Wat staat erin? Neem over wat je nodig hebt"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class ConsentForm(forms.Form):
    """Somebody consents."""

    party = forms.TypedChoiceField(label=gettext_lazy("Met welke organisatie mag je delen?"), coerce=int)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag je delen?"), choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.CharField(
        label=gettext_lazy("Waarvoor?"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    given_on = forms.DateField(label=gettext_lazy("Gegeven op"), widget=forms.DateInput)
    how = forms.ChoiceField(label=gettext_lazy("Hoe?"), choices=ConsentWay.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class PartyForm(forms.Form):
    """An organisation one hands over to."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=PartyKind.choices, widget=forms.RadioSelect)
    partner = forms.ChoiceField(
        label=gettext_lazy("Werkt ook met Reisgenoot als"),
        required=False,
        help_text=gettext_lazy("Dan komt een overdracht daar vanzelf binnen."),
    )

    def __init__(self, *args: Any, partners: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", "–"), *partners]  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """What may be shared with a party, for what, on which ground."""

    party = forms.TypedChoiceField(label=gettext_lazy("Met welke organisatie?"), coerce=int)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag worden gedeeld?"), choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.CharField(label=gettext_lazy("Waarvoor?"), max_length=200)
    legal_basis = forms.CharField(label=gettext_lazy("Wettelijke grondslag"), max_length=200)
    valid_from = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)
    valid_until = forms.DateField(label=gettext_lazy("Tot"), required=False, widget=forms.DateInput)
    document = forms.CharField(
        label=gettext_lazy("Waar ligt het document?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Kenmerk of plek in het archief."),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A handover package from another system."""

    file = forms.FileField(label=gettext_lazy("Bestand van de overdracht (.json)"), widget=forms.FileInput)
