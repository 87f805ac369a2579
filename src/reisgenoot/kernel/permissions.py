"""What an actor may do: permissions, the roles that hold them, and the one function that answers.

A role is described data: administrators read the description on screen, tests read the permissions.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed, NotKnown


class Permission(StrEnum):
    """One thing that can be allowed; the value is stable and stands in logs."""

    WORKLIST_READ = "worklist.read"
    CASELOAD_READ = "caseload.read"
    JOURNEY_READ = "journey.read"
    JOURNEY_WRITE = "journey.write"
    CONTACT_WRITE = "contact.write"
    SIGNAL_WRITE = "signal.write"
    BSN_READ = "bsn.read"
    DIRECTOR_ASSIGN = "director.assign"
    DELIVERY_READ = "delivery.read"
    DELIVERY_WRITE = "delivery.write"
    REVIEW_DECIDE = "review.decide"
    TABLE_READ = "table.read"
    TABLE_READ_SMALL_CELLS = "table.read-small-cells"
    APPROACH_READ = "approach.read"
    READING_LOG_READ = "reading-log.read"
    STAFF_READ = "staff.read"
    STAFF_WRITE = "staff.write"
    TEAM_READ = "team.read"
    HOUSING_WRITE = "housing.write"
    HANDOVER_READ = "handover.read"
    HANDOVER_WRITE = "handover.write"
    SHARING_WRITE = "sharing.write"
    INTAKE_WRITE = "intake.write"
    HEALTH_READ = "health.read"
    PLAN_WRITE = "plan.write"
    AGENDA_READ = "agenda.read"
    AGENDA_WRITE = "agenda.write"
    REFLECTION_WRITE = "reflection.write"
    QUESTIONNAIRE_READ = "questionnaire.read"
    QUESTIONNAIRE_WRITE = "questionnaire.write"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as an administrator sees it: Dutch name, what it is for, what it may."""

    key: str
    name: StrOrPromise
    description: StrOrPromise
    permissions: frozenset[Permission]


_P = Permission
_GUIDING = frozenset(
    {_P.WORKLIST_READ, _P.CASELOAD_READ, _P.JOURNEY_READ, _P.JOURNEY_WRITE, _P.CONTACT_WRITE, _P.SIGNAL_WRITE}
    | {_P.BSN_READ, _P.REVIEW_DECIDE, _P.DELIVERY_READ, _P.APPROACH_READ, _P.TABLE_READ}
    | {_P.HANDOVER_READ, _P.HANDOVER_WRITE, _P.INTAKE_WRITE, _P.HEALTH_READ, _P.PLAN_WRITE, _P.SHARING_WRITE}
    | {_P.AGENDA_READ, _P.AGENDA_WRITE, _P.REFLECTION_WRITE, _P.QUESTIONNAIRE_READ}
)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "client_manager",
            _("klantmanager"),
            _("Begeleidt inwoners als regisseur: dossier, contact, plan en signalen."),
            _GUIDING,
        ),
        Role(
            "team_manager",
            _("teammanager"),
            _("Stuurt een team aan: verdeelt dossiers en ziet de hele caseload."),
            _GUIDING | {_P.DIRECTOR_ASSIGN, _P.TEAM_READ, _P.STAFF_READ, _P.TABLE_READ_SMALL_CELLS},
        ),
        Role(
            "policy_officer",
            _("beleidsadviseur"),
            _("Leest tabellen en de aanpak. Ziet nooit een dossier."),
            frozenset({_P.TABLE_READ, _P.APPROACH_READ}),
        ),
        Role(
            "administrator",
            _("functioneel beheerder"),
            _("Beheert aanpak, teams, rollen en leveringen. Ziet geen dossiers, wel de vragen bij een levering."),
            frozenset(
                {_P.APPROACH_READ, _P.STAFF_READ, _P.STAFF_WRITE, _P.DELIVERY_READ, _P.DELIVERY_WRITE, _P.TABLE_READ}
                | {_P.REVIEW_DECIDE, _P.QUESTIONNAIRE_READ, _P.QUESTIONNAIRE_WRITE}
            ),
        ),
        Role(
            "housing_officer",
            _("medewerker huisvesting"),
            _("Meldt wie er komt wonen en wanneer. Ziet alleen de eigen meldingen, geen dossiers."),
            frozenset({_P.HOUSING_WRITE}),
        ),
        Role(
            "privacy_officer",
            _("privacy officer"),
            _("Ziet wie welk dossier las en waarom. Ziet zelf geen dossiers."),
            frozenset({_P.READING_LOG_READ, _P.STAFF_READ, _P.APPROACH_READ}),
        ),
        Role(
            "provider",
            _("aanbieder"),
            _("Geeft lessen of trajecten. Krijgt later eigen schermen."),
            frozenset(),
        ),
        Role(
            "newcomer",
            _("inburgeraar"),
            _("Ziet het eigen plan. Krijgt later eigen schermen."),
            frozenset(),
        ),
    )
}


class Owned(Protocol):
    """Anything that belongs to one executing organisation."""

    @property
    def organisation_id(self) -> int:
        """The organisation's id."""
        ...


def has_permission(actor: Actor, permission: Permission, *, on: Owned | None = None) -> bool:
    """Whether the actor may do this, and if ``on`` is given, to that thing.

    True for: an actor one of whose roles holds the permission, when the thing (if any) belongs to the
    organisation the actor acts for. Nobody has standing access across organisations.
    """
    if on is not None and on.organisation_id != actor.organisation_id:
        return False
    return any(permission in ROLES[key].permissions for key in actor.roles)


def require(actor: Actor, permission: Permission, *, on: Owned | None = None) -> None:
    """Raise unless allowed: `NotKnown` for another organisation's thing, `NotAllowed` for a missing permission."""
    if on is not None and on.organisation_id != actor.organisation_id:
        raise NotKnown
    if not has_permission(actor, permission, on=on):
        raise NotAllowed(permission.value)
