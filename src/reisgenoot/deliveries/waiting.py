"""Where a question stands among the others that wait, and what its row says by the names we know columns by."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.reading.headers import known_names
from reisgenoot.deliveries.recipe_loader import load_recipe
from reisgenoot.deliveries.selectors import open_items
from reisgenoot.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How many questions of a kind are open, and the next one after this if there is any."""

    count: int
    next_id: int | None


def waiting_items(*, by: Actor, kind: str = "", delivery_id: int | None = None) -> QuerySet[ReviewItem]:
    """The open questions of one kind, of one delivery, or all."""
    items = open_items(by=by, kind=kind or None)
    return items if delivery_id is None else items.filter(delivery_id=delivery_id)


def waiting_counts(*, by: Actor, delivery_id: int | None = None) -> dict[str, int]:
    """How many questions of each kind are open, of one delivery or of all."""
    items = waiting_items(by=by, delivery_id=delivery_id)
    return dict(items.order_by("kind").values_list("kind").annotate(number=Count("pk")))


def neighbours_of(item: ReviewItem, *, by: Actor) -> Neighbours:
    """The open questions of the same kind; past the last one comes the first. At most three queries."""
    others = waiting_items(by=by, kind=item.kind).exclude(pk=item.pk).values_list("pk", flat=True)
    count = others.count()
    after = (others.filter(pk__gt=item.pk).first() or others.first()) if count else None
    return Neighbours(count + (item.state == ReviewState.OPEN), after)


def named_cells(item: ReviewItem) -> dict[str, str]:
    """What the row says by canonical column name (``family_name``), as far as the recipe knows the headers."""
    kinds = load_recipe(item.delivery.recipe).files.values()
    canonical = {name: known.canonical for kind in kinds for name, known in known_names(kind).items()}
    given: Mapping[str, str] = item.given
    titles = {title: canonical.get(normalise(title)) for title in given}
    return {name: given[title] for title, name in titles.items() if name}
