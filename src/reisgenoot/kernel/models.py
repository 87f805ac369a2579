"""Base models, provenance of delivered rows, and the log of every read of a person's file."""

from typing import Any, ClassVar, TypeVar

import pghistory
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.privacy import DELIVERED, DELIVERED_IDENTIFYING, LOG, TECHNICAL, PrivacyRule
from reisgenoot.kernel.tenancy import TenantManager

_M = TypeVar("_M", bound=models.Model)

TENANT_PRIVACY: dict[str, PrivacyRule] = {"id": TECHNICAL, "organisation": TECHNICAL}
FACT_PRIVACY: dict[str, PrivacyRule] = TENANT_PRIVACY | {
    "recorded_at": TECHNICAL,
    "recorded_by": TECHNICAL,
    "superseded_at": TECHNICAL,
    "source_row": TECHNICAL,
}


def tracked(model: type[_M]) -> type[_M]:
    """Class decorator: every insert, update and delete of the model leaves an event, also from raw SQL."""
    trackers = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    return pghistory.track(*trackers)(model)  # type: ignore[no-any-return]


class TenantModel(models.Model):
    """A row that belongs to one executing organisation; PostgreSQL checks that on every read and write."""

    privacy: ClassVar[dict[str, PrivacyRule]] = TENANT_PRIVACY

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )

    objects = TenantManager()

    class Meta:
        abstract = True
        default_manager_name = "objects"


class FactModel(TenantModel):
    """Something that was true, known from ``recorded_at`` until ``superseded_at`` (exclusive; empty = still held).

    When it was true stands in the subclass. Nothing is overwritten: a correction sets ``superseded_at`` and adds a row.
    """

    privacy: ClassVar[dict[str, PrivacyRule]] = FACT_PRIVACY

    recorded_at = models.DateTimeField(_("vastgelegd op"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)
    source_row = models.ForeignKey(
        "kernel.SourceRow", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
        default_manager_name = "objects"


RECORDED_BY = Coalesce("recorded_by__name", Value(""))
"""In a query on facts: the name of who wrote it down, empty when it was delivered."""


def organisation_index(*fields: str, name: str, **options: Any) -> models.Index:
    """An index that starts with the organisation, as every query does."""
    return models.Index(fields=["organisation", *fields], name=name, **options)


class SourceFile(TenantModel):
    """One file somebody delivered: its name, content digest and the recipe that read it."""

    privacy = TENANT_PRIVACY | {
        "recipe": DELIVERED,
        "name": DELIVERED,
        "sha256": DELIVERED,
        "received_at": DELIVERED,
        "delivery_id": DELIVERED,
    }

    recipe = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(db_default=Now())
    delivery_id = models.BigIntegerField(
        null=True, help_text="row of deliveries.Delivery; no constraint, it lies above"
    )

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("recipe", "sha256", name="source_file_digest")]

    def __str__(self) -> str:
        return self.name


class SourceRow(TenantModel):
    """One row of a delivered file: where a fact came from. ``number`` is the row as the sheet shows it (header = 1)."""

    privacy = TENANT_PRIVACY | {
        "file": DELIVERED,
        "sheet": DELIVERED,
        "number": DELIVERED,
        "kind": DELIVERED,
        "natural_key": DELIVERED_IDENTIFYING,
        "digest": DELIVERED,
    }

    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    natural_key = models.CharField(
        max_length=120, help_text="the supplier's own key of the row, hashed when it is a BSN"
    )
    digest = models.CharField(max_length=64, help_text="keyed hash of the normalised content")

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("kind", "natural_key", name="source_row_key")]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.number}"


class Draft(TenantModel):
    """What somebody was typing in a form and has not saved yet, encrypted. One row per staff member, form and subject.

    ``subject`` is the id of what the form is about (0 = nothing yet). Gone when the form is saved, and after a few days.
    """

    privacy = TENANT_PRIVACY | {
        "staff": LOG,
        "form": TECHNICAL,
        "subject": TECHNICAL,
        "sealed": DELIVERED_IDENTIFYING,
        "saved_at": TECHNICAL,
    }

    staff = models.ForeignKey("organisations.StaffMember", on_delete=models.CASCADE, related_name="+", db_index=False)
    form = models.SlugField(max_length=60, db_index=False)
    subject = models.BigIntegerField(default=0)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["staff", "form", "subject"], name="draft_once")]

    def __str__(self) -> str:
        return f"draft of {self.form}"


class ReadEntry(TenantModel):
    """Somebody read a part of a person's file: who, whose, which part, when, for what. Never changed, never deleted."""

    privacy = TENANT_PRIVACY | {
        "at": LOG,
        "staff": LOG,
        "actor_label": LOG,
        "person_id": LOG,
        "part": LOG,
        "purpose": LOG,
        "count": LOG,
    }

    at = models.DateTimeField(db_default=Now())
    staff = models.ForeignKey(
        "organisations.StaffMember", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    actor_label = models.CharField(max_length=80, blank=True)
    person_id = models.BigIntegerField(null=True, help_text="missing when a list of many people was exported")
    part = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        default_manager_name = "objects"
        indexes = [
            organisation_index("person_id", "-at", name="read_entry_person"),
            organisation_index("-at", name="read_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d %H:%M}"
