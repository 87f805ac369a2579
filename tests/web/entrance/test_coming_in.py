"""Coming in: demo persons, own accounts, choosing an organisation, language, and pages that are not there."""

import pytest
from django.test import Client

from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.services import hire
from tests.web.at_work import Workplace, make_user, workplace

pytestmark = pytest.mark.django_db
PASSWORD = "x" * 16


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


def test_demo_when_opened_then_names_person_organisation_role_and_work(ours: Workplace) -> None:
    ours.at_work("policy_officer", name="Gerard Mulder")
    text = Client().get("/demo/").content.decode()
    assert "Gerard Mulder" in text
    assert ours.organisation.name in text
    assert "beleidsadviseur" in text
    assert "Ziet nooit een dossier" in text


def test_demo_when_person_picked_then_lands_on_the_first_place_of_the_role(ours: Workplace) -> None:
    user = ours.at_work("policy_officer").user
    client = Client()
    response = client.post("/demo/", {"user": user.pk}, follow=True)
    assert response.redirect_chain[-1][0] == "/tabellen/"
    assert ours.organisation.name in response.content.decode()


def test_demo_when_account_is_not_of_the_demo_then_not_found(ours: Workplace) -> None:
    user = make_user("echt")
    user.email = "iemand@gemeente.nl"
    user.save()
    assert Client().post("/demo/", {"user": user.pk}).status_code == 404


def test_login_when_password_is_right_then_in(ours: Workplace) -> None:
    user = ours.at_work("policy_officer").user
    response = Client().post("/account/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/tabellen/"


def test_login_when_password_is_wrong_then_says_so_and_keeps_the_address(ours: Workplace) -> None:
    user = ours.at_work("policy_officer").user
    response = Client().post("/account/login/", {"login": user.email, "password": "verkeerd"})
    text = response.content.decode()
    assert 'role="alert"' in text
    assert user.email in text


def test_several_organisations_when_coming_in_then_asked_which_one(ours: Workplace) -> None:
    theirs = workplace("alkmaar")
    user = ours.at_work("administrator").user
    with acting_as(theirs.job):
        elsewhere = hire(by=theirs.job, code="FB", name="administrator", roles=["administrator"], user=user)
    client = ours.browser("administrator")
    assert client.get("/").url == "/organisatie/"
    text = client.get("/organisatie/").content.decode()
    assert ours.organisation.name in text
    assert theirs.organisation.name in text
    assert client.post("/organisatie/", {"staff": elsewhere.pk}).url == "/"
    inside = client.get("/aanpak/").content.decode()
    assert theirs.organisation.name in inside
    assert "Andere organisatie" in inside


def test_organisation_when_not_ones_own_then_refused(ours: Workplace) -> None:
    other = workplace("alkmaar").at_work("administrator")
    assert ours.browser("administrator").post("/organisatie/", {"staff": other.pk}).status_code == 400


def test_start_when_no_role_then_says_whom_to_ask(ours: Workplace) -> None:
    text = ours.browser().get("/").content.decode()
    assert "Vraag de functioneel beheerder" in text


def test_page_when_not_there_then_404_with_the_way_back(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get("/nergens/")
    assert response.status_code == 404
    assert "Naar het begin" in response.content.decode()


def test_language_when_chosen_then_kept_and_back_on_the_same_page(ours: Workplace) -> None:
    client = ours.browser("policy_officer")
    response = client.post("/taal/", {"language": "en", "next": "/aanpak/"})
    assert response.url == "/aanpak/"
    assert 'lang="en"' in client.get("/aanpak/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/inactive/", "/demo/"],
)
def test_entrance_page_when_opened_then_is_ours(path: str) -> None:
    text = Client(headers={"accept-language": "nl"}).get(path).content.decode()
    assert text.count("<h1") == 1
    assert "rg-entrance" in text
    assert "<script>" not in text


@pytest.mark.parametrize("path", ["/account/logout/", "/account/2fa/", "/account/password/change/"])
def test_own_account_page_when_opened_then_is_ours(ours: Workplace, path: str) -> None:
    text = ours.browser("policy_officer").get(path).content.decode()
    assert text.count("<h1") == 1
    assert "rg-entrance" in text


def test_second_key_when_set_up_then_shows_how(ours: Workplace) -> None:
    user = ours.at_work("policy_officer").user
    client = Client(headers={"accept-language": "nl"})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    assert "Stel je tweede sleutel in" in page.content.decode()
    assert page.context["form"].secret in page.content.decode()


def test_second_key_when_asked_again_long_after_login_then_who_is_it(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get("/account/2fa/totp/activate/", follow=True)
    assert "Nog even controleren" in response.content.decode()
