"""People at work in two organisations, and a browser for each of them."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import Actor, job
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation, StaffMember
from reisgenoot.organisations.services import ensure_organisation, hire


@dataclass(slots=True)
class Workplace:
    """One organisation, with whoever was asked for at work in it."""

    organisation: Organisation
    staff: dict[str, StaffMember] = field(default_factory=dict)

    @property
    def job(self) -> Actor:
        """A named job with the rights to prepare a test."""
        return job("test", self.organisation.pk)

    def at_work(self, *roles: str, name: str = "") -> StaffMember:
        """Somebody with these roles, the same person every time."""
        name = name or f"{'-'.join(roles) or 'nobody'}"
        if name not in self.staff:
            code = f"{self.organisation.key}-{name}"
            with acting_as(self.job):
                self.staff[name] = hire(
                    by=self.job, code=code, name=name, roles=roles, user=make_user(code), from_on=date(2020, 1, 1)
                )
        return self.staff[name]

    def actor(self, *roles: str) -> Actor:
        """The same person as an actor."""
        member = self.at_work(*roles)
        return Actor(
            organisation_id=self.organisation.pk, roles=frozenset(roles), staff_id=member.pk, user_id=member.user_id
        )

    def browser(self, *roles: str, name: str = "") -> Client:
        """A browser in which somebody with these roles is logged in."""
        client = Client(headers={"accept-language": "nl"})
        user = self.at_work(*roles, name=name).user
        assert user is not None
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client


def make_user(code: str) -> User:
    """An account of the demo domain."""
    return get_user_model().objects.create_user(username=code, email=f"{code}@demo.invalid", password="x" * 16)


def workplace(approach: str, key: str | None = None) -> Workplace:
    """An organisation that works by an approach."""
    return Workplace(ensure_organisation(approach=load_approach(approach), key=key))
