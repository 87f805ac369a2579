"""Organisations from their approach, staff and roles."""

from datetime import date, timedelta

import pytest

from reisgenoot.approach import load_approach
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.errors import InvalidInput, NotAllowed, NotKnown
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import (
    Municipality,
    Organisation,
    Place,
    Provider,
    RoleAssignment,
    ServiceArea,
    StaffMember,
)
from reisgenoot.organisations.selectors import roles_of
from reisgenoot.organisations.services import (
    end_role,
    ensure_organisation,
    ensure_staff,
    ensure_team,
    grant_role,
    hire,
    let_go,
)
from tests.factories.organisations import Cast, an_organisation

pytestmark = pytest.mark.django_db


def test_organisation_when_ensured_then_all_its_definition_is_there() -> None:
    organisation = ensure_organisation(approach=load_approach("meerinzicht"))
    assert (organisation.key, organisation.name, organisation.approach_key) == (
        "meerinzicht",
        "Meerinzicht",
        "meerinzicht",
    )
    with acting_as(job("test", organisation.pk)):
        areas = ServiceArea.objects.values_list("municipality__name", flat=True)
        assert set(areas) == {"Harderwijk", "Ermelo", "Zeewolde"}
        assert set(Provider.objects.values_list("key", flat=True)) == set(load_approach("meerinzicht").providers)


def test_organisation_when_ensured_again_then_nothing_is_added_or_changed() -> None:
    first = ensure_organisation(approach=load_approach("alkmaar"))
    Organisation.objects.filter(pk=first.pk).update(name="Eigen naam")
    counts = []
    for _again in range(2):
        organisation = ensure_organisation(approach=load_approach("alkmaar"))
        with acting_as(job("test", organisation.pk)):
            counts.append(
                (
                    Place.objects.count(),
                    Municipality.objects.count(),
                    ServiceArea.objects.count(),
                    Provider.objects.count(),
                )
            )
    assert counts[0] == counts[1]
    assert (organisation.pk, organisation.name) == (first.pk, "Eigen naam")


def test_organisations_when_one_approach_then_each_its_own_rows() -> None:
    one, other = an_organisation("alkmaar"), an_organisation("alkmaar")
    assert one.pk != other.pk
    for organisation in (one, other):
        with acting_as(job("test", organisation.pk)):
            assert ServiceArea.objects.filter(municipality__name="Alkmaar").count() == 1


def test_organisation_when_key_works_by_another_approach_then_refused() -> None:
    an_organisation("alkmaar", key="samen")
    with pytest.raises(InvalidInput, match="alkmaar"):
        ensure_organisation(approach=load_approach("meerinzicht"), key="samen")


def test_organisation_when_the_approach_names_none_then_made_from_its_title() -> None:
    assert ensure_organisation(approach=load_approach("wi2021")).key == "wi2021"


def test_staff_when_ensured_by_code_then_made_once_without_roles(cast: Cast) -> None:
    with acting_as(cast.administrator):
        first = ensure_staff(by=cast.administrator, codes=["KM02", " KM02 ", "KM03", ""])
        again = ensure_staff(by=cast.administrator, codes=["KM02"])
        assert set(first) == {"KM02", "KM03"}
        assert again["KM02"].pk == first["KM02"].pk
        assert not RoleAssignment.objects.filter(staff=first["KM02"]).exists()


def test_colleague_when_hired_then_holds_the_roles_from_that_day(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        tomorrow = today() + timedelta(days=1)
        team = ensure_team(by=by, name="Oost")
        staff = hire(by=by, code="KM90", name=" Sanne ", roles=["client_manager"], from_on=tomorrow, team=team)
        assert (staff.name, staff.team) == ("Sanne", team)
        assert roles_of(staff_id=staff.pk, user_id=None) == frozenset()
        grant_role(by=by, staff_id=staff.pk, role="team_manager")
        assert roles_of(staff_id=staff.pk, user_id=None) == {"team_manager"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"code": "KM91", "name": "", "roles": []}, "name"),
        ({"code": "KM91", "name": "Sanne", "roles": ["king"]}, "role"),
    ],
)
def test_colleague_when_wrongly_hired_then_refused(cast: Cast, fields: dict[str, object], field: str) -> None:
    with acting_as(cast.administrator), pytest.raises(InvalidInput) as caught:
        hire(by=cast.administrator, **fields)
    assert caught.value.field == field


