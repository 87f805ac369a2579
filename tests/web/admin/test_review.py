"""The review queue: seeing why, choosing, taking back; reads are logged, other organisations see nothing."""

from pathlib import Path

import pytest

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import RememberedDecision, ReviewItem
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person
from tests.web.admin.delivered import deliver_with_questions
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


@pytest.fixture
def items(ours: Workplace, tmp_path: Path) -> dict[str, ReviewItem]:
    return deliver_with_questions(ours, tmp_path / "delivered")


def _person(place: Workplace, family_name: str) -> Person:
    with acting_as(place.job):
        return Person.objects.get(family_name=family_name)


def test_queue_when_empty_then_says_so(ours: Workplace) -> None:
    assert "Niets te controleren" in ours.browser("client_manager").get("/controle/").content.decode()


def test_queue_when_opened_then_by_kind_with_counts_and_no_people(
    ours: Workplace, items: dict[str, ReviewItem], django_assert_num_queries
) -> None:
    client = ours.browser("client_manager")
    client.get("/controle/")
    with django_assert_num_queries(9):
        text = client.get("/controle/").content.decode()
    assert "Doel dat we niet kennen" in text
    assert "zwemdiploma halen" in text
    assert "support-plans.xlsx, rij 2" in text
    assert "Jaber" not in text
    with acting_as(ours.job):
        assert not ReadEntry.objects.exists()


def test_queue_when_filtered_then_only_that_kind(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    groups = ours.browser("client_manager").get("/controle/?soort=goal_text").context["groups"]
    assert [group["kind"].key for group in groups] == ["goal_text"]


def test_question_about_a_person_when_opened_then_side_by_side_and_logged(
    ours: Workplace, items: dict[str, ReviewItem]
) -> None:
    text = ours.browser("client_manager").get(f"/controle/{items['plan_person'].pk}/").content.decode()
    assert "Omar Jaber" in text
    assert "zelfde geboortedatum" in text
    assert 'data-rg-key="1"' in text
    assert "999918011" not in text
    with acting_as(ours.job):
        entry = ReadEntry.objects.get(person_id=_person(ours, "Jaber").pk)
    assert (entry.part, entry.purpose) == ("review", "reviewing")


def test_question_when_chosen_then_decided_remembered_and_on_to_the_next(
    ours: Workplace, items: dict[str, ReviewItem]
) -> None:
    item, person = items["plan_person"], _person(ours, "Jaber")
    response = ours.browser("client_manager").post(
        f"/controle/{item.pk}/besluit/", {"keuze": f"person:{person.pk}"}, follow=True
    )
    assert response.redirect_chain[0][0] == "/controle/"
    assert f"/controle/{item.pk}/terug/" in response.content.decode()
    with acting_as(ours.job):
        item.refresh_from_db()
        assert item.state == ReviewState.DECIDED
        assert item.decided_by_id == ours.at_work("client_manager").pk
        assert RememberedDecision.objects.get(kind="plan_person").decision == {"person_id": person.pk}


def test_decision_when_taken_back_then_open_again(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    client, item = ours.browser("client_manager"), items["goal_text"]
    client.post(f"/controle/{item.pk}/besluit/", {"keuze": "value:learn_dutch"})
    assert client.post(f"/controle/{item.pk}/terug/").url == f"/controle/{item.pk}/"
    with acting_as(ours.job):
        item.refresh_from_db()
        assert item.state == ReviewState.OPEN
        assert not RememberedDecision.objects.exists()


def test_question_when_left_empty_without_reason_then_asked_why(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    client, item = ours.browser("client_manager"), items["code"]
    response = client.post(f"/controle/{item.pk}/besluit/", {"keuze": "leave"})
    assert response.status_code == 422
    assert "Kies waarom" in response.content.decode()
    client.post(f"/controle/{item.pk}/besluit/", {"keuze": "leave", "reden": "unreadable"})
    with acting_as(ours.job):
        item.refresh_from_db()
        assert item.decision == {"value": "", "reason": "unreadable"}


@pytest.mark.parametrize("choice", ["", "value:nergens", "person:0", "onzin"])
def test_question_when_the_answer_means_nothing_then_said_and_still_open(
    ours: Workplace, items: dict[str, ReviewItem], choice: str
) -> None:
    item = items["code"]
    response = ours.browser("client_manager").post(f"/controle/{item.pk}/besluit/", {"keuze": choice})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    with acting_as(ours.job):
        item.refresh_from_db()
        assert item.state == ReviewState.OPEN


def test_date_when_typed_then_kept(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    item = items["date"]
    ours.browser("client_manager").post(f"/controle/{item.pk}/besluit/", {"keuze": "value", "waarde": "1980-02-28"})
    with acting_as(ours.job):
        item.refresh_from_db()
        assert item.decision == {"value": "1980-02-28"}


def test_person_when_searched_then_by_post_found_and_logged(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    response = ours.browser("client_manager").post(f"/controle/{items['plan_person'].pk}/", {"zoek": "tesf"})
    person = _person(ours, "Tesfay")
    assert [option.person_id for option in response.context["question"].found] == [person.pk]
    with acting_as(ours.job):
        assert ReadEntry.objects.get(person_id=person.pk).part == "review-search"


def test_list_when_searched_then_values_with_that_word(ours: Workplace, items: dict[str, ReviewItem]) -> None:
    response = ours.browser("client_manager").post(f"/controle/{items['goal_text'].pk}/", {"zoek": "nederlands"})
    assert any("Nederlands" in option.label for option in response.context["question"].found)


def test_rest_of_the_row_when_reader_may_not_open_files_then_left_out(
    ours: Workplace, items: dict[str, ReviewItem]
) -> None:
    path = f"/controle/{items['code'].pk}/"
    assert "Schuldenproblematiek" in ours.browser("client_manager").get(path).content.decode()
    assert "Schuldenproblematiek" not in ours.browser("administrator").get(path).content.decode()


def test_item_when_opened_then_queries_do_not_grow_with_suggestions(
    ours: Workplace, items: dict[str, ReviewItem], django_assert_max_num_queries
) -> None:
    client = ours.browser("client_manager")
    client.get("/controle/")
    with django_assert_max_num_queries(12):
        client.get(f"/controle/{items['plan_person'].pk}/")


@pytest.mark.parametrize(("method", "tail"), [("get", ""), ("post", ""), ("post", "besluit/"), ("post", "terug/")])
def test_item_when_of_another_organisation_then_404(
    ours: Workplace, items: dict[str, ReviewItem], method: str, tail: str
) -> None:
    theirs = workplace("meerinzicht", key="elders").browser("client_manager")
    assert getattr(theirs, method)(f"/controle/{items['code'].pk}/{tail}").status_code == 404


@pytest.mark.parametrize("role", ["policy_officer", "privacy_officer", "provider"])
def test_queue_when_role_may_not_then_403(ours: Workplace, items: dict[str, ReviewItem], role: str) -> None:
    client = ours.browser(role)
    assert client.get("/controle/").status_code == 403
    assert client.get(f"/controle/{items['code'].pk}/").status_code == 403
    assert client.post(f"/controle/{items['code'].pk}/besluit/", {"keuze": "value:A1"}).status_code == 403
