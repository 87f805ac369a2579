"""What kind of data each field holds, why it is kept and how long. Every model declares this for every field.

The declaration drives the pseudonymous extract, erasure, scrubbed copies and log redaction. A field without a rule
fails `tests/kernel/test_privacy.py`.
"""

from dataclasses import dataclass
from enum import StrEnum


class PrivacyClass(StrEnum):
    """How sensitive a field is (GDPR articles 4, 9 and 87; Dutch implementation act article 46 for the BSN)."""

    NATIONAL_NUMBER = "national-number"
    IDENTIFYING = "identifying"
    SPECIAL = "special"
    ORDINARY = "ordinary"
    TECHNICAL = "technical"


class Purpose(StrEnum):
    """Why a field is kept."""

    GUIDING = "guiding"
    LEARNING = "learning"
    ACCOUNTING = "accounting"
    SECURITY = "security"
    OPERATING = "operating"


class Retention(StrEnum):
    """How long a field is kept, counted from an event. The number of years is a setting to verify per organisation."""

    AFTER_JOURNEY = "after-journey-closed"
    AFTER_EMPLOYMENT = "after-employment"
    LOG_PERIOD = "log-period"
    DELIVERY_PERIOD = "delivery-period"
    AS_LONG_AS_USED = "as-long-as-used"


@dataclass(frozen=True, slots=True)
class PrivacyRule:
    """Class, purpose and retention of one field."""

    kind: PrivacyClass
    purpose: Purpose
    retention: Retention


def _rule(kind: PrivacyClass, purpose: Purpose, retention: Retention) -> PrivacyRule:
    return PrivacyRule(kind, purpose, retention)


NATIONAL_NUMBER = _rule(PrivacyClass.NATIONAL_NUMBER, Purpose.GUIDING, Retention.AFTER_JOURNEY)
IDENTIFYING = _rule(PrivacyClass.IDENTIFYING, Purpose.GUIDING, Retention.AFTER_JOURNEY)
SPECIAL = _rule(PrivacyClass.SPECIAL, Purpose.GUIDING, Retention.AFTER_JOURNEY)
ORDINARY = _rule(PrivacyClass.ORDINARY, Purpose.GUIDING, Retention.AFTER_JOURNEY)
TECHNICAL = _rule(PrivacyClass.TECHNICAL, Purpose.OPERATING, Retention.AFTER_JOURNEY)
STAFF = _rule(PrivacyClass.IDENTIFYING, Purpose.OPERATING, Retention.AFTER_EMPLOYMENT)
STAFF_ORDINARY = _rule(PrivacyClass.ORDINARY, Purpose.OPERATING, Retention.AFTER_EMPLOYMENT)
LOG = _rule(PrivacyClass.ORDINARY, Purpose.SECURITY, Retention.LOG_PERIOD)
DELIVERED_IDENTIFYING = _rule(PrivacyClass.IDENTIFYING, Purpose.GUIDING, Retention.DELIVERY_PERIOD)
DELIVERED = _rule(PrivacyClass.ORDINARY, Purpose.GUIDING, Retention.DELIVERY_PERIOD)
REFERENCE = _rule(PrivacyClass.TECHNICAL, Purpose.OPERATING, Retention.AS_LONG_AS_USED)
