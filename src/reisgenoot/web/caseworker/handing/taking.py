"""Taking over what was received: who it is, what is right, what is different."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reisgenoot.handover.enums import Verdict
from reisgenoot.handover.package import Package
from reisgenoot.handover.services import Corrections, PartVerdict, TakeOver, match_received, take_over
from reisgenoot.handover.services.receiving import read_received
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.people.reviewing import known_people
from reisgenoot.web import drafts
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.handing import showing
from reisgenoot.web.components import words
from reisgenoot.web.housing.forms import INTERPRETER, PersonForm

DRAFT = "take-over"
UNPROCESSABLE = 422


class TakeForm(PersonForm):
    """Who it is, and for each part whether it is right."""

    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=30, required=False)
    municipality = forms.TypedChoiceField(label=gettext_lazy("Woont in of komt naar"), coerce=int)
    person = forms.ChoiceField(
        label=gettext_lazy("Is dit iemand die we al kennen?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, by: Actor, people: list[tuple[str, str]], package: Package, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = served_municipalities(by=by)  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("nee, nieuw bij ons")), *people]  # type: ignore[attr-defined]
        if not people:
            del self.fields["person"]
        self.parts = package.parts
        for part in package.parts:
            self.fields[part] = forms.ChoiceField(
                label=_("Klopt dit?"),
                choices=Verdict.choices,
                widget=forms.RadioSelect,
                initial=Verdict.CONFIRMED.value,
            )
            self.fields[f"{part}_note"] = forms.CharField(
                label=_("Wat is anders of nieuw?"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )

    def plan(self) -> TakeOver:
        """What was filled in, for the service."""
        told = self.cleaned_data
        return TakeOver(
            municipality_id=told["municipality"],
            person_id=int(told["person"]) if told.get("person") else None,
            who=Corrections(
                family_name=told["family_name"],
                given_name=told["given_name"],
                birth_date=told["birth_date"],
                phone=told["phone"],
                language=told["language"],
                needs_interpreter=INTERPRETER[told["needs_interpreter"]],
            ),
            verdicts={part: PartVerdict(told[part], told[f"{part}_note"]) for part in self.parts},
        )


@page(Permission.HANDOVER_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def received_take(request: StaffRequest, received_id: int) -> HttpResponse:
    """Go through the story with the person, and continue with it."""
    by = request.actor
    held, package = read_received(by=by, received_id=received_id)
    if package is None or held.journey_id is not None:
        raise NotKnown
    form = TakeForm(
        request.POST or None,
        by=by,
        people=_people(by, package),
        package=package,
        initial=_initial(package) | drafts.initial(request, TakeForm, DRAFT, received_id),
    )
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_over(by=by, received_id=received_id, plan=form.plan())
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            drafts.forget(request, DRAFT, received_id)
            messages.success(request, _("Overgenomen. Jij bent nu regisseur; de afzender ziet dat het gebruikt is."))
            return redirect("dossier", taken.journey_id)
    context = {
        "form": form,
        "held": held,
        "title": _("%(name)s overnemen") % {"name": held.called or _("Inwoner")},
        "back_url": reverse("received", args=[received_id]),
        "parts": [
            (title, facts, form[key], form[f"{key}_note"]) for key, title, facts in showing.package_sections(package)
        ],
    }
    return render(request, "caseworker/received_take.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _people(by: Actor, package: Package) -> list[tuple[str, str]]:
    """People here who may be the same, the likeliest first; looking at them is a read."""
    match = match_received(by=by, package=package)
    ids = [each.person_id for each in match.candidates]
    if match.person_id is not None:
        ids.insert(0, match.person_id)
    known = known_people(by=by, person_ids=ids)
    found = []
    for person_id in ids:
        if person_id not in known:
            continue
        one = known[person_id]
        log_read(by=by, person_id=person_id, part="handover-match")
        born = words.day_in_words(one.birth_date) if one.birth_date else ""
        found.append((str(person_id), " · ".join(filter(None, [one.name, born, one.place or one.municipality]))))
    return found


def _initial(package: Package) -> dict[str, Any]:
    told = package.profile
    if told is None:
        return {}
    return {
        "family_name": told.family_name,
        "given_name": told.given_name,
        "birth_date": told.birth_date,
        "phone": told.phone,
        "language": told.language,
        "needs_interpreter": {True: "yes", False: "no", None: ""}[told.needs_interpreter],
    }
