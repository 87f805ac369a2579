"""The gallery: every component with believable content, full, empty and wrong. Only in the demo and in tests.

It is where a component is judged with the eye and by the accessibility tests, in every language and direction.
"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from reisgenoot.web import gallery_content as content
from reisgenoot.web import gallery_weeks
from reisgenoot.web.components.toasts import Toast

TODAY = date(2026, 11, 21)


class GalleryForm(forms.Form):
    """A form with each kind of field."""

    kind = forms.ChoiceField(
        label=_("Soort contact"),
        choices=[
            ("call", _("Telefoongesprek")),
            ("visit", _("Huisbezoek")),
            ("office", _("Gesprek op het gemeentehuis")),
        ],
        widget=forms.RadioSelect,
        initial="call",
    )
    on = forms.DateField(label=_("Datum"), widget=forms.DateInput, initial=TODAY)
    minutes = forms.IntegerField(label=_("Duur in minuten"), required=False, min_value=1)
    text = forms.CharField(
        label=_("Wat is er besproken?"),
        help_text=_("Schrijf zo dat de inwoner het mag lezen. De inwoner kan dit zien."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Taal van het gesprek"),
        choices=[("nl", "Nederlands"), ("ti", "Tigrinya"), ("ar", "Arabisch")],
        required=False,
    )
    promise = forms.BooleanField(
        label=_("Ik heb iets beloofd"), required=False, help_text=_("Dan komt het op je lijst voor vandaag.")
    )
    file = forms.FileField(
        label=_("Bestanden van de levering"), required=False, help_text=_("Excel of csv, samen hoogstens 50 MB.")
    )


def context() -> dict[str, Any]:
    """Everything the gallery shows; needs no database."""
    faulty = GalleryForm(data={"wrong-kind": "call", "wrong-on": "2031-02-30", "wrong-text": ""}, prefix="wrong")
    faulty.is_valid()
    return {
        **content.components(TODAY),
        "days": gallery_weeks.days(TODAY),
        "week_load": gallery_weeks.week_load(),
        "today": TODAY,
        "yesterday": TODAY - timedelta(days=1),
        "form": GalleryForm(),
        "faulty_form": faulty,
        "places": content.PLACES,
        "organisation_name": "Meerinzicht",
        "actor_name": "Bram Veenstra",
        "actor_role": _("Klantmanager"),
        "search_url": "?",
        "contact_url": "?dialog=1",
        "is_demo": True,
        "toasts": [Toast("Gesprek met Selam Tesfay vastgelegd.", undo_url="?")],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component. ``?dir=rtl`` turns the page round; ``?dialog=1`` answers with the contact form."""
    if request.GET.get("dialog"):
        return render(request, "gallery/_dialog.html", {"form": GalleryForm()})
    if request.GET.get("dir") == "rtl":
        with translation.override("ar"):
            return render(request, "gallery/gallery.html", context())
    return render(request, "gallery/gallery.html", context())
