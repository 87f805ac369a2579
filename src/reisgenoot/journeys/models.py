"""Tables of the journey. Facts carry two times (`kernel.models.FactModel`); signals and standings are derived rows."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.enums import (
    ContactKind,
    ContactOutcome,
    EndReason,
    InterpreterKind,
    Protection,
    SignalKind,
    SignalState,
)
from reisgenoot.kernel.models import (
    FACT_PRIVACY,
    TENANT_PRIVACY,
    FactModel,
    TenantModel,
    organisation_index,
    tracked,
)
from reisgenoot.kernel.privacy import IDENTIFYING, ORDINARY, REFERENCE, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Municipality, StaffMember
from reisgenoot.people.models import Person

CURRENT = models.Q(superseded_at__isnull=True)


class ApproachVersion(models.Model):
    """One version of an approach definition, resolved and kept for the journeys that began under it."""

    privacy = {
        "id": REFERENCE,
        "key": REFERENCE,
        "version": REFERENCE,
        "digest": REFERENCE,
        "definition": REFERENCE,
        "loaded_at": REFERENCE,
    }

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    definition = models.JSONField()
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="approach_digest_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


@tracked
class Journey(TenantModel):
    """A person under one approach at one organisation, from ``started_on`` until ``ended_on`` (inclusive, empty = open)."""

    privacy = TENANT_PRIVACY | {
        "person": TECHNICAL,
        "approach_version": TECHNICAL,
        "municipality": ORDINARY,
        "codes": SPECIAL,
        "started_on": ORDINARY,
        "ended_on": ORDINARY,
        "end_reason": ORDINARY,
        "contact_every": ORDINARY,
        "contact_every_reason": ORDINARY,
        "created_at": TECHNICAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="journeys")
    approach_version = models.ForeignKey(ApproachVersion, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    codes = models.JSONField(
        default=dict,
        help_text="known codes that decide which rules hold: code list of the approach -> code (duo_group, learning_route)",
    )
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    end_reason = models.CharField(_("reden van einde"), max_length=12, choices=EndReason, blank=True)
    contact_every = models.CharField(_("eigen contactritme"), max_length=10, blank=True, help_text="ISO 8601, P1M")
    contact_every_reason = models.CharField(_("reden"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("started_on")),
                name="journey_ends_after_start",
                violation_error_message=_("Een traject eindigt niet voordat het begint."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                name="one_open_journey_per_person",
                condition=models.Q(ended_on__isnull=True),
                violation_error_message=_("Deze persoon heeft al een lopend traject."),
            ),
        ]
        indexes = [organisation_index("person", name="journey_person")]

    def __str__(self) -> str:
        return f"journey {self.pk}"


@tracked
class DirectorAssignment(TenantModel):
    """Who is director of a journey, from ``valid_from`` until ``valid_until`` (exclusive, empty = still)."""

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "staff": ORDINARY,
        "valid_from": ORDINARY,
        "valid_until": ORDINARY,
        "reason": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="directors")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="directing")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey"],
                name="one_director_at_a_time",
                condition=models.Q(valid_until__isnull=True),
                violation_error_message=_("Een traject heeft op elk moment één regisseur."),
            ),
        ]
        indexes = [organisation_index("staff", "valid_until", name="director_staff")]

    def __str__(self) -> str:
        return f"director of journey {self.journey_id}"


@tracked
class Milestone(FactModel):
    """A moment in the journey that the approach names: what was reached, and when."""

    privacy = FACT_PRIVACY | {"journey": TECHNICAL, "key": ORDINARY, "occurred_on": ORDINARY, "note": ORDINARY}

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="milestones", db_index=False)
    key = models.CharField(max_length=60)
    occurred_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["organisation", "key", "journey"],
                include=["occurred_on"],
                name="milestone_key",
                condition=CURRENT,
            ),
            models.Index(fields=["journey", "occurred_on"], name="milestone_journey"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of journey {self.journey_id}"


@tracked
class Contact(FactModel):
    """One contact with the person: when, how, with whom, what was said, what was promised."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "occurred_on": ORDINARY,
        "kind": ORDINARY,
        "outcome": ORDINARY,
        "language": ORDINARY,
        "with_interpreter": ORDINARY,
        "interpreter": ORDINARY,
        "protection": ORDINARY,
        "with_whom": IDENTIFYING,
        "text": SPECIAL,
        "promise": SPECIAL,
        "promise_from": ORDINARY,
        "promise_until": ORDINARY,
        "promise_owner": ORDINARY,
        "promise_kept_on": ORDINARY,
        "next_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    occurred_on = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=12, choices=ContactKind, default=ContactKind.TALK)
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=ContactOutcome, default=ContactOutcome.HELD)
    language = models.CharField(_("taal"), max_length=10, blank=True)
    with_interpreter = models.BooleanField(_("met tolk"), default=False)
    interpreter = models.CharField(_("tolk"), max_length=10, choices=InterpreterKind, blank=True)
    with_whom = models.CharField(_("wie waren erbij"), max_length=200, blank=True)
    protection = models.CharField(
        _("wie mag dit lezen"), max_length=10, choices=Protection, default=Protection.NORMAL, db_default="normal"
    )
    text = models.TextField(_("verslag"), blank=True)
    promise = models.CharField(_("wat heb je beloofd"), max_length=200, blank=True)
    promise_from = models.DateField(_("niet eerder dan"), null=True, blank=True)
    promise_until = models.DateField(_("uiterlijk"), null=True, blank=True)
    promise_owner = models.ForeignKey(
        StaffMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="who keeps the promise; missing = who recorded it",
    )
    promise_kept_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(_("volgende afspraak"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(promise="") | models.Q(promise_until__isnull=False),
                name="promise_has_a_date",
                violation_error_message=_("Vul in voor welke dag je dit doet."),
            ),
            models.CheckConstraint(
                condition=models.Q(promise_from__isnull=True) | models.Q(promise_from__lte=models.F("promise_until")),
                name="promise_window_in_order",
                violation_error_message=_("De vroegste dag ligt niet na de uiterste dag."),
            ),
        ]
        indexes = [
            models.Index(fields=["journey", "-occurred_on"], name="contact_journey"),
            organisation_index(
                "journey",
                name="contact_promise",
                condition=CURRENT & models.Q(promise_kept_on__isnull=True) & ~models.Q(promise=""),
            ),
        ]

    def __str__(self) -> str:
        return f"contact of journey {self.journey_id}"


