"""What an approach is: a readable, versioned definition instead of code.

Owns the typed model of a definition, reading and checking definition files, how written words are compared with a
catalogue, and the arithmetic of terms. Knows no database and no framework.
"""

from reisgenoot.approach.base import Keyed, LocalisedText
from reisgenoot.approach.errors import DefinitionError, Place, Problem, UnknownApproachError
from reisgenoot.approach.loader import approaches_folder, keys_in, load_all, load_approach, read_approach
from reisgenoot.approach.model import Approach

__all__ = [
    "Approach",
    "DefinitionError",
    "Keyed",
    "LocalisedText",
    "Place",
    "Problem",
    "UnknownApproachError",
    "approaches_folder",
    "keys_in",
    "load_all",
    "load_approach",
    "read_approach",
]
