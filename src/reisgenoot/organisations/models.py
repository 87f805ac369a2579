"""Tables of the organisations. A period is from ``valid_from`` (inclusive) until ``valid_until`` (exclusive, empty = open)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.permissions import ROLES
from reisgenoot.kernel.privacy import REFERENCE, STAFF, STAFF_ORDINARY


class Organisation(models.Model):
    """An executing organisation: the tenant. Serves one or more municipalities with one approach."""

    privacy = {"id": REFERENCE, "key": REFERENCE, "name": REFERENCE, "approach_key": REFERENCE, "small_cell": REFERENCE}

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("naam"), max_length=200)
    approach_key = models.SlugField(_("aanpak"), max_length=60)
    small_cell = models.PositiveSmallIntegerField(
        _("kleinste groep in een tabel"), default=5, help_text=_("Kleinere aantallen worden in tabellen verborgen.")
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """An organisation belongs to itself: permissions on it are checked like on any other thing."""
        return self.pk


class Municipality(models.Model):
    """A municipality by its CBS code (``0361``; a made-up code starts with X)."""

    privacy = {"id": REFERENCE, "code": REFERENCE, "name": REFERENCE}

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A village or town and the municipality it lies in. ``name_key`` is the normalised name used to look it up."""

    privacy = {"id": REFERENCE, "name": REFERENCE, "name_key": REFERENCE, "municipality": REFERENCE}

    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_index=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name_key", "municipality"], name="place_once_per_municipality")]

    def __str__(self) -> str:
        return self.name


@tracked
class ServiceArea(TenantModel):
    """A municipality that the organisation serves, in which cluster of municipalities, during a period."""

    privacy = TENANT_PRIVACY | {
        "municipality": REFERENCE,
        "cluster": REFERENCE,
        "valid_from": REFERENCE,
        "valid_until": REFERENCE,
    }

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cluster = models.CharField(_("cluster"), max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "municipality", "valid_from"], name="area_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)


@tracked
class Provider(TenantModel):
    """A party that delivers courses or programmes to the organisation's people."""

    privacy = TENANT_PRIVACY | {"key": REFERENCE, "name": REFERENCE}

    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="provider_once")]

    def __str__(self) -> str:
        return self.name


@tracked
class Team(TenantModel):
    """A team of staff within the organisation."""

    privacy = TENANT_PRIVACY | {"name": REFERENCE}

    name = models.CharField(_("team"), max_length=100)

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_once")]

    def __str__(self) -> str:
        return self.name


@tracked
class StaffMember(TenantModel):
    """Somebody who works for the organisation. ``code`` is the name in suppliers' files (``KM02``); no account needed."""

    privacy = TENANT_PRIVACY | {
        "user": STAFF,
        "code": STAFF,
        "name": STAFF,
        "phone": STAFF,
        "languages": STAFF_ORDINARY,
        "team": STAFF_ORDINARY,
        "fte": STAFF_ORDINARY,
        "left_on": STAFF_ORDINARY,
    }

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False
    )
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("naam"), max_length=120)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="staff")
    fte = models.DecimalField(_("fte"), max_digits=3, decimal_places=2, default=1)
    left_on = models.DateField(_("vertrokken op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="staff_code_once"),
            models.UniqueConstraint(
                fields=["organisation", "user"], name="staff_user_once", condition=models.Q(user__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class RoleAssignment(TenantModel):
    """A role that a staff member holds during a period."""

    privacy = TENANT_PRIVACY | {
        "staff": STAFF_ORDINARY,
        "role": STAFF_ORDINARY,
        "valid_from": STAFF_ORDINARY,
        "valid_until": STAFF_ORDINARY,
    }

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=40, choices=[(role.key, role.name) for role in ROLES.values()])
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="role_period_in_order",
                violation_error_message=_("Een rol eindigt na de dag waarop hij begint."),
            )
        ]
        indexes = [organisation_index("staff", name="role_of_staff")]

    def __str__(self) -> str:
        return f"{self.staff_id}:{self.role}"
