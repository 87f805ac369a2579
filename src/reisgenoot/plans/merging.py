"""Two people who wrote in one plan: what each changed, taken together; where both changed the same, a question.

Three-way: from the plan that both began with. Pure, no database. Nobody's words are ever lost without a question:

- a field that one of them changed has that value; changed by both to the same, likewise;
- changed by both otherwise is a `Clash`;
- a part (goal, agreement, step) that one took out and the other left alone is gone; taken out by one and changed by the
  other is a clash about the part as a whole;
- parts that were added stay, each behind the part that its writer put it behind;
- parts that one of them moved stand in that order; both moved otherwise is a clash about the order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reisgenoot.plans.content import PARTS, Doc, by_ref

Path = tuple[str, ...]
"""Where in a document: names of fields, and refs of parts (``goals``, ref, ``text``)."""
GONE = "gone"
"""The value of a part that one of the two took out."""
ORDER = "order"
"""The last word of the path of a question about the order of parts; its values are lists of refs."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A place that both changed, each otherwise. For a part one side of which is gone the value is `GONE`."""

    path: Path
    mine: Any
    theirs: Any

    @property
    def name(self) -> str:
        """The place as one word, to be the name of a question in a form."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one document. Where they clash it holds mine, until somebody chose.

    ``taken`` are the places where the other's change was taken over.
    """

    content: Doc
    clashes: tuple[Clash, ...] = ()
    taken: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Found:
    clashes: list[Clash] = field(default_factory=list)
    taken: list[Path] = field(default_factory=list)


def merge(base: Doc, mine: Doc, theirs: Doc, *, chosen: Mapping[str, str] | None = None) -> Merged:
    """Put two changes of one document together.

    Parameters
    ----------
    base     what both began with.
    chosen   answers to earlier clashes: name of the clash -> ``mine`` or ``theirs``. A clash that has one is settled.
    """
    found = _Found()
    content = _merge_doc(base, mine, theirs, (), found, chosen or {})
    return Merged(content, tuple(found.clashes), tuple(found.taken))


def _merge_doc(base: Doc, mine: Doc, theirs: Doc, path: Path, found: _Found, chosen: Mapping[str, str]) -> Doc:
    merged: Doc = {}
    for name in mine:
        here = (*path, name)
        if name in PARTS:
            merged[name] = _merge_parts(base[name], mine[name], theirs[name], here, found, chosen)
        elif isinstance(mine[name], dict):
            merged[name] = _merge_doc(base[name], mine[name], theirs[name], here, found, chosen)
        else:
            merged[name] = _merge_value(base[name], mine[name], theirs[name], here, found, chosen)
    return merged


def _merge_value(base: Any, mine: Any, theirs: Any, path: Path, found: _Found, chosen: Mapping[str, str]) -> Any:
    if theirs in (mine, base):
        return mine
    if mine == base:
        found.taken.append(path)
        return theirs
    return _settle(Clash(path, mine, theirs), found, chosen)


def _settle(clash: Clash, found: _Found, chosen: Mapping[str, str]) -> Any:
    """The value that was chosen; mine, and the question, when nobody chose yet."""
    answer = chosen.get(clash.name)
    if answer == "theirs":
        found.taken.append(clash.path)
        return clash.theirs
    if answer != "mine":
        found.clashes.append(clash)
    return clash.mine


def _merge_parts(
    base: Sequence[Doc],
    mine: Sequence[Doc],
    theirs: Sequence[Doc],
    path: Path,
    found: _Found,
    chosen: Mapping[str, str],
) -> list[Doc]:
    olds, mines, others = by_ref(base), by_ref(mine), by_ref(theirs)
    kept: dict[str, Doc] = {}
    for ref in [*mines, *(ref for ref in others if ref not in mines), *(r for r in olds if r not in mines | others)]:
        part = _merge_part(olds.get(ref), mines.get(ref), others.get(ref), (*path, ref), found, chosen)
        if part is not None:
            kept[ref] = part
    order = _order(list(olds), list(mines), list(others), path, found, chosen)
    return [kept[ref] for ref in order if ref in kept]


def _merge_part(
    old: Doc | None, mine: Doc | None, theirs: Doc | None, path: Path, found: _Found, chosen: Mapping[str, str]
) -> Doc | None:
    """One part of a list; None when it is gone."""
    if mine is not None and theirs is not None:
        return _merge_doc(old or mine, mine, theirs, path, found, chosen)
    if mine is None and theirs is None:
        return None
    left = mine if mine is not None else theirs
    if old is None:
        if mine is None:
            found.taken.append(path)
        return left
    if left == old:
        if theirs is None:
            found.taken.append(path)
        return None
    clash = Clash(path, GONE if mine is None else mine, GONE if theirs is None else theirs)
    settled = _settle(clash, found, chosen)
    return None if settled == GONE else settled


def _order(
    base: list[str], mine: list[str], theirs: list[str], path: Path, found: _Found, chosen: Mapping[str, str]
) -> list[str]:
    """The order that one of them gave, with what the other added behind the part it was put behind."""
    shared = [ref for ref in base if ref in mine and ref in theirs]
    my_order, their_order = [r for r in mine if r in shared], [r for r in theirs if r in shared]
    wanted = _merge_value(shared, my_order, their_order, (*path, ORDER), found, chosen) if shared else []
    first, second = (mine, theirs) if wanted == my_order else (theirs, mine)
    order = list(first)
    for ref in base:
        if ref not in order and ref not in second:
            order.append(ref)
    for place, ref in enumerate(second):
        if ref in order:
            continue
        before = next((one for one in reversed(second[:place]) if one in order), None)
        order.insert(order.index(before) + 1 if before is not None else 0, ref)
    return order
