"""Roles and permissions."""

import pytest

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotAllowed, NotKnown
from reisgenoot.kernel.permissions import ROLES, Permission, has_permission, require


class Thing:
    def __init__(self, organisation_id: int) -> None:
        self.organisation_id = organisation_id


def test_permission_when_listed_then_some_role_holds_it() -> None:
    held = {permission for role in ROLES.values() for permission in role.permissions}
    assert held == set(Permission)


def test_has_permission_when_other_organisation_then_false_for_the_same_role() -> None:
    actor = Actor(organisation_id=1, roles=frozenset({"client_manager"}))
    assert has_permission(actor, Permission.JOURNEY_READ, on=Thing(1))
    assert not has_permission(actor, Permission.JOURNEY_READ, on=Thing(2))


@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer", "provider", "newcomer"])
def test_has_permission_when_role_does_not_guide_then_no_file(role: str) -> None:
    actor = Actor(organisation_id=1, roles=frozenset({role}))
    assert not has_permission(actor, Permission.JOURNEY_READ)
    assert not has_permission(actor, Permission.BSN_READ)


def test_require_when_not_allowed_then_says_which_of_the_two() -> None:
    actor = Actor(organisation_id=1, roles=frozenset({"policy_officer"}))
    with pytest.raises(NotKnown):
        require(actor, Permission.TABLE_READ, on=Thing(2))
    with pytest.raises(NotAllowed):
        require(actor, Permission.JOURNEY_READ, on=Thing(1))


def test_has_permission_when_no_role_then_nothing() -> None:
    assert not any(has_permission(Actor(organisation_id=1), permission) for permission in Permission)
