"""Signing a plan together: on this screen by name or by hand, or on paper with a scan; and the scan again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.plans.detail import PlanDetail, plan_detail
from reisgenoot.plans.enums import ScanKind, Signer
from reisgenoot.plans.reading_scans import get_scan
from reisgenoot.plans.scans import CONTENT_TYPES, MOST_BYTES, fetch
from reisgenoot.plans.services import put_in_force, sign_on_paper, sign_on_screen, withdraw_signature
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.answers import go_on, show_form
from reisgenoot.web.caseworker.planning.opening import OpenedPlan, open_version
from reisgenoot.web.components.toasts import undoable


class ScreenForm(forms.Form):
    """One party signs here and now."""

    party = forms.ChoiceField(label=gettext_lazy("Wie tekent?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Typ je naam"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    agrees = forms.BooleanField(label=gettext_lazy("Ik heb het plan gelezen of gehoord en ga ermee akkoord"))
    drawing = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, label) for value, label in Signer.choices if value in parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A signed paper, scanned."""

    scan = forms.FileField(
        label=gettext_lazy("Scan van het getekende plan"),
        help_text=gettext_lazy("PDF, JPEG of PNG, hooguit 10 MB. De scan wordt versleuteld bewaard."),
    )
    parties = forms.MultipleChoiceField(label=gettext_lazy("Wie heeft getekend?"), widget=forms.CheckboxSelectMultiple)
    signed_on = forms.DateField(label=gettext_lazy("Getekend op"), widget=forms.DateInput)

    def __init__(self, *args: Any, parties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, label) for value, label in Signer.choices if value in parties]
        self.fields["parties"].choices = choices  # type: ignore[attr-defined]


class UnsignedForm(forms.Form):
    """Why a plan holds without signatures."""

    reason = forms.CharField(label=gettext_lazy("Waarom geldt het plan zonder handtekening?"), max_length=200)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_sign(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Sign on this screen; turn the screen to who signs."""
    opened, detail = _open(request, plan_id)
    form = ScreenForm(
        request.POST or None, parties=detail.waits_for, initial={"party": next(iter(detail.waits_for), "")}
    )
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data
        try:
            signature = sign_on_screen(
                by=request.actor,
                plan_id=plan_id,
                party=filled["party"],
                name=filled["name"],
                drawing=filled["drawing"],
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            undoable(request, _("Getekend."), undo_url=reverse("plan_unsign", args=[plan_id, signature.pk]))
            return go_on(request, opened.url)
    context = _context(request, opened, _("Plan tekenen"), form) | {"detail": detail, "paper_url": _paper_url(plan_id)}
    return show_form(request, "caseworker/planning/_sign.html", context, invalid=form.is_bound)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_sign_paper(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Add the scan of a paper that was signed."""
    opened, detail = _open(request, plan_id)
    initial = {"signed_on": today(), "parties": detail.waits_for}
    form = PaperForm(request.POST or None, request.FILES or None, parties=detail.waits_for, initial=initial)
    if request.method == "POST" and form.is_valid():
        filled = form.cleaned_data
        try:
            sign_on_paper(
                by=request.actor,
                plan_id=plan_id,
                content=filled["scan"].read(MOST_BYTES + 1),
                signed_on=filled["signed_on"],
                parties=filled["parties"],
            )
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het getekende plan is bewaard."))
            return go_on(request, opened.url)
    context = _context(request, opened, _("Getekend op papier"), form)
    return show_form(request, "caseworker/planning/_sign_paper.html", context, invalid=form.is_bound)


@page(Permission.PLAN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_unsigned(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Let the plan hold without signatures, for a reason."""
    opened, _detail = _open(request, plan_id)
    form = UnsignedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            put_in_force(by=request.actor, plan_id=plan_id, reason=form.cleaned_data["reason"])
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Het plan geldt nu."))
            return go_on(request, opened.url)
    context = _context(request, opened, _("Plan laten gelden zonder handtekening"), form)
    return show_form(request, "caseworker/_plain_form.html", context, invalid=form.is_bound)


@page(Permission.PLAN_WRITE)
@require_POST
def plan_unsign(request: StaffRequest, plan_id: int, signature_id: int) -> HttpResponse:
    """Take a signature back: undo after signing."""
    opened, _plan = open_version(request, plan_id, permission=Permission.PLAN_WRITE)
    withdraw_signature(by=request.actor, signature_id=signature_id)
    messages.success(request, _("De handtekening is ingetrokken."))
    return go_on(request, opened.url)


@page(Permission.JOURNEY_READ)
@require_safe
def plan_scan(request: StaffRequest, plan_id: int, scan_id: int) -> HttpResponse:
    """The scan as it was sent. Whoever opens it stands in the reading log."""
    open_version(request, plan_id, permission=Permission.JOURNEY_READ, part="plan_scan")
    scan = get_scan(by=request.actor, plan_id=plan_id, scan_id=scan_id)
    content = fetch(scan.digest, organisation_id=request.actor.organisation_id)
    kind = ScanKind(scan.kind)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="plan-{plan_id}.{kind.value}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _open(request: StaffRequest, plan_id: int) -> tuple[OpenedPlan, PlanDetail]:
    opened, _plan = open_version(request, plan_id, permission=Permission.PLAN_WRITE)
    return opened, plan_detail(by=request.actor, plan_id=plan_id)


def _paper_url(plan_id: int) -> str:
    return reverse("plan_sign_paper", args=[plan_id])


def _context(request: StaffRequest, opened: OpenedPlan, title: str, form: forms.Form) -> dict[str, Any]:
    return {"title": title, "lead": opened.name, "form": form, "form_url": request.path}
