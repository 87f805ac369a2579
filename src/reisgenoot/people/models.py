"""Tables of people. Anything that changes over time and that tables are made of is a fact elsewhere, not a column here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reisgenoot.kernel.models import TENANT_PRIVACY, TenantModel, organisation_index, tracked
from reisgenoot.kernel.privacy import IDENTIFYING, NATIONAL_NUMBER, ORDINARY, SPECIAL, TECHNICAL
from reisgenoot.organisations.models import Municipality
from reisgenoot.people.enums import HouseholdRole, NameKind, Sex


@tracked
class Person(TenantModel):
    """One person, once per organisation. Any field may stay empty: empty means not known.

    ``name_key`` is the name without accents and capitals, for search and order. ``bsn_sealed`` is the encrypted BSN,
    ``bsn_hash`` its keyed hash for equality.
    """

    privacy = TENANT_PRIVACY | {
        "family_name": IDENTIFYING,
        "given_name": IDENTIFYING,
        "called": IDENTIFYING,
        "name_key": IDENTIFYING,
        "birth_date": IDENTIFYING,
        "sex": ORDINARY,
        "bsn_sealed": NATIONAL_NUMBER,
        "bsn_hash": NATIONAL_NUMBER,
        "country": SPECIAL,
        "arrived_on": ORDINARY,
        "language": ORDINARY,
        "needs_interpreter": ORDINARY,
        "phone": IDENTIFYING,
        "municipality": ORDINARY,
        "place": IDENTIFYING,
        "created_at": TECHNICAL,
    }

    family_name = models.CharField(_("achternaam"), max_length=120)
    given_name = models.CharField(_("voornaam"), max_length=120, blank=True)
    called = models.CharField(_("wil genoemd worden"), max_length=120, blank=True)
    name_key = models.CharField(max_length=260, editable=False)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True)
    sex = models.CharField(_("geslacht"), max_length=1, choices=Sex, blank=True)
    bsn_sealed = models.BinaryField(null=True, editable=False)
    bsn_hash = models.CharField(max_length=64, null=True, editable=False)
    country = models.CharField(_("land van herkomst"), max_length=60, blank=True, help_text="code of the approach")
    arrived_on = models.DateField(_("in Nederland sinds"), null=True, blank=True)
    language = models.CharField(_("voorkeurstaal"), max_length=10, blank=True, help_text="ISO 639 code")
    needs_interpreter = models.BooleanField(_("tolk nodig"), null=True, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gemeente")
    )
    place = models.CharField(_("woonplaats"), max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "bsn_hash"],
                name="bsn_once_per_organisation",
                condition=models.Q(bsn_hash__isnull=False),
                violation_error_message=_("Dit BSN hoort al bij iemand anders in deze organisatie."),
            ),
        ]
        indexes = [
            organisation_index("birth_date", name="person_birth_date"),
            organisation_index("name_key", name="person_name"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def display_name(self) -> str:
        """The name as the person wants to be called, else given and family name."""
        return self.called or f"{self.given_name} {self.family_name}".strip()


@tracked
class NameVariant(TenantModel):
    """One word of one spelling of a person's name, normalised, so that any part of any spelling finds the person.

    One row per person, kind and word: a search for a prefix of ``word`` walks an index. ``sound`` is the word as it is
    heard (`names.sound_of`), so that another transliteration can be proposed.
    """

    privacy = TENANT_PRIVACY | {"person": TECHNICAL, "word": IDENTIFYING, "sound": IDENTIFYING, "kind": TECHNICAL}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_words")
    word = models.CharField(max_length=120)
    sound = models.CharField(max_length=120, blank=True, editable=False)
    kind = models.CharField(max_length=12, choices=NameKind, default=NameKind.REGISTERED)

    class Meta:
        default_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["person", "kind", "word"], name="name_word_once")]
        indexes = [
            organisation_index("word", name="name_word_prefix", opclasses=["int8_ops", "text_pattern_ops"]),
            organisation_index("sound", name="name_word_sound"),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id}"


@tracked
class PersonIdentifier(TenantModel):
    """A number by which somebody else's system knows the person (``meerinzicht.klantnummer``, ``fith.clientnr``)."""

    privacy = TENANT_PRIVACY | {"person": TECHNICAL, "scheme": TECHNICAL, "value": IDENTIFYING}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=60)
    value = models.CharField(max_length=80)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scheme", "value"], name="identifier_once_per_scheme")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of person {self.person_id}"


@tracked
class Household(TenantModel):
    """People who live together as one household."""

    privacy = TENANT_PRIVACY | {"created_at": TECHNICAL}

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"household {self.pk}"


@tracked
class HouseholdMember(TenantModel):
    """A person in a household, with what he or she is in it, from ``valid_from`` until ``valid_until`` (exclusive)."""

    privacy = TENANT_PRIVACY | {
        "household": TECHNICAL,
        "person": TECHNICAL,
        "role": ORDINARY,
        "valid_from": ORDINARY,
        "valid_until": ORDINARY,
    }

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="households")
    role = models.CharField(max_length=10, choices=HouseholdRole)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person", "valid_from"], name="member_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} in household {self.household_id}"
