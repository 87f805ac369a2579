"""Medewerkers: colleagues with their roles and teams; adding somebody, giving and ending a role."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reisgenoot.journeys.services.digests import last_digest
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import ROLES, Permission, has_permission
from reisgenoot.organisations.leaving import StillDirecting
from reisgenoot.organisations.models import RoleAssignment, StaffMember
from reisgenoot.organisations.services import change_work, end_role, ensure_team, grant_role, hire, let_go
from reisgenoot.organisations.staff import MOST_LINES, StaffLine, get_staff, list_staff, list_teams, role_history
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.accounts import make_account
from reisgenoot.web.admin.staff_forms import EndForm, GrantForm, NewStaffForm, WorkForm
from reisgenoot.web.components.actions import Action, Badge, Empty
from reisgenoot.web.components.filters import FilterBar, FilterField, Option
from reisgenoot.web.components.tables import Cell, Column, Row, Table
from reisgenoot.web.components.words import day_in_words

UNPROCESSABLE = 422


@page(Permission.STAFF_READ)
@require_safe
def staff(request: StaffRequest) -> HttpResponse:
    """Colleagues by name."""
    query = request.GET.get("q", "").strip()[:80]
    role = request.GET.get("rol", "")
    with_left = request.GET.get("weg", "") == "ook"
    lines = list_staff(by=request.actor, query=query, role=role if role in ROLES else "", with_left=with_left)
    may_write = has_permission(request.actor, Permission.STAFF_WRITE)
    new = Action(_("Medewerker toevoegen"), reverse("staff_new"), "add", "primary")
    context = {
        "bar": _bar(query, role, with_left, lines),
        "table": _table(lines),
        "actions": [new] if may_write else [],
        "roles": ROLES.values(),
    }
    return render(request, "admin/staff.html", context)


def _bar(query: str, role: str, with_left: bool, lines: list[StaffLine]) -> FilterBar:
    found = ngettext("%(n)d collega", "%(n)d collega’s", len(lines)) % {"n": len(lines)}
    more = _("de eerste %(n)d; zoek op naam voor de rest") % {"n": MOST_LINES}
    return FilterBar(
        url=reverse("staff"),
        fields=[
            FilterField("rol", _("Rol"), [Option(each.key, str(each.name)) for each in ROLES.values()], role),
            FilterField(
                "weg",
                _("Vertrokken"),
                [Option("ook", _("ook tonen"))],
                "ook" if with_left else "",
                _("niet tonen"),
            ),
        ],
        query=query,
        query_label=_("Naam, code of team"),
        clear_url=reverse("staff") if query or role or with_left else "",
        result_words=more if len(lines) == MOST_LINES else found,
    )


def _table(lines: list[StaffLine]) -> Table:
    columns = [
        Column("name", _("Naam")),
        Column("code", _("Code")),
        Column("team", _("Team")),
        Column("roles", _("Rollen nu")),
        Column("fte", _("Fte"), number=True),
        Column("account", _("Inloggen")),
    ]
    empty = Empty(_("Niemand gevonden"), _("Zoek op een deel van de naam, of kies een andere rol."), icon="team")
    return Table(_("Medewerkers"), columns, [_row(line) for line in lines], empty=empty)


def _row(line: StaffLine) -> Row:
    roles = ", ".join(str(ROLES[role].name) for role in line.roles) or _("geen rol")
    left = _("weg sinds %(day)s") % {"day": day_in_words(line.left_on)} if line.left_on else ""
    account = Badge(_("kan inloggen"), "ok") if line.has_account and not left else Badge(left or _("geen account"))
    fte = number_format(line.fte, 2)
    url = reverse("staff_one", args=[line.id])
    cells = [Cell(line.name, url=url), Cell(line.code), Cell(line.team), Cell(roles), Cell(fte), Cell(badge=account)]
    return Row(cells, muted=bool(left))


@page(Permission.STAFF_READ)
@require_safe
def staff_one(request: StaffRequest, staff_id: int) -> HttpResponse:
    """One colleague."""
    return _show(request, get_staff(by=request.actor, staff_id=staff_id), GrantForm())


def _show(
    request: StaffRequest,
    colleague: StaffMember,
    form: GrantForm,
    *,
    work: WorkForm | None = None,
    still_directing: str = "",
) -> HttpResponse:
    """The page of a colleague. ``still_directing`` says why somebody cannot leave yet, with the way to mend it."""
    history = role_history(by=request.actor, staff_id=colleague.pk)
    context = {
        "colleague": colleague,
        "digest": last_digest(by=request.actor, staff_id=colleague.pk),
        "history": [(ROLES[each.role], each, _is_running(each)) for each in history],
        "form": form,
        "may_write": has_permission(request.actor, Permission.STAFF_WRITE),
        "work": work or _work_form(colleague),
        "teams": list_teams(by=request.actor),
        "is_self": colleague.pk == request.actor.staff_id,
        "roles": ROLES.values(),
        "today": today(),
        "still_directing": still_directing,
        "hand_over": _hand_over(request, colleague) if still_directing else None,
    }
    status = UNPROCESSABLE if form.errors or still_directing or (work and work.errors) else 200
    return render(request, "admin/staff_one.html", context, status=status)


def _work_form(colleague: StaffMember, given: QueryDict | None = None) -> WorkForm:
    known = {
        "fte": colleague.fte,
        "team": colleague.team.name if colleague.team else "",
        "languages": colleague.languages,
    }
    return WorkForm(given, initial=known, known=colleague.languages)


@page(Permission.STAFF_WRITE)
@require_POST
def staff_work(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Change hours, team and languages."""
    colleague = get_staff(by=request.actor, staff_id=staff_id)
    form = _work_form(colleague, request.POST)
    if not form.is_valid():
        return _show(request, colleague, GrantForm(), work=form)
    said = form.cleaned_data
    team = ensure_team(by=request.actor, name=said["team"]) if said["team"] else None
    change_work(
        by=request.actor,
        staff_id=staff_id,
        fte=said["fte"],
        languages=said["languages"],
        team_id=team.pk if team else None,
    )
    messages.success(request, _("Bewaard."))
    return redirect("staff_one", staff_id)


