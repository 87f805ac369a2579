"""The cast plays here too."""

from tests.factories.fixtures import bram, cast

__all__ = ["bram", "cast"]
