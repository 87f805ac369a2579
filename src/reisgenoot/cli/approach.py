"""`reisgenoot approach`: list, read and check the definitions. Needs no database and no framework."""

import json
from pathlib import Path

import click

from reisgenoot.approach import (
    Approach,
    DefinitionError,
    Problem,
    UnknownApproachError,
    approaches_folder,
    keys_in,
    load_approach,
    read_approach,
)
from reisgenoot.approach.describe import Description
from reisgenoot.approach.say import say

LANGUAGE = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language of the text."
)
COUNTED = ("phases", "milestones", "terms", "cadences", "goals", "instruments", "offers", "code_lists")


@click.group()
def approach() -> None:
    """Read and check the definitions of approaches."""


@approach.command("list")
@LANGUAGE
def list_approaches(language: str) -> None:
    """Every approach with its title, its version and how much is in it."""
    for key in keys_in(approaches_folder()):
        found = _load(key)
        click.echo(f"{key:<12} {found.version:<8} {found.title.in_language(language)}")
        click.echo(f"{'':<21} {_counts(found, language)}")


@approach.command("show")
@click.argument("key")
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def show(key: str, language: str, form: str) -> None:
    """The approach KEY as a person reads it, with what it builds on; or all of it as JSON."""
    found = _load(key)
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(Description(found, language).lines()))


@approach.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check the definition in FOLDER, or all definitions below it: every problem with file and line.

    Exits 1 when there is a problem.
    """
    folders = [folder.resolve() / key for key in keys_in(folder)] or [folder.resolve()]
    problems = sorted({problem for each in folders for problem in _problems(each)})
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} {'probleem' if len(problems) == 1 else 'problemen'}")
        raise click.exceptions.Exit(1)
    click.echo("in orde")


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        read_approach(folder)
    except DefinitionError as error:
        return error.problems
    return ()


def _load(key: str) -> Approach:
    try:
        return load_approach(key)
    except (UnknownApproachError, DefinitionError) as error:
        raise click.ClickException(str(error)) from error


def _counts(found: Approach, language: str) -> str:
    counted = ((section, len(getattr(found, section))) for section in COUNTED)
    return ", ".join(f"{say(section, language).lower()} {number}" for section, number in counted if number)
