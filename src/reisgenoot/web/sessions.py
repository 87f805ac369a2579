"""When a session ends: after half an hour without a page, and after a working day whatever happens."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

_BEGAN, _SEEN = "session_began", "session_seen"
_NOTED_EVERY = 60
"""Seconds between two notes that somebody is still there: not a write for every page."""


class SessionEnds:
    """Middleware, after authentication: keeps the session of whoever works, ends that of whoever left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _keep_or_end(request)
        return self.get_response(request)


def _keep_or_end(request: HttpRequest) -> None:
    moment, session = int(time.time()), request.session
    seen = session.get(_SEEN, moment)
    began = session.setdefault(_BEGAN, moment)
    if moment - seen >= settings.SESSION_COOKIE_AGE or moment - began >= settings.SESSION_LONGEST:
        logout(request)
        return
    if _SEEN not in session or moment - seen >= _NOTED_EVERY:
        session[_SEEN] = moment
