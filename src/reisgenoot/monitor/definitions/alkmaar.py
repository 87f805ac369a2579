"""The tables of the evaluation of the integration and participation programme of the Alkmaar region."""

from reisgenoot.monitor import populations as p
from reisgenoot.monitor.dimensions import CLUSTER, MUNICIPALITY, OUTCOME, SEX, SUPPLIER
from reisgenoot.monitor.language import Better, Distribution, Indicator, Population, Section, Share, Text

APPROACH = "alkmaar"
REPORT = "Evaluatie integratie- en participatieprogramma regio Alkmaar 2020"
COMPARING = Text(
    "Uitvoerders en gemeenten begeleiden verschillende mensen; een verschil zegt niet wie het beter doet.",
    "Suppliers and municipalities guide different people; a difference does not say who does better.",
)
HIGHEST_COUNTS = Text(
    "Van de uitkomsten bij de laatste waarneming tot en met de peildatum telt de hoogste: betaald werk, dan opleiding, "
    "dan onbetaald werk, stage of vrijwilligerswerk.",
    "Of the outcomes at the last observation on or before the reference date the highest counts: paid work, then "
    "education, then unpaid work, internship or voluntary work.",
)


def _participation(key: str, population: Population, title: Text, who: Text, *, place: str) -> Indicator:
    return Indicator(
        key=key,
        approach=APPROACH,
        title=title,
        question=Text(
            "Hoeveel deelnemers van het vervolgprogramma werken, leren of doen op een andere manier mee?",
            "How many participants of the follow-up programme work, learn or take part in another way?",
        ),
        definition=Text(
            f"Aandeel van de trajecten {who.nl} waarin iemand betaald werk, een opleiding of onbetaald werk heeft. "
            f"{HIGHEST_COUNTS.nl} {COMPARING.nl}",
            f"Share of the trajectories {who.en} in which a person has paid work, education or unpaid work. "
            f"{HIGHEST_COUNTS.en} {COMPARING.en}",
        ),
        source=f"{REPORT}, {place}",
        better=Better.HIGHER,
        sections=(
            Section(
                population=population,
                measures=(Share(where=lambda t: t.is_participating),),
                groupings=((), (SUPPLIER,), (CLUSTER,), (MUNICIPALITY,), (SUPPLIER, CLUSTER)),
                compare=(SUPPLIER, CLUSTER),
            ),
        ),
    )


_CLOSED_WHO = Text("die op of voor de peildatum eindigden", "that ended on or before the reference date")
_ONGOING_WHO = Text("die op de peildatum liepen", "that were under way on the reference date")

PARTICIPATION_CLOSED = _participation(
    "participation-closed",
    p.CLOSED,
    Text("Meedoen bij afgesloten vervolgtrajecten", "Participation at closed follow-up trajectories"),
    _CLOSED_WHO,
    place="r. 312-330 (figuur 3.5)",
)
PARTICIPATION_ONGOING = _participation(
    "participation-ongoing",
    p.ONGOING,
    Text("Meedoen bij lopende vervolgtrajecten", "Participation at ongoing follow-up trajectories"),
    _ONGOING_WHO,
    place="r. 338-343 (figuur 3.6)",
)

HIGHEST_OUTCOME = Indicator(
    key="highest-outcome",
    approach=APPROACH,
    title=Text("Hoogste uitkomst van vervolgtrajecten", "Highest outcome of follow-up trajectories"),
    question=Text(
        "Wat doen deelnemers van het vervolgprogramma?", "What do participants of the follow-up programme do?"
    ),
    definition=Text(
        f"Aandeel van de trajecten {_CLOSED_WHO.nl} (afgesloten) en {_ONGOING_WHO.nl} (lopend), per hoogste uitkomst. "
        f"{HIGHEST_COUNTS.nl}",
        f"Share of the trajectories {_CLOSED_WHO.en} (closed) and {_ONGOING_WHO.en} (ongoing), by highest outcome. "
        f"{HIGHEST_COUNTS.en}",
    ),
    source=f"{REPORT}, r. 312",
    sections=(
        Section(
            population=p.CLOSED,
            measures=(Distribution(of=OUTCOME),),
            fixed={"state": Text("Afgesloten", "Closed")},
        ),
        Section(
            population=p.ONGOING,
            measures=(Distribution(of=OUTCOME),),
            fixed={"state": Text("Lopend", "Ongoing")},
        ),
    ),
)

