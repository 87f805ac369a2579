"""The fields of a plan, part by part. What belongs together on the page is put together in `document`."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reisgenoot.approach import Approach
from reisgenoot.approach.words import normalise
from reisgenoot.plans.content import Doc
from reisgenoot.plans.enums import Horizon, Importance, Leerroute, Literacy, Niveau, Party, Proposer, StepKind, Variant
from reisgenoot.web.caseworker.wording import Wording

Choices = Sequence[tuple[str, Any]]
NOT_SAID: Choices = (("", _("niet gezegd")),)


def _line(label: Any, most: int = 300, **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attrs})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _block(label: Any, rows: int, **attrs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})
    return forms.CharField(label=label, max_length=5000, required=False, widget=widget)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput)


def _hours(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=9999)


class PartForm(forms.Form):
    """A part of a plan: its fields are those of the document, so that one becomes the other."""

    def as_part(self) -> Doc:
        """What was filled in, as a document has it; days as ISO text, numbers as text."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()


class SituationForm(PartForm):
    """Where somebody stands and what the plan is for."""

    summary = _block(_("Hoe gaat het nu?"), 4)
    main_goal = forms.ChoiceField(label=_("Hoofddoel"), required=False)
    main_goal_text = _line(_("Hoofddoel in eigen woorden"))
    main_goal_reason = _line(_("Waarom is dit het hoogst haalbare?"))
    is_ranked = forms.BooleanField(label=_("De doelen staan op volgorde van belang"), required=False)

    def __init__(self, *args: Any, approach: Approach, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if approach.main_goals:
            choices = [("", _("in eigen woorden")), *((key, wording.main_goal(key)) for key in approach.main_goals)]
            self.fields["main_goal"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["main_goal"]


class DreamForm(PartForm):
    """What somebody did before, and dreams of."""

    prior_occupation = _line(_("Eerder beroep"), 200)
    sector = _line(_("Sector die trekt"), 200)
    diploma = _line(_("Diploma"), 200)
    diploma_value = _line(_("Waarde van het diploma in Nederland"), 200)
    dream_job = _line(_("Wens of droombaan"), 200)
    job_talk = _block(_("Wat is haalbaar? Wat is daarover besproken?"), 2)


class StepForm(PartForm):
    """A step on the path to the dream job."""

    kind = forms.ChoiceField(label=_("Soort stap"), choices=StepKind.choices)
    text = _line(_("Wat?"), 200)
    target_on = _day(_("Rond"))


class GoalForm(PartForm):
    """One goal: from the catalogue or in own words, in one field."""

    words = _line(_("Doel"), list="catalogue-goals")
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    said = forms.CharField(required=False, widget=forms.HiddenInput)
    horizon = forms.ChoiceField(label=_("Wanneer"), choices=Horizon.choices)
    domain = forms.ChoiceField(label=_("Leefgebied"), required=False)
    target_on = _day(_("Streefdatum"))
    proposed_by = forms.ChoiceField(
        label=_("Wie stelde dit voor?"), choices=[*NOT_SAID, *Proposer.choices], required=False
    )
    importance = forms.ChoiceField(
        label=_("Hoe belangrijk vindt de inwoner dit?"), choices=[*NOT_SAID, *Importance.choices], required=False
    )
    variant = forms.ChoiceField(label=_("Plan A of plan B"), choices=Variant.choices)

    def __init__(self, *args: Any, approach: Approach, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        domains = approach.code_lists["life_domain"].codes if "life_domain" in approach.code_lists else ()
        choices = [("", _("volgens het doel")), *((key, wording.code("life_domain", key)) for key in domains)]
        self.fields["domain"].choices = choices  # type: ignore[attr-defined]
        self.approach, self.wording = approach, wording

    def as_part(self) -> Doc:
        """The words as key of the catalogue, as own words, or both."""
        part = super().as_part()
        words, key, said = part.pop("words"), part.pop("key"), part.pop("said")
        coded = code_words(words, self.approach, "goals", self.wording.goal)
        if words == said and key in self.approach.goals:
            coded = {"key": key, "text": "" if words == self.wording.goal(key) else words}
        return part | coded


class InstrumentForm(PartForm):
    """What is done for a goal: from the catalogue or in own words."""

    words = _line(_("Wat zetten we in?"), list="catalogue-instruments")
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    said = forms.CharField(required=False, widget=forms.HiddenInput)
    is_own_effort = forms.BooleanField(label=_("eigen inzet"), required=False)

    def __init__(self, *args: Any, approach: Approach, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approach, self.wording = approach, wording

    def as_part(self) -> Doc:
        """As `GoalForm`; own effort follows the catalogue where the instrument is one."""
        part = super().as_part()
        words, key, said = part.pop("words"), part.pop("key"), part.pop("said")
        coded = code_words(words, self.approach, "instruments", self.wording.instrument)
        if words == said and key in self.approach.instruments:
            return part | {"key": key, "text": "" if words == self.wording.instrument(key) else words}
        if coded["key"] and self.approach.instruments[coded["key"]].own_effort:
            part["is_own_effort"] = True
        return part | coded


class AgreementForm(PartForm):
    """Who does what by when."""

    who = forms.ChoiceField(label=_("Wie"), choices=Party.choices)
    what = _line(_("Doet wat?"))
    due_on = _day(_("Uiterlijk"))
    who_name = _line(_("Naam"), 120)


class PipForm(PartForm):
    """The PIP in the sense of the law."""

    dagtekening = _day(_("Dagtekening"))
    leerroute = forms.ChoiceField(
        label=_("Leerroute"), choices=[("", _("nog geen keuze")), *Leerroute.choices], required=False
    )
    niveau = forms.ChoiceField(
        label=_("Niveau"), choices=[("", _("volgt uit de route")), *Niveau.choices], required=False
    )
    literacy = forms.ChoiceField(label=_("Alfabetisering"), choices=Literacy.choices)
    intensity_hours = _hours(_("Geschatte intensiteit (uren taal en KNM)"))
    may_finish_education = forms.BooleanField(label=_("Mag eerst een opleiding afmaken"), required=False)
    pvt_planned_on = _day(_("PVT: start gepland"))
    pvt_hours = _hours(_("PVT: uren"))
    map_planned_on = _day(_("MAP: start gepland"))
    map_hours = _hours(_("MAP: praktijkuren"))
    knm_planned_on = _day(_("KNM: start gepland"))
    z_lesson_hours = _hours(_("Z-route: lesuren"))
    z_participation_hours = _hours(_("Z-route: participatie-uren"))
    z_reason = _line(_("Reden van lagere uren"))
    test_deviation_reason = _line(_("Reden om van de leerbaarheidstoets af te wijken"))
    route_change_reason = _line(_("Reden om de route te wijzigen"))
    lesson_hours_done = _hours(_("Gevolgde lesuren (bij afschalen)"))
    has_shown_effort = forms.BooleanField(label=_("Heeft aantoonbaar genoeg inspanning geleverd"), required=False)
    support = _block(_("Ondersteuning en begeleiding"), 3)


class AgreeForm(forms.Form):
    """The talk in which both agreed; why the plan changed."""

    talk_on = forms.DateField(label=_("Datum van het gesprek"), widget=forms.DateInput)
    change_reason = _line(_("Waarom verandert het plan?"))
    change_reaction = _line(_("Hoe reageert de inwoner erop?"))


def code_words(words: str, approach: Approach, section: str, label: Any) -> Doc:
    """Words as a key of the catalogue where they are known; own words stay beside the key when they say it otherwise."""
    found = approach.catalogue(section).find(words) if words else None
    if found is None:
        return {"key": "", "text": words}
    same = normalise(words) in {normalise(label(found.key)), normalise(found.label.nl)}
    return {"key": found.key, "text": "" if same else words}
