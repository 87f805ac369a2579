"""Short reports of contacts, in Dutch as client managers write them, put together from parts."""

from random import Random

from reisgenoot.simulation.chance import one_of

Parts = tuple[str, ...]

OPENINGS: dict[str, Parts] = {
    "outreach": (
        "Kennisgemaakt in het azc.",
        "Eerste gesprek, met uitleg over de gemeente en de woning.",
        "Gesproken over de verhuizing en wat er in de eerste weken geregeld moet worden.",
        "Samen gekeken naar de huisarts en het openbaar vervoer.",
    ),
    "intake": (
        "Wensen en mogelijkheden doorgenomen.",
        "De vragenlijst samen nagelopen.",
        "Gesproken over opleiding en werk in het land van herkomst.",
        "Gesproken over de uitslag van de taaltoets.",
        "Uitleg gegeven over de leerroutes en het plan.",
    ),
    "plan": (
        "Doelen besproken en in het plan gezet.",
        "Afspraken gemaakt over wie wat doet.",
        "Het plan samen gelezen en aangepast.",
        "Besproken welk aanbod past en wanneer het begint.",
    ),
    "track": (
        "De lessen gaan goed, is bijna altijd aanwezig.",
        "Vindt spreken nog lastig, lezen gaat beter.",
        "Heeft twee weken lessen gemist door ziekte.",
        "Driegesprek met de docent: tempo past, volgende maand toets.",
        "Wil graag meer oefenen met praten.",
        "Doet nu twee ochtenden vrijwilligerswerk.",
        "Is begonnen op de werkvloer en vindt het leuk.",
        "De reistijd naar de les is lang; bus en fiets vergeleken.",
        "Combineert de lessen met een bijbaan in de horeca.",
    ),
    "late": (
        "Heeft een gesprek bij een werkgever gehad.",
        "Denkt na over een opleiding in de zorg.",
        "Werkt nu drie dagen en wil op termijn meer uren.",
        "Zoekt een stageplaats, sollicitatiebrief samen bekeken.",
        "Examen spreken gehaald, schrijven moet nog.",
        "Nazorg besproken: alles loopt, belt zelf als er iets is.",
    ),
}

MIDDLES: Parts = (
    "Thuis gaat het goed.",
    "Maakt zich zorgen over familie die nog niet in Nederland is.",
    "Er is een brief van de zorgverzekering die onduidelijk was; samen gelezen.",
    "Slaapt slecht; huisarts geadviseerd.",
    "De toeslagen zijn aangevraagd.",
    "Heeft een taalmaatje gevonden in de bibliotheek.",
    "De huur wordt nu zelf betaald, dat gaat goed.",
    "Wil graag het rijbewijs halen.",
    "Heeft weinig contact met mensen in de buurt.",
    "Gaat elke week naar het taalcafé.",
    "De fiets is gestolen, daardoor een paar keer te laat.",
    "Vraagt naar diplomawaardering.",
)

WITH_CHILDREN: Parts = (
    "De kinderen zitten op school en hebben het naar hun zin.",
    "Kinderopvang is nog niet rond.",
    "De jongste begint na de vakantie op school.",
    "De oudste helpt thuis met de taal; afgesproken dat ze niet hoeft te tolken.",
)

CLOSINGS: Parts = (
    "Afgesproken: volgende keer verder over werk.",
    "Volgende afspraak over een paar weken.",
    "Neemt zelf contact op met de school.",
    "Ik bel volgende maand hoe het gaat.",
    "Brengt de volgende keer de papieren mee.",
    "Geen nieuwe afspraken.",
)

NOT_THERE: Parts = (
    "Niet verschenen en niet afgemeld.",
    "Kwam niet; later gebeld, was de tijd vergeten.",
    "Afspraak niet doorgegaan, nieuwe gemaakt.",
)

NOT_REACHED: Parts = (
    "Gebeld, geen gehoor.",
    "Voicemail ingesproken met het verzoek terug te bellen.",
    "Bericht gestuurd, nog geen antwoord.",
)

PROMISES: Parts = (
    "Ik bel over kinderopvang",
    "Ik vraag na wanneer de cursus begint",
    "Ik mail de contactpersoon van de taalschool",
    "Ik zoek uit of de reiskosten vergoed worden",
    "Ik regel een tolk voor het volgende gesprek",
    "Ik stuur het formulier voor diplomawaardering",
    "Ik overleg met de inkomensconsulent",
    "Ik vraag een plek bij het taalcafé aan",
)

SUMMARIES: Parts = (
    "Woont met het gezin in de gemeente en wil snel Nederlands leren. Heeft in het land van herkomst gewerkt.",
    "Leert graag en heeft een duidelijke wens voor werk. De taal is nu de eerste stap.",
    "Heeft tijd nodig om te landen. Eerst rust en de dagelijkse dingen regelen, daarna taal en meedoen.",
    "Wil verder leren en daarna aan het werk. Heeft een diploma dat gewaardeerd moet worden.",
    "Zorgt voor jonge kinderen; lessen moeten passen bij schooltijden. Wil later in de zorg werken.",
    "Is gemotiveerd en werkt al een paar uur per week. Wil meer uren en beter leren spreken.",
)

ADVICES: Parts = (
    "Eerst taal, daarna kijken naar werk.",
    "Past goed bij een voltijdroute.",
    "Begin met rust en een vast weekritme.",
    "Direct in gesprek met een werkgever kan.",
    "Let op kinderopvang bij de keuze van de lessen.",
    "Combineer lessen met vrijwilligerswerk.",
)


def report(chance: Random, stage: str, *, with_children: bool) -> str:
    """What was said in a talk in a stage of the journey: two or three sentences."""
    middle = one_of(chance, WITH_CHILDREN if with_children and chance.random() < 0.3 else MIDDLES)
    closing = f" {one_of(chance, CLOSINGS)}" if chance.random() < 0.7 else ""
    return f"{one_of(chance, OPENINGS[stage])} {middle}{closing}"
