"""The queries of each page, kept as a file: an added query shows in review.

When a change is meant, write the files anew with ``REISGENOOT_WRITE_SNAPSHOTS=1`` and look at the difference.
"""

import os
from pathlib import Path

import pytest

from reisgenoot.cli.benching.queries import normalise, snapshot
from reisgenoot.cli.benching.visits import PAGES, Page, queries_of, visitors_of
from reisgenoot.kernel.clock import standing_on
from tests.simulation.population import DAY, populate

FOLDER = Path(__file__).resolve().parents[1] / "snapshots" / "queries"
WRITE = "REISGENOOT_WRITE_SNAPSHOTS"
HOW = f"De vragen van deze pagina zijn anders. Is dat de bedoeling? {WRITE}=1 pytest {Path(__file__).name} schrijft ze op."


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_when_opened_then_asks_what_it_always_asks(page: Page) -> None:
    with standing_on(DAY):
        organisation, _ = populate(journeys=160)
        (visitor,) = visitors_of([organisation], number=1)
        queries_of(page, visitor)  # what is read once per process is not of the page
        found = queries_of(page, visitor)
    file = FOLDER / f"{page.key}.sql"
    if os.environ.get(WRITE):
        FOLDER.mkdir(parents=True, exist_ok=True)
        file.write_text(snapshot(found), encoding="utf-8")
    assert len(found) <= page.most_queries
    assert snapshot(found) == file.read_text(encoding="utf-8"), HOW


def test_statement_when_normalised_then_values_are_gone_and_names_stay() -> None:
    given = """SELECT "t1"."id" FROM "t1" WHERE "t1"."day" = '2026-01-01'::date AND "t1"."n" IN (1, 2, 3) LIMIT 21"""
    assert normalise(given) == 'SELECT "t1"."id" FROM "t1" WHERE "t1"."day" = ? AND "t1"."n" IN (?) LIMIT ?'
