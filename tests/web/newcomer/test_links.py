"""The one way in without an account: what a link opens, and everything it does not."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reisgenoot.config import urls
from reisgenoot.kernel.logs import SafeFormatter
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.questionnaires.models import Answer, Sitting
from reisgenoot.questionnaires.services import withdraw_link
from reisgenoot.questionnaires.services.links import token_of
from reisgenoot.web.checks import own_patterns
from tests.permissions.rows.newcomer import GUARDED
from tests.web.caseworker.conftest import Office

pytestmark = pytest.mark.django_db
BIRTH = {"dag": "12", "maand": "4", "jaar": "1990"}
Asked = Callable[[Office], tuple[int, str]]


def opened(token: str) -> Client:
    """A browser in which the birth date was given."""
    client = Client()
    assert client.post(reverse("link_open", args=[token]), BIRTH).status_code == 302
    return client


def post(client: Client, token: str, doe: str = "verder", step: str = "family", **answers: str) -> Any:
    """Send a step; answers by path with ``__`` for a slash."""
    data = {f"v:{name.replace('__', '/')}": value for name, value in answers.items()}
    return client.post(reverse("link_ask", args=[token]), {"doe": doe, "stap": step, **data})


def test_routes_when_listed_then_every_guard_is_known() -> None:
    found = {one.name: getattr(one.callback, "guard", "") for one in own_patterns(urls.urlpatterns)}
    assert {name: guard for name, guard in found.items() if guard} == GUARDED


def test_questions_when_no_birth_date_was_given_then_asked_first(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    response = Client().get(reverse("link_ask", args=[token]))
    content = response.content.decode()
    assert 'name="jaar"' in content
    assert "Haddad" not in content
    assert 'dir="rtl"' in content


def test_birth_date_when_wrong_too_often_then_rests(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    client = Client()
    codes = [client.post(reverse("link_open", args=[token]), BIRTH | {"jaar": "1991"}).status_code for _ in range(5)]
    assert codes == [422, 422, 422, 422, 429]
    assert client.post(reverse("link_open", args=[token]), BIRTH).status_code == 429


@pytest.mark.parametrize("name", GUARDED)
def test_token_when_not_ours_changed_or_of_another_organisation_then_nothing(
    name: str, ours: Office, theirs: Office, asked: Asked
) -> None:
    _sitting, token = asked(ours)
    secret = token.split(":")[0].split(".", 1)[1]
    elsewhere = token_of(theirs.place.organisation.pk, secret)
    for wrong in ("x", token[:-1] + ("A" if token[-1] != "A" else "B"), elsewhere, token_of(999_999, secret)):
        assert Client().get(reverse(name, args=[wrong])).status_code == 404


def test_link_when_another_was_opened_in_this_browser_then_still_asks(ours: Office, asked: Asked) -> None:
    _first, token = asked(ours)
    client = opened(token)
    _second, other = asked(ours)
    assert 'name="jaar"' in client.get(reverse("link_ask", args=[other])).content.decode()


def test_link_when_opened_then_no_other_page_of_the_house(ours: Office, asked: Asked) -> None:
    sitting, token = asked(ours)
    client = opened(token)
    for address in (reverse("today"), reverse("sitting_ask", args=[sitting]), reverse("sitting_check", args=[sitting])):
        assert client.get(address).status_code == 302


def test_questions_when_filled_in_then_saved_switched_and_handed_in(ours: Office, asked: Asked) -> None:
    sitting, token = asked(ours)
    client = opened(token)
    first = client.get(reverse("link_ask", args=[token])).content.decode()
    assert "هل لديك أطفال؟" in first
    assert post(client, token, "taal:nl", family__has_children="no").status_code == 302
    dutch = client.get(reverse("link_ask", args=[token])).content.decode()
    assert "Hebt u kinderen?" in dutch
    assert post(client, token, family__has_children="no").headers["Location"].endswith("stap=health")
    assert post(client, token, step="health", health__tired="no").headers["Location"].endswith("stap=einde")
    done = post(client, token, "inleveren", "einde")
    assert "ingeleverd" in done.content.decode()
    with acting_as(ours.manager):
        assert Sitting.objects.get(pk=sitting).state == "handed_in"
        assert set(Answer.objects.values_list("path", "given_by")) == {
            ("family/has_children", "person"),
            ("health/tired", "person"),
        }
    after = client.get(reverse("link_ask", args=[token])).content.decode()
    assert "ingeleverd" in after
    assert "Hebt u kinderen?" not in after


def test_step_when_something_is_missing_then_stays_and_says_so_in_the_language(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    response = post(opened(token), token)
    assert response.status_code == 422
    assert "اكتب إجابة هنا" in response.content.decode()


def test_change_when_other_questions_come_then_drawn_anew_else_nothing(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    client = opened(token)
    assert post(client, token, "wijziging", family__has_children="no").status_code == 204
    response = post(client, token, "wijziging", family__has_children="yes")
    assert response.status_code == 200
    assert "v:family/child[1]/name" in response.content.decode()


def test_typing_when_the_session_ended_then_carried_over_the_birth_date(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    client = Client()
    page = post(client, token, family__has_children="no").content.decode()
    assert 'name="v:family/has_children" value="no"' in page
    client.post(reverse("link_open", args=[token]), BIRTH | {"v:family/has_children": "no"})
    assert post(client, token).headers["Location"].endswith("stap=health")


def test_one_by_one_when_chosen_then_a_question_per_screen(ours: Office, asked: Asked) -> None:
    _sitting, token = asked(ours)
    client = opened(token)
    post(client, token, family__has_children="no")
    page = client.get(reverse("link_ask", args=[token]) + "?een=1&stap=health").content.decode()
    assert page.count('class="rg-ask"') == 1


def test_link_when_withdrawn_then_closed(ours: Office, asked: Asked) -> None:
    sitting, token = asked(ours)
    client = opened(token)
    with acting_as(ours.manager) as by:
        withdraw_link(by=by, sitting_id=sitting)
    assert client.get(reverse("link_ask", args=[token])).status_code == 410


def test_log_when_a_link_fails_then_without_its_secret() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/v/1.abc:def/vragen/",), None
    )
    assert SafeFormatter("%(message)s").format(record) == "Not Found: /v/…/vragen/"
