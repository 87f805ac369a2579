"""The functions of ODK that forms use. Each gets its arguments evaluated, and the context it is asked in.

Source: getodk.github.io/xforms-spec, "XPath Functions". Empty answers do not count in ``sum``, ``min`` and ``max``.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reisgenoot.questionnaires.xpath.nodes import Node
from reisgenoot.questionnaires.xpath.values import Value, answer_of, boolean, day, listed, number, text


class Asked(Protocol):
    """What a function may know of where it is asked."""

    @property
    def node(self) -> Node: ...
    @property
    def current(self) -> Node: ...
    @property
    def position(self) -> int: ...
    @property
    def moment(self) -> datetime: ...
    def choice_label(self, node: Node, chosen: str) -> str:
        """The words of a choice in the language of the asker."""
        ...


Body = Callable[[Asked, list[Value]], Value]


@dataclass(frozen=True, slots=True)
class Function:
    """What it does and how many arguments it takes (``most`` None = any number)."""

    body: Body
    least: int = 0
    most: int | None = 0


def _answers(values: list[Value]) -> Iterator[str | float | bool]:
    for value in values:
        if isinstance(value, list):
            yield from (answer_of(node) for node in value)
        else:
            yield value


def _numbers(values: list[Value]) -> list[float]:
    return [number(one) for one in _answers(values) if one != ""]


def _selected_at(asked: Asked, args: list[Value]) -> Value:
    chosen, at = listed(args[0]), number(args[1])
    return chosen[int(at)] if not math.isnan(at) and 0 <= at < len(chosen) else ""


def _coalesce(asked: Asked, args: list[Value]) -> Value:
    return next((one for one in args if text(one) != ""), "")


def _regex(asked: Asked, args: list[Value]) -> Value:
    return re.fullmatch(text(args[1]), text(args[0])) is not None


def _position(asked: Asked, args: list[Value]) -> Value:
    """Of a place: the how-manieth of its repeat; without one: of what a predicate looks at."""
    if not args:
        return float(asked.position)
    nodes = args[0]
    if not isinstance(nodes, list) or not nodes:
        return math.nan
    node = nodes[0]
    inside = node if node.index else next((one for one in node.ancestors if one.index), None)
    return float(inside.index) if inside else 1.0


def _indexed_repeat(asked: Asked, args: list[Value]) -> Value:
    """The answer in the how-manieth of a repeat; pairs of repeat and number follow the question."""
    found = args[0] if isinstance(args[0], list) else []
    for repeats, wanted in zip(args[1::2], args[2::2], strict=False):
        which = number(wanted)
        inside = {id(node) for node in repeats if node.index == which} if isinstance(repeats, list) else set()
        found = [node for node in found if any(id(one) in inside for one in node.ancestors)]
    return found[:1]


def _choice_name(asked: Asked, args: list[Value]) -> Value:
    """The words of a chosen name; the second argument is the path of the question that offers it, as a text."""
    path = text(args[1]).strip().split("/")
    nodes = [one for one in _root(asked.node).walk() if one.name == path[-1]]
    names = listed(args[0])
    return ", ".join(asked.choice_label(nodes[0], name) for name in names) if nodes else ""


def _root(node: Node) -> Node:
    return [node, *node.ancestors][-1]


def _rounded(asked: Asked, args: list[Value]) -> Value:
    """Half goes up, as XPath has it; a second argument says to how many decimals."""
    value, places = number(args[0]), int(number(args[1])) if len(args) > 1 else 0
    if math.isnan(value) or math.isinf(value):
        return value
    return math.floor(value * 10.0**places + 0.5) / 10.0**places


def _whole(how: Callable[[float], float]) -> Body:
    def body(asked: Asked, args: list[Value]) -> Value:
        value = number(args[0])
        return value if math.isnan(value) or math.isinf(value) else float(how(value))

    return body


def _power(asked: Asked, args: list[Value]) -> Value:
    try:
        return math.pow(number(args[0]), number(args[1]))
    except (OverflowError, ValueError):
        return math.nan


def _date(asked: Asked, args: list[Value]) -> Value:
    found = day(args[0])
    return found.isoformat() if found else ""


def _format_date(asked: Asked, args: list[Value]) -> Value:
    found = day(args[0])
    if found is None:
        return ""
    parts = {"Y": f"{found.year:04}", "y": f"{found.year % 100:02}", "m": f"{found.month:02}", "n": str(found.month)}
    parts |= {"d": f"{found.day:02}", "e": str(found.day)}
    return re.sub(r"%(\w)", lambda match: parts.get(match.group(1), match.group(0)), text(args[1]))


def _substr(asked: Asked, args: list[Value]) -> Value:
    """ODK's own: from (counted from 0) up to and without the end."""
    bounds = [int(number(one)) for one in args[1:] if not math.isnan(number(one))]
    return text(args[0])[slice(*bounds)] if len(bounds) > 1 else text(args[0])[bounds[0] if bounds else 0 :]


