"""The queries of a page, in a form that stays the same from day to day: values out, one statement after another."""

import hashlib
import re
from collections.abc import Iterable, Sequence

LONGEST = 4_000
_CONTROL = re.compile(r"(?i)^(begin|commit|rollback|savepoint|release savepoint|rollback to)\b")
_TEXT = re.compile(r"'(?:[^']|'')*'(?:::[a-z]+(?:\[\])?)?")
_NUMBER = re.compile(r"(?<![\w\".])-?\d+(?:\.\d+)?(?:::[a-z]+)?(?![\w\"])")
_LIST = re.compile(r"\((?:\?, ?)+\?\)")
_BLANKS = re.compile(r"\s+")


def statements(captured: Iterable[dict[str, str]]) -> list[str]:
    """The statements among captured queries, without those that only begin and end transactions."""
    return [query["sql"] for query in captured if not _CONTROL.match(query["sql"].strip())]


def normalise(sql: str) -> str:
    """A statement without its values; a very long one is cut, and ends with a digest of the whole.

    Examples
    --------
    >>> normalise("SELECT a FROM t WHERE id IN (1, 2, 3) AND name = 'x'")
    'SELECT a FROM t WHERE id IN (?) AND name = ?'
    """
    bare = _NUMBER.sub("?", _TEXT.sub("?", sql))
    bare = _BLANKS.sub(" ", _LIST.sub("(?)", bare)).strip()
    if len(bare) <= LONGEST:
        return bare
    return f"{bare[:LONGEST]} ... {hashlib.sha256(bare.encode()).hexdigest()[:12]}"


def snapshot(queries: Sequence[str]) -> str:
    """The queries of one page as a text to keep: how many, then each on a line of its own."""
    lines = [f"-- {len(queries)} queries", *(f"{normalise(query)};" for query in queries)]
    return "\n".join(lines) + "\n"
