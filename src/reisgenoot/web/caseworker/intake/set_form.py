"""The forms of measuring: all parts of a scale at once, and one value put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from reisgenoot.approach.coding import Scale
from reisgenoot.intake.enums import Moment, Rater
from reisgenoot.web.caseworker.intake.scales import level_word, levels_of, short_word

NOTHING = "–"
ITEM = "onderdeel-"
_RATERS = [
    (Rater.PROFESSIONAL.value, gettext_lazy("ik, als klantmanager")),
    (Rater.PERSON.value, gettext_lazy("de inwoner zelf")),
]


class SetForm(forms.Form):
    """All parts of a scale at one moment. What is not known stays empty."""

    measured_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    moment = forms.ChoiceField(
        label=gettext_lazy("Welk moment is dit?"), choices=Moment.choices, widget=forms.RadioSelect
    )
    rater = forms.ChoiceField(label=gettext_lazy("Wie vindt dit?"), choices=_RATERS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, scale: Scale, language: str, is_second: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", NOTHING), *((level.key, short_word(level, language)) for level in levels_of(scale))]
        for key in scale.items or ("",):
            label = scale.items[key].label.in_language(language) if key else scale.title.in_language(language)
            self.fields[ITEM + key] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.RadioSelect
            )
        if is_second:
            del self.fields["rater"]
            del self.fields["moment"]

    def values(self) -> dict[str, str]:
        """Level by item, of what was judged."""
        return {
            name.removeprefix(ITEM): code for name, code in self.cleaned_data.items() if name.startswith(ITEM) and code
        }


class CorrectionForm(forms.Form):
    """One value put right, and why."""

    value = forms.ChoiceField(label=gettext_lazy("Wat had er moeten staan?"))
    measured_on = forms.DateField(label=gettext_lazy("Op welke dag?"), widget=forms.DateInput)
    moment = forms.ChoiceField(label=gettext_lazy("Welk moment is dit?"), choices=Moment.choices)
    reason = forms.CharField(label=gettext_lazy("Waarom klopte het niet?"), max_length=200)

    def __init__(self, *args: Any, scale: Scale, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (level.key, level_word(scale, level.key, language)) for level in levels_of(scale)
        ]
