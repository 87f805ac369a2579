"""The tables of the client journey report of Meerinzicht (T1 to T21)."""

from reisgenoot.monitor import populations as p
from reisgenoot.monitor.dimensions import (
    ADVICE,
    AGE,
    COHORT,
    DAYS_IN_YEAR,
    HOUSEHOLD,
    PRIMARY_GOAL,
    PROFILE,
    SEX,
    YEARS_IN_NL,
    code,
    flag,
)
from reisgenoot.monitor.language import (
    Better,
    ConditionOf,
    Dimension,
    Distribution,
    Indicator,
    Population,
    Section,
    Share,
    Summary,
    Text,
)

APPROACH = "meerinzicht"
REPORT = "De klantreis, Meerinzicht 2020"
LATEST = Text(
    "Van ieder telt de laatste diagnose tot en met de peildatum.",
    "For each person the latest diagnosis on or before the reference date counts.",
)


def _stage(nl: str, en: str, where: ConditionOf) -> Share:
    return Share(where=where, fixed={"stage": Text(nl, en)})


DATA_FUNNEL = Indicator(
    key="data-funnel",
    approach=APPROACH,
    title=Text("Van levering tot gekoppeld plan", "From delivery to linked plan"),
    question=Text(
        "Over hoeveel mensen en plannen gaan de tabellen?", "How many people and plans are the tables about?"
    ),
    definition=Text(
        "Nieuw en eerder: of iemand voor het eerst in de laatste levering stond. Bruikbaar: ontvangen plannen zonder "
        "dubbele, lege of plannen van een ander onder hetzelfde BSN. Gekoppeld: bekend van wie het plan is. Aantallen "
        "zonder kenmerken van mensen worden niet verborgen.",
        "New and earlier: whether a person was first seen in the last delivery. Usable: received plans without those "
        "that are double, empty or of another person under the same BSN. Linked: it is known whose plan it is. Counts "
        "without characteristics of people are not hidden.",
    ),
    source=f"{REPORT}, r. 190-200, 429, 1641-1657 (T1)",
    threshold=0,
    sections=(
        Section(
            population=p.DIAGNOSED,
            measures=(
                _stage("Diagnoses", "Diagnoses", lambda t: t.journey.notnull()),
                _stage(
                    "Diagnoses in eerdere levering", "Diagnoses in an earlier delivery", lambda t: t.cohort == p.EARLIER
                ),
                _stage("Nieuw in laatste levering", "New in the last delivery", lambda t: t.cohort == p.NEW),
                _stage("Diagnoses met gekoppeld plan", "Diagnoses with a linked plan", lambda t: t.has_plan),
            ),
        ),
        Section(
            population=p.RECEIVED_PLANS,
            measures=(
                _stage("Plannen ontvangen", "Plans received", lambda t: t.receipt.notnull()),
                _stage("Plannen bruikbaar", "Plans usable", lambda t: t.is_kept),
                _stage("Plannen niet bruikbaar", "Plans not usable", lambda t: ~t.is_kept),
            ),
        ),
        Section(
            population=p.KEPT_PLANS,
            measures=(
                _stage("Plannen gekoppeld", "Plans linked", lambda t: t.is_linked),
                _stage("Plannen niet gekoppeld", "Plans not linked", lambda t: ~t.is_linked),
            ),
        ),
    ),
)

