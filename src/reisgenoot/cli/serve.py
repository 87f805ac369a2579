"""Serving the application: the web server and the worker for background work."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from reisgenoot.cli.ready import ready
from reisgenoot.config.database import OWNER_ENV


@click.command()
@click.option("--port", default=8000, show_default=True, help="Poort op deze machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--workers", default=2, show_default=True, help="Aantal webprocessen.")
def serve(port: int, host: str, workers: int) -> None:
    """Serve the screens and do the background work until stopped. Production settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reisgenoot.config.settings.production")
    ready()
    run_server(port, host=host, workers=workers)


@click.command()
def worker() -> None:
    """Do background work (reading deliveries, the nightly signals) until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reisgenoot.config.settings.production")
    ready(migrated=False)
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--shutdown-graceful-timeout=10")


def run_server(port: int, *, host: str = "127.0.0.1", workers: int = 2) -> None:
    """Run web server and worker until one stops or somebody interrupts; then stop both.

    The web server gets no owner's rights: its environment holds only the application's connection.
    """
    _check_the_framework()
    _collect_static()
    web = [sys.executable, "-m", "gunicorn", "reisgenoot.config.wsgi:application", f"--bind={host}:{port}"]
    web += [f"--workers={workers}", "--threads=2", "--timeout=60", "--log-level=warning", "--max-requests=10000"]
    background = [sys.executable, "-m", "reisgenoot.cli", "worker"]
    environment = {name: value for name, value in os.environ.items() if name not in {OWNER_ENV, "DATABASE_URL"}}
    _run_together([web, background], environment)


def _run_together(commands: list[list[str]], environment: Mapping[str, str]) -> None:
    processes = [subprocess.Popen(command, env=dict(environment)) for command in commands]

    def stop(*_: object) -> None:
        for process in processes:
            if process.poll() is None:
                process.terminate()

    signal.signal(signal.SIGTERM, stop)
    try:
        os.waitpid(-1, 0)  # whichever stops first
    except KeyboardInterrupt:
        pass
    finally:
        stop()
        for process in processes:
            process.wait(timeout=30)


def _check_the_framework() -> None:
    """Refuse to start on what would go wrong later, such as a check of an approach that nothing finds."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check")
    except SystemCheckError as error:
        raise click.ClickException(str(error)) from error


def _collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
