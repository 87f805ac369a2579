"""The forms of the agenda."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reisgenoot.agenda.enums import AppointmentKind, BookingState, OccupationKind, PartyKind, Weekday
from reisgenoot.agenda.services import NewAgreement, Outsider, Plan
from reisgenoot.journeys.enums import ContactOutcome, InterpreterKind, Protection
from reisgenoot.web.caseworker.contact_form import language_choices

OUTSIDERS = range(1, 4)
AGREEMENTS = range(1, 4)
Choices = Sequence[tuple[Any, str]]


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of a form its choices."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _text(label: Any, most: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **more)


class PlanForm(forms.Form):
    """When, where and with whom; what is not asked often lies under the fold."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=AppointmentKind.choices)
    day = forms.DateField(label=gettext_lazy("Dag"), widget=forms.DateInput)
    starts = _time(gettext_lazy("Van"))
    ends = _time(gettext_lazy("Tot"))
    place = _text(
        gettext_lazy("Plaats"), 160, help_text=gettext_lazy("Staat in de uitnodiging. Noem geen zorgverlener.")
    )
    purpose = _text(
        gettext_lazy("Waarover"), 300, help_text=gettext_lazy("Alleen voor collega's, nooit in de uitnodiging.")
    )
    video_url = forms.URLField(
        label=gettext_lazy("Link voor beeldbellen"), required=False, assume_scheme="https", max_length=300
    )
    owner_id = forms.TypedChoiceField(label=gettext_lazy("Wie regelt dit?"), coerce=int)
    staff_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Collega's erbij"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    also_journey_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Ook voor"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label=gettext_lazy("E-mail van de inwoner"), required=False)
    send = forms.BooleanField(label=gettext_lazy("Stuur de uitnodiging per e-mail"), required=False)

    def __init__(self, *args: Any, colleagues: Choices, housemates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "owner_id", [(str(pk), name) for pk, name in colleagues])
        choose(self, "staff_ids", [(str(pk), name) for pk, name in colleagues])
        choose(self, "also_journey_ids", [(str(pk), name) for pk, name in housemates])
        if not housemates:
            del self.fields["also_journey_ids"]
        for number in OUTSIDERS:
            self.fields[f"outside_{number}"] = _text(_("Naam"), 120)
            self.fields[f"party_{number}"] = _text(_("Organisatie"), 120)
            self.fields[f"mail_{number}"] = forms.EmailField(label=_("E-mail"), required=False)

    @property
    def outside_rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of people from outside, one row each."""
        return [(self[f"outside_{one}"], self[f"party_{one}"], self[f"mail_{one}"]) for one in OUTSIDERS]

    @property
    def has_more(self) -> bool:
        """Whether something under the fold is filled in or wrong."""
        names = ["staff_ids", "also_journey_ids", "video_url", *(f"outside_{one}" for one in OUTSIDERS)]
        names += [f"party_{one}" for one in OUTSIDERS] + [f"mail_{one}" for one in OUTSIDERS]
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)

    def plan(self) -> Plan:
        """What was filled in, for the service."""
        given = self.cleaned_data
        outsiders = [
            Outsider(name=given[f"outside_{one}"], party=given[f"party_{one}"], email=given[f"mail_{one}"])
            for one in OUTSIDERS
            if given[f"outside_{one}"] or given[f"party_{one}"] or given[f"mail_{one}"]
        ]
        names = ("day", "starts", "ends", "kind", "place", "video_url", "owner_id", "purpose", "email")
        return Plan(
            **{name: given[name] for name in names},
            also_journey_ids=given.get("also_journey_ids", ()),
            staff_ids=given["staff_ids"],
            outsiders=outsiders,
        )


class CancelForm(forms.Form):
    """Who calls it off, and why."""

    cancelled_by = forms.ChoiceField(
        label=gettext_lazy("Wie zegt af?"), choices=PartyKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=200,
        help_text=gettext_lazy("Komt niet in het bericht aan de anderen."),
    )


class OutcomeForm(forms.Form):
    """What came of it. The minutes become the text of the contact."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Uitkomst"),
        choices=[(code, label) for code, label in ContactOutcome.choices if code != ContactOutcome.NOT_REACHED],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Verslag"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True, "dir": "auto"}),
    )
    absent_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie was er niet?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    next_on = forms.DateField(label=gettext_lazy("Volgende afspraak"), required=False, widget=forms.DateInput)
    protection = forms.ChoiceField(label=gettext_lazy("Wie mag dit lezen?"), choices=Protection.choices)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "absent_ids", [(str(pk), name) for pk, name in people])
        doers = [("", ""), *((str(pk), name) for pk, name in people)]
        for number in AGREEMENTS:
            self.fields[f"agreement_{number}"] = _text(_("Wat"), 300)
            self.fields[f"doer_{number}"] = forms.TypedChoiceField(
                label=_("Wie"), coerce=int, required=False, choices=doers, empty_value=None
            )
            self.fields[f"due_{number}"] = forms.DateField(label=_("Uiterlijk"), required=False, widget=forms.DateInput)

    @property
    def agreement_rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of the agreements, one row each."""
        return [(self[f"agreement_{one}"], self[f"doer_{one}"], self[f"due_{one}"]) for one in AGREEMENTS]

    def clean(self) -> dict[str, Any]:
        """An agreement says what, who and by when."""
        given = super().clean() or {}
        for one in AGREEMENTS:
            if given.get(f"agreement_{one}"):
                for name, said in (
                    (f"doer_{one}", _("Kies wie dit doet.")),
                    (f"due_{one}", _("Kies een uiterste dag.")),
                ):
                    if not given.get(name) and name not in self.errors:
                        self.add_error(name, said)
        return given

    def agreements(self) -> list[NewAgreement]:
        """The agreements that were filled in, for the service."""
        given = self.cleaned_data
        return [
            NewAgreement(
                text=given[f"agreement_{one}"], participant_id=given[f"doer_{one}"], due_on=given[f"due_{one}"]
            )
            for one in AGREEMENTS
            if given[f"agreement_{one}"]
        ]


class InterpreterForm(forms.Form):
    """Which interpreter is asked. Children of the household stand in the list: choosing one says why that cannot be."""

    language = forms.ChoiceField(label=gettext_lazy("Taal"))
    dialect = _text(gettext_lazy("Dialect"), 60)
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort tolk"),
        choices=[(code, label) for code, label in InterpreterKind.choices if code],
        widget=forms.RadioSelect,
    )
    agency = _text(gettext_lazy("Tolkbureau"), 120)
    name = _text(gettext_lazy("Naam van de tolk"), 120)
    person_id = forms.TypedChoiceField(
        label=gettext_lazy("Iemand uit het huishouden"), coerce=int, required=False, empty_value=None
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Al bevestigd"), required=False)

    def __init__(self, *args: Any, language: str, household: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "language", language_choices(language))
        choose(self, "person_id", [("", _("niemand")), *((str(pk), name) for pk, name in household)])
        if not household:
            del self.fields["person_id"]


class BookingForm(forms.Form):
    """What became of a booking."""

    state = forms.ChoiceField(label=gettext_lazy("Stand"), choices=BookingState.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Waarom niet?"), max_length=200, required=False)


class OccupationForm(forms.Form):
    """Hours that come back every week."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=OccupationKind.choices, widget=forms.RadioSelect)
    title = _text(gettext_lazy("Omschrijving"), 100)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke dagen?"),
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = _time(gettext_lazy("Van"))
    ends = _time(gettext_lazy("Tot"))
    valid_from = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)
    last_day = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput)
    enrolment_id = forms.TypedChoiceField(label=gettext_lazy("Hoort bij"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, enrolments: Choices, one_day: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "enrolment_id", [("", _("geen aanbod")), *((str(pk), name) for pk, name in enrolments)])
        if not enrolments:
            del self.fields["enrolment_id"]
        if one_day:
            self.fields["weekdays"] = forms.TypedChoiceField(
                label=_("Op welke dag?"), choices=Weekday.choices, coerce=int
            )


class CapacityForm(forms.Form):
    """How many hours a week somebody can carry."""

    hours = forms.DecimalField(
        label=gettext_lazy("Uren per week"), min_value=0, max_value=80, max_digits=4, decimal_places=1
    )
    valid_from = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput)
    note = _text(gettext_lazy("Toelichting"), 200)


class RhythmForm(forms.Form):
    """How often somebody is spoken: the rhythm of the approach, or an own one with the reason."""

    UNITS = (("W", gettext_lazy("weken")), ("M", gettext_lazy("maanden")))

    number = forms.IntegerField(
        label=gettext_lazy("Elke"),
        min_value=1,
        max_value=52,
        required=False,
        help_text=gettext_lazy("Laat leeg om het ritme van de aanpak te volgen."),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Weken of maanden"), choices=UNITS)
    reason = _text(gettext_lazy("Waarom zo?"), 200)

    def every(self) -> str:
        """The period as the service takes it: ``P6W``; empty for the rhythm of the approach."""
        number = self.cleaned_data["number"]
        return f"P{number}{self.cleaned_data['unit']}" if number else ""
