"""Making a population chunk by chunk: however many journeys, only one chunk is in memory at a time."""

from collections.abc import Iterator
from itertools import chain

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.bsn import bsn_hash
from reisgenoot.people.models import Person
from reisgenoot.simulation.bsn import test_bsn
from reisgenoot.simulation.chance import source
from reisgenoot.simulation.contacts import Contacts
from reisgenoot.simulation.facts import Facts
from reisgenoot.simulation.ground import Ground
from reisgenoot.simulation.households import Maker, Traveller
from reisgenoot.simulation.lives import Living
from reisgenoot.simulation.taking_part import TakingPart
from reisgenoot.simulation.targets import Sheet
from reisgenoot.simulation.writing import Ids

CHUNK = 2_000


def chunks(journeys: int) -> Iterator[range]:
    """The numbers of the journeys of each chunk."""
    for first in range(0, journeys, CHUNK):
        yield range(first, min(first + CHUNK, journeys))


def write_chunk(ground: Ground, numbers: range, *, by: Actor, bsn_from: int) -> int:
    """Make and write the journeys with these numbers in one transaction. Returns how many rows were written.

    The same ground, numbers and seed give the same people. ``bsn_from`` is the position of the first test number that
    nobody in the organisation can have; a number that somebody has after all is left out.
    """
    with acting_as(by):
        sheet = Sheet()
        fill(sheet, ground, numbers, bsn_from + numbers.start)
        return sheet.write(organisation_id=ground.organisation_id)


def fill(sheet: Sheet, ground: Ground, numbers: range, bsn_from: int) -> None:
    """Make the journeys with these numbers into a sheet. Takes keys from the sequences, writes nothing."""
    chance = source(ground.seed, ground.label, ground.approach.key, numbers.start)
    ids = Ids(block=2 * len(numbers) + 100)
    bsn_until = bsn_from + len(numbers)
    maker = Maker(ground, chance, sheet, ids, bsn_from, bsn_until, _taken(bsn_from, bsn_until))
    living = Living(ground, chance, sheet, ids)
    contacts, facts = Contacts(ground, chance, sheet), Facts(ground, chance, sheet, ids)
    taking_part = TakingPart(ground, living, chance, sheet, ids)
    travellers: Iterator[Traveller] = chain.from_iterable(maker.households())
    for number, traveller in zip(numbers, travellers, strict=False):
        life = living.begin(traveller, number)
        taking_part.write(life)
        facts.write(life)
        contacts.write(life)
        living.write(life)


def _taken(bsn_from: int, bsn_until: int) -> frozenset[str]:
    """Hashes of the test numbers of a chunk that somebody in the organisation already has."""
    hashes = [bsn_hash(number) for at in range(bsn_from, bsn_until) if (number := test_bsn(at))]
    taken = Person.objects.filter(bsn_hash__in=hashes).values_list("bsn_hash", flat=True)
    return frozenset(known for known in taken if known)
