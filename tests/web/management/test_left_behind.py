"""Who is left behind: shares with small cells hidden, and the people behind them."""

import pytest

from reisgenoot.journeys.services import record_contact
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from tests.web.caseworker.html import assert_well_made, read
from tests.web.management.conftest import TODAY, TeamAtWork

URL = "/team/wie-blijft-achter/"
pytestmark = pytest.mark.django_db


def test_gaps_when_nobody_is_there_then_told(ours: TeamAtWork) -> None:
    assert "nog geen lopend dossier" in assert_well_made(ours.browser().get(URL)).text


def test_gaps_when_few_people_then_hidden_on_screen_and_in_the_file(ours: TeamAtWork) -> None:
    for number in range(3):
        ours.journey("Anja", sex="v", family_name=f"Naam {number}")
    for number in range(9):
        ours.journey("Anja", sex="m", family_name=f"Naam {number}")
    browser = ours.browser()
    page = assert_well_made(browser.get(f"{URL}?naar=sex"))
    assert "te klein" in page.text
    assert "3 van 3" not in page.text
    written = browser.get(f"{URL}bestand/?naar=sex").content.decode()
    assert "vrouw;;;;" in written
    assert "Naam" not in written


def test_gaps_when_many_people_then_shares_with_interval(ours: TeamAtWork) -> None:
    for _ in range(12):
        ours.journey("Anja", sex="v")
    page = read(ours.browser().get(f"{URL}?naar=sex"))
    assert "12 van 12, tussen 76 en 100 %" in page.text


@pytest.mark.parametrize("what", ["diagnosis", "plan", "contact", "offer"])
def test_list_when_opened_then_the_people_with_something_to_do(ours: TeamAtWork, theirs: TeamAtWork, what: str) -> None:
    ours.journey("Anja", family_name="Kidane", given_name="Yonas")
    theirs.journey("Bilal", family_name="Vreemd")
    page = assert_well_made(ours.browser().get(f"{URL}{what}/"))
    assert "Yonas Kidane" in page.text
    assert "Vreemd" not in page.text


def test_list_when_spoken_yesterday_then_not_silent(ours: TeamAtWork) -> None:
    journey = ours.journey("Anja", family_name="Kidane", given_name="Yonas")
    with acting_as(ours.manager) as by:
        record_contact(by=by, journey_id=journey.pk, occurred_on=TODAY)
    browser = ours.browser()
    assert "Yonas Kidane" not in read(browser.get(f"{URL}contact/")).text
    assert "Yonas Kidane" in read(browser.get(f"{URL}plan/")).text


def test_list_when_filtered_then_only_those(ours: TeamAtWork) -> None:
    ours.journey("Anja", family_name="Kidane", given_name="Yonas", sex="m")
    ours.journey("Bilal", family_name="Tesfay", given_name="Selam", sex="v")
    ours.journey(family_name="Haddad", given_name="Rana", sex="v")
    browser = ours.browser()
    for asked, there, gone in (
        ("sex=m", "Yonas", "Selam"),
        (f"wie={ours.colleague('Bilal').pk}", "Selam", "Rana"),
        ("wie=geen", "Rana", "Yonas"),
    ):
        text = read(browser.get(f"{URL}plan/?{asked}")).text
        assert there in text
        assert gone not in text


def test_list_when_of_no_such_gap_then_404(ours: TeamAtWork) -> None:
    assert ours.browser().get(f"{URL}origin/").status_code == 404


def test_list_as_a_file_when_taken_along_then_in_the_reading_log(ours: TeamAtWork) -> None:
    ours.journey("Anja", family_name="=Kidane", given_name="")
    written = ours.browser().get(f"{URL}plan/bestand/").content.decode()
    assert "'=Kidane" in written
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="left-behind-export", count=1).count() == 1
