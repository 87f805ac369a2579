"""Keeping what somebody types while typing, so that a lost connection or an ended session loses nothing.

In a template, inside the form: ``{% keep_draft "contact" journey.pk %}``. In the view::

    form = ContactForm(request.POST or None, initial=guess | drafts.initial(request, ContactForm, "contact", journey.pk))
    ...
    drafts.forget(request, "contact", journey.pk)      # after saving

`initial` is empty on a POST and when there is no draft. A view that draws its form by hand uses `typed`.
"""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reisgenoot.kernel.drafts import FoundDraft, find_draft, forget_draft, save_draft
from reisgenoot.web.access import StaffRequest, page

FORM, SUBJECT = "_concept", "_concept_over"
"""Names of the two hidden fields that `keep_draft` puts in a form."""
MOST_LETTERS = 200_000
_NOT_KEPT = {FORM, SUBJECT, "csrfmiddlewaretoken", "terug"}
_FORM_KEY = re.compile(r"^[a-z][a-z0-9-]{0,59}$")


def found(request: HttpRequest, form: str, subject: int = 0) -> FoundDraft | None:
    """The draft of whoever asks for the page; None on a POST: what was sent goes first."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.staff_id is None or request.method == "POST":
        return None
    return find_draft(by=actor, form=form, subject=subject)


def typed(request: HttpRequest, form: str, subject: int = 0) -> QueryDict | None:
    """What was typed, as a form sends it; None when there is no draft."""
    draft = found(request, form, subject)
    if draft is None:
        return None
    sent = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        sent.setlist(name, values)
    return sent


def initial(request: HttpRequest, form_class: type[forms.BaseForm], form: str, subject: int = 0) -> dict[str, Any]:
    """What was typed as initial values for a form, so that it shows without complaints about what is still empty."""
    sent = typed(request, form, subject)
    if sent is None:
        return {}
    fields = form_class.base_fields.items()  # type: ignore[attr-defined]
    return {
        name: field.widget.value_from_datadict(sent, {}, name)
        for name, field in fields
        if not field.widget.value_omitted_from_data(sent, {}, name) or isinstance(field, forms.BooleanField)
    }


def forget(request: StaffRequest, form: str, subject: int = 0) -> None:
    """The form was saved: its draft goes."""
    if request.actor.staff_id is not None:
        forget_draft(by=request.actor, form=form, subject=subject)


@page(None)
@never_cache
@require_safe
def draft_alive(request: StaffRequest) -> HttpResponse:
    """Whether the session still lives; gives the token that forms of an earlier session lack."""
    return HttpResponse(status=204, headers={"X-Form-Token": get_token(request)})


@page(None)
@require_POST
def draft_save(request: StaffRequest) -> HttpResponse:
    """Keep what was typed so far. Fields that are empty are not kept; a form that is empty again has no draft."""
    key, subject = _asked(request)
    if key is None:
        return HttpResponseBadRequest(_("Dit formulier kan niet bewaard worden."))
    sent = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT and any(values)}
    if sum(len(value) for values in sent.values() for value in values) > MOST_LETTERS:
        return HttpResponse(status=413)
    if request.actor.staff_id is not None:
        save_draft(by=request.actor, form=key, subject=subject, typed=sent)
    return HttpResponse(status=204)


@page(None)
@require_POST
def draft_discard(request: StaffRequest) -> HttpResponse:
    """Throw the draft away."""
    key, subject = _asked(request)
    if key is None:
        return HttpResponseBadRequest(_("Dit formulier kan niet bewaard worden."))
    forget(request, key, subject)
    return HttpResponse(status=204)


def _asked(request: StaffRequest) -> tuple[str | None, int]:
    key, subject = request.POST.get(FORM, ""), request.POST.get(SUBJECT, "0")
    return (key if _FORM_KEY.match(key) and subject.isdecimal() else None), int(subject) if subject.isdecimal() else 0
