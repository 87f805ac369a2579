"""Caseload: search, filters, order and pages; the file one can take along; what others may not see."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.selectors import served_municipalities
from reisgenoot.web.searched import seal
from tests.web.caseworker.conftest import Office
from tests.web.caseworker.html import assert_well_made, read

URL = "/caseload/"
pytestmark = pytest.mark.django_db


def names(browser: Client, address: str = URL) -> list[str]:
    """The names in the list, in order."""
    content = browser.get(address).content.decode()
    return [part.split("</bdi>")[0] for part in content.split("<bdi>")[1:]]


@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer"])
@pytest.mark.parametrize("url", [URL, "/caseload/bestand/"])
def test_caseload_when_role_may_not_then_403(ours: Office, role: str, url: str) -> None:
    assert ours.browser(role).get(url).status_code == 403


def test_caseload_when_empty_then_teaches(ours: Office) -> None:
    assert "Hier staat nog niemand" in assert_well_made(ours.browser().get(URL)).text


def test_caseload_when_opened_then_own_people_by_name(ours: Office, theirs: Office) -> None:
    ours.journey(family_name="Zaman", given_name="Ali")
    ours.journey(family_name="Abel", given_name="Zoë", called="Zo")
    ours.journey(family_name="Zonder", director=False)
    theirs.journey(family_name="Vreemd")
    assert names(ours.browser()) == ["Zo", "Ali Zaman"]
    assert names(ours.browser(), f"{URL}?wie=alle") == ["Zo", "Ali Zaman", "Amira Zonder"]
    assert names(ours.browser(), f"{URL}?wie=geen") == ["Amira Zonder"]
    assert_well_made(ours.browser().get(f"{URL}?wie=alle"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hadd", ["Müge al-Haddad"]),
        ("MUGE", ["Müge al-Haddad"]),
        ("al-had mü", ["Müge al-Haddad"]),
        ("addad", []),
        ("muge tesfay", []),
        ("tesf", ["Selam Tesfay"]),
        ("  ", []),
    ],
)
def test_search_when_beginnings_of_words_then_all_must_match(ours: Office, asked: str, found: list[str]) -> None:
    ours.journey(family_name="al-Haddad", given_name="Müge", director=False)
    ours.journey(family_name="Tesfay", given_name="Selam", director=False)
    assert names(ours.browser(), f"{URL}?zoek={seal(asked)}") == found


def test_search_when_typed_then_no_name_stands_in_the_address(ours: Office) -> None:
    ours.journey(family_name="Tesfay", given_name="Selam", director=False)
    sent_on = ours.browser().post(reverse("caseload_search"), {"q": "tesfay", "fase": "", "wie": "alle"})
    assert sent_on.status_code == 302
    assert "tesfay" not in sent_on["Location"].lower()
    assert "wie=alle" in sent_on["Location"]
    assert names(ours.browser(), sent_on["Location"]) == ["Selam Tesfay"]


@pytest.mark.parametrize("sealed", ["x", "AAAA", "é", "Zm9v" * 20])
def test_search_when_the_address_means_nothing_then_as_without(ours: Office, sealed: str) -> None:
    ours.journey(family_name="Tesfay", given_name="Selam")
    assert names(ours.browser(), f"{URL}?zoek={sealed}") == ["Selam Tesfay"]


def test_search_when_written_otherwise_then_found(ours: Office) -> None:
    ours.journey(family_name="Tesfai", given_name="Selam", spellings=("Tesfay",))
    assert names(ours.browser(), f"{URL}?zoek={seal('tesfay')}") == ["Selam Tesfai"]


def test_search_when_name_of_other_organisation_then_nobody(ours: Office, theirs: Office) -> None:
    theirs.journey(family_name="Vreemd")
    page = read(ours.browser().get(f"{URL}?zoek={seal('vreemd')}"))
    assert "Niemand gevonden" in page.text


def test_filters_when_given_then_only_who_matches(ours: Office) -> None:
    with acting_as(ours.manager) as by:
        (municipality_id, _name), *_others = served_municipalities(by=by)
    ours.journey(family_name="Stil", given_name="", milestones={"settled": 150, "diagnosed": 140})
    spoken = ours.journey(family_name="Gesproken", given_name="", municipality_id=municipality_id)
    ours.contact(spoken, ago=10)
    browser = ours.browser()
    assert names(browser, f"{URL}?toon=stil") == ["Stil"]
    assert names(browser, f"{URL}?toon=signalen") == ["Stil"]
    assert names(browser, f"{URL}?gemeente={municipality_id}") == ["Gesproken"]
    assert names(browser, f"{URL}?fase=no-such-phase") == []
    assert names(browser, f"{URL}?profiel=A1") == []
    assert names(browser, f"{URL}?toon=af") == []


def test_filters_when_chosen_then_stay_in_the_address_and_can_be_taken_away(ours: Office) -> None:
    ours.journey()
    page = read(ours.browser().get(f"{URL}?wie=alle&toon=stil&sort=-due"))
    assert "/caseload/?toon=stil&sort=-due" in page.links
    assert "/caseload/?wie=alle&sort=-due" in page.links


@pytest.mark.parametrize("sort", ["name", "-name", "due", "-due", "contact", "-contact", "phase", "-phase"])
def test_pages_when_walked_to_the_end_and_back_then_everybody_once(
    ours: Office, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reisgenoot.journeys.caseload.PAGE_SIZE", 4)
    for number in range(11):
        journey = ours.journey(
            family_name=f"Naam{number % 5}",
            given_name=f"Kind{number}",
            milestones={"settled": 100 + number // 2} if number % 3 else {},
        )
        if number % 4 == 0:
            ours.contact(journey, ago=5 + number // 6)
    browser = ours.browser()
    forward, steps = _walk(browser, f"{URL}?sort={sort}", "after=")
    assert (len(forward), len(set(forward))) == (11, 11)
    backward, _steps = _walk(browser, steps[-1], "before=")
    assert set(backward) == set(forward)


def _walk(browser: Client, address: str, direction: str) -> tuple[list[str], list[str]]:
    """All names from a page on in one direction, and the addresses of the pages."""
    found, steps = [], [address]
    while True:
        page = read(browser.get(steps[-1]))
        found += names(browser, steps[-1])
        onward = [link for link in page.links if direction in link]
        if not onward:
            return found, steps
        steps.append(onward[0])


def test_order_when_by_contact_then_who_was_never_spoken_first(ours: Office) -> None:
    for name, ago in (("Lang", 80), ("Kort", 3)):
        ours.contact(ours.journey(family_name=name, given_name=""), ago=ago)
    ours.journey(family_name="Nooit", given_name="")
    browser = ours.browser()
    assert names(browser, f"{URL}?sort=contact") == ["Nooit", "Lang", "Kort"]
    assert names(browser, f"{URL}?sort=-contact") == ["Kort", "Lang", "Nooit"]


def test_order_when_by_due_then_who_has_nothing_due_last(ours: Office) -> None:
    ours.journey(family_name="Niets", given_name="")
    ours.journey(family_name="Laat", given_name="", milestones={"settled": 150})
    assert names(ours.browser(), f"{URL}?sort=due") == ["Laat", "Niets"]


@pytest.mark.parametrize(
    "query", ["sort=nonsense", "after=99999999", "before=x", "gemeente=x", "wie=999999", "toon=x", "after=-1"]
)
def test_address_when_it_means_nothing_then_still_a_page(ours: Office, query: str) -> None:
    ours.journey()
    assert ours.browser().get(f"{URL}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["", "sort=contact", "sort=-due&wie=alle", "sort=phase", "q=haddad"])
def test_caseload_when_opened_then_at_most_twelve_queries_outside_a_test(  # type: ignore[no-untyped-def]
    ours: Office, query: str, django_assert_max_num_queries
) -> None:
    for number in range(3):
        ours.contact(ours.journey(family_name=f"Haddad{number}", milestones={"settled": 150}), ago=number)
    ours.journey(family_name="Haddad")
    browser = ours.browser()
    browser.get(URL)
    # session, user, actor and roles 5; list 1 to 3; filters 3; reading log 1; the savepoint of the test 2
    with django_assert_max_num_queries(13):
        browser.get(f"{URL}?{query}")


def test_file_when_taken_then_what_one_sees_and_in_the_log(ours: Office) -> None:
    ours.journey(family_name="Abel", given_name="Tirhas", milestones={"settled": 150})
    ours.journey(family_name="=SOM(A1)", given_name="")
    ours.journey(family_name="Ander", director=False)
    response = ours.browser().get("/caseload/bestand/?sort=-name")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Naam"] for row in rows] == ["'=SOM(A1)", "Tirhas Abel"]
    assert rows[1]["Signalen"] == "2"
    assert "attachment" in response["Content-Disposition"]
    with acting_as(ours.manager):
        entry = ReadEntry.objects.get(part="caseload-export")
    assert (entry.count, entry.person_id) == (2, None)
