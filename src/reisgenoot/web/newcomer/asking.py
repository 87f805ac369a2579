"""Asking page by page, for a newcomer alone and for staff beside them: one way of working, two frames around it.

Every change is saved; with scripts also while one is still on the page, and then the questions that come or go are
drawn anew. Without scripts the buttons do the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from reisgenoot.journeys.enums import Protection
from reisgenoot.kernel.actor import Actor
from reisgenoot.questionnaires.definition import Page, Question
from reisgenoot.questionnaires.filled import Filled, Wrong
from reisgenoot.questionnaires.kept import filled_of, unseal
from reisgenoot.questionnaires.models import Filling, Sitting, SittingLink
from reisgenoot.questionnaires.services import change_repeat, hand_in, save_answers, set_language
from reisgenoot.questionnaires.versions import form_of, in_language
from reisgenoot.questionnaires.xpath import Node
from reisgenoot.web.newcomer.fields import Drawer, Part, html_id, said
from reisgenoot.web.newcomer.words import direction, languages, say, words_in

VALUE, SHOWN, DO, STEP, ONE = "v:", "s:", "doe", "stap", "een"
END = "einde"
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody fills in: which sitting, as whom, under which address, in which frame."""

    sitting: Sitting
    filling: Filling
    by: Actor
    url: str
    frame: str
    done: Callable[[], HttpResponse]
    later: Callable[[], HttpResponse]
    link: SittingLink | None = None
    one_by_one: bool = False
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a page of the form, or one question of it. ``key`` stands in the address."""

    key: str
    page: Page
    node: Node | None = None


def run(request: HttpRequest, place: Place) -> HttpResponse:
    """Show a step, or do what was asked on it and go on."""
    if request.method == "POST":
        return _act(request, place)
    filled = filled_of(place.sitting, unseal(place.filling))
    steps = steps_of(filled, one_by_one=place.one_by_one)
    return _show(request, place, filled, _wanted(request.GET.get(STEP, place.filling.page), steps))


def steps_of(filled: Filled, *, one_by_one: bool) -> list[Step]:
    """The screens in order. One question at a time where that was chosen; a repeat stays together."""
    if not one_by_one:
        return [Step(page.key, page) for page in filled.pages()]
    steps = []
    for page in filled.pages():
        nodes = [node for top in filled.on_page(page) for node in top.walk() if _stands_alone(node)]
        has_repeat = any(node.index for top in filled.on_page(page) for node in top.walk())
        if has_repeat:
            steps.append(Step(page.key, page))
        else:
            steps += [Step(node.path, page, node) for node in nodes]
    return steps


def _stands_alone(node: Node) -> bool:
    return isinstance(node.item, Question) and node.item.kind != "calculate" and node.is_asked


def _wanted(key: str, steps: Sequence[Step]) -> str:
    """The step that was asked for; the page a question is on when steps are pages; else the first."""
    keys = [step.key for step in steps]
    if key in (*keys, END):
        return key
    around = [step.key for step in steps if key.startswith(f"{step.key}/") or step.key.startswith(f"{key}/")]
    return around[0] if around else (keys[0] if keys else END)


def _act(request: HttpRequest, place: Place) -> HttpResponse:
    """Save what was typed, then do what the button says. A change without a button only saves."""
    wanted = request.POST.get(DO, "")
    here = request.POST.get(STEP, "")
    before = filled_of(place.sitting, unseal(place.filling))
    filled = save_answers(
        by=place.by, sitting_id=place.sitting.pk, answers=typed(request.POST), page=here, link=place.link
    )
    verb, _colon, what = wanted.partition(":")
    if verb == "wijziging":
        return _changed(request, place, before, filled, here)
    if verb in ("erbij", "weg"):
        path, _sign, number = what.partition(":")
        at = int(number) if verb == "weg" and number.isdecimal() else None
        if verb == "erbij" or at is not None:
            change_repeat(by=place.by, sitting_id=place.sitting.pk, path=path, remove=at, link=place.link)
        return _to(place, here)
    if verb == "taal":
        set_language(by=place.by, sitting_id=place.sitting.pk, language=what, link=place.link)
        return _to(place, here)
    if verb == "later":
        return place.later()
    if verb == "inleveren":
        return _hand_in(request, place, filled)
    return _step_on(request, place, filled, here, verb)


def _step_on(request: HttpRequest, place: Place, filled: Filled, here: str, verb: str) -> HttpResponse:
    """To the next or the step before; on only when this one is in order."""
    steps = steps_of(filled, one_by_one=place.one_by_one)
    keys = [step.key for step in steps]
    if here == END:
        return _to(place, keys[-1] if keys else END)
    at = keys.index(here) if here in keys else 0
    if verb == "terug":
        return _to(place, keys[max(at - 1, 0)])
    wrong = filled.wrong(_nodes(filled, steps[at])) if steps else []
    if wrong:
        return _show(request, place, filled, here, wrong)
    return _to(place, keys[at + 1] if at + 1 < len(keys) else END)


def _hand_in(request: HttpRequest, place: Place, filled: Filled) -> HttpResponse:
    outcome = hand_in(by=place.by, sitting_id=place.sitting.pk, link=place.link)
    if outcome.is_done:
        return place.done()
    return _show(request, place, filled, END, outcome.wrong)


def _changed(request: HttpRequest, place: Place, before: Filled, after: Filled, here: str) -> HttpResponse:
    """After a change: nothing when the same is asked as before, else the step anew."""
    steps = steps_of(after, one_by_one=place.one_by_one)
    step = next((one for one in steps if one.key == here), None)
    if step is None or _shape(before, step) == _shape(after, step):
        return HttpResponse(status=204)
    return _show(request, place, after, here, fragment=True)


def _shape(filled: Filled, step: Step) -> list[object]:
    """What is seen of a step apart from the answers: questions, their words and choices."""
    shape: list[object] = []
    for top in _nodes(filled, step):
        for node in top.walk():
            if node.is_asked:
                choices = [one.name for one in filled.choices(node)] if _has_choices(node) else []
                shape.append((node.path, filled.say(node.item.label, node), choices))
    return shape


def _has_choices(node: Node) -> bool:
    return isinstance(node.item, Question) and bool(node.item.choice_filter)


def _nodes(filled: Filled, step: Step) -> list[Node]:
    if step.node is not None:
        found = filled.node(step.node.path)
        return [found] if found is not None else []
    return list(filled.on_page(step.page))


def typed(posted: QueryDict) -> dict[str, str]:
    """The answers in a sent form by path; a question that was shown and has none was emptied."""
    found = {name.removeprefix(SHOWN): "" for name in posted if name.startswith(SHOWN)}
    for name in posted:
        if name.startswith(VALUE):
            found[name.removeprefix(VALUE)] = " ".join(posted.getlist(name)).strip()
    return found


def _to(place: Place, key: str) -> HttpResponse:
    query = QueryDict(mutable=True)
    query[STEP] = key
    if place.one_by_one:
        query[ONE] = "1"
    return redirect(f"{place.url}?{query.urlencode()}")


def _show(
    request: HttpRequest,
    place: Place,
    filled: Filled,
    key: str,
    wrong: Sequence[Wrong] = (),
    *,
    fragment: bool = False,
) -> HttpResponse:
    steps = steps_of(filled, one_by_one=place.one_by_one)
    context = _context(place, filled, steps, key, wrong)
    template = "newcomer/_step.html" if fragment else place.frame
    return render(request, template, context, status=UNPROCESSABLE if wrong else 200)


def _context(place: Place, filled: Filled, steps: Sequence[Step], key: str, wrong: Sequence[Wrong]) -> dict[str, Any]:
    language, form = filled.language, form_of(place.sitting.version)
    drawer = Drawer(filled, {one.path: one for one in wrong}, with_dutch=place.link is None)
    keys = [step.key for step in steps]
    at = keys.index(key) if key in keys else len(keys)
    step = steps[at] if at < len(steps) else None
    return {
        **place.context,
        "words": words_in(language),
        "language": language,
        "direction": direction(language),
        "languages": [(one.code, languages().get(one.code, one.name)) for one in form.languages],
        "form_title": in_language(place.sitting.version.title, language),
        "purpose": in_language(place.sitting.version.purpose, language) if at == 0 else "",
        "is_protected": place.sitting.version.protection == Protection.HEALTH,
        "url": place.url,
        "step": key,
        "step_title": filled.say(step.page.title) if step else say(language, "ready"),
        "parts": _parts(drawer, filled, step) if step else [],
        "is_end": step is None,
        "number": min(at + 1, len(keys)),
        "total": len(keys),
        "done_share": round(100 * at / len(keys)) if keys else 100,
        "where": say(language, "page", number=min(at + 1, len(keys)), total=len(keys)),
        "answered": say(language, "answered", number=len(filled.answers())),
        "mistakes": [_mistake(filled, steps, one) for one in wrong],
        "one_by_one": place.one_by_one,
        "can_choose_one": place.link is not None,
    }


def _parts(drawer: Drawer, filled: Filled, step: Step) -> list[Part]:
    if step.node is not None:
        return [drawer.field(node) for node in _nodes(filled, step)]
    return drawer.parts(_nodes(filled, step), step.page.items)


def _mistake(filled: Filled, steps: Sequence[Step], one: Wrong) -> dict[str, str]:
    """One thing to mend: the question, what is wrong, and on which step it stands."""
    words = filled.say(one.question.label, filled.node(one.path))
    key = next((step.key for step in steps if one.path == step.key), "")
    key = key or next((step.key for step in steps if _is_on(filled, step, one.path)), END)
    return {"label": words, "said": said(filled.language, one), "step": key, "id": html_id(one.path)}


def _is_on(filled: Filled, step: Step, path: str) -> bool:
    return any(node.path == path for top in _nodes(filled, step) for node in top.walk())
