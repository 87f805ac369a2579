"""Documents are tagged PDF, in the languages of the newcomers, and data stays data."""

from pathlib import Path

import pytest
import typst

from reisgenoot.reporting.documents import engine

PROBE = """#import "base.typ": *
#show: document.with(sender: data.sender, on: "22 nov 2026")
= #sys.inputs.title
#side-by-side([Dit is mijn plan.], [#data.words], data.language)
#facts((("Naam", data.name),))
#typed(data.name)
"""
WORDS = {"ar": "هذه خطتي", "ti": "እዚ ውጥነይ እዩ", "uk": "Це мій план", "fa": "این برنامه من است", "tr": "Bu benim planım"}


@pytest.fixture
def probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template of the test beside the shared one."""
    (tmp_path / "base.typ").write_text((engine.TEMPLATES / "base.typ").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "probe.typ").write_text(PROBE, encoding="utf-8")
    monkeypatch.setattr(engine, "TEMPLATES", tmp_path)
    return tmp_path


def data(**changes: str) -> dict[str, str]:
    return {"sender": "Meerinzicht", "name": "Selam", "words": WORDS["ar"], "language": "ar"} | changes


@pytest.mark.usefixtures("probe")
@pytest.mark.parametrize("language", WORDS)
def test_document_when_made_then_is_tagged_and_holds_every_script(language: str) -> None:
    made = engine.render("probe", data(words=WORDS[language], language=language), title="Mijn plan")
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo" in made


@pytest.mark.usefixtures("probe")
def test_data_when_it_looks_like_a_template_then_stays_text() -> None:
    plain = engine.render("probe", data(name="Selam"), title="Mijn plan")
    strange = engine.render("probe", data(name='#panic("x") $ * _'), title="Mijn plan")
    assert plain.startswith(b"%PDF-")
    assert strange.startswith(b"%PDF-")


@pytest.mark.usefixtures("probe")
def test_data_when_something_is_missing_then_says_which_template_and_not_whose() -> None:
    with pytest.raises(engine.DocumentFailed) as failed:
        engine.render("probe", {"sender": "Meerinzicht", "name": "Selam Tesfay"}, title="Mijn plan")
    assert "probe" in str(failed.value)
    assert "Selam" not in str(failed.value)


def test_template_when_it_does_not_exist_then_says_so() -> None:
    with pytest.raises(engine.DocumentFailed, match="nothing"):
        engine.render("nothing", {}, title="x")


def test_fonts_when_gathered_then_hold_every_script() -> None:
    families = set(
        typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(engine.FONTS)]).families()
    )
    assert {"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"} <= families
