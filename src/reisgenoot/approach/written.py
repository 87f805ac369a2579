"""Definition files as they were written: plain data with, for every part of it, the file and line it stands on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from reisgenoot.approach.errors import Place, Problem

Steps = tuple[str | int, ...]
"""The way to a part of the data: keys and positions from the top."""

_TRUE, _FALSE = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}


@dataclass(slots=True)
class Written:
    """Data from YAML with the place of each part; ``is_partial`` when a file of it could not be read at all."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Steps, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_partial: bool = False

    def place_of(self, steps: Iterable[str | int]) -> Place:
        """Where a part stands; for a part that is missing, where the nearest part around it stands."""
        way = tuple(steps)
        while way and way not in self.places:
            way = way[:-1]
        return self.places[way]

    def complain(self, steps: Iterable[str | int], message: str, advice: str = "") -> None:
        """Note a problem with a part."""
        way = tuple(steps)
        self.problems.append(Problem(self.place_of(way), path_text(way), message, advice))


def path_text(steps: Iterable[str | int]) -> str:
    """The way to a part as a person reads it: ``terms.pip.from[2]``, positions counted from 1."""
    said = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return said.removeprefix(".")


def read_file(file: Path) -> Written:
    """Read one YAML file.

    A file that is not YAML, or whose top is not a mapping, gives a ``Written`` without data and with the problem.
    """
    written = Written(places={(): Place(file, 1)}, is_partial=True)
    try:
        node = YAML(typ="safe", pure=True).compose(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        written.complain((), "het bestand is geen UTF-8.", "Sla het op als UTF-8.")
        return written
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        written.problems.append(Problem(Place(file, line), "", f"dit is geen YAML: {error.problem}."))
        return written
    if node is not None and not isinstance(node, MappingNode):
        written.complain((), "bovenaan hoort een lijst van sleutels met een waarde te staan.")
        return written
    written.is_partial = False
    if node is None:
        return written
    written.data = _plain(node, (), file, written)
    return written


def _plain(node: Node, steps: Steps, file: Path, written: Written) -> Any:
    written.places.setdefault(steps, Place(file, node.start_mark.line + 1))
    if isinstance(node, MappingNode):
        return _plain_mapping(node, steps, file, written)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*steps, position), file, written) for position, item in enumerate(node.value)]
    return _plain_scalar(node) if isinstance(node, ScalarNode) else None


def _plain_mapping(node: MappingNode, steps: Steps, file: Path, written: Written) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, place = str(key_node.value), Place(file, key_node.start_mark.line + 1)
        way = (*steps, key)
        if key in data:
            advice = f"Hij staat ook op regel {written.places[way].line}; laat er één staan."
            written.problems.append(Problem(place, path_text(way), "deze sleutel staat er twee keer.", advice))
            continue
        written.places[way] = place
        data[key] = _plain(value_node, way, file, written)
    return data


def _plain_scalar(node: ScalarNode) -> Any:
    """The value of a scalar; only what is written as such is a number, a truth value or a date."""
    text, kind = str(node.value), str(node.tag).rsplit(":", maxsplit=1)[-1]
    if kind == "null":
        return None
    if kind == "bool" and text in _TRUE | _FALSE:
        return text in _TRUE
    if kind == "int" and (text == "0" or text.lstrip("-")[:1] in set("123456789")) and text.lstrip("-").isdigit():
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "timestamp" and len(text) == len("2020-01-31"):
        return _date_or_text(text)
    return text


def _date_or_text(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def together(files: Iterable[Written], folder: Path) -> Written:
    """The files of one definition as one; a section may be spread over files, a key may stand in one only."""
    whole = Written(places={(): Place(folder / "approach.yaml", 1)})
    for file in files:
        whole.problems.extend(file.problems)
        whole.is_partial |= file.is_partial
        for key, value in file.data.items():
            _put(whole, file, (key,), value, depth=2)
    return whole


def _put(whole: Written, file: Written, steps: Steps, value: Any, depth: int) -> None:
    """Add a part of a file to the whole; sections (depth 2) are joined, what is below them is not."""
    target = part_of(whole.data, steps[:-1])
    if steps[-1] not in target:
        target[steps[-1]] = value
        copy_places(file, whole, steps)
    elif depth > 1 and isinstance(value, Mapping) and isinstance(target[steps[-1]], Mapping):
        for key, item in value.items():
            _put(whole, file, (*steps, key), item, depth - 1)
    else:
        advice = f"Het staat ook in {whole.place_of(steps)}; laat er één staan."
        whole.problems.append(Problem(file.place_of(steps), path_text(steps), "dit staat in twee bestanden.", advice))


def part_of(data: Any, steps: Iterable[str | int]) -> Any:
    """The part of the data at the end of a way that exists."""
    for step in steps:
        data = data[step]
    return data


def copy_places(source: Written, target: Written, steps: Steps) -> None:
    """Take over where a part and everything in it stands."""
    length = len(steps)
    target.places.update({way: place for way, place in source.places.items() if way[:length] == steps})
