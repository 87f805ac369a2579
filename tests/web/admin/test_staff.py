"""Colleagues, their roles and periods."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model

from reisgenoot.kernel.clock import today
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import RoleAssignment, StaffMember
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db
NEW = {"name": "Noor de Wit", "code": "KM02", "team": "Oost", "fte": "0.8", "roles": ["client_manager"]}


@pytest.fixture
def ours() -> Workplace:
    place = workplace("meerinzicht")
    place.at_work("client_manager", name="Bram Bos")
    return place


def _staff(place: Workplace, code: str) -> StaffMember:
    with acting_as(place.job):
        return StaffMember.objects.select_related("team", "user").get(code=code)


def _roles(place: Workplace, staff_id: int) -> dict[str, tuple[date, date | None]]:
    with acting_as(place.job):
        held = RoleAssignment.objects.filter(staff_id=staff_id)
        return {one.role: (one.valid_from, one.valid_until) for one in held}


def test_list_when_opened_then_names_roles_and_what_they_mean(ours: Workplace, django_assert_num_queries) -> None:
    client = ours.browser("administrator")
    client.get("/medewerkers/")
    with django_assert_num_queries(9):
        text = client.get("/medewerkers/").content.decode()
    assert "Bram Bos" in text
    assert "klantmanager" in text
    assert "Begeleidt inwoners als regisseur" in text


def test_list_when_filtered_by_role_or_name_then_only_these(ours: Workplace) -> None:
    client = ours.browser("administrator")
    assert len(client.get("/medewerkers/?rol=client_manager").context["table"].rows) == 1
    assert len(client.get("/medewerkers/?q=bos").context["table"].rows) == 1
    assert "Niemand gevonden" in client.get("/medewerkers/?q=zzz").content.decode()


def test_new_when_saved_then_colleague_team_role_and_account(ours: Workplace) -> None:
    client = ours.browser("administrator")
    response = client.post("/medewerkers/nieuw/", NEW | {"email": "noor@gemeente.nl"}, follow=True)
    noor = _staff(ours, "KM02")
    assert response.redirect_chain[0][0] == f"/medewerkers/{noor.pk}/"
    assert "Wachtwoord vergeten" in response.content.decode()
    assert (noor.team.name, noor.user.email, noor.user.has_usable_password()) == ("Oost", "noor@gemeente.nl", False)
    assert _roles(ours, noor.pk) == {"client_manager": (today(), None)}


def test_new_when_code_is_taken_then_said_and_no_account_left_behind(ours: Workplace) -> None:
    client = ours.browser("administrator")
    taken = ours.at_work("client_manager", name="Bram Bos").code
    response = client.post("/medewerkers/nieuw/", NEW | {"code": taken, "email": "noor@gemeente.nl"})
    assert response.status_code == 422
    assert "Deze code is al van een collega" in response.content.decode()
    assert 'value="Noor de Wit"' in response.content.decode()
    assert not get_user_model().objects.filter(email="noor@gemeente.nl").exists()


def test_role_when_given_from_a_day_then_held_from_then(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    day = today() + timedelta(days=7)
    ours.browser("administrator").post(
        f"/medewerkers/{bram.pk}/rol/", {"role": "team_manager", "from_on": day.isoformat()}
    )
    assert _roles(ours, bram.pk)["team_manager"] == (day, None)


def test_role_when_ended_then_screens_close(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    his = ours.browser("client_manager", name="Bram Bos")
    assert his.get("/tabellen/").status_code == 200
    ours.browser("administrator").post(f"/medewerkers/{bram.pk}/rol/einde/", {"role": "client_manager"})
    assert _roles(ours, bram.pk)["client_manager"][1] == today()
    assert his.get("/tabellen/").status_code == 403


def test_role_when_not_held_then_ending_says_so(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    response = ours.browser("administrator").post(
        f"/medewerkers/{bram.pk}/rol/einde/", {"role": "team_manager"}, follow=True
    )
    assert "heeft die rol niet" in response.content.decode()


def test_role_when_unknown_then_asked_again(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    assert ours.browser("administrator").post(f"/medewerkers/{bram.pk}/rol/", {"role": "koning"}).status_code == 422


def test_colleague_when_leaving_then_no_longer_inside(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    his = ours.browser("client_manager", name="Bram Bos")
    his.get("/tabellen/")
    ours.browser("administrator").post(f"/medewerkers/{bram.pk}/vertrek/", {"on": today().isoformat()})
    assert his.get("/tabellen/").status_code == 302
    assert "Bram Bos" not in ours.browser("administrator").get("/medewerkers/").content.decode()
    assert "Bram Bos" in ours.browser("administrator").get("/medewerkers/?weg=ook").content.decode()


def test_colleague_when_read_by_team_manager_then_nothing_to_change(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    text = ours.browser("team_manager").get(f"/medewerkers/{bram.pk}/").content.decode()
    assert "Bram Bos" in text
    assert "/rol/" not in text
    assert "/vertrek/" not in text


@pytest.mark.parametrize(
    ("method", "tail"), [("get", ""), ("post", "rol/"), ("post", "rol/einde/"), ("post", "vertrek/")]
)
def test_colleague_when_of_another_organisation_then_404(ours: Workplace, method: str, tail: str) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    theirs = workplace("meerinzicht", key="elders").browser("administrator")
    assert getattr(theirs, method)(f"/medewerkers/{bram.pk}/{tail}").status_code == 404


def test_staff_when_role_may_not_then_403(ours: Workplace) -> None:
    bram = ours.at_work("client_manager", name="Bram Bos")
    assert ours.browser("client_manager").get("/medewerkers/").status_code == 403
    reader = ours.browser("team_manager")
    assert reader.get("/medewerkers/nieuw/").status_code == 403
    assert reader.post(f"/medewerkers/{bram.pk}/rol/", {"role": "administrator"}).status_code == 403
    assert reader.post(f"/medewerkers/{bram.pk}/rol/einde/", {"role": "client_manager"}).status_code == 403
    assert reader.post(f"/medewerkers/{bram.pk}/vertrek/").status_code == 403
