"""From a talk to a decision: what was done about each fact, and what can come next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.guidance import ladder
from reisgenoot.guidance.enums import Culpability
from reisgenoot.guidance.models import LadderStep
from reisgenoot.guidance.selectors import ladder_of
from reisgenoot.journeys.clocks import Reached
from reisgenoot.journeys.story import reached_in
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.parts import act, show_part, writing
from reisgenoot.web.caseworker.direction.stepping import FACT, next_step
from reisgenoot.web.caseworker.direction.words import euro, title_of
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: taken, withdrawn, or still to come with the reason why not yet."""

    title: str
    source: str
    when: str
    lines: Sequence[str]
    is_taken: bool
    is_withdrawn: bool
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class FactBlock:
    """One fact with its steps."""

    about: str
    when: str
    ground: str
    badge: Badge
    steps: Sequence[StepView]
    next: Action | None


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_ladder(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The facts with their steps, and what always holds for this person."""
    opened = open_file(request, journey_id, part="guidance")
    approach, reached = opened.wording.approach, reached_in(opened.milestones)
    voluntary = ladder.is_voluntary(approach, reached)
    begin = writing(opened, act(_("Gesprek over iets dat misging"), "step_new", journey_id, icon="add"))
    context = {
        "voluntary": voluntary,
        "no_fine": ladder.why_never(approach, opened.journey.codes, opened.wording.language),
        "facts": [_fact(opened, steps, reached) for steps in ladder_of(by=request.actor, journey_id=journey_id)],
        "begin": [] if voluntary else begin,
        "plan": [
            _to_come(opened, rung) for rung in ladder.rungs(approach, reached=reached, taken=[], today=opened.today)
        ],
        "nothing": Empty(
            _("Nog niets misgegaan, of alles uitgepraat"),
            _("Kom je er samen niet uit? Begin altijd met een gesprek over de oorzaak."),
            icon="agreement",
        ),
    }
    return show_part(opened, "ladder.html", "dossier_ladder", context)


def _fact(opened: Opened, steps: Sequence[LadderStep], reached: Reached) -> FactBlock:
    approach = opened.wording.approach
    standing = [one for one in steps if one.superseded_at is None]
    ground = next((one.ground for one in reversed(steps) if one.ground), "")
    views = [_taken(opened, one, is_last=bool(standing) and one is standing[-1]) for one in steps]
    taken = [ladder.Taken(one.step, one.occurred_on, one.ground, one.culpability) for one in standing]
    found = ladder.rungs(approach, reached=reached, taken=taken, today=opened.today)
    if standing:
        views += [_to_come(opened, rung) for rung in found if rung.taken_on is None]
    return FactBlock(
        about=steps[0].about,
        when=words.day_in_words(steps[0].about_on),
        ground=title_of(approach.ladder_grounds, ground) if ground else "",
        badge=_badge(opened, standing),
        steps=views,
        next=_next(opened, standing),
    )


def _badge(opened: Opened, standing: Sequence[LadderStep]) -> Badge:
    if not standing:
        return Badge(_("ingetrokken"))
    last = standing[-1]
    if last.measure:
        return Badge(title_of(opened.wording.approach.ladder_measures, last.measure), "info", "law")
    return Badge(title_of(opened.wording.approach.ladder, last.step), "warning")


def _next(opened: Opened, standing: Sequence[LadderStep]) -> Action | None:
    if not standing:
        return None
    step = next_step(opened.request, opened.wording.approach, opened.journey, list(standing))
    if step is None:
        return None
    title = title_of(opened.wording.approach.ladder, step)
    url = f"{reverse('step_new', args=[opened.journey.pk])}?{FACT}={standing[0].pk}"
    action = Action(_("Volgende stap: %(step)s") % {"step": title.lower()}, url, icon="forward", dialog=True)
    return next(iter(writing(opened, action)), None)


def _taken(opened: Opened, one: LadderStep, *, is_last: bool) -> StepView:
    approach = opened.wording.approach
    is_withdrawn = one.superseded_at is not None
    by = one.recorded_by.name if one.recorded_by else ""
    lines = []
    if is_withdrawn:
        lines.append(_("Ingetrokken: %(reason)s") % {"reason": one.withdrawn_reason})
    if one.said:
        lines.append(_("Inburgeraar: “%(said)s”") % {"said": one.said})
    if one.cause:
        lines.append(_("Oorzaak: %(cause)s") % {"cause": one.cause})
    if one.culpability:
        judged = {"judged": Culpability(one.culpability).label, "reason": one.culpability_reason}
        lines.append(_("Weging: %(judged)s. %(reason)s") % judged)
    if one.measure:
        measure = title_of(approach.ladder_measures, one.measure)
        amount = f" ({euro(one.amount)})" if one.amount else ""
        lines.append(
            _("Besluit: %(measure)s%(amount)s. %(reason)s")
            % {"measure": measure, "amount": amount, "reason": one.measure_reason}
        )
    withdraw = writing(opened, act(_("Trek in"), "step_withdraw", one.pk, icon="undo")) if is_last else []
    return StepView(
        title=title_of(approach.ladder, one.step),
        source=approach.ladder[one.step].source if one.step in approach.ladder else "",
        when=" · ".join(part for part in (words.day_in_words(one.occurred_on), by) if part),
        lines=lines,
        is_taken=True,
        is_withdrawn=is_withdrawn,
        action=withdraw[0] if withdraw else None,
    )


def _to_come(opened: Opened, rung: ladder.Rung) -> StepView:
    step = opened.wording.approach.ladder[rung.key]
    language = opened.wording.language
    when = _("vanaf %(day)s") % {"day": words.day_in_words(rung.from_on)} if rung.from_on else ""
    said = [rung.why_not] if rung.why_not else []
    source = _("%(source)s (nog na te kijken)") % {"source": step.source} if step.verify else step.source
    described = [step.description.in_language(language)] if step.description else []
    return StepView(step.title.in_language(language), source, when, [*described, *said], False, False)
