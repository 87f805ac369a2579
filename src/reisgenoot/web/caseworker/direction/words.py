"""Words and sums of money that several screens of this part share."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils import formats
from django.utils.translation import get_language

from reisgenoot.approach import Approach
from reisgenoot.approach.base import Titled
from reisgenoot.journeys.models import Journey
from reisgenoot.journeys.selectors import approaches_by_version


def approach_of_journey(journey: Journey) -> Approach:
    """The approach that a journey follows; read once per process."""
    return approaches_by_version([journey.approach_version_id])[journey.approach_version_id]


def title_of(entries: Mapping[str, Titled], key: str) -> str:
    """The title of an entry in the reader's language; the key itself where the approach has none."""
    found = entries.get(key)
    return found.title.in_language(get_language() or "nl") if found else key


def choices_of(entries: Mapping[str, Titled], keys: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Entries to choose from, in the order of the approach or of the keys."""
    return [(key, title_of(entries, key)) for key in (entries if keys is None else keys)]


def parties(approach: Approach) -> list[tuple[str, str]]:
    """Who can help, to choose from."""
    codes = approach.code_lists["helping_party"].codes
    return [(key, code.label.in_language(get_language() or "nl")) for key, code in codes.items()]


def euro(amount: Decimal | float) -> str:
    """An amount as ``€ 612,40``, in the marks of the reader's language."""
    return f"€ {formats.number_format(amount, 2, use_l10n=True, force_grouping=True)}"
