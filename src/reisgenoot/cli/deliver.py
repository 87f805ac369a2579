"""Reading a delivery from a folder: checks, preview, and what came of it."""

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reisgenoot.cli.ready import ready

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reisgenoot.deliveries.results import DeliveryResult
    from reisgenoot.organisations.models import Organisation

TYPO_LIKENESS = 80
LONG_WORD = 5
_WORD = re.compile(r"[^\W\d_]+|\d+")
SHOWN = 5


@click.command()
@click.argument("recipe")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Doe alles, en draai het daarna terug.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--organisation", "key", help="Sleutel van de organisatie; standaard die van de aanpak.")
def deliver(recipe: str, folder: Path, dry_run: bool, format_: str, key: str | None) -> None:
    """Read the files in FOLDER by RECIPE: all of them, or nothing."""
    ready()
    from django.db import transaction

    from reisgenoot.approach import DefinitionError, UnknownApproachError
    from reisgenoot.deliveries import engine
    from reisgenoot.deliveries.problems import DeliveryRefused, Problem
    from reisgenoot.kernel.actor import job
    from reisgenoot.kernel.errors import ReisgenootError

    progress = _Progress()
    try:
        with transaction.atomic():
            organisation = _organisation(recipe, key)
            by = job("deliver", organisation.pk)
            result = engine.deliver(by=by, recipe=recipe, folder=folder, dry_run=dry_run, progress=progress)
            transaction.set_rollback(dry_run)
    except DeliveryRefused as refused:
        _refuse(recipe, [problem.as_json() | {"text": str(problem)} for problem in refused.problems], format_)
    except DefinitionError as error:
        texts = [str(problem) for problem in error.problems]
        _refuse(recipe, [Problem("recipe", text).as_json() | {"text": text} for text in texts], format_)
    except (ReisgenootError, UnknownApproachError) as error:
        _refuse(
            recipe, [Problem(getattr(error, "code", "error"), str(error)).as_json() | {"text": str(error)}], format_
        )
    finally:
        progress.end()
    if format_ == "json":
        click.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(result, organisation)


def _organisation(recipe: str, key: str | None) -> "Organisation":
    """The organisation that the delivery is for, made when it is not there; a key that looks like a typing error is not."""
    from reisgenoot.approach import load_approach
    from reisgenoot.deliveries.recipe_loader import load_recipe
    from reisgenoot.kernel.errors import InvalidInput
    from reisgenoot.organisations.models import Organisation
    from reisgenoot.organisations.services import ensure_organisation

    approach = load_approach(load_recipe(recipe).approach)
    known = set(Organisation.objects.values_list("key", flat=True))
    if key and key not in known:
        near = [one for one in known if _is_slip_of(key, one)]
        if near:
            raise InvalidInput(f"Er is geen organisatie '{key}'. Bedoelt u '{near[0]}'?", field="organisation")
        click.echo(f"Nieuwe organisatie '{key}' met aanpak {approach.key}.", err=True)
    return ensure_organisation(approach=approach, key=key)


def _is_slip_of(key: str, known: str) -> bool:
    """Whether a key can be another one with a typing error: a number or a letter at the end tells two keys apart."""
    from rapidfuzz import fuzz

    words, others = (_WORD.findall(one.lower()) for one in (key, known))
    if len(words) != len(others) or words == others:
        return False
    pairs = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    return all(min(map(len, pair)) >= LONG_WORD and fuzz.ratio(*pair) >= TYPO_LIKENESS for pair in pairs)


def _refuse(recipe: str, problems: list[dict[str, Any]], format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps({"recipe": recipe, "problems": problems}, ensure_ascii=False, indent=1))
    else:
        click.echo("De levering is niet ingelezen:", err=True)
        for problem in problems:
            click.echo(f"- {problem['text']}", err=True)
    sys.exit(1)


def _tell(result: "DeliveryResult", organisation: "Organisation") -> None:
    for remark in result.remarks:
        if remark.code == "already-read":
            continue
        click.echo(f"Let op: {remark}", err=True)
    if result.is_known:
        click.echo(f"Deze levering was al ingelezen bij {organisation.name}; er is niets veranderd.")
    elif result.is_dry_run:
        click.echo(f"Proef bij {organisation.name}: niets is bewaard. Dit zou de levering brengen:")
    else:
        click.echo(f"Ingelezen bij {organisation.name}.")
    for file in result.files:
        click.echo(f"  {file['name']:45}{file['rows']:>7} rijen")
    for name, count in result.counts.items():
        click.echo(f"  {name:45}{count:>7}")
    if result.review:
        click.echo("Wacht op een besluit:")
        for waiting in result.review:
            click.echo(f"  {waiting['kind']:45}{waiting['count']:>7}")
            for question in [one for one in result.questions if one["kind"] == waiting["kind"]][:SHOWN]:
                click.echo(f"    {_place(question)}: {question['reason']}")


def _place(question: "Mapping[str, Any]") -> str:
    places = (question["file"], f"rij {question['row']}" if question["row"] else "", question["column"])
    return ", ".join(place for place in places if place)


class _Progress:
    """One line on a terminal that is written over; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, share: int, step: str) -> None:
        if self._shown:
            click.echo(f"\r{share:3d} % {step:50.50}", nl=False, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("", err=True)
