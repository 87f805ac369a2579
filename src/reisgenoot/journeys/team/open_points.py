"""What is still open in files that change hands: promises in their own words, and signals by their title."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from reisgenoot.journeys.enums import SignalState
from reisgenoot.journeys.models import Contact, Signal
from reisgenoot.journeys.rules import MISSING_DIRECTOR
from reisgenoot.journeys.selectors import approaches_by_version, texts_of
from reisgenoot.kernel.clock import today

MOST_SHOWN = 4


def open_points_of(journey_ids: Sequence[int]) -> dict[int, list[str]]:
    """Open points by journey, the first due first, at most four each. One query, and one per approach version at first.

    For a page that may show these files.
    """
    promised = Contact.objects.filter(pk=OuterRef("cause_id"))
    rows = list(
        Signal.objects.filter(journey_id__in=journey_ids, state=SignalState.OPEN, visible_from__lte=today())
        .exclude(rule=MISSING_DIRECTOR)
        .annotate(promise=Subquery(promised.values("promise")[:1]))
        .order_by("due_on", "pk")
        .values_list("journey_id", "rule", "promise", "journey__approach_version_id")
    )
    texts = texts_of(approaches_by_version({version for _journey, _rule, _promise, version in rows}))
    found: dict[int, list[str]] = defaultdict(list)
    for journey_id, rule, promise, version in rows:
        text = texts[version].get(rule)
        words = f"“{promise}”" if promise and rule == "promise" else text.title if text else ""
        if words and words not in found[journey_id] and len(found[journey_id]) < MOST_SHOWN:
            found[journey_id].append(words)
    return dict(found)
