"""Every part of a file that the reading log can name has words for who reads the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

from reisgenoot import config
from reisgenoot.web.admin.reading_log import part_in_words

SOURCE = Path(config.__file__).parents[1]
LOGGED_FROM = ("web", "handover", "deliveries", "people")
OPENERS = {"log_read", "open_file", "open_plan", "open_version", "_opened", "_printed"}


def test_part_when_it_is_logged_then_it_has_words() -> None:
    found = set(_parts())
    assert {"milestone", "overview", "fact:", "caseload-export", "plan_pdf", "bsn"} <= found
    assert sorted(part for part in found if part_in_words(part) == part.partition(":")[0]) == []


def _parts() -> Iterator[str]:
    """The parts as they stand in the calls: a text, the fixed beginning of one, or the module's own constant."""
    for area in LOGGED_FROM:
        for path in sorted((SOURCE / area).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            constants = dict(_constants(tree))
            for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id in OPENERS:
                    values = [word.value for word in call.keywords if word.arg == "part"]
                    yield from (part for value in values if (part := _text(value, constants)))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from ((name.id, node.value.value) for name in node.targets if isinstance(name, ast.Name))


def _text(value: ast.expr, constants: dict[str, str]) -> str:
    match value:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return constants.get(name, "")
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return text
        case ast.Subscript(value=cut):
            return _text(cut, constants)
    return ""
