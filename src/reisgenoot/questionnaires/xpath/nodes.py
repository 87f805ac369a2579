"""The tree that expressions look at: one node per question, group and added repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(eq=False, slots=True)
class Node:
    """One place in a filled-in form.

    Attributes
    ----------
    name          name of the question or group, as an expression calls it.
    value         the answer as text; empty when there is none or when this is a group.
    is_number     an answer that compares as a number (integer, decimal, range).
    index         the how-manieth of its repeat, from 1; 0 when it is not repeated.
    is_relevant   whether it is asked, given the other answers; what is not asked counts as empty.
    item          what of the form it is filled in for; any object.
    """

    name: str
    value: str = ""
    is_number: bool = False
    index: int = 0
    is_relevant: bool = True
    item: Any = None
    parent: Self | None = None
    children: list[Self] = field(default_factory=list)

    def add(self, child: Self) -> Self:
        """Hang a node under this one; gives the node."""
        child.parent = self
        self.children.append(child)
        return child

    def named(self, name: str) -> list[Self]:
        """The children with this name, in order."""
        return [child for child in self.children if child.name == name]

    @property
    def is_asked(self) -> bool:
        """Whether it and everything around it is relevant."""
        node: Node | None = self
        while node is not None:
            if not node.is_relevant:
                return False
            node = node.parent
        return True

    @property
    def ancestors(self) -> Iterator[Self]:
        """What it lies in, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def path(self) -> str:
        """Where it stands, below the root: ``family/child[2]/name``."""
        steps = [self, *self.ancestors][:-1]
        return "/".join(f"{node.name}[{node.index}]" if node.index else node.name for node in reversed(steps))

    def walk(self) -> Iterator[Self]:
        """It and all below it, in the order of the form."""
        yield self
        for child in self.children:
            yield from child.walk()
