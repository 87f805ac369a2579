"""Finding people by the beginnings of the words of any spelling of their name."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.people import lookups  # noqa: F401  registers the prefix look-up
from reisgenoot.people.models import NameVariant
from reisgenoot.people.names import normalise_name

MOST_WORDS = 6


def search_words(text: str) -> list[str]:
    """The words somebody searches for: without accents and capitals, at most six."""
    return normalise_name(text).split()[:MOST_WORDS]


def people_named(*, by: Actor, words: Sequence[str]) -> list[QuerySet[NameVariant, Any]]:
    """For each word the ids of the people one of whose names has a word that begins with it.

    To be used as sub-queries that must all hold: ``filter(person_id__in=...)`` once per word.
    """
    require(by, Permission.CASELOAD_READ)
    return [NameVariant.objects.filter(word__prefix=word).values("person_id") for word in words]
