"""The journeys of one household: what one partner does can ask something for the other."""

from reisgenoot.journeys.models import Journey
from reisgenoot.people.models import HouseholdMember


def with_housemates(journey_id: int) -> list[int]:
    """This journey and the open ones of whoever lives in the same household now. One query."""
    households = HouseholdMember.objects.filter(person__journeys=journey_id, valid_until__isnull=True)
    mates = HouseholdMember.objects.filter(household_id__in=households.values("household_id"), valid_until__isnull=True)
    rows = Journey.objects.filter(person_id__in=mates.values("person_id"), ended_on__isnull=True)
    return sorted({journey_id, *rows.values_list("pk", flat=True)})
