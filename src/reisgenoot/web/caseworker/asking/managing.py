"""Vragenlijsten: which there are, a look at each in every language, adding a workbook, taking one out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.questionnaires.definition import Form, Question
from reisgenoot.questionnaires.differences import differences
from reisgenoot.questionnaires.enums import VersionSource, Way
from reisgenoot.questionnaires.models import QuestionnaireVersion
from reisgenoot.questionnaires.reading import FormError, FormProblem, to_xform
from reisgenoot.questionnaires.selectors import get_version, version_before, versions
from reisgenoot.questionnaires.services import keep_questionnaire, retire_questionnaire, unretire_questionnaire
from reisgenoot.questionnaires.services.versions import About
from reisgenoot.questionnaires.versions import form_of, in_language
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.asking.forms import UploadForm
from reisgenoot.web.caseworker.asking.wording import language_name, screen_language, title_of
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.toasts import undoable
from reisgenoot.web.components.words import day_in_words
from reisgenoot.web.newcomer.words import direction

UNPROCESSABLE = 422
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a preview: a question or a heading, ``depth`` deep, in the language looked at."""

    depth: int
    kind: str
    label: str
    key: str
    hint: str
    choices: Sequence[str]
    rules: Sequence[Fact]
    is_required: bool
    is_protected: bool


@page(Permission.QUESTIONNAIRE_READ)
@require_safe
def questionnaires(request: StaffRequest) -> HttpResponse:
    """Every questionnaire with its versions."""
    found = versions(by=request.actor)
    new = Action(_("Werkboek toevoegen"), reverse("questionnaire_upload"), "upload", "primary")
    may_write = has_permission(request.actor, Permission.QUESTIONNAIRE_WRITE)
    context = {"table": _table(found), "actions": [new] if may_write else []}
    return render(request, "caseworker/asking/questionnaires.html", context)


def _table(found: Sequence[QuestionnaireVersion]) -> Table:
    columns = [
        Column("title", _("Vragenlijst")),
        Column("version", _("Versie")),
        Column("source", _("Van")),
        Column("who", _("Invullen")),
        Column("asked", _("Gevraagd"), number=True),
        Column("state", _("Stand")),
    ]
    empty = Empty(_("Nog geen vragenlijsten"), _("Voeg een werkboek in XLSForm toe."), icon="review")
    newest: dict[str, int] = {}
    for version in found:
        if version.retired_on is None:
            newest.setdefault(version.key, version.pk)
    return Table(_("Vragenlijsten"), columns, [_row(one, newest) for one in found], empty=empty)


def _row(version: QuestionnaireVersion, newest: dict[str, int]) -> Row:
    in_use = newest.get(version.key) == version.pk
    if version.retired_on is not None:
        state = Badge(_("uit gebruik sinds %(day)s") % {"day": day_in_words(version.retired_on)})
    else:
        state = Badge(_("in gebruik"), "ok", "done") if in_use else Badge(_("vervangen"))
    ways = ", ".join(str(Way(way).label) for way in version.filled_in_by)
    cells = [
        Cell(title_of(version), url=reverse("questionnaire_one", args=[version.pk]), sub=version.key),
        Cell(version.version, sub=day_in_words(version.kept_at.date())),
        Cell(str(VersionSource(version.source).label)),
        Cell(ways),
        Cell(str(version.sittings_count)),  # type: ignore[attr-defined]  # annotated by the selector
        Cell(badge=state),
    ]
    return Row(cells, muted=not in_use)


@page(Permission.QUESTIONNAIRE_READ)
@require_safe
def questionnaire_one(request: StaffRequest, version_id: int) -> HttpResponse:
    """One version as it is asked, in a language of choice, and what changed since the version before."""
    version = get_version(by=request.actor, version_id=version_id)
    form, before = form_of(version), version_before(version)
    codes = [one.code for one in form.languages]
    asked = request.GET.get("taal", "")
    language = asked if asked in codes else (screen_language() if screen_language() in codes else codes[0])
    context = {
        "version": version,
        "title": title_of(version),
        "facts": _facts(version, form),
        "languages": [(code, language_name(code)) for code in codes],
        "language": language,
        "dir": direction(language),
        "lines": list(_lines(form, language)),
        "changed": differences(form_of(before), form) if before else [],
        "before": before,
        "actions": _actions(request, version),
    }
    return render(request, "caseworker/asking/questionnaire_one.html", context)


