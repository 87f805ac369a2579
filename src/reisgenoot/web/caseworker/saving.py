"""What forms about one person share: a save that may be refused, and the form as it is shown."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language

from reisgenoot.approach import Approach
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.web.access import StaffRequest
from reisgenoot.web.caseworker.answers import show_form

BLANK = ("", "")


def saved(form: forms.Form, save: Callable[[], Any]) -> Any:
    """What ``save`` gives; None when the form is not in order or what it says is refused, which then stands at the field."""
    if not form.is_valid():
        return None
    try:
        return save()
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def codes_of(journey: Journey, code_list: str) -> list[tuple[str, str]]:
    """The codes of a list of the journey's own approach, in the reader's language."""
    language = get_language() or "nl"
    known = approach_of(journey).code_lists.get(code_list)
    return [(key, code.label.in_language(language)) for key, code in known.codes.items()] if known else []


def approach_of(journey: Journey) -> Approach:
    """The approach version that the journey began under."""
    return approaches_by_version([journey.approach_version_id])[journey.approach_version_id]


def choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    """Fill the choices of a field; a field that may stay empty gets an empty one first."""
    field = form.fields[name]
    field.choices = list(choices) if field.required else [BLANK, *choices]  # type: ignore[attr-defined]


def show(
    request: StaffRequest, title: str, journey: Journey, form: forms.Form, *, save_label: str = "", **more: Any
) -> HttpResponse:
    """The form, over the page or on one of its own."""
    context = {
        "title": title,
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
        "save_label": save_label,
        **more,
    }
    return show_form(request, "caseworker/_fact_form.html", context, invalid=form.is_bound)
