"""A real demo installation in a home of its own, served by the real command, and a real Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 420


def find_browser() -> str:
    """Path of the installed Chromium. Raises with what to install; browser tests fail without one, they never skip."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise RuntimeError("Geen Chromium gevonden. Installeer hem met: sudo apt-get install chromium")


@contextmanager
def served_demo(home: Path) -> Iterator[str]:
    """Start `reisgenoot demo` on a free port; gives its address, stops it afterwards."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REISGENOOT_")}
    environment |= {"REISGENOOT_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "reisgenoot"), "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://localhost:{port}/gezond/", process, home / "server.log")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium without any traffic of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        try:
            yield running
        finally:
            running.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"De demo stopte: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise RuntimeError(f"De demo kwam niet op in {START_SECONDS} s: {log.read_text()[-2000:]}")