CHARACTERISTICS: tuple[Dimension, ...] = (
    AGE,
    SEX,
    code("country", "Land van herkomst", "Country of origin"),
    YEARS_IN_NL,
    code("residence_permit", "Type verblijfsvergunning", "Residence permit"),
    HOUSEHOLD,
    flag("physical_limitation", "Lichamelijke beperking", "Physical limitation"),
    flag("psychological_limitation", "Psychische beperking", "Psychological limitation"),
    flag("intellectual_limitation", "Verstandelijke beperking", "Intellectual limitation"),
    flag("debts", "Schuldenproblematiek", "Debts"),
    flag("addiction", "Verslavingsproblematiek", "Addiction"),
    flag("family_barrier", "Gezinsproblematiek belemmering", "Family problems are a barrier"),
    flag("childcare_barrier", "Kinderopvang belemmering", "Childcare is a barrier"),
    flag("receives_care", "Ontvangt zorg of ondersteuning", "Receives care or support"),
    flag("self_reliant", "Maatschappelijk zelfredzaam", "Self-reliant in society"),
    code("dutch", "Beheersing Nederlands", "Dutch language", codes="dutch_at_diagnosis"),
    code("integration_status", "Status inburgering", "Civic integration"),
    flag("primary_education", "Basisonderwijs gevolgd", "Primary education"),
    flag("secondary_education", "Voortgezet onderwijs gevolgd", "Secondary education"),
    code("work_status", "Werk in Nederland", "Work in the Netherlands"),
    flag("worked_in_origin", "Gewerkt in land van herkomst", "Worked in the country of origin"),
    flag("volunteer_work", "Vrijwilligerswerk in Nederland", "Volunteer work in the Netherlands"),
    code("motivation", "Arbeidsmotivatie", "Motivation to work"),
    flag("work_action", "Actie ondernomen naar werk", "Took action to find work"),
    code("availability", "Beschikbaarheid", "Availability for work"),
)

BACKGROUND = Indicator(
    key="background",
    approach=APPROACH,
    title=Text("Achtergrond van mensen met een diagnose", "Background of people with a diagnosis"),
    question=Text("Wie zijn de mensen met een diagnose?", "Who are the people with a diagnosis?"),
    definition=Text(
        "Aandeel van alle mensen met een diagnose, per kenmerk. Leeftijd en tijd in Nederland gelden op de dag van de "
        f"diagnose; een jaar in Nederland duurt 365,25 dagen. {LATEST.nl}",
        "Share of all people with a diagnosis, for each characteristic. Age and time in the Netherlands are those on "
        f"the day of the diagnosis; a year in the Netherlands lasts 365.25 days. {LATEST.en}",
    ),
    source=f"{REPORT}, r. 255-405 (T2-T12)",
    sections=(
        Section(
            population=p.DIAGNOSED,
            measures=tuple(Distribution(of=each, as_characteristic=True) for each in CHARACTERISTICS),
            summaries=(
                Summary(title=AGE.title, unit=Text("jaar", "years"), column=lambda t: t.age_years),
                Summary(
                    title=Text("Tijd in Nederland", "Time in the Netherlands"),
                    unit=Text("jaar", "years"),
                    column=lambda t: t.days_in_nl / DAYS_IN_YEAR,
                ),
            ),
        ),
    ),
)


def _of_diagnosed(key: str, of: Dimension, title: Text, question: Text, *, place: str) -> Indicator:
    return Indicator(
        key=key,
        approach=APPROACH,
        title=title,
        question=question,
        definition=Text(
            f"Aandeel van alle mensen met een diagnose, per {of.title.nl.lower()}. {LATEST.nl}",
            f"Share of all people with a diagnosis, by {of.title.en.lower()}. {LATEST.en}",
        ),
        source=f"{REPORT}, {place}",
        sections=(Section(population=p.DIAGNOSED, measures=(Distribution(of=of),)),),
    )


PROFILES = _of_diagnosed(
    "profiles",
    PROFILE,
    Text("Profielen bij diagnose", "Profiles at diagnosis"),
    Text("Hoe ver staan mensen van werk?", "How far are people from work?"),
    place="r. 407-429 (T13)",
)
PRIMARY_GOALS = _of_diagnosed(
    "primary-goals",
    PRIMARY_GOAL,
    Text("Primair doel bij diagnose", "Primary goal at diagnosis"),
    Text("Waar willen mensen het eerst aan werken?", "What do people want to work on first?"),
    place="r. 430-438 (T14)",
)
ADVISED = _of_diagnosed(
    "advice",
    ADVICE,
    Text("Vervolgadvies bij diagnose", "Advised next step at diagnosis"),
    Text("Welke stap wordt na de diagnose geadviseerd?", "Which next step is advised after the diagnosis?"),
    place="r. 440-452 (T15)",
)

