"""The tables as they were true at a reference date and as they were known at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.tables import DeclaredTable


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Declared tables seen at one reference date.

    Parameters
    ----------
    tables         every declared table by name, at its grain, over one or more organisations.
    as_of          facts that became true after this day are left out.
    known_at       facts as they were known at this moment; missing means as they are known now.
    organisation   only this executing organisation; missing means all that are in the tables.
    """

    tables: Mapping[str, ir.Table]
    as_of: date
    known_at: datetime | None = None
    organisation: int | None = None

    def rows(self, declared: type[DeclaredTable]) -> ir.Table:
        """The rows of one declared table that were true and known."""
        table = self.tables[declared.name]
        true_on = table[declared.true_on]
        table = table.filter(true_on.isnull() | (true_on <= ibis.literal(self.as_of)))
        table = table.filter(self._known(table))
        if self.organisation is not None:
            table = table.filter(table.organisation == self.organisation)
        return table.drop("recorded_at", "superseded_at")

    def _known(self, table: ir.Table) -> ir.BooleanValue:
        if self.known_at is None:
            return table.superseded_at.isnull()
        moment = ibis.literal(self.known_at)
        return (table.recorded_at <= moment) & (table.superseded_at.isnull() | (table.superseded_at > moment))
