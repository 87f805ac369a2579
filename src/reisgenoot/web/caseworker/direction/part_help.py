"""Who helps with what, who answers which question, and how much the newcomer does."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from reisgenoot.guidance.balance import MonthBalance, balance_of
from reisgenoot.guidance.selectors import HelperFact, QuestionFact, areas_with_two, helpers_of, questions_of
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.caseworker.direction.helping import AREA
from reisgenoot.web.caseworker.direction.parts import act, show_part, writing
from reisgenoot.web.caseworker.direction.words import title_of
from reisgenoot.web.caseworker.dossier.opened import Opened, open_file
from reisgenoot.web.components import bars, words
from reisgenoot.web.components.actions import Action, Badge, Empty, Fact


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A party that helps in an area; ``is_usual`` when it is only what the approach says."""

    party: str
    reach: str
    is_usual: bool
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """An area with who helps there."""

    title: str
    hint: str
    twice: bool
    lines: Sequence[HelpLine]
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its owner."""

    question: str
    answer: str
    about: str
    badge: Badge
    actions: Sequence[Action]
    is_open: bool


@page(Permission.JOURNEY_READ)
@require_safe
def dossier_help(request: StaffRequest, journey_id: int) -> HttpResponse:
    """The division of tasks, the questions, and the balance over time."""
    opened = open_file(request, journey_id, part="guidance")
    helpers = helpers_of(by=request.actor, journey_id=journey_id, on=opened.today)
    questions = questions_of(by=request.actor, journey_id=journey_id)
    areas = areas_with_two(helpers)
    context = {
        "areas": [_area(opened, key, helpers, twice=key in areas) for key in _in_order(opened)],
        "twice": _twice(opened, areas),
        "sheet_url": reverse("help_sheet", args=[journey_id]),
        "add": writing(opened, act(_("Hulp"), "helper_new", journey_id, icon="add")),
        "questions": [_question(opened, one) for one in questions],
        "response": _response(questions),
        "ask": writing(
            opened, act(_("Vraag"), "question_new", journey_id, icon="add"), permission=Permission.CONTACT_WRITE
        ),
        "no_question": Empty(
            _("Geen vragen"),
            _("Schrijf een vraag van de inburgeraar op met één naam erbij. Dan hoeft niemand hem nog eens te stellen."),
            icon="question",
        ),
        "chart": _chart(balance_of(by=request.actor, journey_id=journey_id)),
    }
    return show_part(opened, "help.html", "dossier_help", context)


def _in_order(opened: Opened) -> list[str]:
    return sorted(opened.wording.approach.help_areas, key=lambda key: opened.wording.approach.help_areas[key].order)


def _twice(opened: Opened, areas: Sequence[str]) -> str:
    if not areas:
        return ""
    named = ", ".join(title_of(opened.wording.approach.help_areas, key).lower() for key in areas)
    return _("Twee partijen helpen met hetzelfde: %(areas)s. Spreek af wie het doet.") % {"areas": named}


def _area(opened: Opened, key: str, helpers: Sequence[HelperFact], *, twice: bool) -> AreaBlock:
    area = opened.wording.approach.help_areas[key]
    title = title_of(opened.wording.approach.help_areas, key)
    lines = [_help(opened, one) for one in helpers if one.area == key]
    usual = HelpLine(opened.wording.code("helping_party", area.party), "", True, [])
    add = Action(
        _("Wijs toe") if not lines else _("Nog iemand"),
        f"{reverse('helper_new', args=[opened.journey.pk])}?{AREA}={key}",
        icon="add",
        kind="subtle",
        dialog=True,
        about=title,
    )
    return AreaBlock(
        title=title,
        hint=area.description.in_language(opened.wording.language) if area.description else "",
        twice=twice,
        lines=lines or [usual],
        actions=writing(opened, add),
    )


def _help(opened: Opened, one: HelperFact) -> HelpLine:
    party = opened.wording.code("helping_party", one.party)
    return HelpLine(
        party=party,
        reach=" · ".join(part for part in (one.name, one.phone, one.note) if part),
        is_usual=False,
        actions=writing(
            opened,
            act(_("Pas aan"), "helper_edit", one.id, icon="edit", about=party),
            act(_("Helpt niet meer"), "helper_end", one.id, icon="close", post=True, about=party),
        ),
    )


def _question(opened: Opened, one: QuestionFact) -> QuestionLine:
    asked = _("gevraagd op %(day)s") % {"day": words.day_in_words(one.asked_on)}
    party = opened.wording.code("helping_party", one.party) if one.party else ""
    if one.answered_on:
        took = one.days_to_answer or 0
        text = ngettext("antwoord na %(n)d dag", "antwoord na %(n)d dagen", took) % {"n": took}
        badge = Badge(text if took else _("dezelfde dag beantwoord"), "ok")
    else:
        late = one.answer_by < opened.today
        badge = Badge(
            words.due_in_words(one.answer_by, opened.today), "error" if late else "info", "late" if late else "soon"
        )
    doing = writing(
        opened,
        act(_("Beantwoord"), "question_answer", one.id, icon="done", about=one.question),
        permission=Permission.CONTACT_WRITE,
    )
    return QuestionLine(
        question=one.question,
        answer=one.answer,
        about=" · ".join(part for part in (one.owner, party, asked) if part),
        badge=badge,
        actions=doing if one.answered_on is None else [],
        is_open=one.answered_on is None,
    )


def _response(questions: Sequence[QuestionFact]) -> str:
    """How long answers took, as a sentence; empty while nothing was answered."""
    days = [one.days_to_answer for one in questions if one.days_to_answer is not None]
    if not days:
        return ""
    mean = round(sum(days) / len(days))
    said = ngettext("%(n)d dag", "%(n)d dagen", mean) % {"n": mean}
    return _("Antwoorden kwamen gemiddeld na %(days)s.") % {"days": said}


def _chart(months: Sequence[MonthBalance]) -> bars.BarChart | None:
    if not months:
        return None
    return bars.BarChart(
        title=_("Wie doet wat, per maand"),
        series=[_("inburgeraar"), _("wij"), _("anderen")],
        bars=[bars.Bar(words.month_in_words(one.month), [one.newcomer, one.staff, one.other]) for one in months],
    )


def helping_lines(opened: Opened, helpers: Sequence[HelperFact]) -> list[Fact]:
    """Who helps with what, for the overview of the file."""
    areas = opened.wording.approach.help_areas
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in helpers:
        reach = (opened.wording.code("helping_party", one.party), one.name, one.phone)
        found.setdefault(reach, []).append(title_of(areas, one.area).lower())
    return [
        Fact(
            party,
            name or ", ".join(named),
            note=" · ".join([*([phone] if phone else []), *([", ".join(named)] if name else [])]),
        )
        for (party, name, phone), named in found.items()
    ]
