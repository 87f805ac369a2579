"""The guides can be read in the product, and say what they name."""

from pathlib import Path

import pytest
from django.urls import reverse

from reisgenoot.kernel.permissions import ROLES
from reisgenoot.web.help.guides import BadGuide, all_guides, find_image, guides_folder, read_guide
from tests.e2e.guides import unknown_pictures
from tests.web.at_work import workplace

EXPECTED = {"klantmanager": "client_manager", "teammanager": "team_manager", "beheerder": "administrator"}
EXPECTED |= {"huisvesting": "housing_officer"}


def test_guides_when_listed_then_one_for_each_role_that_works_here_all_day() -> None:
    assert {guide.slug: guide.role for guide in all_guides("/")} == EXPECTED
    assert set(EXPECTED.values()) <= set(ROLES)


def test_guides_when_read_then_every_picture_is_there_and_is_made_by_a_command() -> None:
    assert unknown_pictures() == set()
    named = [image for guide in all_guides("/x/") for image in guide.html.split('src="/x/')[1:]]
    assert named
    assert [name for name in (image.split('"')[0] for image in named) if find_image(name) is None] == []


def test_picture_when_asked_outside_the_folder_then_none() -> None:
    assert find_image("../klantmanager.md") is None
    assert find_image("no-such-picture.png") is None


@pytest.mark.parametrize(
    "text", ["# Zonder kop", "<!-- rol: x; volgorde: 1; y -->\nzonder titel"], ids=["head", "title"]
)
def test_guide_when_it_begins_wrong_then_says_which_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "proef.md").write_text(text, encoding="utf-8")
    with pytest.raises(BadGuide, match=r"proef\.md"):
        read_guide(tmp_path / "proef.md", "/")


def test_guide_when_it_holds_html_then_it_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "proef.md"
    file.write_text("<!-- rol: x; volgorde: 1; y -->\n# Titel\n\n<script>x</script>\n", encoding="utf-8")
    assert "<script>" not in read_guide(file, "/").html


@pytest.mark.django_db
def test_help_when_opened_then_own_guide_first_and_each_opens() -> None:
    browser = workplace("meerinzicht").browser("team_manager")
    assert [guide.slug for guide in browser.get(reverse("help")).context["own"]] == ["teammanager"]
    for slug in EXPECTED:
        page = browser.get(reverse("help_guide", args=[slug])).content.decode()
        assert "<h1" in page
    picture = next((guides_folder() / "images").glob("*.png")).name
    assert browser.get(reverse("help_image", args=[picture]))["Content-Type"] == "image/png"
    assert browser.get(reverse("help_guide", args=["nobody"])).status_code == 404
