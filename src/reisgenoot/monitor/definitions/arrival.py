"""Getting to know people before they arrive: the figure that the client journey of Meerinzicht asks for."""

import ibis
import ibis.expr.types as ir

from reisgenoot.monitor.dimensions import MUNICIPALITY
from reisgenoot.monitor.language import Better, Dimension, Indicator, Population, Section, Share, Text
from reisgenoot.monitor.snapshot import Snapshot
from reisgenoot.monitor.tables import Journeys, Milestones

APPROACH = "meerinzicht"
LINKED, SIGNALLED, MET, SETTLED = "linked", "housing_signal", "azc_contact", "settled"


def arrived_people(snapshot: Snapshot) -> ir.Table:
    """One row per journey of somebody who moved in and of whom the municipality knew beforehand.

    ``settled_on`` is the first day in the home; ``is_met`` whether anybody spoke with the person before that day,
    ``is_reported`` whether housing had reported by then. Who was not announced on or before that day is left out:
    nobody could have met them.
    """
    rows = snapshot.rows(Journeys).select("organisation", "journey", "municipality")
    for name, keys in (
        ("settled", (SETTLED,)),
        ("announced", (LINKED, SIGNALLED)),
        ("met", (MET,)),
        ("reported", (SIGNALLED,)),
    ):
        reached = _first(snapshot, keys, f"{name}_on")
        rows = rows.left_join(reached, "journey").drop("journey_right")
    arrived = rows.filter(rows.settled_on.notnull() & (rows.announced_on <= rows.settled_on))
    return arrived.mutate(
        is_met=(arrived.met_on < arrived.settled_on).fill_null(False),
        is_reported=(arrived.reported_on < arrived.settled_on).fill_null(False),
    )


def _first(snapshot: Snapshot, keys: tuple[str, ...], name: str) -> ir.Table:
    """The first day that one of these milestones was reached, by journey."""
    rows = snapshot.rows(Milestones)
    chosen = rows.filter(rows.milestone.isin(keys))
    return chosen.group_by("journey").agg(**{name: chosen.reached_on.min()})


def _quarter(table: ir.Table) -> ir.Value:
    """The quarter of arrival, such as ``2026 K3``."""
    day = table.settled_on
    return day.year().cast("string").concat(ibis.literal(" K"), day.quarter().cast("string"))


ARRIVED = Population(key="arrived", unit=Text("mensen", "people"), rows=arrived_people)
QUARTER = Dimension(key="quarter", title=Text("Kwartaal van aankomst", "Quarter of arrival"), column=_quarter)
"""K stands for kwartaal; the label is the same in both languages, so that two tables can be laid side by side."""

MET_BEFORE_ARRIVAL = Indicator(
    key="met-before-arrival",
    approach=APPROACH,
    title=Text("Kennisgemaakt voor de komst", "Met before the arrival"),
    question=Text(
        "Met hoeveel mensen was al gesproken voordat zij hier kwamen wonen?",
        "With how many people had somebody spoken before they came to live here?",
    ),
    definition=Text(
        "Aandeel van de mensen die tot en met de peildatum verhuisden en van wie de gemeente dat vooraf wist (gekoppeld of "
        "gemeld). Kennisgemaakt: een gesprek in het azc, op beeld, aan de telefoon of elders, voor de dag van de verhuizing. "
        "Gemeld: huisvesting meldde de komst voor die dag. Het contact is vrijwillig: een laag aandeel zegt iets over de "
        "gemeente, niet over de inwoners.",
        "Share of the people who moved in on or before the reference date and of whom the municipality knew beforehand "
        "(linked or reported). Met: a talk at the reception centre, by video, by telephone or elsewhere, before the day of "
        "the move. Reported: housing had announced them before that day. Contact is voluntary: a low share says something "
        "about the municipality, not about the newcomers.",
    ),
    source="De klantreis, Meerinzicht 2020, r. 623-642, 703-707",
    better=Better.HIGHER,
    sections=(
        Section(
            population=ARRIVED,
            measures=(
                Share(
                    where=lambda t: t.is_met,
                    fixed={"stage": Text("Kennisgemaakt voor de komst", "Met before the arrival")},
                ),
                Share(
                    where=lambda t: t.is_reported,
                    fixed={"stage": Text("Gemeld voor de komst", "Reported before the arrival")},
                ),
            ),
            groupings=((), (QUARTER,), (MUNICIPALITY,), (QUARTER, MUNICIPALITY)),
            compare=(MUNICIPALITY,),
        ),
    ),
)

INDICATORS = (MET_BEFORE_ARRIVAL,)
