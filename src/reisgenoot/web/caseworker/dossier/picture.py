"""The journey as a picture: its phases with what happened, and the terms that hang on them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.urls import reverse

from reisgenoot.journeys.clocks import TermClock
from reisgenoot.journeys.story import reached_in
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.components.journey import JourneyPicture, PhaseOnLine, PhaseState, TermOnLine, TermState

MET_STAYS = timedelta(days=90)


def picture_of(opened: Opened) -> JourneyPicture:
    """The phases of the journey's own approach version, with its terms."""
    phases = opened.wording.approach.phases_in_order
    reached = reached_in(opened.milestones)
    began = {phase.key: _began(phase.begins_with, reached) for phase in phases}
    keys = [phase.key for phase in phases]
    standing = opened.standing.phase if opened.standing else ""
    current = keys.index(standing) if standing in keys else -1
    ends = _ends([(key, began[key]) for key in keys if began[key]])
    url = f"{reverse('dossier_timeline', args=[opened.journey.pk])}?soort=milestone"
    return JourneyPicture(
        phases=[
            PhaseOnLine(
                key=phase.key,
                title=phase.title.in_language(opened.wording.language),
                state=_state(number, current, began[phase.key], is_over=opened.journey.ended_on is not None),
                began_on=began[phase.key],
                ended_on=ends.get(phase.key) or (opened.journey.ended_on if number == current else None),
                url=url if began[phase.key] else "",
            )
            for number, phase in enumerate(phases)
        ],
        today=opened.today,
        terms=[] if opened.journey.ended_on else _terms(opened.clocks, opened.today),
    )


def _began(milestones: Sequence[str], reached: Mapping[str, Sequence[date]]) -> date | None:
    days = [reached[key][0] for key in milestones if reached.get(key)]
    return min(days) if days else None


def _ends(began: Sequence[tuple[str, date | None]]) -> dict[str, date]:
    """A phase ends where the next one that happened begins; never before its own beginning."""
    return {key: max(start, following) for (key, start), (_next, following) in pairwise(began) if start and following}


def _state(number: int, current: int, began_on: date | None, *, is_over: bool) -> PhaseState:
    if number == current:
        return PhaseState.DONE if is_over else PhaseState.CURRENT
    if number > current:
        return PhaseState.SKIPPED if is_over else PhaseState.UPCOMING
    return PhaseState.DONE if began_on else PhaseState.SKIPPED


def _terms(clocks: Sequence[TermClock], today: date) -> list[TermOnLine]:
    """Deadlines and open windows; of what was met only the last months: the rest is told by the timeline."""
    shown = [
        clock
        for clock in clocks
        if (clock.is_deadline or clock.last_day >= today) and (clock.met_on or today) > today - MET_STAYS
    ]
    return [TermOnLine(clock.title, clock.due_on, _term_state(clock, today), clock.source) for clock in shown]


def _term_state(clock: TermClock, today: date) -> TermState:
    if clock.met_on:
        return TermState.MET
    return TermState.LATE if clock.is_deadline and today > clock.last_day else TermState.OPEN
