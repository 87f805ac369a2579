"""Labels and order of the values of a dimension, from the approach's code lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reisgenoot.monitor.language import RESERVED_VALUES, Dimension, Text


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Code lists of an approach: list key to code to label, in the order in which a reader wants them."""

    lists: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    def _known(self, dimension: Dimension) -> Mapping[str, Text]:
        return dimension.values or self.lists.get(dimension.codes, {})

    def label(self, dimension: Dimension, code: str, language: str) -> str:
        """The label of a value; a value that no list knows is its own label."""
        text = RESERVED_VALUES.get(code) or self._known(dimension).get(code)
        return text.in_language(language) if text else code

    def position(self, dimension: Dimension, code: str) -> tuple[int, int, str]:
        """Sort key: values of the list in its order, then unlisted ones by name, then what is unknown or uncoded."""
        order = list(self._known(dimension))
        if code in order:
            return (0, order.index(code), "")
        if code in RESERVED_VALUES:
            return (2, list(RESERVED_VALUES).index(code), "")
        return (1, 0, code)
