"""The embedded database starts again after its server was killed."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reisgenoot.config.embedded import forget_dead_server


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as short:  # the path of a socket may not be long
        yield Path(short)


def mark(folder: Path, *, pid: int, status: str = "ready") -> Path:
    path = folder / "postmaster.pid"
    path.write_text("\n".join([str(pid), str(folder), "1700000000", "5432", str(folder), "", "1 2", status, ""]))
    return path


@contextmanager
def listening(folder: Path, *, backlog: int = 1) -> Iterator[None]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(folder / ".s.PGSQL.5432"))
        server.listen(backlog)
        yield


def test_mark_when_server_was_killed_and_its_number_is_somebody_elses_then_removed(folder: Path) -> None:
    with listening(folder):
        pass  # the socket stays behind, nobody listens
    path = mark(folder, pid=os.getpid())
    forget_dead_server(folder)
    assert not path.exists()


def test_mark_when_server_listens_then_kept(folder: Path) -> None:
    path = mark(folder, pid=os.getpid())
    with listening(folder):
        forget_dead_server(folder)
    assert path.exists()


@pytest.mark.parametrize("text", ["", "not a number\n", "999999999\n/var\n"])
def test_mark_when_killed_while_starting_then_removed(folder: Path, text: str) -> None:
    path = folder / "postmaster.pid"
    path.write_text(text)
    forget_dead_server(folder)
    assert not path.exists()


def test_mark_when_server_is_still_starting_then_kept(folder: Path) -> None:
    path = mark(folder, pid=os.getpid(), status="starting")
    forget_dead_server(folder)
    assert path.exists()


def test_folder_when_new_then_nothing_to_forget(folder: Path) -> None:
    forget_dead_server(folder)