class Signal(TenantModel):
    """Something that needs doing for a journey: what, why (rule and source), since, due, who acts. Derived, never typed.

    ``rule`` is the key of the term, cadence or check in the approach version; ``cause_on`` the date it counts from.
    A signal is identified by journey, rule and cause; it closes when the recomputation no longer finds it.
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "person": TECHNICAL,
        "staff": ORDINARY,
        "kind": ORDINARY,
        "rule": ORDINARY,
        "cause_on": ORDINARY,
        "visible_from": ORDINARY,
        "due_on": ORDINARY,
        "acts": ORDINARY,
        "state": ORDINARY,
        "since": TECHNICAL,
        "closed_at": TECHNICAL,
        "snoozed_until": ORDINARY,
        "snooze_reason": ORDINARY,
        "snoozed_by": ORDINARY,
        "cause_id": TECHNICAL,
        "delegated_to": ORDINARY,
        "delegated_by": ORDINARY,
        "delegated_reason": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="signals", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    staff = models.ForeignKey(
        StaffMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signals",
        db_index=False,
        help_text="who acts: the director at the last computation, or the owner of a promise",
    )
    kind = models.CharField(max_length=10, choices=SignalKind)
    rule = models.CharField(max_length=80)
    cause_on = models.DateField()
    cause_id = models.BigIntegerField(default=0, help_text="the row that caused it (the contact of a promise), else 0")
    visible_from = models.DateField()
    due_on = models.DateField()
    acts = models.CharField(max_length=40, default="client_manager")
    state = models.CharField(max_length=8, choices=SignalState, default=SignalState.OPEN)
    since = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateField(null=True, blank=True)
    snooze_reason = models.CharField(max_length=200, blank=True)
    snoozed_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delegated_to = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delegated_by = models.ForeignKey(
        StaffMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delegated_reason = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "rule", "cause_on", "cause_id"],
                name="signal_once",
                condition=models.Q(state="open"),
            ),
            models.CheckConstraint(
                condition=models.Q(snoozed_until__isnull=True) | ~models.Q(snooze_reason=""),
                name="snooze_has_a_reason",
                violation_error_message=_("Schrijf op waarom dit kan wachten."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "staff", "due_on"],
                include=["journey", "person", "rule", "kind", "visible_from", "snoozed_until"],
                name="signal_worklist",
                condition=models.Q(state="open"),
            ),
            models.Index(fields=["journey"], name="signal_journey"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of journey {self.journey_id}"


class Standing(TenantModel):
    """Where one journey stands: derived from the facts by `standing.refresh`, read by every screen. One row per journey."""

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "person": TECHNICAL,
        "name_key": IDENTIFYING,
        "is_open": ORDINARY,
        "phase": ORDINARY,
        "phase_since": ORDINARY,
        "director": ORDINARY,
        "municipality": ORDINARY,
        "profile": SPECIAL,
        "last_contact_on": ORDINARY,
        "next_due_on": ORDINARY,
        "open_signals": ORDINARY,
        "refreshed_at": TECHNICAL,
    }

    journey = models.OneToOneField(Journey, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    name_key = models.CharField(max_length=260)
    is_open = models.BooleanField()
    phase = models.CharField(max_length=60, blank=True)
    phase_since = models.DateField(null=True)
    director = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    profile = models.CharField(max_length=10, blank=True)
    last_contact_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    open_signals = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_manager_name = "objects"
        indexes = [
            organisation_index("name_key", "journey", name="standing_name", condition=models.Q(is_open=True)),
            organisation_index("director", "name_key", name="standing_director", condition=models.Q(is_open=True)),
            organisation_index("next_due_on", "journey", name="standing_due", condition=models.Q(is_open=True)),
            organisation_index("last_contact_on", "journey", name="standing_contact", condition=models.Q(is_open=True)),
            organisation_index("phase", "name_key", name="standing_phase", condition=models.Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return f"standing of journey {self.journey_id}"


from reisgenoot.journeys.noted import DigestChoice, DigestSent, SignalNote  # noqa: E402
from reisgenoot.journeys.team.models import CaseloadHandover, HandedFile, HandoverNotice  # noqa: E402

__all__ = [
    "CURRENT",
    "ApproachVersion",
    "CaseloadHandover",
    "Contact",
    "DigestChoice",
    "DigestSent",
    "DirectorAssignment",
    "HandedFile",
    "HandoverNotice",
    "Journey",
    "Milestone",
    "Signal",
    "SignalNote",
    "Standing",
]
