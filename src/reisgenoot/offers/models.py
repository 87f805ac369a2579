"""Tables of the offers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.models import CURRENT, Journey
from reisgenoot.kernel.models import FACT_PRIVACY, FactModel, organisation_index, tracked
from reisgenoot.kernel.privacy import ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Municipality, Provider


@tracked
class Enrolment(FactModel):
    """One person in one offer of the approach at one provider, from ``started_on`` until ``ended_on`` (inclusive)."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "offer": ORDINARY,
        "provider": ORDINARY,
        "municipality": ORDINARY,
        "started_on": ORDINARY,
        "ended_on": ORDINARY,
        "dropped_out_on": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="enrolments", db_index=False)
    offer = models.CharField(_("aanbod"), max_length=60, help_text="key of the approach's offers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="enrolments")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    dropped_out_on = models.DateField(_("uitgevallen op"), null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", name="enrolment_journey")]

    def __str__(self) -> str:
        return f"{self.offer} of journey {self.journey_id}"


@tracked
class OutcomeObservation(FactModel):
    """What somebody did on a day: all outcomes at once (``{paid_work, volunteering}``; empty = none of them).

    ``hours_per_week`` is of the paid work, 0 < h <= 80, missing = not told.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "enrolment": TECHNICAL,
        "observed_on": ORDINARY,
        "outcomes": SPECIAL,
        "hours_per_week": ORDINARY,
        "text": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="outcomes", db_index=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes", db_index=False
    )
    observed_on = models.DateField(_("datum"))
    outcomes = ArrayField(models.CharField(max_length=40), default=list)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_per_week__isnull=True)
                | models.Q(hours_per_week__gt=0, hours_per_week__lte=80),
                name="hours_in_range",
                violation_error_message=_("Uren per week liggen tussen 0 en 80."),
            )
        ]
        indexes = [organisation_index("journey", "observed_on", name="outcome_journey")]

    def __str__(self) -> str:
        return f"outcome of journey {self.journey_id}"


@tracked
class CallUp(FactModel):
    """A call to come to something compulsory, such as the participation declaration: the how-manieth, when, the answer."""

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "activity": ORDINARY,
        "number": ORDINARY,
        "called_on": ORDINARY,
        "response": ORDINARY,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="call_ups", db_index=False)
    activity = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    called_on = models.DateField()
    response = models.CharField(max_length=40, blank=True, help_text="code of the approach; empty = no answer known")

    class Meta:
        default_manager_name = "objects"
        indexes = [organisation_index("journey", "activity", "number", name="call_up_journey")]

    def __str__(self) -> str:
        return f"call {self.number} of journey {self.journey_id}"


class AbsenceReporter(models.TextChoices):
    """Who said that somebody was absent."""

    PROVIDER = "provider", _("de aanbieder")
    PERSON = "person", _("de inwoner zelf")
    STAFF = "staff", _("iemand van de gemeente")


@tracked
class Absence(FactModel):
    """Somebody did not come to a course or programme, from ``from_on`` until ``until_on`` (inclusive, empty = still).

    ``followed_up_on`` is the day on which somebody talked about it with the person (empty = not yet), ``agreed`` what
    they agreed. ``enrolment`` is missing when it is not about one course.
    """

    privacy = FACT_PRIVACY | {
        "journey": TECHNICAL,
        "enrolment": TECHNICAL,
        "from_on": ORDINARY,
        "until_on": ORDINARY,
        "reason": SPECIAL,
        "reported_on": ORDINARY,
        "reported_by": ORDINARY,
        "followed_up_on": ORDINARY,
        "agreed": SPECIAL,
    }

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="absences", db_index=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="absences", db_index=False
    )
    from_on = models.DateField(_("eerste dag"))
    until_on = models.DateField(_("laatste dag"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=40, help_text="code of the approach's list absence_reason")
    reported_on = models.DateField(_("gemeld op"))
    reported_by = models.CharField(
        _("gemeld door"), max_length=10, choices=AbsenceReporter, default=AbsenceReporter.PROVIDER
    )
    followed_up_on = models.DateField(_("besproken op"), null=True, blank=True)
    agreed = models.CharField(_("wat is afgesproken"), max_length=300, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="absence_in_order",
                violation_error_message=_("De laatste dag ligt voor de eerste. Controleer beide datums."),
            )
        ]
        indexes = [
            organisation_index("journey", "from_on", name="absence_journey"),
            organisation_index(
                "reported_on",
                "journey",
                name="absence_unanswered",
                condition=CURRENT & models.Q(followed_up_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"absence of journey {self.journey_id}"
