"""docs/coverage.yaml speaks of what is there: each place exists, each state says what it has to."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
COVERAGE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docs" / "coverage.yaml").read_text(encoding="utf-8"))
ENTRIES = [
    (f"{document} {number}", entry)
    for document, entries in COVERAGE["requirements"].items()
    for number, entry in entries.items()
]
NUMBERED = {"meerinzicht": 50, "amsterdam": 53, "alkmaar": 73, "synthesis": 110}


def test_places_when_named_then_exist() -> None:
    assert [name for name, path in COVERAGE["places"].items() if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_requirement_when_listed_then_says_its_state_and_where(name: str, entry: dict[str, Any]) -> None:
    assert set(entry) <= {"about", "state", "where", "note"}
    assert entry["about"]
    assert entry["state"] in {"done", "partly", "left"}
    assert set(entry.get("where", ())) <= set(COVERAGE["places"])
    assert bool(entry.get("where")) is (entry["state"] != "left")
    assert bool(entry.get("note")) is (entry["state"] != "done")


@pytest.mark.parametrize("document", NUMBERED)
def test_document_when_counted_then_no_requirement_is_forgotten(document: str) -> None:
    assert len(COVERAGE["requirements"][document]) == NUMBERED[document]
