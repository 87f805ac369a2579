"""Protection of small cells: which rows of a table must be hidden so that nobody can be recognised in it.

A row is hidden when its denominator lies under the threshold or its numerator is 1 to threshold - 1. Then more rows are
hidden until no hidden small number can be worked out from what stays visible: not from one margin (a total minus its
visible parts, also when the hidden parts together stay under the threshold), and not from any combination of visible
numbers (linear algebra over the finest cells). Protection works within one table; a numerator of zero is no secret.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from reisgenoot.monitor.counting import Cell, Count
from reisgenoot.monitor.language import Distribution, Indicator

Variable = tuple[tuple[str, ...], str]
"""A finest cell: atom and value; value "" stands for everybody in the atom."""
_TOLERANCE = 1e-8


@dataclass(eq=False, slots=True)
class _Quantity:
    """One number in the table: a sum of finest cells, shown by one or more rows."""

    variables: frozenset[Variable]
    amount: int
    rows: set[int] = field(default_factory=set)
    is_sensitive: bool = False

    def is_hidden(self, hidden: set[int]) -> bool:
        return self.rows <= hidden


@dataclass(eq=False, slots=True)
class _System:
    """Numbers about the same finest cells, and the families of disjoint parts (one per grouping)."""

    quantities: dict[frozenset[Variable], _Quantity] = field(default_factory=dict)
    families: dict[tuple[str, ...], list[_Quantity]] = field(default_factory=lambda: defaultdict(list))

    def add(self, variables: Iterable[Variable], *, amount: int, row: int) -> _Quantity:
        key = frozenset(variables)
        quantity = self.quantities.setdefault(key, _Quantity(key, amount))
        quantity.rows.add(row)
        return quantity

    def margins(self) -> list[tuple[_Quantity, list[_Quantity]]]:
        """Every number that is the sum of two or more others of one grouping, with those others."""
        result = []
        for family in self.families.values():
            part_of = {variable: part for part in family for variable in part.variables}
            for total in self.quantities.values():
                parts = {id(part_of[v]): part_of[v] for v in total.variables if v in part_of}
                covered = sum(len(part.variables) for part in parts.values())
                if len(parts) > 1 and covered == len(total.variables) and total.variables <= part_of.keys():
                    result.append((total, list(parts.values())))
        return result


def hidden_rows(indicator: Indicator, counts: Sequence[Count], cells: Sequence[Cell]) -> frozenset[int]:
    """Positions in ``counts`` of the rows to hide."""
    threshold = indicator.threshold
    hidden = {i for i, count in enumerate(counts) if _is_small(count, threshold)}
    if not hidden:
        return frozenset()
    systems = _systems(indicator, counts, cells)
    margins = list(chain.from_iterable(system.margins() for system in systems))
    while _close_a_margin(margins, hidden, threshold) or any(_break_a_combination(s, hidden) for s in systems):
        continue
    return frozenset(hidden)


def _is_small(count: Count, threshold: int) -> bool:
    return 0 < count.denominator < threshold or 0 < count.numerator < threshold


def _systems(indicator: Indicator, counts: Sequence[Count], cells: Sequence[Cell]) -> list[_System]:
    """One system for the sizes of groups per section, one for the counts per measure."""
    sizes: dict[int, _System] = defaultdict(_System)
    measured: dict[tuple[int, int], _System] = defaultdict(_System)
    occurring: dict[tuple[int, int], dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for cell in cells:
        occurring[cell.section, cell.measure][cell.atom].add(cell.value)
    for row, count in enumerate(counts):
        is_distribution = isinstance(indicator.sections[count.section].measures[count.measure], Distribution)
        few_people = 0 < count.denominator < indicator.threshold
        size = sizes[count.section].add(((a, "") for a in count.atoms), amount=count.denominator, row=row)
        size.is_sensitive |= few_people
        _join(sizes[count.section].families[count.grouping], size)
        values = occurring[count.place]
        parts = ((atom, count.value) for atom in count.atoms if not is_distribution or count.value in values[atom])
        part = measured[count.place].add(parts, amount=count.numerator, row=row)
        part.is_sensitive |= few_people or 0 < count.numerator < indicator.threshold
        _join(measured[count.place].families[count.grouping], part)
        if is_distribution:
            whole = ((atom, value) for atom in count.atoms for value in values[atom])
            total = measured[count.place].add(whole, amount=count.denominator, row=row)
            total.rows |= size.rows
    return [*sizes.values(), *measured.values()]


def _join(family: list[_Quantity], quantity: _Quantity) -> None:
    if all(quantity is not member for member in family):
        family.append(quantity)


def _close_a_margin(margins: Sequence[tuple[_Quantity, list[_Quantity]]], hidden: set[int], threshold: int) -> bool:
    """Hide one more row where a visible total gives a small hidden part away; False when no margin does."""
    for total, parts in margins:
        if total.is_hidden(hidden):
            continue
        secret = [part for part in parts if part.is_hidden(hidden)]
        rest = sum(part.amount for part in secret)
        if any(part.is_sensitive for part in secret) and (len(secret) == 1 or rest < threshold):
            helpers = [part for part in parts if part.amount > 0 and not part.is_hidden(hidden)]
            hidden |= min(helpers, key=lambda part: part.amount, default=total).rows
            return True
    return False


def _break_a_combination(system: _System, hidden: set[int]) -> bool:
    """Hide one more row where visible numbers combine to a small hidden one; False when they do not."""
    secrets = [q for q in system.quantities.values() if q.is_sensitive and q.is_hidden(hidden)]
    if not secrets:
        return False
    visible = [q for q in system.quantities.values() if not q.is_hidden(hidden)]
    known = frozenset(chain.from_iterable(q.variables for q in visible if len(q.variables) == 1))
    unknown = sorted(frozenset(chain.from_iterable(system.quantities)) - known)
    column = {variable: i for i, variable in enumerate(unknown)}
    equations = [q for q in visible if not q.variables <= known]
    matrix = _matrix(equations, column)
    for secret in secrets:
        target = _matrix([secret], column)[0]
        weights = np.linalg.lstsq(matrix.T, target, rcond=None)[0] if equations else np.zeros(0)
        if np.abs(matrix.T @ weights - target).max(initial=0.0) < _TOLERANCE:
            used = [q for q, weight in zip(equations, weights, strict=True) if abs(weight) > _TOLERANCE]
            touched = secret.variables.union(*(q.variables for q in used)) & known
            used += [q for q in visible if q.variables <= touched]
            hidden |= min(used, key=lambda q: q.amount).rows
            return True
    return False


def _matrix(quantities: Sequence[_Quantity], column: dict[Variable, int]) -> np.ndarray:
    """One line per number, a one for each unknown cell it contains."""
    matrix = np.zeros((len(quantities), len(column)))
    for line, quantity in enumerate(quantities):
        matrix[line, [column[v] for v in quantity.variables if v in column]] = 1.0
    return matrix
