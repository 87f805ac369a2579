"""The second factor: outside the demo everybody who works with files has one."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

_SEEN = "second_factor_seen"


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this user must first set up a second factor. Asked once per session."""
    if settings.DEMO or request.session.get(_SEEN):
        return False
    has_one = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
    if has_one:
        request.session[_SEEN] = True
    return not has_one


@receiver(authenticator_removed)
def ask_again(request: HttpRequest, **_told: Any) -> None:
    """Whoever takes the second factor away sets up another one before the next page."""
    request.session.pop(_SEEN, None)
