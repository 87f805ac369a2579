"""Forms about questionnaires."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.enums import InterpreterKind, Protection
from reisgenoot.questionnaires.enums import Way
from reisgenoot.questionnaires.models import QuestionnaireVersion
from reisgenoot.web.caseworker.asking.wording import language_name, title_of

WORKBOOK = {"accept": ".xlsx"}


class NewSittingForm(forms.Form):
    """Which questionnaire to ask, and how to begin."""

    version = forms.TypedChoiceField(label=_("Vragenlijst"), coerce=int, widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[
            (Way.ALONE, _("Alleen, met een link op de eigen telefoon")),
            (Way.TOGETHER, _("Nu samen")),
            (Way.INTERPRETER, _("Nu samen, met een tolk")),
        ],
        widget=forms.RadioSelect,
    )
    interpreter = forms.ChoiceField(
        label=_("Wat voor tolk?"),
        required=False,
        choices=InterpreterKind.choices,
        help_text=_("Een kind tolkt nooit."),
    )
    language = forms.ChoiceField(label=_("Taal"), required=False)
    reason = forms.CharField(
        label=_("Waarom nu?"),
        required=False,
        max_length=300,
        help_text=_("Nodig als deze lijst al eerder is ingevuld."),
    )

    def __init__(self, *args: Any, versions: Sequence[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = {one["code"]: None for version in versions for one in version.definition["languages"]}
        _choices(self, "version", [(version.pk, title_of(version)) for version in versions])
        _choices(self, "language", [(code, language_name(code)) for code in codes])


class BeginForm(forms.Form):
    """Going on with a questionnaire together."""

    way = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[(Way.TOGETHER, _("Samen")), (Way.INTERPRETER, _("Samen, met een tolk"))],
        widget=forms.RadioSelect,
    )
    interpreter = forms.ChoiceField(
        label=_("Wat voor tolk?"), required=False, choices=InterpreterKind.choices, help_text=_("Een kind tolkt nooit.")
    )
    language = forms.ChoiceField(label=_("Taal"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "language", [(code, language_name(code)) for code in languages])


class SkipForm(forms.Form):
    """Leaving a questionnaire out, and why."""

    version = forms.TypedChoiceField(label=_("Vragenlijst"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Waarom niet?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, versions: Sequence[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "version", [(version.pk, title_of(version)) for version in versions])


class ReceiveForm(forms.Form):
    """Answers received as a file."""

    version = forms.TypedChoiceField(label=_("Vragenlijst"), coerce=int, widget=forms.RadioSelect)
    file = forms.FileField(label=_("Bestand"), help_text=_("Een ODK-inzending (XML) of een export in JSON, tot 2 MB."))

    def __init__(self, *args: Any, versions: Sequence[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "version", [(version.pk, title_of(version)) for version in versions])


class LinkForm(forms.Form):
    """How long a link works."""

    days = forms.IntegerField(label=_("Hoeveel dagen geldig?"), min_value=1, max_value=60, initial=14)


class UploadForm(forms.Form):
    """A workbook and what it is for."""

    file = forms.FileField(
        label=_("Werkboek"), help_text=_("XLSForm, .xlsx, tot 5 MB."), widget=forms.FileInput(attrs=WORKBOOK)
    )
    purpose = forms.CharField(
        label=_("Waar zijn de antwoorden voor?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("De inwoner leest dit, dus schrijf het in gewone woorden."),
    )
    protection = forms.ChoiceField(
        label=_("Wie mag de antwoorden lezen?"),
        choices=[
            (Protection.NORMAL, _("iedereen met toegang tot het dossier")),
            (Protection.HEALTH, _("alleen wie gezondheid mag zien")),
        ],
        widget=forms.RadioSelect,
        initial=Protection.NORMAL,
    )
    is_repeatable = forms.BooleanField(label=_("Wordt later opnieuw gevraagd en vergeleken"), required=False)
    filled_in_by = forms.MultipleChoiceField(
        label=_("Hoe kan hij worden ingevuld?"),
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Way.ALONE, Way.TOGETHER, Way.INTERPRETER],
    )


def _choices(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  a mistake of ours, not of the user
    field.choices = choices
