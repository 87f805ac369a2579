"""Reading deliveries and what waits in the review queue."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext

from reisgenoot.deliveries.enums import ReviewState
from reisgenoot.deliveries.models import Delivery, ReviewItem
from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.recipe_loader import load_recipe, recipe_keys
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.errors import NotKnown
from reisgenoot.kernel.permissions import Permission, require
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.models import Organisation


def open_items(*, by: Actor, kind: str | None = None) -> QuerySet[ReviewItem]:
    """The questions that wait, oldest first; of one kind or of all."""
    require(by, Permission.REVIEW_DECIDE)
    items = ReviewItem.objects.filter(state=ReviewState.OPEN).select_related("delivery", "source_row__file")
    return (items.filter(kind=kind) if kind else items).order_by("pk")


def count_open(*, by: Actor) -> dict[str, int]:
    """How many questions of each kind wait."""
    require(by, Permission.REVIEW_DECIDE)
    kinds = ReviewItem.objects.filter(state=ReviewState.OPEN).values_list("kind", flat=True)
    return dict(sorted(Counter(kinds).items()))


def get_item(*, by: Actor, item_id: int) -> ReviewItem:
    """One question with its row and file, open or not; the log remembers that it was read. Raises `NotKnown`."""
    require(by, Permission.REVIEW_DECIDE)
    item = ReviewItem.objects.select_related("delivery", "source_row__file", "decided_by").filter(pk=item_id).first()
    if item is None:
        raise NotKnown
    people = {one["person_id"] for one in item.suggestions if "person_id" in one}
    for person_id in people or {None}:
        log_read(by=by, person_id=person_id, part="review")
    return item


def same_question(*, by: Actor, item: ReviewItem) -> QuerySet[ReviewItem]:
    """All open questions that a decision about this one decides as well, this one included."""
    require(by, Permission.REVIEW_DECIDE)
    return ReviewItem.objects.filter(
        kind=item.kind, match_key=item.match_key, delivery__recipe=item.delivery.recipe, state=ReviewState.OPEN
    )


def reason_text(item: ReviewItem) -> str:
    """Why a question waits, in the language of the screen (it is stored as the Dutch message)."""
    return gettext(item.reason)


def deliveries(*, by: Actor) -> QuerySet[Delivery]:
    """All deliveries of the organisation, latest first."""
    require(by, Permission.DELIVERY_READ)
    return Delivery.objects.select_related("received_by").order_by("-received_at", "-pk")


def get_delivery(*, by: Actor, delivery_id: int) -> Delivery:
    """One delivery. Raises `NotKnown`."""
    require(by, Permission.DELIVERY_READ)
    delivery = deliveries(by=by).filter(pk=delivery_id).first()
    if delivery is None:
        raise NotKnown
    return delivery


def recipes_for(*, by: Actor) -> Sequence[Recipe]:
    """The recipes that fit the approach of the organisation."""
    require(by, Permission.DELIVERY_READ)
    approach_key = Organisation.objects.values_list("approach_key", flat=True).get(pk=by.organisation_id)
    return [recipe for recipe in map(load_recipe, recipe_keys()) if recipe.approach == approach_key]
