"""Reading one journey: fetching is the check. Another organisation's journey does not exist here."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.translation import get_language

from reisgenoot.approach import Approach, load_approach
from reisgenoot.journeys.enums import SignalState
from reisgenoot.journeys.models import ApproachVersion, Contact, Journey, Milestone, Signal
from reisgenoot.journeys.rules import RuleText, rule_texts
from reisgenoot.journeys.versions import approach_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import ServiceArea
from reisgenoot.organisations.selectors import own_organisation
from reisgenoot.people.selectors import CALLED, name_of


def get_journey(*, by: Actor, journey_id: int, permission: Permission = Permission.JOURNEY_READ) -> Journey:
    """The journey with its person, standing and approach version, in one query.

    Raises
    ------
    NotAllowed   the role of ``by`` may not do this with any journey (403).
    NotKnown     there is no such journey in this organisation (404).
    """
    require(by, permission)
    rows = Journey.objects.select_related(
        "person__municipality", "municipality", "approach_version", "standing__director__team"
    ).defer("approach_version__definition", "person__bsn_sealed", "person__bsn_hash")
    found = rows.filter(pk=journey_id).first()
    if found is None:
        raise NotKnown
    return found


def get_contact(*, by: Actor, contact_id: int, permission: Permission) -> Contact:
    """A contact with its journey and person; also one that was corrected or retracted. Raises as `get_journey`."""
    require(by, permission)
    found = Contact.objects.select_related("journey__person", "recorded_by").filter(pk=contact_id).first()
    if found is None:
        raise NotKnown
    return found


def get_milestone(*, by: Actor, milestone_id: int, permission: Permission) -> Milestone:
    """A milestone with its journey and person; also one that was corrected. Raises as `get_journey`."""
    require(by, permission)
    found = Milestone.objects.select_related("journey__person", "recorded_by").filter(pk=milestone_id).first()
    if found is None:
        raise NotKnown
    return found


def get_signal(*, by: Actor, signal_id: int, permission: Permission) -> Signal:
    """A signal with its person and the approach version of its journey. Raises as `get_journey`."""
    require(by, permission)
    found = (
        Signal.objects.select_related("person", "journey__approach_version", "snoozed_by")
        .defer("journey__approach_version__definition", "person__bsn_sealed", "person__bsn_hash")
        .filter(pk=signal_id)
        .first()
    )
    if found is None:
        raise NotKnown
    return found


def get_signals(*, by: Actor, signal_ids: Sequence[int], permission: Permission) -> Sequence[str]:
    """The names of the people that these open signals are about, by name. One query.

    Raises
    ------
    NotKnown   one of them is no open signal in this organisation.
    """
    require(by, permission)
    rows = Signal.objects.filter(pk__in=signal_ids, state=SignalState.OPEN)
    found = list(rows.values_list("pk", "person_id", *CALLED))
    if len(found) != len(set(signal_ids)):
        raise NotKnown
    return sorted({person_id: name_of(*called) for _pk, person_id, *called in found}.values())


def approaches_by_version(version_ids: Iterable[int]) -> dict[int, Approach]:
    """The approach of each version id. A version never changes: it is read once per process."""
    return {pk: _approach(pk) for pk in set(version_ids)}


@lru_cache(maxsize=256)
def _approach(version_id: int) -> Approach:
    return approach_of(ApproachVersion.objects.defer("definition").get(pk=version_id))


def texts_of(approaches: dict[int, Approach]) -> dict[int, dict[str, RuleText]]:
    """For each version id the texts of its rules in the language of the reader."""
    language = get_language() or "nl"
    return {pk: rule_texts(approach, language) for pk, approach in approaches.items()}


def organisation_approach(*, by: Actor) -> Approach:
    """The approach the organisation works by now; journeys may still be under an earlier version. One query."""
    return load_approach(own_organisation(by=by).approach_key)


def cluster_of(*, by: Actor, journey: Journey, approach: Approach) -> str:
    """The cluster that the journey's municipality lies in; asked only where a rule of the approach depends on it."""
    if not any(term.clusters for term in approach.terms.values()) or journey.municipality_id is None:
        return ""
    areas = ServiceArea.objects.filter(organisation_id=by.organisation_id, municipality_id=journey.municipality_id)
    return areas.values_list("cluster", flat=True).first() or ""