INDICATOR_TITLES = {
    "passed_kennis_en_inzicht": Text("Kennis en inzicht", "Knowledge and understanding"),
    "passed_participatie": Text("Participatie", "Participation"),
    "passed_taalontwikkeling": Text("Taalontwikkeling", "Language development"),
    "passed_zelfredzaamheid": Text("Zelfredzaamheid", "Self-reliance"),
    "passed_all": Text("Alle vier", "All four"),
}


def _passed(column: str, title: Text) -> Share:
    return Share(where=lambda t: t[column], fixed={"indicator": title})


BASE_INDICATORS = Indicator(
    key="base-indicators",
    approach=APPROACH,
    title=Text("Resultaten van het basisprogramma", "Results of the base programme"),
    question=Text(
        "Hoeveel deelnemers haalden aan het eind van het basisprogramma een voldoende?",
        "How many participants passed at the end of the base programme?",
    ),
    definition=Text(
        "Aandeel van iedereen die tot en met de peildatum begon, met een voldoende als laatste score per onderdeel, en "
        "op alle vier. Wie stopte of nog geen score heeft, telt mee in het totaal. Laagste en hoogste: de gemeenten "
        f"met het laagste en het hoogste aandeel, van de gemeenten die groot genoeg zijn. {COMPARING.nl}",
        "Share of everybody who started on or before the reference date whose last score is a pass, per indicator and "
        "on all four. Those who dropped out or have no score yet stay in the total. Lowest and highest: the "
        f"municipalities with the lowest and the highest share, of those that are large enough. {COMPARING.en}",
    ),
    source=f"{REPORT}, r. 285-303 (figuur 3.4)",
    better=Better.HIGHER,
    sections=(
        Section(
            population=p.BASE_STARTERS,
            measures=tuple(_passed(column, title) for column, title in INDICATOR_TITLES.items()),
            groupings=((), (SEX,), (MUNICIPALITY,), (MUNICIPALITY, SEX)),
            extremes=MUNICIPALITY,
        ),
    ),
)

PVT_FIRST_CALL = Indicator(
    key="pvt-first-call",
    approach=APPROACH,
    title=Text(
        "Participatieverklaring: succes bij de eerste oproep", "Participation declaration: success at the first call"
    ),
    question=Text(
        "Hoeveel mensen komen bij de eerste oproep voor het participatieverklaringstraject?",
        "How many people come at the first call for the participation declaration?",
    ),
    definition=Text(
        "Aandeel van iedereen die tot en met de peildatum een eerste oproep kreeg en daarop kwam. Hoeveel mensen het "
        f"uiteindelijk afronden, is hieruit niet af te leiden. {COMPARING.nl}",
        "Share of everybody who got a first call on or before the reference date and came. How many finish in the end "
        f"cannot be derived from this. {COMPARING.en}",
    ),
    source=f"{REPORT}, r. 308",
    better=Better.HIGHER,
    sections=(
        Section(
            population=p.FIRST_CALLS,
            measures=(Share(where=lambda t: t.response == "success"),),
            groupings=((), (MUNICIPALITY,)),
            compare=(MUNICIPALITY,),
        ),
    ),
)

INDICATORS = (
    PARTICIPATION_CLOSED,
    PARTICIPATION_ONGOING,
    HIGHEST_OUTCOME,
    BASE_INDICATORS,
    PVT_FIRST_CALL,
)
