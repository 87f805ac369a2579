"""The expressions of a form: XPath 1.0 with the functions and the way with dates that ODK defines.

`elementpath` reads the grammar; the values are ODK's: an empty answer is an empty text, a date counts in days, nothing
that a person typed makes an expression fail. Source: getodk.github.io/xforms-spec, "XPath Functions".
"""

from reisgenoot.questionnaires.xpath.evaluating import Context, boolean_of, text_of
from reisgenoot.questionnaires.xpath.nodes import Node
from reisgenoot.questionnaires.xpath.parsing import ExpressionError, read_expression

__all__ = ["Context", "ExpressionError", "Node", "boolean_of", "read_expression", "text_of"]
