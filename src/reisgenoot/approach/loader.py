"""Reading definitions: find the folder, read the files, lay an approach over what it extends, check everything."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reisgenoot.approach.checks import Finding, check_references, check_whole
from reisgenoot.approach.errors import DefinitionError, Place, Problem, UnknownApproachError
from reisgenoot.approach.inheritance import ENTRY_TYPES, fill_defaults, inherit
from reisgenoot.approach.messages import describe_error
from reisgenoot.approach.model import Approach
from reisgenoot.approach.written import Written, path_text, read_file, together

ENVIRONMENT_NAME = "REISGENOOT_APPROACHES"
MAIN_FILE = "approach.yaml"
_STAND_IN = {
    "key": "x",
    "version": "1000.1",
    "title": {"nl": "x", "en": "x"},
    "description": {"nl": "x", "en": "x"},
    "source": "x",
    "valid_from": "1000-01-01",
}
"""Takes the place of a faulty heading while the rest is checked; never leaves this module."""


def approaches_folder() -> Path:
    """Where the definitions are: ``REISGENOOT_APPROACHES``, else those in the package, else those of the checkout."""
    chosen = os.environ.get(ENVIRONMENT_NAME)
    if chosen:
        return Path(chosen)
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_approaches"
    return packaged if packaged.is_dir() else package.parent.parent / "approaches"


def load_approach(key: str) -> Approach:
    """The approach with this key, complete with what it extends. Read once per process.

    Raises
    ------
    UnknownApproachError   no folder of that name holds a definition.
    DefinitionError   the definition is not in order; it holds every problem with file and line.
    """
    return _load(approaches_folder(), key)


def load_all() -> dict[str, Approach]:
    """All approaches by key, in alphabetical order; raises as ``load_approach`` does."""
    folder = approaches_folder()
    return {key: _load(folder, key) for key in keys_in(folder)}


def keys_in(folder: Path) -> list[str]:
    """The keys of the definitions in a folder: the names of the folders with an ``approach.yaml``."""
    return sorted(file.parent.name for file in folder.glob(f"*/{MAIN_FILE}"))


@lru_cache(maxsize=64)
def _load(folder: Path, key: str) -> Approach:
    if key not in keys_in(folder):
        raise UnknownApproachError(key, folder, keys_in(folder))
    return read_approach(folder / key)


def read_approach(folder: Path) -> Approach:
    """Read the definition in a folder anew, whatever was read before.

    What it extends is looked for beside the folder first, then among the approaches that come with the software.

    Raises
    ------
    DefinitionError   with all problems, those of what it extends included.
    """
    written = _resolve(folder, ())
    approach, problems = _build(written)
    if approach is None or problems or written.problems:
        raise DefinitionError([*written.problems, *problems])
    return approach


def _resolve(folder: Path, extended_by: tuple[str, ...]) -> Written:
    """What a folder says, laid over what it extends."""
    own = _read_folder(folder)
    if own.is_partial:
        return own
    if own.data.get("key") != folder.name:
        own.complain(("key",), f"de sleutel is niet de naam van de map ({folder.name}).", "Maak ze gelijk.")
    if own.data.get("extends") is None:
        return inherit(None, own)
    parent_key = str(own.data["extends"])
    parent = next((place for place in _parents(folder, parent_key) if (place / MAIN_FILE).is_file()), None)
    own.is_partial = True
    if parent_key in {*extended_by, folder.name}:
        own.complain(("extends",), f"'{parent_key}' breidt zo zichzelf uit.", "Haal één van de twee weg.")
    elif parent is None:
        own.complain(("extends",), f"er is geen aanpak '{parent_key}'.", f"Zet hem in {folder.parent}.")
    else:
        own.is_partial = False
        return inherit(_resolve(parent, (*extended_by, folder.name)), own)
    return own


def _parents(folder: Path, key: str) -> tuple[Path, Path]:
    return folder.parent / key, approaches_folder() / key


def _read_folder(folder: Path) -> Written:
    """All YAML files of a folder as one, the main file first."""
    main = folder / MAIN_FILE
    if not main.is_file():
        place = Place(main, 1)
        missing = Problem(place, "", "dit bestand ontbreekt.", "Een aanpak begint hier.")
        return Written(places={(): place}, problems=[missing], is_partial=True)
    others = sorted(file for file in folder.glob("*.yaml") if file != main)
    return together([fill_defaults(read_file(file)) for file in (main, *others)], folder)


def _build(written: Written) -> tuple[Approach | None, list[Problem]]:
    """The typed definition and every problem with it; without the parts that are wrong when some are.

    Of a definition with a file that cannot be read nothing more is said: all that refers into that file would seem wrong.
    """
    if written.is_partial:
        return None, []
    approach, problems, wrong = _validate(written, written.data)
    if approach is None:
        approach, _, _ = _validate(written, _sound_part(written.data, wrong))
    findings = list(check_references(written.data))
    if approach is not None:
        findings += check_whole(approach, written.data)
    return approach, [*problems, *(_as_problem(finding, written) for finding in findings)]


def _as_problem(finding: Finding, written: Written) -> Problem:
    return Problem(written.place_of(finding.steps), path_text(finding.steps), finding.message, finding.advice)


def _sound_part(data: dict[str, Any], wrong: set[tuple[Any, ...]]) -> dict[str, Any]:
    """The definition without the entries that are wrong, so that what refers to the rest can be checked as well."""
    sound: dict[str, Any] = dict(_STAND_IN)
    for section, value in data.items():
        if section in ENTRY_TYPES and isinstance(value, dict):
            sound[section] = {key: entry for key, entry in value.items() if (section, key) not in wrong}
        elif not any(steps[:1] == (section,) for steps in wrong):
            sound[section] = value
    return sound


def _validate(written: Written, data: dict[str, Any]) -> tuple[Approach | None, list[Problem], set[tuple[Any, ...]]]:
    """The typed definition, or the problems and the ways (two steps deep) to the entries that have them."""
    try:
        return Approach.model_validate(data), [], set()
    except ValidationError as error:
        found = error.errors()
        return None, [describe_error(each, written) for each in found], {tuple(each["loc"][:2]) for each in found}
