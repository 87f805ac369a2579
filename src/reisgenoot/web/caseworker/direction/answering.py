"""How the forms of this part are shown, saved and answered; each keeps what is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.reading import log_read
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.components.toasts import undoable


@dataclass(frozen=True, slots=True)
class Asked:
    """One form: what it is called, what it is about, and where one goes after saving.

    ``key`` and ``subject`` name the draft; ``hint`` stands above the fields; ``back`` is the route of the part of the file.
    """

    title: str
    key: str
    subject: int
    back: str
    save_label: str = ""
    hint: str = ""
    questions: tuple[str, ...] = ()


def initial(
    request: StaffRequest, asked_key: str, subject: int, form_class: type[forms.Form], **guess: Any
) -> dict[str, Any]:
    """What a form begins with: our guess, and over it what was typed before and not saved."""
    return guess | drafts.initial(request, form_class, asked_key, subject)


def answer(
    request: StaffRequest,
    journey: Journey,
    form: forms.Form,
    asked: Asked,
    *,
    save: Callable[[dict[str, Any]], str],
    said: str,
) -> HttpResponse:
    """Show the form, or save it: ``save`` gets what was filled in and gives the address that undoes it (or nothing)."""
    if request.method == "POST" and form.is_valid():
        try:
            undo_url = save(form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, asked.key, asked.subject)
            say(request, said, undo_url)
            return go_on(request, reverse(asked.back, args=[journey.pk]))
    else:
        log_read(by=request.actor, person_id=journey.person_id, part="guidance")
    context = {
        "title": asked.title,
        "lead": journey.person.display_name,
        "form": form,
        "form_url": request.get_full_path(),
        "save_label": asked.save_label,
        "draft_key": asked.key,
        "draft_subject": asked.subject,
        "hint": asked.hint,
        "questions": asked.questions,
    }
    return show_form(request, "caseworker/direction/_form.html", context, invalid=form.is_bound)


def say(request: StaffRequest, said: str, undo_url: str = "") -> None:
    """Say on the next page what was done, with undo where that can be."""
    if undo_url:
        undoable(request, said, undo_url=undo_url)
    else:
        messages.success(request, said)


def done(request: StaffRequest, journey_id: int, back: str, said: str, undo_url: str = "") -> HttpResponse:
    """The answer to a button: say it and go back."""
    say(request, said, undo_url)
    return go_on(request, reverse(back, args=[journey_id]))
