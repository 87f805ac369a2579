"""How accounts behave: nobody signs up by themselves; an administrator makes accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reisgenoot.kernel.errors import InvalidInput


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def send_account_already_exists_mail(self, email: str) -> None:
        """Never sent: signing up is closed."""


def make_account(*, email: str, name: str, password: str | None = None) -> User:
    """An account to log in with. Without a password nobody can, until one is set through a reset.

    Raises
    ------
    InvalidInput   there is an account with this address already.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise InvalidInput(_("Er is al een account met dit e-mailadres."), field="email")
    user = User.objects.create_user(username=email.lower(), email=email.lower(), password=password, first_name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
