"""Mijn instellingen: how often the digest comes by e-mail, and in which language."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reisgenoot.journeys.noted import DigestState, Often
from reisgenoot.journeys.services.digests import choose_digest, chosen_digest, last_digest
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.components.words import day_in_words

UNPROCESSABLE = 422


class DigestForm(forms.Form):
    """How often, and in which language."""

    often = forms.ChoiceField(
        label=gettext_lazy("Overzicht per e-mail"),
        choices=Often.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Alleen aantallen en een link naar Vandaag. Nooit namen."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Taal van de e-mail"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
    )


@page(Permission.WORKLIST_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def my_settings(request: StaffRequest) -> HttpResponse:
    """What somebody chooses for him- or herself."""
    by = request.actor
    chosen = chosen_digest(by=by)
    form = DigestForm(request.POST or None, initial={"often": chosen.often, "language": chosen.language})
    if request.method == "POST" and form.is_valid():
        choose_digest(by=by, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("my_settings")
    last = last_digest(by=by, staff_id=by.staff_id) if by.staff_id else None
    context = {
        "form": form,
        "email": request.user.email if request.user.is_authenticated else "",
        "last": _("Laatste e-mail: %(day)s, %(state)s.")
        % {"day": day_in_words(last.on), "state": DigestState(last.state).label}
        if last
        else "",
    }
    return render(request, "caseworker/my_settings.html", context, status=UNPROCESSABLE if form.errors else 200)
