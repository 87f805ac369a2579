"""Log lines without people in them.

The text of an error often repeats what went wrong: PostgreSQL prints the whole row that broke a rule, a parser prints
the cell it could not read. A log line therefore says what kind of error it was and where in the code, and of a
database error the names of table and constraint, but never its text. Our own errors hold no personal data and are
printed whole.
"""

import copy
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

import psycopg
from django.core.exceptions import ImproperlyConfigured

from reisgenoot.kernel.errors import InvalidInput, ReisgenootError

_LINK = re.compile(r"(/v/)[^/\s]+")
"""The secret of a link that opens a questionnaire, in an address."""
_TOLD_WHOLE = (ReisgenootError, ImproperlyConfigured, ImportError, psycopg.OperationalError)


def told_safely(error: BaseException) -> str:
    """Kind of error, and as much of its text as can hold nobody's data."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, _TOLD_WHOLE) and not isinstance(error, InvalidInput):
        return (
            f"{kind}: {error}" if not isinstance(error, psycopg.OperationalError) else f"{kind}: {_first_line(error)}"
        )
    if isinstance(error, psycopg.Error):
        known = error.diag
        names = {"table": known.table_name, "column": known.column_name, "constraint": known.constraint_name}
        told = " ".join(f"{name}={value}" for name, value in names.items() if value)
        return f"{kind}: {error.sqlstate or ''} {told}".rstrip(": ")
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def trace_safely(error: BaseException) -> str:
    """The traceback of an error and of what led to it, the texts told safely."""
    return "\n".join(_blocks(error, set())).rstrip("\n")


def _blocks(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _blocks(before, seen)
        yield "\nWhich led to:\n"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield told_safely(error)
    for each in getattr(error, "exceptions", ()):
        if id(each) not in seen:
            yield from _blocks(each, seen)


class SafeFormatter(logging.Formatter):
    """Formats a record with errors told safely, also those that are arguments of the message."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.exc_text = None  # another handler may have kept the whole text
        if isinstance(own.args, tuple):
            own.args = tuple(told_safely(one) if isinstance(one, BaseException) else one for one in own.args)
        if isinstance(own.msg, BaseException):
            own.msg, own.args = told_safely(own.msg), ()
        return _LINK.sub(r"\1…", super().format(own))

    def formatException(  # noqa: N802  the name is the library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return trace_safely(ei[1]) if ei[1] is not None else ""


def tell_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What a command prints when it stops unexpectedly (`sys.excepthook`)."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    sys.stderr.write(trace_safely(error.with_traceback(trace)) + "\n")