def _hand_over(request: StaffRequest, colleague: StaffMember) -> Action | None:
    """The way to the screen that hands the files over, for who may open it."""
    if not has_permission(request.actor, Permission.DIRECTOR_ASSIGN):
        return None
    url = reverse("caseload_handover", args=[colleague.pk])
    return Action(_("Draag de caseload over"), url, "handover", "primary", about=colleague.name)


def _is_running(assignment: RoleAssignment) -> bool:
    return assignment.valid_until is None or assignment.valid_until > today()


@page(Permission.STAFF_WRITE)
@require_http_methods(["GET", "POST"])
def staff_new(request: StaffRequest) -> HttpResponse:
    """Add somebody: who it is, which roles, and an account when there is an e-mail address."""
    form = NewStaffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = _add(request.actor, form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _welcome(added))
            return redirect("staff_one", added.pk)
    context = {"form": form, "teams": list_teams(by=request.actor), "roles": ROLES.values()}
    return render(request, "admin/staff_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@transaction.atomic
def _add(by: Actor, said: dict[str, Any]) -> StaffMember:
    user = make_account(email=said["email"], name=said["name"]) if said["email"] else None
    return hire(
        by=by,
        code=said["code"],
        name=said["name"],
        roles=said["roles"],
        user=user,
        from_on=said["from_on"],
        phone=said["phone"],
        team=ensure_team(by=by, name=said["team"]) if said["team"] else None,
        fte=said["fte"],
    )


def _welcome(added: StaffMember) -> str:
    if added.user_id is None:
        return _("%(name)s is toegevoegd, zonder account.") % {"name": added.name}
    return _("%(name)s is toegevoegd en kiest zelf een wachtwoord via ‘Wachtwoord vergeten’.") % {"name": added.name}


@page(Permission.STAFF_WRITE)
@require_POST
def role_grant(request: StaffRequest, staff_id: int) -> HttpResponse:
    """Give a role from a day on."""
    colleague = get_staff(by=request.actor, staff_id=staff_id)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _show(request, colleague, form)
    said = form.cleaned_data
    grant_role(by=request.actor, staff_id=staff_id, role=said["role"], from_on=said["from_on"])
    words = {"name": colleague.name, "role": ROLES[said["role"]].name}
    messages.success(request, _("%(name)s heeft de rol %(role)s.") % words)
    return redirect("staff_one", staff_id)


@page(Permission.STAFF_WRITE)
@require_POST
def role_end(request: StaffRequest, staff_id: int) -> HttpResponse:
    """End a role; the day that is given is the first day without it."""
    return _end(request, staff_id, whole=False)


@page(Permission.STAFF_WRITE)
@require_POST
def staff_leave(request: StaffRequest, staff_id: int) -> HttpResponse:
    """End somebody's work here; all roles end the same day."""
    return _end(request, staff_id, whole=True)


def _end(request: StaffRequest, staff_id: int, *, whole: bool) -> HttpResponse:
    colleague = get_staff(by=request.actor, staff_id=staff_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Deze datum is niet te lezen. Schrijf hem als 31-12-2026."))
        return redirect("staff_one", staff_id)
    on = form.cleaned_data["on"]
    try:
        if whole:
            let_go(by=request.actor, staff_id=staff_id, on=on)
            messages.success(request, _("%(name)s heeft geen toegang meer.") % {"name": colleague.name})
        else:
            end_role(by=request.actor, staff_id=staff_id, role=form.cleaned_data["role"], on=on)
            messages.success(request, _("De rol van %(name)s is beëindigd.") % {"name": colleague.name})
    except StillDirecting as error:
        return _show(request, colleague, GrantForm(), still_directing=str(error))
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect("staff_one", staff_id)