PROFILES_NEW = Indicator(
    key="profiles-new",
    approach=APPROACH,
    title=Text("Profielen van nieuwe mensen in de laatste levering", "Profiles of people new in the last delivery"),
    question=Text(
        "Hebben nieuwe mensen een ander profiel dan de mensen die er al waren?",
        "Do new people have another profile than those who were there already?",
    ),
    definition=Text(
        "Aandeel van de mensen die voor het eerst in de laatste levering stonden, per profiel. De toetsen vergelijken "
        "hen met alle anderen met een diagnose (chikwadraat zonder correctie; weggelaten bij te weinig mensen).",
        "Share of the people first seen in the last delivery, by profile. The tests compare them with all others with "
        "a diagnosis (chi-square without correction; left out when there are too few people).",
    ),
    source=f"{REPORT}, r. 429 (T13)",
    sections=(
        Section(
            population=p.DIAGNOSED,
            measures=(Distribution(of=PROFILE),),
            groupings=((COHORT,),),
            compare=(COHORT,),
            only=p.NEW,
        ),
    ),
)


def _group(key: str, column: str, codes: str, nl: str, en: str) -> Dimension:
    return code(key, nl, en, column=column, codes=codes)


MAIN_GROUP = _group("goal", "goal_group", "main_goal_group", "Hoofddoel", "Main goal")
SUBGOAL_GROUP = _group("goal", "goal_group", "subgoal_group", "Subdoel", "Sub-goal")
INSTRUMENT_GROUP = _group("instrument", "instrument_group", "instrument_group", "Instrument", "Instrument")


def _of_plans(key: str, of: Dimension, population: Population, title: Text, base: Text, *, place: str) -> Indicator:
    return Indicator(
        key=key,
        approach=APPROACH,
        title=title,
        question=Text("Waar werken mensen volgens hun plan aan?", "What do people work on according to their plan?"),
        definition=Text(
            f"Aandeel van {base.nl}, per groep uit de doelen- en instrumentenlijst, ook als nog niet bekend is van wie "
            "het plan is. Een tekst die nog niet gecodeerd is, telt mee als 'nog te coderen'.",
            f"Share of {base.en}, by group of the catalogue of goals and instruments, also while it is not known whose "
            "plan it is. A text that is not coded yet counts as 'still to be coded'.",
        ),
        source=f"{REPORT}, {place}",
        sections=(Section(population=population, measures=(Distribution(of=of),)),),
    )


_ALL_PLANS = Text("alle bruikbare plannen", "all usable plans")
_WITH_FIRST = Text("de bruikbare plannen met een eerste subdoel", "the usable plans with a first sub-goal")
_WITH_SECOND = Text("de bruikbare plannen met een tweede subdoel", "the usable plans with a second sub-goal")

