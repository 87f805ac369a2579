"""Personal data never stands in an address, a task argument or an exception of ours."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.urls import URLPattern

from reisgenoot import config
from reisgenoot.config import urls
from reisgenoot.web.checks import own_patterns

SOURCE = Path(config.__file__).parents[1]
SAFE_CONVERTERS = {"IntConverter", "SlugConverter", "ImageName"}
SAFE_TEXTS = {"token", "extension"}
"""Texts that are no slug: the random secret of a link, and the kind of a file."""
SLUGS = {
    "state",
    "scale_key",
    "slug",
    "what",
    "name",
    "key",
    "recipe",
    "version",
    "digest",
    "kind",
    "part",
    "form",
    "other",
    "section",
    "format",
    "language",
    "extension",
}
"""Names of slugs that stand for definitions and choices, never for people."""


@pytest.mark.parametrize("pattern", list(own_patterns(urls.urlpatterns)), ids=lambda pattern: str(pattern.name))
def test_route_when_listed_then_carries_only_ids_and_keys(pattern: URLPattern) -> None:
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__
        assert kind in SAFE_CONVERTERS or name in SAFE_TEXTS, f"{pattern.name}: {name} is {kind}"
        assert kind == "IntConverter" or name in SLUGS | SAFE_TEXTS, f"{pattern.name}: {name}"


def test_background_task_when_listed_then_takes_only_ids() -> None:
    from reisgenoot.deliveries import tasks

    found = [task for task in vars(tasks).values() if type(task).__name__ == "Task"]
    assert found
    for task in found:
        for parameter in inspect.signature(task.func).parameters.values():
            assert parameter.annotation in {int, "int", int | None, "int | None"}, f"{task.name}: {parameter}"


LOGGED = re.compile(r"^(debug|info|warning|error|exception|critical)$")


def test_log_call_when_written_then_holds_no_field_of_a_person() -> None:
    personal = {"family_name", "given_name", "called", "display_name", "bsn", "birth_date", "phone", "text", "summary"}
    leaks = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and LOGGED.match(node.func.attr):
                names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)} - {node.func.attr}
                if (
                    isinstance(node.func.value, ast.Name)
                    and node.func.value.id in {"logger", "logging"}
                    and names & personal
                ):
                    leaks.append(f"{path.name}:{node.lineno} {names & personal}")
    assert leaks == []


def test_model_when_printed_then_shows_ids_only() -> None:
    from reisgenoot.people.models import Person

    assert str(Person(pk=3, family_name="Tesfay", given_name="Selam")) == "person 3"
    assert "Tesfay" not in repr(Person(pk=3, family_name="Tesfay"))
