"""Reading an approach."""

import copy

import pytest

from reisgenoot.approach import Approach, load_approach
from reisgenoot.journeys.versions import keep_version
from tests.web.at_work import Workplace, workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Workplace:
    return workplace("meerinzicht")


@pytest.fixture
def earlier() -> Approach:
    """A version of the approach from before: one term was shorter, one norm did not exist."""
    written = copy.deepcopy(load_approach("meerinzicht").as_json())
    written["version"] = "2019.9"
    next(term for term in written["terms"] if term["key"] == "pip")["within"] = "P8W"
    written["norms"] = written["norms"][1:]
    version = keep_version(Approach.from_json(written))
    return Approach.from_json(version.definition)


def test_list_when_opened_then_own_approach_first(ours: Workplace, django_assert_num_queries) -> None:
    client = ours.browser("policy_officer")
    client.get("/aanpak/")
    with django_assert_num_queries(8):
        text = client.get("/aanpak/").content.decode()
    titles = [load_approach(key).title.nl for key in ("meerinzicht", "alkmaar", "wi2021")]
    assert text.index(titles[0]) < text.index(titles[1])
    assert "onze aanpak" in text
    assert all(title in text for title in titles)


@pytest.mark.parametrize("key", ["wi2021", "meerinzicht", "alkmaar"])
def test_approach_when_read_then_every_part_is_told_with_its_source(ours: Workplace, key: str) -> None:
    approach = load_approach(key)
    text = ours.browser("policy_officer").get(f"/aanpak/{key}/").content.decode()
    for section in ("phases", "milestones", "terms", "cadences", "norms", "rules", "scales", "offers", "targets"):
        for entry in getattr(approach, section).values():
            assert _escaped(entry.title.nl) in text
            assert _escaped(entry.source) in text
    for section in ("profiles", "goals", "instruments", "outcomes", "providers"):
        assert all(_escaped(entry.label.nl) in text for entry in getattr(approach, section).values())
    for code_list in approach.code_lists.values():
        assert all(_escaped(code.label.nl) in text for code in code_list.codes.values())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("'", "&#x27;")


def test_term_when_told_then_is_a_sentence_with_period_and_milestones(ours: Workplace) -> None:
    text = ours.browser("policy_officer").get("/aanpak/wi2021/").content.decode()
    assert "Binnen 10 weken na de laatste van “Kennisgeving van DUO” of “Ingeschreven in de BRP”" in text
    assert "de dag erna is de eerste dag; op de genoemde datum is het nog op tijd" in text


def test_values_nobody_checked_when_asked_for_then_only_these(ours: Workplace) -> None:
    approach = load_approach("wi2021")
    text = ours.browser("policy_officer").get("/aanpak/wi2021/?nakijken=1").content.decode()
    assert text.count("rg-entry--tight") == len(approach.to_verify)
    assert "rg-phases" not in text


def test_word_when_in_the_catalogue_then_says_what_it_stands_for(ours: Workplace) -> None:
    client = ours.browser("policy_officer")
    goal = next(goal for goal in load_approach("meerinzicht").goals.values() if goal.words)
    response = client.get("/aanpak/meerinzicht/", {"zoek": goal.words[0]})
    assert goal.label.nl in [hit.label for hit in response.context["hits"] if hit.is_exact]


def test_word_when_unknown_then_near_ones_are_only_suggestions(ours: Workplace) -> None:
    response = ours.browser("policy_officer").get("/aanpak/meerinzicht/", {"zoek": "taallesjes"})
    assert not any(hit.is_exact for hit in response.context["hits"])
    assert "lijkt erop" in response.content.decode().lower()


def test_stored_version_when_chosen_then_read_as_it_was(ours: Workplace, earlier: Approach) -> None:
    text = ours.browser("policy_officer").get(f"/aanpak/meerinzicht/?versie={earlier.digest[:12]}").content.decode()
    assert "Binnen 8 weken" in text
    assert "2019.9" in text


def test_versions_when_compared_then_says_what_changed(ours: Workplace, earlier: Approach) -> None:
    response = ours.browser("policy_officer").get("/aanpak/meerinzicht/verschil/")
    changes = {(change.section, change.key, change.field): change for change in response.context["changes"]}
    assert changes["terms", "pip", "within"].was == "P8W"
    assert changes["terms", "pip", "within"].became == "P10W"
    assert [change.kind for change in changes.values() if change.section == "norms"] == ["added"]


@pytest.mark.parametrize("path", ["/aanpak/nergens/", "/aanpak/wi2021/?versie=abc", "/aanpak/nergens/verschil/"])
def test_approach_when_not_there_then_404(ours: Workplace, path: str) -> None:
    assert ours.browser("policy_officer").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/aanpak/", "/aanpak/wi2021/", "/aanpak/wi2021/verschil/"])
def test_approach_when_role_may_not_then_403(ours: Workplace, path: str) -> None:
    assert ours.browser("provider").get(path).status_code == 403


def test_approach_in_english_when_read_then_no_dutch_titles(ours: Workplace) -> None:
    client = ours.browser("policy_officer")
    client.post("/taal/", {"language": "en", "next": "/"})
    text = client.get("/aanpak/wi2021/").content.decode()
    assert _escaped(load_approach("wi2021").title.en) in text
    assert "Establish the PIP within ten weeks" in text
