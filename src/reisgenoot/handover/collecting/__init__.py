"""Gathering the parts of somebody's story for a package, each through the selectors of the package that holds it."""

from reisgenoot.handover.collecting.parts import collect

__all__ = ["collect"]