def test_code_when_taken_then_refused_but_free_in_another_organisation(cast: Cast) -> None:
    with acting_as(cast.administrator):
        hire(by=cast.administrator, code="KM92", name="Sanne", roles=[])
        with pytest.raises(InvalidInput, match="collega"):
            hire(by=cast.administrator, code="KM92", name="Joost", roles=[])
    by = job("test", cast.theirs.pk)
    with acting_as(by):
        assert hire(by=by, code="KM92", name="Joost", roles=[]).pk


def test_role_when_granted_twice_then_one_assignment(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        first = grant_role(by=by, staff_id=cast.bram.staff_id, role="team_manager")
        assert grant_role(by=by, staff_id=cast.bram.staff_id, role="team_manager").pk == first.pk


def test_role_when_ended_then_no_longer_held_and_kept_in_the_past(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        RoleAssignment.objects.filter(staff_id=cast.bram.staff_id).update(valid_from=date(2020, 1, 1))
        end_role(by=by, staff_id=cast.bram.staff_id, role="client_manager")
        assert roles_of(staff_id=cast.bram.staff_id, user_id=None) == frozenset()
        assert RoleAssignment.objects.get(staff_id=cast.bram.staff_id).valid_until == today()
        with pytest.raises(InvalidInput):
            end_role(by=by, staff_id=cast.bram.staff_id, role="client_manager")


def test_role_when_ended_on_its_first_day_then_never_held(cast: Cast) -> None:
    with acting_as(cast.administrator):
        end_role(by=cast.administrator, staff_id=cast.bram.staff_id, role="client_manager")
        assert not RoleAssignment.objects.filter(staff_id=cast.bram.staff_id).exists()


def test_administrator_when_ending_own_role_or_job_then_refused(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        with pytest.raises(InvalidInput):
            end_role(by=by, staff_id=by.staff_id, role="administrator")
        with pytest.raises(InvalidInput):
            let_go(by=by, staff_id=by.staff_id)


def test_colleague_when_let_go_then_no_access_from_that_day(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        RoleAssignment.objects.filter(staff_id=cast.bram.staff_id).update(valid_from=date(2020, 1, 1))
        let_go(by=by, staff_id=cast.bram.staff_id)
        staff = StaffMember.objects.get(pk=cast.bram.staff_id)
        assert staff.left_on == today()
        assert RoleAssignment.objects.get(staff=staff).valid_until == today()


def test_staff_when_of_another_organisation_then_not_known(cast: Cast) -> None:
    by = cast.administrator
    with acting_as(by):
        for attempt in (
            lambda: grant_role(by=by, staff_id=cast.dirk.staff_id, role="administrator"),
            lambda: end_role(by=by, staff_id=cast.dirk.staff_id, role="client_manager"),
            lambda: let_go(by=by, staff_id=cast.dirk.staff_id),
        ):
            with pytest.raises(NotKnown):
                attempt()


@pytest.mark.parametrize("who", ["bram", "manager", "gerard"])
def test_role_without_staff_writing_when_hiring_then_not_allowed(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with acting_as(actor):
        for attempt in (
            lambda: hire(by=actor, code="KM93", name="Sanne", roles=["administrator"]),
            lambda: grant_role(by=actor, staff_id=actor.staff_id, role="administrator"),
            lambda: ensure_staff(by=actor, codes=["KM93"]),
        ):
            with pytest.raises(NotAllowed):
                attempt()
