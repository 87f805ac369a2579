"""What an expression comes to at one place in a filled-in form."""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from elementpath.xpath_tokens import XPathFunction, XPathToken

from reisgenoot.questionnaires.xpath.functions import FUNCTIONS
from reisgenoot.questionnaires.xpath.nodes import Node
from reisgenoot.questionnaires.xpath.parsing import read_expression
from reisgenoot.questionnaires.xpath.values import Value, answer_of, boolean, number, text

ChoiceLabel = Callable[[Node, str], str]


def _as_named(_node: Node, chosen: str) -> str:
    return chosen


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when an expression is asked.

    ``current`` is the question whose expression it is, ``node`` what a predicate looks at; elsewhere they are the same.
    """

    node: Node
    moment: datetime
    current: Node
    position: int = 1
    label: ChoiceLabel = field(default=_as_named)

    def choice_label(self, node: Node, chosen: str) -> str:
        """The words of a choice in the language of the asker."""
        return self.label(node, chosen)


def boolean_of(written: str, context: Context) -> bool:
    """Whether an expression is true here. Raises `ExpressionError` for one that cannot be read."""
    return boolean(_value(read_expression(written), context))


def text_of(written: str, context: Context) -> str:
    """What an expression comes to here, as an answer would be written; empty when it comes to no number."""
    found = _value(read_expression(written), context)
    written_out = text(found)
    return "" if written_out in ("NaN", "Infinity", "-Infinity") else written_out


def _value(token: XPathToken, context: Context) -> Value:
    symbol = token.symbol
    if isinstance(token, XPathFunction):
        return FUNCTIONS[symbol].body(context, [_value(argument, context) for argument in token])
    if symbol == "(string)":
        return str(token.value)
    if symbol in ("(integer)", "(decimal)", "(float)"):
        return float(str(token.value))
    if symbol in _LOGIC:
        return _LOGIC[symbol](token, context)
    if symbol in _COMPARE:
        return _compare(symbol, _value(token[0], context), _value(token[1], context))
    if symbol in _CALCULATE and len(token) == 2:
        return _CALCULATE[symbol](number(_value(token[0], context)), number(_value(token[1], context)))
    if symbol in ("+", "-"):
        alone = number(_value(token[0], context))
        return -alone if symbol == "-" else alone
    if symbol == "(":
        return _value(token[0], context)
    return _nodes(token, context)


def _nodes(token: XPathToken, context: Context) -> list[Node]:
    """The places that a path leads to from the context's node."""
    symbol, node = token.symbol, context.node
    if symbol == "/":
        return _walked(token, context)
    if symbol == "[":
        return _picked(_nodes_of(token[0], context), token[1], context)
    if symbol == ".":
        return [node]
    if symbol == "..":
        return [node.parent] if node.parent else []
    if symbol == "*":
        return list(node.children)
    return node.named(str(token.value))


def _nodes_of(token: XPathToken, context: Context) -> list[Node]:
    found = _value(token, context)
    return found if isinstance(found, list) else []


def _walked(token: XPathToken, context: Context) -> list[Node]:
    starts = _nodes_of(token[0], context) if len(token) == 2 else [_document(context)]
    if not len(token):
        return starts
    step = token[len(token) - 1]
    found: dict[int, Node] = {}
    for start in starts:
        for node in _nodes_of(step, replace(context, node=start)):
            found.setdefault(id(node), node)
    return list(found.values())


def _document(context: Context) -> Node:
    """What an absolute path begins from: the document, whose only child is the form. A choice stands in none itself."""
    document = Node("")
    document.children.append([context.current, *context.current.ancestors][-1])
    return document


def _picked(nodes: list[Node], predicate: XPathToken, context: Context) -> list[Node]:
    kept = []
    for at, node in enumerate(nodes, 1):
        found = _value(predicate, replace(context, node=node, position=at))
        is_number = isinstance(found, float) and not isinstance(found, bool)
        if found == at if is_number else boolean(found):
            kept.append(node)
    return kept


def _compare(symbol: str, left: Value, right: Value) -> bool:
    """Any of several places that fits makes it true; numbers and dates compare as numbers, the rest as texts."""
    return any(_fits(symbol, one, other) for one in _each(left) for other in _each(right))


def _each(value: Value) -> list[str | float | bool]:
    if isinstance(value, list):
        return [answer_of(node) for node in value] or [""]
    return [value]


def _fits(symbol: str, left: str | float | bool, right: str | float | bool) -> bool:
    how = _COMPARE[symbol]
    if symbol not in ("=", "!="):
        return bool(how(number(left), number(right)))
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(how(boolean(left), boolean(right)))
    if isinstance(left, float) or isinstance(right, float):
        return bool(how(number(left), number(right)))
    return bool(how(left, right))


def _divided(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left)
    return left / right


def _rest(left: float, right: float) -> float:
    return math.nan if right == 0 or math.isnan(left) or math.isinf(left) else math.fmod(left, right)


_LOGIC: dict[str, Callable[[XPathToken, Context], bool]] = {
    "or": lambda token, context: boolean(_value(token[0], context)) or boolean(_value(token[1], context)),
    "and": lambda token, context: boolean(_value(token[0], context)) and boolean(_value(token[1], context)),
}
_COMPARE: dict[str, Callable[[object, object], object]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
}
_CALCULATE: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divided,
    "mod": _rest,
}
