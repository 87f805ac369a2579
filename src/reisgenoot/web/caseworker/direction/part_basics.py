"""Basics in order and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.approach.guidance import Basic
from reisgenoot.guidance.enums import BasicState, Degree, Doer
from reisgenoot.guidance.selectors import ActionFact, BasicFact, ObstacleFact, basics_of, obstacles_of
from reisgenoot.journeys.clocks import in_group
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.parts import act, show_part, writing
from reisgenoot.web.caseworker.direction.words import title_of
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Badge, Empty, Progress

_SETTLED = (BasicState.DONE, BasicState.NOT_NEEDED)
_TAPS = (
    (BasicState.DONE, "done"),
    (BasicState.BUSY, "soon"),
    (BasicState.NOT_YET, "waiting"),
    (BasicState.NOT_NEEDED, "close"),
)
_WEIGHT = {Degree.HEAVY: "error", Degree.CLEAR: "warning", Degree.LIGHT: "neutral"}
MULTI_PROBLEM = "multi_problem"


@dataclass(frozen=True, slots=True)
class Tap:
    """One state to set with one tap."""

    value: str
    label: str
    icon: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class BasicLine:
    """One of the basics: where it stands, what one can tap, and the form for the rest."""

    key: str
    title: str
    hint: str
    about: str
    taps: Sequence[Tap]
    state: Badge
    edit: Action | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What somebody does about an obstacle."""

    what: str
    who: str
    when: str
    done: bool
    late: bool
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class ObstacleBlock:
    """An obstacle with its weight, history and actions."""

    title: str
    badge: Badge
    is_health: bool
    consequence: str
    since: str
    history: Sequence[str]
    lines: Sequence[ActionLine]
    actions: Sequence[Action]
    solved: bool
    more: Sequence[Action] = field(default=())


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_direction(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The basics as a list in order, and the obstacles with who does what about them."""
    opened = open_file(request, journey_id, part="guidance")
    held = basics_of(by=request.actor, journey_id=journey_id)
    obstacles = obstacles_of(by=request.actor, journey_id=journey_id)
    wanted = wanted_basics(opened)
    context = {
        "basics": [_basic(opened, one, held.get(one.key)) for one in wanted],
        "may_tap": bool(writing(opened, act("", "basic_set", journey_id))),
        "progress": _progress(wanted, held),
        "obstacles": [_obstacle(opened, one) for one in obstacles],
        "hint": _hint(opened, obstacles),
        "add": writing(opened, act(_("Belemmering"), "obstacle_new", journey_id, icon="add")),
        "no_obstacle": Empty(
            _("Geen belemmeringen bekend"),
            _("Denk aan opvang, reizen, geld, gezondheid, wonen en gezinshereniging."),
            icon="done",
        ),
    }
    return show_part(opened, "basics.html", "dossier_direction", context)


def wanted_basics(opened: Opened) -> list[Basic]:
    """The basics that hold for this person, in the order in which they are arranged."""
    approach = opened.wording.approach
    return sorted(
        (
            one
            for one in approach.basics.values()
            if not one.applies_to or any(in_group(approach, group, opened.journey.codes) for group in one.applies_to)
        ),
        key=lambda one: one.order,
    )


def _progress(wanted: Sequence[Basic], held: Mapping[str, BasicFact]) -> Progress:
    number = sum(1 for one in wanted if one.key in held and held[one.key].state in _SETTLED)
    said = _("%(n)d van %(all)d in orde") % {"n": number, "all": len(wanted)}
    return Progress("basics", said, number, max(len(wanted), 1))


def _basic(opened: Opened, basic: Basic, held: BasicFact | None) -> BasicLine:
    language = opened.wording.language
    title = basic.title.in_language(language)
    helper = opened.wording.code("helping_party", held.helper if held else basic.helper)
    parts = [words.day_in_words(held.on) if held else "", helper, held.note if held else ""]
    state = BasicState(held.state) if held else None
    kind = {BasicState.DONE: "ok", BasicState.BUSY: "info"}.get(state, "neutral") if state else "neutral"
    edit = writing(opened, act(_("Meer"), "basic_edit", opened.journey.pk, basic.key, icon="edit", about=title))
    return BasicLine(
        key=basic.key,
        title=title,
        hint=basic.description.in_language(language) if basic.description else "",
        about=" · ".join(part for part in parts if part),
        taps=[Tap(one.value, str(one.label), icon, one == state) for one, icon in _TAPS],
        state=Badge(str(state.label) if state else _("niet bekend"), kind),
        edit=edit[0] if edit else None,
    )


def _hint(opened: Opened, obstacles: Sequence[ObstacleFact]) -> str:
    """Several heavy obstacles ask for a professional; the number is a norm of the approach."""
    norm = opened.wording.approach.norms.get(MULTI_PROBLEM)
    heavy = sum(one.is_heavy for one in obstacles)
    if norm is None or heavy < norm.value:
        return ""
    said = ngettext("Er is %(n)d zware belemmering.", "Er zijn %(n)d zware belemmeringen.", heavy) % {"n": heavy}
    return f"{said} " + _("Dat vraagt een professional. Een vrijwilliger alleen is hier niet genoeg.")


def _obstacle(opened: Opened, one: ObstacleFact) -> ObstacleBlock:
    title = title_of(opened.wording.approach.obstacles, one.kind)
    since = _("sinds %(day)s") % {"day": words.day_in_words(one.since_on)}
    solved = one.solved_on is not None
    badge = Badge(str(Degree(one.degree).label), _WEIGHT[Degree(one.degree)])
    if one.solved_on:
        badge = Badge(_("opgelost op %(day)s") % {"day": words.day_in_words(one.solved_on)}, "ok")
    doing = (
        []
        if solved
        else [
            act(_("Actie"), "action_new", one.id, icon="add", about=title),
            act(_("Opnieuw bekijken"), "obstacle_weigh", one.id, icon="edit", about=title),
            act(_("Opgelost"), "obstacle_solve", one.id, icon="done", about=title),
        ]
    )
    if solved:
        doing = [act(_("Toch niet opgelost"), "obstacle_reopen", one.id, icon="undo", post=True, about=title)]
    return ObstacleBlock(
        title=title,
        badge=badge,
        is_health=one.is_health,
        consequence=one.solution if solved and one.solution else one.consequence,
        since=since,
        history=[_weighing(one, number) for number in range(1, len(one.history))],
        lines=[_action(opened, action) for action in one.actions],
        actions=writing(opened, *doing),
        solved=solved,
    )


def _weighing(one: ObstacleFact, number: int) -> str:
    before = one.history[number]
    parts = [words.day_in_words(before.on), str(Degree(before.degree).label), before.consequence, before.by]
    return " · ".join(part for part in parts if part)


def _action(opened: Opened, action: ActionFact) -> ActionLine:
    who = action.who or str(Doer(action.doer).label)
    when = words.due_in_words(action.due_on, opened.today)
    doing = [act(_("Gedaan"), "action_done", action.id, icon="done", post=True, about=action.what)]
    if action.done_on:
        when = _("gedaan op %(day)s") % {"day": words.day_in_words(action.done_on)}
        doing = []
    return ActionLine(
        what=action.what,
        who=who,
        when=when,
        done=action.done_on is not None,
        late=action.done_on is None and action.due_on < opened.today,
        actions=writing(opened, *doing),
    )
