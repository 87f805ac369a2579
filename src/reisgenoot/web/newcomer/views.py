"""A questionnaire on one's own phone, opened by a link: birth date, questions, handed in."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reisgenoot.kernel.errors import NotKnown
from reisgenoot.questionnaires.enums import Way
from reisgenoot.questionnaires.models import Filling
from reisgenoot.questionnaires.services import Unlocking, save_answers, start_turn, unlock
from reisgenoot.web.newcomer import asking
from reisgenoot.web.newcomer.access import (
    LANGUAGE,
    LinkRequest,
    ask_birth_date,
    chosen_language,
    closed,
    frame_words,
    is_open,
    link_page,
    remember,
)
from reisgenoot.web.newcomer.words import say

TOO_MANY = 429


@link_page(unlocked=False)
@require_http_methods(["GET", "HEAD", "POST"])
def link_open(request: LinkRequest, token: str) -> HttpResponse:
    """Ask for the birth date; the right one opens the questions in this browser, and keeps what was typed before."""
    if request.method != "POST":
        return redirect("link_ask", token=token) if is_open(request, request.link) else ask_birth_date(request, token)
    language = chosen_language(request)
    outcome = unlock(link=request.link, birth_date=_day(request.POST))
    if outcome == Unlocking.RESTING:
        return ask_birth_date(request, token, error=say(language, "resting"), status=TOO_MANY)
    if outcome == Unlocking.WRONG:
        return ask_birth_date(request, token, error=say(language, "birth_wrong"), status=asking.UNPROCESSABLE)
    remember(request, request.link)
    sitting = request.link.sitting
    start_turn(by=request.actor, sitting_id=sitting.pk, way=Way.ALONE, language=language, link=request.link)
    carried = asking.typed(request.POST)
    if carried:
        save_answers(by=request.actor, sitting_id=sitting.pk, answers=carried, link=request.link)
    return redirect("link_ask", token=token)


@link_page(unlocked=True)
@require_http_methods(["GET", "HEAD", "POST"])
def link_ask(request: LinkRequest, token: str) -> HttpResponse:
    """The questions, step by step."""
    sitting = request.link.sitting
    filling = Filling.objects.filter(sitting=sitting).first()
    if filling is None:
        raise NotKnown
    url = reverse("link_ask", args=[token])
    place = asking.Place(
        sitting=sitting,
        filling=filling,
        by=request.actor,
        url=url,
        frame="newcomer/ask.html",
        done=lambda: _done(request, sitting.language),
        later=lambda: render(request, "newcomer/later.html", {**frame_words(sitting.language), "url": url}),
        link=request.link,
        one_by_one=_one_by_one(request),
    )
    request.session[LANGUAGE] = sitting.language
    return asking.run(request, place)


def _done(request: Any, language: str) -> HttpResponse:
    request.session[LANGUAGE] = language
    return closed(request, is_handed_in=True)


def _one_by_one(request: HttpRequest) -> bool:
    """Whether one question at a time was chosen, now or before in this browser."""
    asked = request.GET.get(asking.ONE)
    if asked is not None:
        request.session["one_by_one"] = asked == "1"
    return bool(request.session.get("one_by_one", False))


def _day(posted: QueryDict) -> date | None:
    """The birth date of three fields; None when they make no day."""
    parts = [posted.get(name, "") for name in ("jaar", "maand", "dag")]
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None