MAIN_GOALS = _of_plans(
    "main-goals",
    MAIN_GROUP,
    p.MAIN_GOALS,
    Text("Hoofddoel in het plan", "Main goal in the plan"),
    _ALL_PLANS,
    place="r. 785-798 (T19)",
)
SUBGOALS_1 = _of_plans(
    "subgoals-1",
    SUBGOAL_GROUP,
    p.FIRST_SUBGOALS,
    Text("Eerste subdoel in het plan", "First sub-goal in the plan"),
    _WITH_FIRST,
    place="r. 815-834 (T20)",
)
SUBGOALS_2 = _of_plans(
    "subgoals-2",
    SUBGOAL_GROUP,
    p.SECOND_SUBGOALS,
    Text("Tweede subdoel in het plan", "Second sub-goal in the plan"),
    _WITH_SECOND,
    place="r. 815-842 (T20)",
)
INSTRUMENTS_1 = _of_plans(
    "instruments-1",
    INSTRUMENT_GROUP,
    p.FIRST_SUBGOALS,
    Text("Instrument bij het eerste subdoel", "Instrument for the first sub-goal"),
    _WITH_FIRST,
    place="r. 850-865 (T21)",
)
INSTRUMENTS_2 = _of_plans(
    "instruments-2",
    INSTRUMENT_GROUP,
    p.SECOND_SUBGOALS,
    Text("Instrument bij het tweede subdoel", "Instrument for the second sub-goal"),
    _WITH_SECOND,
    place="r. 850-865 (T21)",
)

GOAL_IN_BOTH = Indicator(
    key="goal-in-both",
    approach=APPROACH,
    title=Text("Werk in het plan, iets anders in de diagnose", "Work in the plan, something else in the diagnosis"),
    question=Text(
        "Hoe vaak noemt de diagnose een ander doel dan het plan dat op werk gericht is?",
        "How often does the diagnosis name another goal than the plan that aims at work?",
    ),
    definition=Text(
        "Van de gekoppelde plannen met werk als hoofddoel: het aandeel waarvan het primaire doel in de diagnose niet "
        "werk is (eerste rij), en de verdeling over primaire doelen. Het plan noemt de stip op de horizon, de diagnose "
        f"waar iemand het eerst aan werkt. {LATEST.nl}",
        "Of the linked plans with work as the main goal: the share whose primary goal in the diagnosis is not work "
        "(first row), and the spread over primary goals. The plan names the dot on the horizon, the diagnosis what a "
        f"person works on first. {LATEST.en}",
    ),
    source=f"{REPORT}, r. 828-829 (T19)",
    sections=(
        Section(
            population=p.WORK_PLANS,
            measures=(Share(where=lambda t: t.primary_goal != "work"), Distribution(of=PRIMARY_GOAL)),
        ),
    ),
)

_COVERED_BY = (PROFILE, SEX, AGE, HOUSEHOLD, YEARS_IN_NL)
PLAN_COVERAGE = Indicator(
    key="plan-coverage",
    approach=APPROACH,
    title=Text("Wie heeft een plan", "Who has a plan"),
    question=Text("Welke mensen met een diagnose hebben een plan?", "Which people with a diagnosis have a plan?"),
    definition=Text(
        "Aandeel van de mensen met een diagnose met een gekoppeld plan. Elke groep is getoetst tegen alle anderen, "
        "en alle groepen samen (chikwadraat zonder correctie; weggelaten bij te weinig mensen). Wie veel groepen "
        f"toetst, vindt af en toe toevallig een verschil. {LATEST.nl}",
        "Share of the people with a diagnosis who have a linked plan. Each group is tested against all others, and all "
        "groups together (chi-square without correction; left out when there are too few people). Testing many groups "
        f"now and then finds a difference by chance. {LATEST.en}",
    ),
    source=f"{REPORT}, r. 773-780 (T18)",
    better=Better.HIGHER,
    sections=(
        Section(
            population=p.DIAGNOSED,
            measures=(Share(where=lambda t: t.has_plan),),
            groupings=((), *((dimension,) for dimension in _COVERED_BY)),
            compare=_COVERED_BY,
        ),
    ),
)

INDICATORS = (
    DATA_FUNNEL,
    BACKGROUND,
    PROFILES,
    PROFILES_NEW,
    PRIMARY_GOALS,
    ADVISED,
    MAIN_GOALS,
    SUBGOALS_1,
    SUBGOALS_2,
    INSTRUMENTS_1,
    INSTRUMENTS_2,
    GOAL_IN_BOTH,
    PLAN_COVERAGE,
)