def _substring(asked: Asked, args: list[Value]) -> Value:
    """XPath's: from (counted from 1), so many letters."""
    start = number(args[1])
    if math.isnan(start):
        return ""
    end = start + number(args[2]) if len(args) > 2 else math.inf
    return "".join(letter for at, letter in enumerate(text(args[0]), 1) if start <= at < end)


def _translate(asked: Asked, args: list[Value]) -> Value:
    before, after = text(args[1]), text(args[2])
    table = {ord(letter): after[at] if at < len(after) else None for at, letter in reversed(list(enumerate(before)))}
    return text(args[0]).translate(table)


def _checklist(asked: Asked, args: list[Value]) -> Value:
    """Whether at least and at most so many of the rest are so (-1 = no bound)."""
    least, most = number(args[0]), number(args[1])
    so_many = sum(boolean(one) for one in args[2:])
    return (least < 0 or so_many >= least) and (most < 0 or so_many <= most)


def _once(asked: Asked, args: list[Value]) -> Value:
    return asked.current.value or text(args[0])


FUNCTIONS: dict[str, Function] = {
    "selected": Function(lambda _asked, args: text(args[1]) in listed(args[0]), 2, 2),
    "count-selected": Function(lambda _asked, args: float(len(listed(args[0]))), 1, 1),
    "selected-at": Function(_selected_at, 2, 2),
    "choice-name": Function(_choice_name, 2, 2),
    "if": Function(lambda _asked, args: args[1] if boolean(args[0]) else args[2], 3, 3),
    "coalesce": Function(_coalesce, 2, None),
    "once": Function(_once, 1, 1),
    "regex": Function(_regex, 2, 2),
    "checklist": Function(_checklist, 3, None),
    "position": Function(_position, 0, 1),
    "current": Function(lambda asked, _args: [asked.current], 0, 0),
    "indexed-repeat": Function(_indexed_repeat, 3, 7),
    "count": Function(lambda _asked, args: float(len(args[0]) if isinstance(args[0], list) else 0), 1, 1),
    "count-non-empty": Function(lambda _asked, args: float(sum(one != "" for one in _answers(args))), 1, 1),
    "sum": Function(lambda _asked, args: float(sum(_numbers(args))), 1, 1),
    "min": Function(lambda _asked, args: min(_numbers(args), default=math.nan), 1, None),
    "max": Function(lambda _asked, args: max(_numbers(args), default=math.nan), 1, None),
    "number": Function(lambda asked, args: number(args[0] if args else [asked.node]), 0, 1),
    "int": Function(_whole(math.trunc), 1, 1),
    "floor": Function(_whole(math.floor), 1, 1),
    "ceiling": Function(_whole(math.ceil), 1, 1),
    "abs": Function(_whole(abs), 1, 1),
    "round": Function(_rounded, 1, 2),
    "pow": Function(_power, 2, 2),
    "today": Function(lambda asked, _args: asked.moment.date().isoformat(), 0, 0),
    "now": Function(lambda asked, _args: asked.moment.isoformat(timespec="seconds"), 0, 0),
    "date": Function(_date, 1, 1),
    "date-time": Function(lambda _asked, args: text(args[0]), 1, 1),
    "decimal-date-time": Function(lambda _asked, args: number(text(args[0])), 1, 1),
    "format-date": Function(_format_date, 2, 2),
    "format-date-time": Function(_format_date, 2, 2),
    "string": Function(lambda asked, args: text(args[0] if args else [asked.node]), 0, 1),
    "string-length": Function(lambda asked, args: float(len(text(args[0] if args else [asked.node]))), 0, 1),
    "concat": Function(lambda _asked, args: "".join(text(one) for one in _answers(args)), 1, None),
    "join": Function(lambda _asked, args: text(args[0]).join(text(one) for one in _answers(args[1:])), 2, None),
    "contains": Function(lambda _asked, args: text(args[1]) in text(args[0]), 2, 2),
    "starts-with": Function(lambda _asked, args: text(args[0]).startswith(text(args[1])), 2, 2),
    "ends-with": Function(lambda _asked, args: text(args[0]).endswith(text(args[1])), 2, 2),
    "substr": Function(_substr, 2, 3),
    "substring": Function(_substring, 2, 3),
    "substring-before": Function(lambda _asked, args: _cut(args)[0], 2, 2),
    "substring-after": Function(lambda _asked, args: _cut(args)[1], 2, 2),
    "translate": Function(_translate, 3, 3),
    "normalize-space": Function(lambda asked, args: " ".join(listed(args[0] if args else [asked.node])), 0, 1),
    "not": Function(lambda _asked, args: not boolean(args[0]), 1, 1),
    "boolean": Function(lambda _asked, args: boolean(args[0]), 1, 1),
    "boolean-from-string": Function(lambda _asked, args: text(args[0]) in ("1", "true"), 1, 1),
    "true": Function(lambda _asked, _args: True, 0, 0),
    "false": Function(lambda _asked, _args: False, 0, 0),
}
"""By name; ``choice-name`` is written ``jr:choice-name`` in a form."""


def _cut(args: list[Value]) -> tuple[str, str]:
    before, found, after = text(args[0]).partition(text(args[1]))
    return (before, after) if found else ("", "")
