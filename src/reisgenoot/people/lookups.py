"""Prefix search that PostgreSQL can answer from an index under row-level security.

``LIKE 'abc%'`` may not use an index there: the operator is not leakproof, so the policy has to be checked row by row
first. The pattern comparison operators are leakproof, and the index on name words is made for them.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@CharField.register_lookup
class Prefix(Lookup[str]):
    """``word__prefix="hadd"``: every word that begins with these letters. For a column with ``text_pattern_ops``."""

    lookup_name = "prefix"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """From the prefix (inclusive) to the next text of the same length (exclusive)."""
        column, parameters = self.process_lhs(compiler, connection)
        start = str(self.rhs)
        beyond = start[:-1] + chr(ord(start[-1]) + 1)
        return f"({column} ~>=~ %s and {column} ~<~ %s)", (*parameters, start, *parameters, beyond)
