"""Two fillings-in of one questionnaire side by side: what changed between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission
from reisgenoot.questionnaires.enums import SittingState
from reisgenoot.questionnaires.selectors import AnswerFact, answers_at, get_sitting, sittings_of
from reisgenoot.questionnaires.versions import form_of
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.asking.wording import title_of
from reisgenoot.web.caseworker.dossier.frame import show_file
from reisgenoot.web.caseworker.dossier.opened import open_file

_ANSWERED = (SittingState.HANDED_IN, SittingState.CHECKED)


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with both answers; ``change`` is the difference of two numbers, with its sign."""

    label: str
    before: str
    after: str
    is_changed: bool
    change: str = ""
    is_hidden: bool = False


@page(Permission.JOURNEY_READ)
@require_safe
def sitting_compare(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The earlier one (``?eerst=``) beside the later one (``?daarna=``); the last two when they are not named."""
    opened = open_file(request, journey_id, part="questionnaire")
    by = request.actor
    rows = [row for row in sittings_of(by=by, journey_id=journey_id) if row.state in _ANSWERED]
    chosen = [row for name in ("eerst", "daarna") for row in rows if str(row.id) == request.GET.get(name, "")]
    if len(chosen) != 2:
        chosen = list(reversed(rows[:2]))
    if len(chosen) != 2 or chosen[0].key != chosen[1].key:
        raise NotKnown
    sittings = [get_sitting(by=by, sitting_id=row.id) for row in chosen]
    facts = [answers_at(by=by, sitting_id=row.id) for row in chosen]
    form = form_of(sittings[1].version)
    groups: dict[str, list[Pair]] = {}
    for pair, page_key in _pairs(list(form.by_key), facts[0], facts[1]):
        item = form.by_key.get(page_key)
        groups.setdefault(form.say(item.label, "nl") if item else _("Vragen"), []).append(pair)
    context = {
        "title": title_of(sittings[1].version),
        "groups": groups,
        "days": [sitting.asked_on for sitting in sittings],
        "same": [row for row in rows if row.key == chosen[0].key],
        "chosen": [row.id for row in chosen],
        "compare_url": reverse("sitting_compare", args=[journey_id]),
    }
    return show_file(opened, "caseworker/asking/compare.html", "dossier_intake", context)


def _pairs(order: list[str], before: Sequence[AnswerFact], after: Sequence[AnswerFact]) -> list[tuple[Pair, str]]:
    """Every question answered in either, in the order of the form, with the top part of the form it is in."""
    earlier, later = {one.path: one for one in before}, {one.path: one for one in after}
    places = {key: number for number, key in enumerate(order)}
    paths = sorted({*earlier, *later}, key=lambda path: _place(path, earlier, later, places))
    return [(_pair(earlier.get(path), later.get(path)), path.split("/")[0].split("[")[0]) for path in paths]


def _place(
    path: str, earlier: dict[str, AnswerFact], later: dict[str, AnswerFact], places: dict[str, int]
) -> tuple[int, str]:
    one = later.get(path) or earlier[path]
    return places.get(one.key, len(places)), path


def _pair(before: AnswerFact | None, after: AnswerFact | None) -> Pair:
    known = after or before
    if known is None:
        raise NotKnown
    was, now = before.words if before else "", after.words if after else ""
    return Pair(
        label=known.label,
        before=was,
        after=now,
        is_changed=was != now,
        change=_change(before, after),
        is_hidden=known.is_hidden,
    )


def _change(before: AnswerFact | None, after: AnswerFact | None) -> str:
    if before is None or after is None:
        return ""
    try:
        difference = float(after.value) - float(before.value)
    except ValueError:
        return ""
    return f"{difference:+g}" if difference else ""
