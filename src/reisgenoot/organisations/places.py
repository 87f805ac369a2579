"""From the name of a village or town to the municipality it lies in."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from reisgenoot.approach import Approach
from reisgenoot.approach.words import normalise
from reisgenoot.kernel.tenancy import find_current_actor
from reisgenoot.organisations.models import Municipality, Place, ServiceArea


def place_key(name: str) -> str:
    """The normalised name that a place is looked up by: ``Bergen (NH)`` becomes ``bergen nh``."""
    return normalise(name)


def place_index() -> dict[str, Municipality]:
    """Every place name that means one municipality, by `place_key`. Municipalities count as places.

    Where two municipalities have a place of one name, the one that the organisation acted for serves is meant; a name
    that still means two is left out, so that nobody is put in the wrong municipality.
    """
    meanings: dict[str, dict[int, Municipality]] = defaultdict(dict)
    for place in Place.objects.select_related("municipality"):
        meanings[place.name_key][place.municipality_id] = place.municipality
    served = _served()
    index: dict[str, Municipality] = {}
    for name_key, municipalities in meanings.items():
        own = [one for one in municipalities.values() if one.pk in served] or list(municipalities.values())
        if len(own) == 1:
            index[name_key] = own[0]
    return index


def keep_places(approach: Approach) -> list[Municipality]:
    """The municipalities of an approach, with all their places and spellings. Adds what is missing, changes nothing."""
    defined = tuple(approach.organisation.municipalities.values()) if approach.organisation else ()
    Municipality.objects.bulk_create(
        [Municipality(code=one.code, name=one.name) for one in defined], ignore_conflicts=True
    )
    by_code = {row.code: row for row in Municipality.objects.filter(code__in=[one.code for one in defined])}
    Place.objects.bulk_create(
        [place for one in defined for place in _places(one.all_words, by_code[one.code])],
        ignore_conflicts=True,
    )
    return [by_code[one.code] for one in defined]


def _places(names: Iterable[str], municipality: Municipality) -> Iterable[Place]:
    make = partial(Place, municipality=municipality)
    by_key = {place_key(name): name for name in reversed(list(names))}
    return (make(name=name, name_key=name_key) for name_key, name in by_key.items())


def _served() -> set[int]:
    if find_current_actor() is None:
        return set()
    return set(ServiceArea.objects.values_list("municipality_id", flat=True))
