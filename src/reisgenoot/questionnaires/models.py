"""Tables of questionnaires: versions, fillings-in, who was at it, links for one's own phone, and the answers."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.enums import InterpreterKind, Protection
from reisgenoot.journeys.models import Journey
from reisgenoot.kernel.models import (
    FACT_PRIVACY,
    TENANT_PRIVACY,
    FactModel,
    TenantModel,
    organisation_index,
    tracked,
)
from reisgenoot.kernel.privacy import ORDINARY, REFERENCE, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import StaffMember
from reisgenoot.questionnaires.enums import CheckState, GivenBy, SittingState, VersionSource, Way


@tracked
class QuestionnaireVersion(TenantModel):
    """One version of a questionnaire at one organisation: the workbook, and what was read from it. Never changed.

    ``title`` and ``purpose`` map a language code to a text. ``filled_in_by`` lists codes of `Way`. ``reaches`` are the
    milestones that a checked filling-in reaches. Retired: not asked any more, still readable.
    """

    privacy = TENANT_PRIVACY | {
        "key": REFERENCE,
        "version": REFERENCE,
        "digest": REFERENCE,
        "workbook": REFERENCE,
        "definition": REFERENCE,
        "title": REFERENCE,
        "purpose": REFERENCE,
        "protection": REFERENCE,
        "is_repeatable": REFERENCE,
        "filled_in_by": REFERENCE,
        "reaches": REFERENCE,
        "source": REFERENCE,
        "kept_at": REFERENCE,
        "kept_by": TECHNICAL,
        "retired_on": REFERENCE,
    }

    key = models.SlugField(max_length=60, db_index=False)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    workbook = models.BinaryField()
    definition = models.JSONField()
    title = models.JSONField(default=dict)
    purpose = models.JSONField(default=dict)
    protection = models.CharField(max_length=10, choices=Protection, default=Protection.NORMAL)
    is_repeatable = models.BooleanField(default=False)
    filled_in_by = models.JSONField(default=list)
    reaches = models.JSONField(default=list)
    source = models.CharField(max_length=10, choices=VersionSource, default=VersionSource.UPLOADED)
    kept_at = models.DateTimeField(db_default=Now())
    kept_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "digest"],
                name="questionnaire_digest_once",
                violation_error_message=_("Dit werkboek is er al."),
            )
        ]
        indexes = [organisation_index("key", "-kept_at", name="questionnaire_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


@tracked
class Sitting(TenantModel):
    """One filling-in of a questionnaire for a journey, in as many sittings as it takes.

    ``minutes`` is how long somebody was at work on it, pauses left out; missing when that was not measured.
    ``reason`` says why it was asked, or for a skipped one why it was not filled in.
    """

    privacy = TENANT_PRIVACY | {
        "journey": TECHNICAL,
        "version": ORDINARY,
        "asked_on": ORDINARY,
        "asked_by": TECHNICAL,
        "reason": SPECIAL,
        "state": ORDINARY,
        "language": ORDINARY,
        "handed_in_at": ORDINARY,
        "checked_at": ORDINARY,
        "checked_by": TECHNICAL,
        "minutes": ORDINARY,
        "external_id": TECHNICAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="sittings", db_index=False)
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="sittings")
    asked_on = models.DateField(_("gevraagd op"))
    asked_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SittingState, default=SittingState.OPEN)
    language = models.CharField(_("taal"), max_length=12, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    external_id = models.CharField(max_length=80, blank=True, help_text="instance id of a received submission")

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="skipped") | ~models.Q(reason=""),
                name="sitting_skipped_says_why",
                violation_error_message=_("Schrijf op waarom de vragenlijst niet wordt ingevuld."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("handed_in", "checked")) | models.Q(handed_in_at__isnull=False),
                name="sitting_handed_in_has_moment",
                violation_error_message=_("Een ingeleverde vragenlijst heeft een moment van inleveren."),
            ),
        ]
        indexes = [
            organisation_index("journey", "-asked_on", name="sitting_journey"),
            organisation_index(
                "handed_in_at", name="sitting_unchecked", condition=models.Q(state=SittingState.HANDED_IN)
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Filling(TenantModel):
    """What was filled in so far, encrypted, while a sitting is open. No fact: gone when it is handed in or withdrawn.

    Sealed is JSON: answers by path with who gave each in which language, and how many there are of each repeat.
    ``busy_seconds`` adds up the time between two savings, pauses left out; ``page`` is where somebody was.
    """

    privacy = TENANT_PRIVACY | {
        "sitting": TECHNICAL,
        "sealed": SPECIAL,
        "page": TECHNICAL,
        "busy_seconds": TECHNICAL,
        "saved_at": TECHNICAL,
    }

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="filling")
    sealed = models.BinaryField()
    page = models.CharField(max_length=120, blank=True)
    busy_seconds = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"filling of sitting {self.sitting_id}"


@tracked
class SittingTurn(TenantModel):
    """Somebody sat down to it: alone, together, with an interpreter (kind only, no name), in which language."""

    privacy = TENANT_PRIVACY | {
        "sitting": TECHNICAL,
        "way": ORDINARY,
        "interpreter": ORDINARY,
        "language": ORDINARY,
        "began_at": ORDINARY,
        "staff": TECHNICAL,
    }

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="turns", db_index=False)
    way = models.CharField(max_length=12, choices=Way)
    interpreter = models.CharField(max_length=10, choices=InterpreterKind, blank=True)
    language = models.CharField(max_length=12, blank=True)
    began_at = models.DateTimeField(db_default=Now())
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way="interpreter") | models.Q(interpreter=""),
                name="turn_interpreter_only_then",
                violation_error_message=_("Een soort tolk hoort bij invullen met een tolk."),
            )
        ]
        indexes = [organisation_index("sitting", "began_at", name="turn_sitting")]

    def __str__(self) -> str:
        return f"turn at sitting {self.sitting_id}"


@tracked
class SittingLink(TenantModel):
    """A link with which somebody fills in on their own phone. Only a hash of its secret is kept.

    Opening asks for the birth date; after some wrong ones the link rests until ``locked_until``.
    """

    privacy = TENANT_PRIVACY | {
        "sitting": TECHNICAL,
        "secret_hash": TECHNICAL,
        "made_at": TECHNICAL,
        "made_by": TECHNICAL,
        "expires_at": TECHNICAL,
        "withdrawn_at": TECHNICAL,
        "opened_at": ORDINARY,
        "wrong_tries": TECHNICAL,
        "locked_until": TECHNICAL,
    }

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="links", db_index=False)
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["organisation", "secret_hash"], name="sitting_link_secret")]
        indexes = [organisation_index("sitting", name="sitting_link_sitting")]

    def __str__(self) -> str:
        return f"link to sitting {self.sitting_id}"


@tracked
class Answer(FactModel):
    """One answer of a handed-in sitting. A correction supersedes; confirming fills what was empty.

    ``path`` names the place with the numbers of repeats (``family/child[2]/name``), ``key`` without them. ``value`` is
    as the form keeps it: names of choices with blanks between, dates as ISO. ``language`` is the one it was given in.
    """

    privacy = FACT_PRIVACY | {
        "sitting": TECHNICAL,
        "path": TECHNICAL,
        "key": TECHNICAL,
        "value": SPECIAL,
        "language": ORDINARY,
        "given_by": ORDINARY,
        "protection": ORDINARY,
        "check_state": ORDINARY,
        "checked_on": ORDINARY,
        "checked_by": TECHNICAL,
        "reason": SPECIAL,
    }

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="answers", db_index=False)
    path = models.CharField(max_length=300)
    key = models.CharField(max_length=200)
    value = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    given_by = models.CharField(max_length=12, choices=GivenBy)
    protection = models.CharField(max_length=10, choices=Protection, default=Protection.NORMAL)
    check_state = models.CharField(max_length=10, choices=CheckState, default=CheckState.UNCHECKED)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "path"],
                name="answer_once_held",
                condition=models.Q(superseded_at__isnull=True),
                violation_error_message=_("Op deze vraag is al een antwoord."),
            ),
            models.CheckConstraint(
                condition=~models.Q(check_state__in=("corrected", "added")) | ~models.Q(reason=""),
                name="answer_changed_says_why",
                violation_error_message=_("Schrijf op waarom het antwoord verandert."),
            ),
        ]
        indexes = [organisation_index("sitting", "superseded_at", name="answer_sitting")]

    def __str__(self) -> str:
        return f"answer at sitting {self.sitting_id}"
