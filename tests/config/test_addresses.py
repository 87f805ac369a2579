"""Where the database is: an address that cannot be read is told plainly, and never with the password in it."""

from pathlib import Path

import pytest

from reisgenoot.config import database


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As at the start of a command: no connections known yet."""
    monkeypatch.delenv(database.APP_ENV, raising=False)
    monkeypatch.delenv(database.OWNER_ENV, raising=False)
    return monkeypatch


def test_address_when_password_is_not_encoded_then_told_without_the_password(
    fresh: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fresh.setenv("DATABASE_URL", "postgresql://owner:secret%zz@localhost/city")
    with pytest.raises(database.DatabaseProblem, match="DATABASE_URL") as raised:
        database.prepare(tmp_path)
    assert "secret" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_address_when_password_is_encoded_then_kept_whole() -> None:
    dsn = "postgresql://owner:p%40s%2Fs%25@db.example:5433/city?sslmode=require"
    parameters = database.django_parameters(dsn)
    assert (parameters["PASSWORD"], parameters["HOST"], parameters["PORT"]) == ("p@s/s%", "db.example", "5433")
    assert parameters["OPTIONS"] == {"sslmode": "require"}
    assert database.describe(dsn) == "db.example/city"


def test_address_when_empty_then_the_embedded_database_is_meant(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    class Stop(Exception):
        pass

    def role(owner: str, secret: object) -> None:
        raise Stop

    fresh.setenv("DATABASE_URL", "")
    fresh.setattr(database, "_embedded", lambda folder: asked.append(folder) or "dbname=postgres")
    fresh.setattr(database, "_with_application_role", role)
    with pytest.raises(Stop):
        database.prepare(tmp_path)
    assert asked == [tmp_path]
