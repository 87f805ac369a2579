"""What somebody types is kept while typing and comes back in the form."""

import pytest
from django import forms
from django.test import Client, RequestFactory
from django.urls import reverse

from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.web import drafts
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db
SENT = {"_concept": "contact", "_concept_over": "7", "text": "Halve zin", "kind": "phone", "empty": ""}


class SomeForm(forms.Form):
    text = forms.CharField()
    kind = forms.ChoiceField(choices=[("talk", "x"), ("phone", "y")])
    with_interpreter = forms.BooleanField(required=False)


@pytest.fixture
def place() -> Workplace:
    return workplace("meerinzicht")


def initial_of(place: Workplace, name: str, subject: int = 7) -> dict[str, object]:
    request = RequestFactory().get("/")
    request.actor = place.actor(name)  # type: ignore[attr-defined]
    with acting_as(request.actor):  # type: ignore[attr-defined]
        return drafts.initial(request, SomeForm, "contact", subject)


def test_draft_when_typed_then_the_form_starts_with_it(place: Workplace) -> None:
    browser = place.browser("client_manager")
    assert browser.post(reverse("draft_save"), SENT).status_code == 204
    assert initial_of(place, "client_manager") == {"text": "Halve zin", "kind": "phone", "with_interpreter": False}
    assert initial_of(place, "client_manager", subject=8) == {}
    assert initial_of(place, "team_manager") == {}


def test_draft_when_thrown_away_then_gone(place: Workplace) -> None:
    browser = place.browser("client_manager")
    browser.post(reverse("draft_save"), SENT)
    assert browser.post(reverse("draft_discard"), SENT).status_code == 204
    assert initial_of(place, "client_manager") == {}


@pytest.mark.parametrize("wrong", [{"_concept": "No Key"}, {"_concept_over": "7x"}, {"_concept": ""}], ids=str)
def test_draft_when_it_names_no_form_then_refused(place: Workplace, wrong: dict[str, str]) -> None:
    assert place.browser("client_manager").post(reverse("draft_save"), SENT | wrong).status_code == 400


def test_draft_when_far_too_long_then_refused(place: Workplace) -> None:
    sent = SENT | {"text": "x" * (drafts.MOST_LETTERS + 1)}
    assert place.browser("client_manager").post(reverse("draft_save"), sent).status_code == 413


def test_session_when_it_lives_then_gives_a_token_and_when_ended_then_not(place: Workplace) -> None:
    alive = place.browser("client_manager").get(reverse("draft_alive"))
    assert alive.status_code == 204
    assert alive["X-Form-Token"]
    assert "no-store" in alive["Cache-Control"]
    assert Client().get(reverse("draft_alive")).status_code == 302
