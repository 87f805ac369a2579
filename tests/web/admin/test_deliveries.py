"""Bringing files in: checked first, confirmed, read in the background."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reisgenoot.deliveries.background import folder_of
from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person
from tests.web.admin.delivered import DIAGNOSIS, deliver_with_questions, workbook
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(settings: pytest.FixtureRequest, tmp_path: Path) -> Workplace:
    settings.MEDIA_ROOT = tmp_path / "kept"
    return workplace("meerinzicht")


def _upload(client: Client, *files: Path) -> str:
    """Upload files; the address of the delivery."""
    given = [SimpleUploadedFile(file.name, file.read_bytes()) for file in files]
    response = client.post("/leveringen/nieuw/", {"recipe": "meerinzicht", "files": given})
    assert response.status_code == 302, response.content.decode()
    return response.url


def _delivery(place: Workplace) -> Delivery:
    with acting_as(place.job):
        return Delivery.objects.latest("pk")


def _state(place: Workplace, state: DeliveryState, **changes: object) -> Delivery:
    """A delivery in a state, as the background work leaves it."""
    with acting_as(place.job):
        return Delivery.objects.create(
            recipe="meerinzicht", state=state, files=[{"name": "a.xlsx", "size": 1}], **changes
        )


def test_list_when_nothing_delivered_then_says_how_to_begin(ours: Workplace) -> None:
    text = ours.browser("administrator").get("/leveringen/").content.decode()
    assert "Nog niets aangeleverd" in text
    assert "/leveringen/nieuw/" in text


def test_list_when_delivered_then_newest_first_with_state(
    ours: Workplace, tmp_path: Path, django_assert_num_queries
) -> None:
    deliver_with_questions(ours, tmp_path / "delivered")
    _state(ours, DeliveryState.REFUSED)
    client = ours.browser("client_manager")
    client.get("/leveringen/")
    with django_assert_num_queries(8):
        text = client.get("/leveringen/").content.decode()
    assert text.index("Geweigerd") < text.index("Ingelezen")
    assert "/leveringen/nieuw/" not in text


def test_upload_when_sent_then_kept_apart_and_being_checked(ours: Workplace, tmp_path: Path) -> None:
    client = ours.browser("administrator")
    url = _upload(client, workbook(tmp_path / "diagnoses-2020-01-15.xlsx", DIAGNOSIS))
    delivery = _delivery(ours)
    assert url == f"/leveringen/{delivery.pk}/"
    assert delivery.state == DeliveryState.CHECKING
    assert folder_of(delivery).is_dir()
    text = client.get(url).content.decode()
    assert f'hx-get="/leveringen/{delivery.pk}/stand/"' in text
    with acting_as(ours.job):
        assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [({"recipe": "meerinzicht"}, "Bestanden"), ({"recipe": "alkmaar"}, "Wat lever je aan?"), ({}, "Wat lever je aan?")],
    ids=["no files", "recipe of another approach", "nothing"],
)
def test_upload_when_incomplete_then_said_where(ours: Workplace, data: dict[str, str], words: str) -> None:
    response = ours.browser("administrator").post("/leveringen/nieuw/", data)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_upload_when_too_large_then_refused(ours: Workplace, settings: pytest.FixtureRequest) -> None:
    settings.DELIVERY_MAX_BYTES = 10
    file = SimpleUploadedFile("diagnoses.xlsx", b"x" * 11)
    response = ours.browser("administrator").post("/leveringen/nieuw/", {"recipe": "meerinzicht", "files": [file]})
    assert response.status_code == 422
    assert "te groot" in response.content.decode()


def test_delivery_when_checked_then_shows_what_would_change_and_asks(ours: Workplace) -> None:
    delivery = _state(ours, DeliveryState.READY, counts={"new_people": 3, "new_questions": 2, "diagnoses": 3})
    text = ours.browser("administrator").get(f"/leveringen/{delivery.pk}/").content.decode()
    assert "Wat er gebeurt als je dit inleest" in text
    assert "Nieuwe mensen" in text
    assert f"/leveringen/{delivery.pk}/inlezen/" in text


def test_delivery_when_refused_then_says_file_row_and_what_to_do(ours: Workplace) -> None:
    problem = {
        "message": "deze kolom ontbreekt.",
        "advice": "Vraag het bestand opnieuw op.",
        "file": "a.xlsx",
        "row": 7,
        "column": "Profiel",
        "stops": True,
    }
    delivery = _state(ours, DeliveryState.REFUSED, problems=[problem])
    text = ours.browser("administrator").get(f"/leveringen/{delivery.pk}/").content.decode()
    assert "Niet ingelezen" in text
    assert "a.xlsx, rij 7, kolom Profiel" in text
    assert "Vraag het bestand opnieuw op." in text


def test_delivery_when_confirmed_then_being_read(ours: Workplace) -> None:
    delivery = _state(ours, DeliveryState.READY)
    client = ours.browser("administrator")
    assert client.post(f"/leveringen/{delivery.pk}/inlezen/").url == f"/leveringen/{delivery.pk}/"
    assert _delivery(ours).state == DeliveryState.READING


def test_delivery_when_not_checked_then_confirming_says_why_not(ours: Workplace) -> None:
    delivery = _state(ours, DeliveryState.DONE)
    response = ours.browser("administrator").post(f"/leveringen/{delivery.pk}/inlezen/", follow=True)
    assert "niet klaar om in te lezen" in response.content.decode()


def test_delivery_when_withdrawn_then_files_are_gone(
    ours: Workplace, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    client = ours.browser("administrator")
    _upload(client, workbook(tmp_path / "diagnoses-2020-01-15.xlsx", DIAGNOSIS))
    delivery = _delivery(ours)
    with acting_as(ours.job):
        Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.READY)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/leveringen/{delivery.pk}/intrekken/")
    assert not folder_of(delivery).exists()
    assert _delivery(ours).state == DeliveryState.REFUSED


def test_progress_when_busy_then_the_bar_and_when_over_then_a_new_page(ours: Workplace) -> None:
    client = ours.browser("administrator")
    busy, over = _state(ours, DeliveryState.READING, progress=40), _state(ours, DeliveryState.DONE)
    bar = client.get(f"/leveringen/{busy.pk}/stand/")
    assert 'value="40"' in bar.content.decode()
    assert client.get(f"/leveringen/{over.pk}/stand/")["HX-Refresh"] == "true"


def test_delivery_when_done_then_leads_to_its_questions(ours: Workplace, tmp_path: Path) -> None:
    items = deliver_with_questions(ours, tmp_path / "delivered")
    delivery_id = items["code"].delivery_id
    text = ours.browser("client_manager").get(f"/leveringen/{delivery_id}/").content.decode()
    assert f"/controle/?soort=code&amp;levering={delivery_id}" in text
    groups = ours.browser("client_manager").get(f"/controle/?levering={delivery_id + 1}").context["groups"]
    assert groups == []


@pytest.mark.parametrize(
    ("method", "tail"), [("get", ""), ("get", "stand/"), ("post", "inlezen/"), ("post", "intrekken/")]
)
def test_delivery_when_of_another_organisation_then_404(ours: Workplace, method: str, tail: str) -> None:
    delivery = _state(ours, DeliveryState.READY)
    theirs = workplace("meerinzicht", key="elders").browser("administrator")
    assert getattr(theirs, method)(f"/leveringen/{delivery.pk}/{tail}").status_code == 404


def test_delivery_when_role_may_only_look_then_403_for_the_rest(ours: Workplace) -> None:
    delivery = _state(ours, DeliveryState.READY)
    client = ours.browser("client_manager")
    assert client.get(f"/leveringen/{delivery.pk}/").status_code == 200
    assert client.get("/leveringen/nieuw/").status_code == 403
    assert client.post(f"/leveringen/{delivery.pk}/inlezen/").status_code == 403
    assert ours.browser("policy_officer").get("/leveringen/").status_code == 403
