"""Counting the files that would have no director when a colleague is gone."""

from datetime import date

from django.db.models import Q

from reisgenoot.journeys.models import DirectorAssignment


def open_files_of(staff_id: int, day: date) -> int:
    """How many open files this colleague directs on ``day`` or later. One query."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return DirectorAssignment.objects.filter(still, staff_id=staff_id, journey__ended_on__isnull=True).count()
