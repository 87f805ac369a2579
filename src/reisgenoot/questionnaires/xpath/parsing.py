"""Reading an expression once: the tree, with an error for everything this software would not understand."""

import re
from functools import lru_cache

from elementpath.exceptions import ElementPathError
from elementpath.tdop import Parser
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_tokens import XPathFunction, XPathToken

from reisgenoot.questionnaires.xpath.functions import FUNCTIONS

_NAMESPACED = re.compile(r"\bjr:(choice-name)\b")
_UNKNOWN = re.compile(r"unknown function '([^']+)'")
OPERATORS = frozenset({"or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"})
STEPS = frozenset({"/", "[", "(", "(name)", ".", "..", "*"})
LITERALS = frozenset({"(string)", "(integer)", "(decimal)", "(float)"})
MAX_LENGTH = 4000


class ExpressionError(ValueError):
    """An expression that cannot be read, or that uses what this software does not know; the text says which."""


class _OdkParser(XPath1Parser):
    """XPath 1.0 with ODK's functions, which may also begin a path (``current()/../name``)."""

    PATH_STEP_LABELS = (*XPath1Parser.PATH_STEP_LABELS, "function")
    symbol_table = {
        symbol: token for symbol, token in XPath1Parser.symbol_table.items() if not issubclass(token, XPathFunction)
    }

    def parse(self, source: str) -> XPathToken:
        """The tree only: nothing is evaluated while reading."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


for _name, _function in FUNCTIONS.items():
    _OdkParser.register(
        _name,
        bases=(XPathFunction,),
        label="function",
        class_name=f"_Odk_{_name.replace('-', '_')}",
        nargs=(_function.least, _function.most) if _function.most != 0 else 0,
        lbp=90,
        rbp=90,
        namespace="http://www.w3.org/2005/xpath-functions",
    )


@lru_cache(maxsize=4096)
def read_expression(written: str) -> XPathToken:
    """The tree of an expression, read once per text.

    Raises
    ------
    ExpressionError   it is no XPath, or names a function or sign that is not supported.
    """
    if len(written) > MAX_LENGTH:
        raise ExpressionError(f"de formule is langer dan {MAX_LENGTH} tekens.")
    try:
        tree = _OdkParser().parse(_NAMESPACED.sub(r"\1", written.strip()))
    except (ElementPathError, RecursionError) as error:
        raise ExpressionError(_said(error)) from error
    _check(tree)
    return tree


def _said(error: Exception) -> str:
    unknown = _UNKNOWN.search(str(error))
    if unknown:
        return f"de functie {unknown.group(1)}() is niet bekend."
    return f"de formule kan niet worden gelezen: {error}"


def _check(token: XPathToken) -> None:
    symbol = token.symbol
    if isinstance(token, XPathFunction):
        if symbol not in FUNCTIONS:
            raise ExpressionError(f"de functie {symbol}() is niet bekend.")
    elif symbol not in OPERATORS | STEPS | LITERALS:
        raise ExpressionError(f"het teken {symbol} is in een formule niet bekend.")
    for child in token:
        _check(child)