def _facts(version: QuestionnaireVersion, form: Form) -> list[Fact]:
    asked = sum(question.is_answered for question in form.questions)
    words = ngettext("%(n)s vraag", "%(n)s vragen", asked) % {"n": asked}
    protection = (
        _("alleen wie gezondheid mag zien") if version.protection == "health" else _("wie het dossier mag zien")
    )
    return [
        Fact(_("Versie"), version.version, note=day_in_words(version.kept_at.date())),
        Fact(_("Omvang"), words, note=_("%(n)s stappen") % {"n": len(form.pages)}),
        Fact(_("Talen"), ", ".join(language_name(one.code) for one in form.languages)),
        Fact(_("Waarvoor"), in_language(version.purpose, screen_language())),
        Fact(_("Wie leest de antwoorden"), protection),
        Fact(_("Invullen"), ", ".join(str(Way(way).label) for way in version.filled_in_by)),
        Fact(_("Herhaalbaar"), _("ja") if version.is_repeatable else _("nee")),
    ]


def _actions(request: StaffRequest, version: QuestionnaireVersion) -> list[Action]:
    workbook = reverse("questionnaire_download", args=[version.pk, "xlsx"])
    xform = reverse("questionnaire_download", args=[version.pk, "xml"])
    found = [Action(_("XLSForm"), workbook, "download"), Action(_("ODK XForm"), xform, "download")]
    if has_permission(request.actor, Permission.QUESTIONNAIRE_WRITE):
        name = "questionnaire_retire" if version.retired_on is None else "questionnaire_unretire"
        label = _("Uit gebruik nemen") if version.retired_on is None else _("Weer gebruiken")
        found.append(Action(label, reverse(name, args=[version.pk]), "close", "subtle", method="post"))
    return found


def _lines(form: Form, language: str) -> list[Shown]:
    found = []
    for item in form.by_key.values():
        is_question = isinstance(item, Question)
        if is_question and item.kind == "calculate":
            continue
        rules = [(_("alleen als"), item.relevant)]
        if isinstance(item, Question):
            rules += [(_("goed als"), item.constraint), (_("keuzes waar"), item.choice_filter)]
        found.append(
            Shown(
                depth=item.key.count("/"),
                kind=item.kind,
                label=form.say(item.label, language),
                key=item.key,
                hint="" if not isinstance(item, Question) else form.say(item.hint, language),
                choices=_choices(form, item, language) if isinstance(item, Question) else [],
                rules=[Fact(label, said) for label, said in rules if said],
                is_required=isinstance(item, Question) and bool(item.required),
                is_protected=item.protection == "health",
            )
        )
    return found


def _choices(form: Form, question: Question, language: str) -> list[str]:
    return [form.say(choice.label, language) for choice in form.choices.get(question.choices, ())]


@page(Permission.QUESTIONNAIRE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_upload(request: StaffRequest) -> HttpResponse:
    """Add a workbook: checked first, every problem with its cell; then kept as a new version."""
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: Sequence[FormProblem] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            version = keep_questionnaire(by=request.actor, content=given["file"].read(), about=_about(given))
        except FormError as error:
            problems = error.problems
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Toegevoegd. Kijk hem hieronder na in elke taal."))
            return redirect("questionnaire_one", version_id=version.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "problems": problems}
    return render(request, "caseworker/asking/questionnaire_upload.html", context, status=status)


def _about(given: dict[str, Any]) -> About:
    return About(
        purpose={"nl": given["purpose"]} if given["purpose"] else {},
        protection=given["protection"],
        is_repeatable=given["is_repeatable"],
        filled_in_by=given["filled_in_by"],
    )


@page(Permission.QUESTIONNAIRE_READ)
@require_safe
def questionnaire_download(request: StaffRequest, version_id: int, extension: str) -> HttpResponse:
    """The workbook as it was added, or as an ODK XForm."""
    version = get_version(by=request.actor, version_id=version_id)
    content = bytes(version.workbook)
    if extension == "xml":
        body, kind = to_xform(content).encode(), "application/xml"
    elif extension == "xlsx":
        body, kind = content, _XLSX
    else:
        raise NotKnown
    name = f"{version.key}-{version.version}.{extension}"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page(Permission.QUESTIONNAIRE_WRITE)
@require_POST
def questionnaire_retire(request: StaffRequest, version_id: int) -> HttpResponse:
    """Ask it no more."""
    retire_questionnaire(by=request.actor, version_id=version_id)
    undoable(request, _("Uit gebruik genomen."), undo_url=reverse("questionnaire_unretire", args=[version_id]))
    return redirect("questionnaire_one", version_id=version_id)


@page(Permission.QUESTIONNAIRE_WRITE)
@require_POST
def questionnaire_unretire(request: StaffRequest, version_id: int) -> HttpResponse:
    """Ask it again."""
    unretire_questionnaire(by=request.actor, version_id=version_id)
    messages.success(request, _("Weer in gebruik."))
    return redirect("questionnaire_one", version_id=version_id)
