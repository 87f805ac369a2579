"""Writing organisations, their staff and the roles they hold."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reisgenoot.approach import Approach
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotKnown
from reisgenoot.kernel.owning import require_own
from reisgenoot.kernel.permissions import ROLES, Permission, has_permission, require
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.leaving import StillDirecting, open_files
from reisgenoot.organisations.models import Organisation, Provider, RoleAssignment, ServiceArea, StaffMember, Team
from reisgenoot.organisations.places import keep_places


@transaction.atomic
def ensure_organisation(*, approach: Approach, key: str | None = None, name: str | None = None) -> Organisation:
    """The executing organisation that works by an approach, made when it is not there yet. Idempotent.

    Its municipalities with their places, its service areas and the providers of its offers come from the definition;
    what is there already stays as it is. Without ``key`` it is the approach's own organisation.

    Raises
    ------
    InvalidInput   an organisation with this key works by another approach.
    """
    own = approach.organisation
    defaults = {
        "name": name or (own.name if own else approach.title.nl),
        "approach_key": approach.key,
    }
    organisation, _made = Organisation.objects.get_or_create(
        key=key or (own.key if own else approach.key), defaults=defaults
    )
    if organisation.approach_key != approach.key:
        raise InvalidInput(
            _("Organisatie %(key)s werkt al met aanpak %(approach)s. Kies een andere sleutel.")
            % {"key": organisation.key, "approach": organisation.approach_key},
            field="key",
        )
    with acting_as(job("ensure organisation", organisation.pk)):
        _ensure_areas(approach, organisation.pk)
        _ensure_providers(approach, organisation.pk)
    return organisation


@transaction.atomic
def ensure_team(*, by: Actor, name: str) -> Team:
    """The team of this name, made when it is not there yet."""
    require(by, Permission.STAFF_WRITE)
    return Team.objects.get_or_create(organisation_id=by.organisation_id, name=name.strip())[0]


@transaction.atomic
def ensure_staff(*, by: Actor, codes: Iterable[str]) -> dict[str, StaffMember]:
    """The staff members of these codes, by code; made without account or role when they are not there yet.

    For codes in suppliers' files (``KM02``): the name is the code until an administrator writes the real one.
    """
    if not has_permission(by, Permission.DELIVERY_WRITE):
        require(by, Permission.STAFF_WRITE)
    wanted = sorted({code.strip() for code in codes if code.strip()})
    known = set(StaffMember.objects.filter(code__in=wanted).values_list("code", flat=True))
    StaffMember.objects.bulk_create(
        [StaffMember(organisation_id=by.organisation_id, code=code, name=code) for code in wanted if code not in known]
    )
    return {staff.code: staff for staff in StaffMember.objects.filter(code__in=wanted)}


@transaction.atomic
def hire(
    *,
    by: Actor,
    code: str,
    name: str,
    roles: Iterable[str],
    user: User | None = None,
    from_on: date | None = None,
    phone: str = "",
    languages: Sequence[str] = (),
    team: Team | None = None,
    fte: Decimal | float = 1,
) -> StaffMember:
    """Take somebody on with roles from ``from_on`` (today when missing).

    Raises
    ------
    InvalidInput   the code is taken, the name is empty, or a role is not known.
    """
    require(by, Permission.STAFF_WRITE, on=team)
    if not name.strip():
        raise InvalidInput(_("Vul de naam in."), field="name")
    if StaffMember.objects.filter(code=code).exists():
        raise InvalidInput(_("Deze code is al van een collega. Kies een andere."), field="code")
    staff = StaffMember.objects.create(
        code=code,
        name=name.strip(),
        user=user,
        phone=phone,
        languages=list(languages),
        team=team,
        fte=Decimal(str(fte)),
    )
    RoleAssignment.objects.bulk_create(
        [
            RoleAssignment(
                organisation_id=by.organisation_id, staff=staff, role=_known_role(role), valid_from=from_on or today()
            )
            for role in dict.fromkeys(roles)
        ]
    )
    return staff


@transaction.atomic
def grant_role(*, by: Actor, staff_id: int, role: str, from_on: date | None = None) -> RoleAssignment:
    """Give a role from a day on (today when missing); the assignment that runs already is returned when there is one."""
    require(by, Permission.STAFF_WRITE)
    staff = _get_staff(staff_id)
    day = from_on or today()
    running = _running(staff, day).filter(role=_known_role(role)).first()
    return running or RoleAssignment.objects.create(staff=staff, role=role, valid_from=day)


@transaction.atomic
def end_role(*, by: Actor, staff_id: int, role: str, on: date | None = None) -> None:
    """End a role: ``on`` (today when missing) is the first day it is no longer held.

    Raises
    ------
    InvalidInput   the role is not held, or it is the actor's own administrator role.
    """
    require(by, Permission.STAFF_WRITE)
    staff = _get_staff(staff_id)
    if staff.pk == by.staff_id and role == "administrator":
        raise InvalidInput(_("Je kunt je eigen beheerdersrol niet beëindigen. Vraag een collega."), field="role")
    day = on or today()
    running = _running(staff, day).filter(role=role).first()
    if running is None:
        raise InvalidInput(_("Deze collega heeft die rol niet."), field="role")
    if running.valid_from >= day:
        running.delete()
        return
    running.valid_until = day
    running.save(update_fields=["valid_until"])


@transaction.atomic
def change_work(
    *,
    by: Actor,
    staff_id: int,
    fte: Decimal | None = None,
    languages: Sequence[str] | None = None,
    team_id: int | None = None,
) -> StaffMember:
    """Change what somebody works: hours, languages, team. What is not given stays.

    Raises
    ------
    NotKnown       no such colleague or team.
    InvalidInput   the hours are not between 0 and 1 fte.
    """
    require(by, Permission.STAFF_WRITE)
    staff = _get_staff(staff_id)
    require_own(Team, [team_id])
    if fte is not None and not 0 <= fte <= 1:
        raise InvalidInput(_("Vul uren in tussen 0 en 1 fte."), field="fte")
    staff.fte = staff.fte if fte is None else fte
    staff.languages = staff.languages if languages is None else list(dict.fromkeys(languages))
    staff.team_id = team_id or staff.team_id
    staff.save(update_fields=["fte", "languages", "team"])
    return staff


@transaction.atomic
def let_go(*, by: Actor, staff_id: int, on: date | None = None) -> StaffMember:
    """End somebody's employment: ``on`` (today when missing) is the first day without access. All roles end that day.

    Nobody is ever without a director, so open files get another one first (`journeys.services.hand_over_caseload`).

    Raises
    ------
    NotKnown         no such colleague.
    StillDirecting   open files would have no director from that day on.
    InvalidInput     it is oneself.
    """
    require(by, Permission.STAFF_WRITE)
    staff = _get_staff(staff_id)
    if staff.pk == by.staff_id:
        raise InvalidInput(_("Je kunt jezelf niet uit dienst melden. Vraag een collega."), field="staff")
    day = on or today()
    _refuse_while_directing(staff, day)
    staff.left_on = day
    staff.save(update_fields=["left_on"])
    _running(staff, day).filter(valid_from__gte=day).delete()
    _running(staff, day).update(valid_until=day)
    return staff


def _refuse_while_directing(staff: StaffMember, day: date) -> None:
    number = open_files(staff.pk, day)
    if number:
        words = ngettext(
            "%(name)s is dan nog regisseur van %(n)d lopend dossier. Draag dat eerst over.",
            "%(name)s is dan nog regisseur van %(n)d lopende dossiers. Draag die eerst over.",
            number,
        )
        raise StillDirecting(words % {"name": staff.name, "n": number}, number=number)


def _ensure_areas(approach: Approach, organisation_id: int) -> None:
    served_ones = approach.organisation.municipalities.values() if approach.organisation else ()
    clusters = {one.code: one.cluster or "" for one in served_ones}
    served = set(ServiceArea.objects.values_list("municipality_id", flat=True))
    ServiceArea.objects.bulk_create(
        [
            ServiceArea(organisation_id=organisation_id, municipality=municipality, cluster=clusters[municipality.code])
            for municipality in keep_places(approach)
            if municipality.pk not in served
        ]
    )


def _ensure_providers(approach: Approach, organisation_id: int) -> None:
    known = set(Provider.objects.values_list("key", flat=True))
    Provider.objects.bulk_create(
        [
            Provider(organisation_id=organisation_id, key=provider.key, name=provider.label.nl)
            for provider in approach.providers.values()
            if provider.key not in known
        ]
    )


def _get_staff(staff_id: int) -> StaffMember:
    staff = StaffMember.objects.select_for_update(no_key=True).filter(pk=staff_id).first()
    if staff is None:
        raise NotKnown
    return staff


def _known_role(role: str) -> str:
    if role not in ROLES:
        raise InvalidInput(_("Deze rol bestaat niet."), field="role")
    return role


def _running(staff: StaffMember, day: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(staff=staff).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))
