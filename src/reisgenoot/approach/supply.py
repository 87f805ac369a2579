"""The parts of a definition about who does it and what there is: organisation, municipalities, providers, offers."""

from pydantic import Field

from reisgenoot.approach.base import Definition, Entry, Keyed, LocalisedText, Names, Sourced, Titled
from reisgenoot.approach.coding import Worded
from reisgenoot.approach.periods import Period


class Cluster(Entry):
    """Municipalities that work as one within the organisation."""

    name: str
    description: LocalisedText | None = None


class Municipality(Entry):
    """A municipality that the organisation serves.

    Attributes
    ----------
    code      four digits of Statistics Netherlands.
    cluster   key of a cluster, if the organisation has clusters.
    places    towns and villages within it, as of the definition's ``valid_from``.
    words     other ways to write the municipality or one of its places.
    """

    name: str
    code: str = Field(pattern=r"^\d{4}$")
    cluster: str | None = None
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        """Everything it is found by: name, code, places and other ways to write these."""
        return (self.name, self.code, *self.places, *self.words)


class Organisation(Sourced):
    """The approach's own executing organisation."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    clusters: Keyed[Cluster] = Keyed()
    municipalities: Keyed[Municipality] = Field(min_length=1)


class Provider(Worded, Sourced):
    """An organisation that carries out part of the approach; ``roles`` say in which parts."""

    roles: tuple[str, ...] = ()


class Block(Definition):
    """A part of an offer.

    ``weeks`` counts from its own beginning; ``day_parts`` per week by component, for example language and work.
    """

    label: LocalisedText
    weeks: int | None = Field(default=None, ge=1)
    day_parts: dict[str, float] = {}
    entry_level: str | None = None
    exit_level: str | None = None


class Offer(Titled, Sourced):
    """Something a person can be placed on.

    Attributes
    ----------
    provider            who gives it; None where there are many and people choose themselves.
    weeks, duration     how long it takes; weeks where the source counts weeks.
    day_parts           per week; a day has two.
    entry_levels        levels of the scale ``cefr`` at which one can begin; empty means not stated.
    exit_level          level of ``cefr`` it works towards.
    price_euro          per person, excluding what is not stated.
    hours_required      hours to be worked before it counts as done.
    begins_with, ends_with   milestones that taking part records.
    """

    provider: str | None = None
    target_group: LocalisedText
    target_groups: Names = ()
    weeks: int | None = Field(default=None, ge=1)
    duration: Period | None = None
    day_parts: float | None = Field(default=None, gt=0)
    blocks: tuple[Block, ...] = ()
    entry_levels: Names = ()
    exit_level: str | None = None
    price_euro: int | None = Field(default=None, ge=0)
    funding: LocalisedText
    hours_required: int | None = Field(default=None, ge=1)
    starts_per_year: int | None = Field(default=None, ge=1)
    full_time: bool = False
    begins_with: str | None = None
    ends_with: str | None = None
