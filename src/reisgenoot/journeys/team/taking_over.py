"""What a handover of somebody's files starts from: the files, who knows these people, and a proposal. Seven queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from reisgenoot.approach import Approach
from reisgenoot.approach.caseload import CaseloadNorm
from reisgenoot.journeys.models import Contact, DirectorAssignment, Journey, Signal
from reisgenoot.journeys.team.proposal import Colleague, File, NobodyToTakeOver, Proposed, Why, propose
from reisgenoot.journeys.team.state import OpenFile, Teammate, open_files_on, teammates
from reisgenoot.journeys.team.workload import weight_of
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.organisations.models import StaffMember
from reisgenoot.people.selectors import CALLED, name_of


@dataclass(frozen=True, slots=True)
class Leaving:
    """Everything the screen of a handover needs.

    ``proposed`` holds for each file who could take it over, none when nobody can; ``candidates`` are the colleagues one
    can choose, with the number of files they have now; ``names`` are of the people, by journey.
    """

    colleague: StaffMember
    files: Sequence[OpenFile]
    names: Mapping[int, str]
    candidates: Sequence[Teammate]
    present: Mapping[int, Sequence[OpenFile]]
    proposed: Mapping[int, Proposed]
    last_contacts: Mapping[int, date]


def files_to_hand_over(
    *,
    by: Actor,
    staff_id: int,
    day: date,
    approach: Approach,
    weigh_by: CaseloadNorm | None = None,
    ease: float = 2.0,
) -> Leaving:
    """The open files that somebody directs on ``day``, and a proposal for them.

    Colleagues of whom it is known that they leave are not proposed; they can be chosen.

    Raises
    ------
    NotKnown   no such colleague in this organisation.
    """
    require(by, Permission.DIRECTOR_ASSIGN)
    colleague = StaffMember.objects.select_related("team").filter(pk=staff_id).first()
    if colleague is None:
        raise NotKnown
    everything = open_files_on(by=by, day=day, approach=approach)
    theirs = [file for file in everything if file.staff_id == staff_id]
    present: dict[int, list[OpenFile]] = defaultdict(list)
    for file in everything:
        if file.staff_id and file.staff_id != staff_id:
            present[file.staff_id].append(file)
    candidates = [one for one in teammates(by=by, day=day) if one.id != staff_id and one.is_client_manager]
    known = _known_by(theirs, everything, staff_id)
    names, last_contacts = _people([file.journey_id for file in theirs])
    staying = [
        Colleague(one.id, one.fte, sum(weight_of(file, weigh_by) for file in present[one.id]), one.languages)
        for one in candidates
        if one.left_on is None
    ]
    wanted = [
        File(file.journey_id, file.language, file.household_id, weight_of(file, weigh_by), known[file.journey_id])
        for file in theirs
    ]
    return Leaving(
        colleague=colleague,
        files=theirs,
        names=names,
        candidates=candidates,
        present=present,
        proposed={one.file_id: one for one in _propose(wanted, staying, ease)},
        last_contacts=last_contacts,
    )


def _propose(wanted: Sequence[File], staying: Sequence[Colleague], ease: float) -> list[Proposed]:
    try:
        return propose(wanted, staying, ease=ease)
    except NobodyToTakeOver:
        return []


def _known_by(theirs: Sequence[OpenFile], everything: Sequence[OpenFile], staff_id: int) -> dict[int, dict[int, Why]]:
    """For each file the colleagues who know the person or the household, with the strongest reason. Three queries."""
    ids = [file.journey_id for file in theirs]
    known: dict[int, dict[int, Why]] = {journey_id: {} for journey_id in ids}
    spoke = (
        Contact.objects.filter(journey_id__in=ids, superseded_at__isnull=True, recorded_by__isnull=False)
        .values("journey_id", "recorded_by_id")
        .annotate(times=Count("pk"))
    )
    for row in spoke:
        known[row["journey_id"]][row["recorded_by_id"]] = Why.CONTACTS
    earlier = DirectorAssignment.objects.filter(journey_id__in=ids, valid_until__isnull=False)
    for journey_id, earlier_id in earlier.values_list("journey_id", "staff_id"):
        known[journey_id][earlier_id] = Why.EARLIER
    stood_in = Signal.objects.filter(journey_id__in=ids, delegated_to__isnull=False)
    for journey_id, substitute_id in stood_in.values_list("journey_id", "delegated_to_id").distinct():
        known[journey_id][substitute_id] = Why.SUBSTITUTE
    at_home = {
        file.household_id: file.staff_id for file in everything if file.household_id and file.staff_id != staff_id
    }
    for file in theirs:
        director = at_home.get(file.household_id) if file.household_id else None
        if director:
            known[file.journey_id][director] = Why.HOUSEHOLD
        known[file.journey_id].pop(staff_id, None)
    return known


def _people(journey_ids: Sequence[int]) -> tuple[dict[int, str], dict[int, date]]:
    """Name and last contact by journey. One query."""
    held = Q(contacts__outcome="held", contacts__superseded_at__isnull=True)
    rows = (
        Journey.objects.filter(pk__in=journey_ids)
        .annotate(last_on=Max("contacts__occurred_on", filter=held))
        .values_list("pk", *CALLED, "last_on")
    )
    names, last = {}, {}
    for journey_id, called, given, family, last_on in rows:
        names[journey_id] = name_of(called, given, family)
        if last_on:
            last[journey_id] = last_on
    return names, last
