"""Who may open a page without an account: only who holds a link to one questionnaire, and only that questionnaire.

`link_page` is the one way in besides `web.access.page`. It reads the organisation from the signed token, works for
that organisation as nobody (an actor without roles, so that every service that asks a permission refuses), and gives
the view one thing: the link. Until the birth date was given in this browser, only the view that asks for it opens.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.questionnaires.models import SittingLink
from reisgenoot.questionnaires.services import LinkClosed, find_link, read_token
from reisgenoot.web.newcomer.words import direction, languages, words_in

OPENED = "opened_links"
OPEN_FOR = timedelta(hours=12)
LANGUAGE = "newcomer_language"
View = Callable[..., HttpResponse]


class LinkRequest(HttpRequest):
    """A request of somebody who holds a link; ``link`` and ``actor`` are set by `link_page`."""

    link: SittingLink
    actor: Actor


def link_page(*, unlocked: bool) -> Callable[[View], View]:
    """Declare a view that a link opens. ``unlocked``: only after the birth date; other than that it asks for it."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                organisation_id, secret = read_token(token)
                actor = Actor(organisation_id=organisation_id, label="link", reason="questionnaire")
                with acting_as(actor):
                    request.actor, request.link = actor, find_link(secret=secret)
                    if unlocked and not is_open(request, request.link):
                        return ask_birth_date(request, token)
                    return view(request, token, *args, **kwargs)
            except (NotKnown, NotAllowed, Organisation.DoesNotExist) as error:
                raise Http404 from error
            except LinkClosed as error:
                return closed(request, is_handed_in=error.is_handed_in)

        guarded.guard = "link"  # type: ignore[attr-defined]
        return guarded

    return declare


def is_open(request: HttpRequest, link: SittingLink) -> bool:
    """Whether the birth date was given in this browser, not too long ago."""
    until = request.session.get(OPENED, {}).get(str(link.pk), 0)
    return bool(timezone.now().timestamp() < until)


def remember(request: HttpRequest, link: SittingLink) -> None:
    """The birth date was right: open for this link in this browser."""
    known = request.session.get(OPENED, {})
    request.session.cycle_key()
    request.session[OPENED] = {**known, str(link.pk): (timezone.now() + OPEN_FOR).timestamp()}


def ask_birth_date(request: Any, token: str, *, error: str = "", status: int = 200) -> HttpResponse:
    """The page that asks for the birth date; what was sent along is carried, so that nothing typed is lost."""
    language = chosen_language(request)
    carried = [(name, value) for name, values in request.POST.lists() for value in values if _is_carried(name)]
    context = {**frame_words(language), "token": token, "error": error, "carried": carried}
    return render(request, "newcomer/birth_date.html", context, status=status)


def closed(request: Any, *, is_handed_in: bool) -> HttpResponse:
    """The link works no more: what happens next, and nothing that was answered."""
    language = request.session.get(LANGUAGE, "nl")
    context = {**frame_words(language), "is_handed_in": is_handed_in}
    return render(request, "newcomer/closed.html", context, status=200 if is_handed_in else 410)


def chosen_language(request: Any) -> str:
    """The language chosen on this page, else that of the sitting."""
    asked = request.GET.get("taal", "")
    if asked in languages():
        request.session[LANGUAGE] = asked
    return str(request.session.get(LANGUAGE) or request.link.sitting.language or "nl")


def frame_words(language: str) -> dict[str, Any]:
    """What every page of a newcomer needs besides its own."""
    return {
        "words": words_in(language),
        "language": language,
        "direction": direction(language),
        "languages": list(languages().items()),
    }


def _is_carried(name: str) -> bool:
    return name[:2] in ("v:", "s:", "c:") or name in ("stap", "doe")
