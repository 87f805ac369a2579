"""Reading recipes: find the folder, read the file, check it; every problem names file and line."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from reisgenoot.approach.errors import DefinitionError, Problem
from reisgenoot.approach.messages import describe_error
from reisgenoot.approach.written import Steps, Written, path_text, read_file
from reisgenoot.deliveries.contracts import CONTRACTS
from reisgenoot.deliveries.recipe import FileKind, Recipe
from reisgenoot.kernel.errors import ReisgenootError

ENVIRONMENT_NAME = "REISGENOOT_RECIPES"


class UnknownRecipe(ReisgenootError):
    """There is no recipe of this name."""

    code = "unknown-recipe"


def recipe_folders() -> tuple[Path, ...]:
    """Where recipes are looked for: the installation's own folder first (``REISGENOOT_RECIPES``), then those shipped."""
    shipped = Path(__file__).resolve().parent / "recipes"
    own = os.environ.get(ENVIRONMENT_NAME)
    return (Path(own), shipped) if own else (shipped,)


def recipe_keys() -> list[str]:
    """The keys of all recipes: the names of the files."""
    return sorted({file.stem for folder in recipe_folders() for file in folder.glob("*.yaml")})


def load_recipe(key: str) -> Recipe:
    """The recipe with this key.

    Raises
    ------
    UnknownRecipe     no folder holds a file of that name.
    DefinitionError   the recipe is not in order; it holds every problem with file and line.
    """
    for folder in recipe_folders():
        file = folder / f"{key}.yaml"
        if file.is_file():
            return _load(file, file.stat().st_mtime_ns)
    raise UnknownRecipe(f"Er is geen recept '{key}'. Bekend zijn: {', '.join(recipe_keys())}.")


@lru_cache(maxsize=32)
def _load(file: Path, _changed: int) -> Recipe:
    return read_recipe(file)


def read_recipe(file: Path) -> Recipe:
    """Read and check one recipe file. Raises `DefinitionError`."""
    written = read_file(file)
    problems = list(written.problems)
    try:
        recipe = Recipe.model_validate(written.data)
    except ValidationError as error:
        raise DefinitionError([*problems, *(describe_error(found, written) for found in error.errors())]) from error
    problems += _check(recipe, written)
    if recipe.key != file.stem:
        problems.append(_problem(written, ("recipe",), f"de sleutel is niet de naam van het bestand ({file.stem})."))
    if problems:
        raise DefinitionError(problems)
    return recipe


def _problem(written: Written, steps: Steps, message: str, advice: str = "") -> Problem:
    return Problem(written.place_of(steps), path_text(steps), message, advice)


def _check(recipe: Recipe, written: Written) -> Iterator[Problem]:
    for key, kind in recipe.files.items():
        steps: Steps = ("files", key)
        contract = CONTRACTS.get(kind.reader)
        if contract is None:
            known = ", ".join(sorted(CONTRACTS))
            yield _problem(written, (*steps, "reader"), f"'{kind.reader}' is geen lezer.", f"Kies uit {known}.")
            continue
        yield from _check_columns(kind, written, steps)
        for name in contract.settings:
            if not getattr(kind, name):
                yield _problem(written, steps, f"'{name}' ontbreekt.", f"De lezer {kind.reader} heeft het nodig.")
        for name in contract.needed:
            if name not in kind.columns:
                yield _problem(written, (*steps, "columns"), f"de kolom '{name}' ontbreekt.", "Voeg hem toe.")


def _check_columns(kind: FileKind, written: Written, steps: Steps) -> Iterator[Problem]:
    contract = CONTRACTS[kind.reader]
    for name, column in kind.columns.items():
        way = (*steps, "columns", name)
        allowed = contract.columns.get(name, contract.open)
        if not allowed:
            known = ", ".join(contract.columns)
            yield _problem(written, way, f"'{name}' is geen kolom van {kind.reader}.", f"Kies uit {known}.")
        elif column.type not in allowed:
            yield _problem(written, (*way, "type"), f"'{column.type}' kan hier niet.", f"Kies {' of '.join(allowed)}.")
        if column.not_before and column.not_before not in kind.columns:
            yield _problem(written, (*way, "not_before"), f"er is geen kolom '{column.not_before}'.")
    canonical = {name for column in kind.columns.values() for name in column.canonical_names()}
    for name in kind.row_key:
        if name not in canonical:
            yield _problem(written, (*steps, "row_key"), f"er is geen kolom '{name}'.")
