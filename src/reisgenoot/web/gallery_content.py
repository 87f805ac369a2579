"""Invented people and figures for the gallery. Long Dutch words on purpose: they break what is too narrow."""

from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from reisgenoot.web.components.actions import Action, Badge, Empty, Fact, Paging, Progress, Tab
from reisgenoot.web.components.bars import Bar, BarChart
from reisgenoot.web.components.changes import Change, Changes, Reading
from reisgenoot.web.components.figures import DefinitionNode, Figure, Stat
from reisgenoot.web.components.filters import Chip, FilterBar, FilterField, Option
from reisgenoot.web.components.journey import JourneyPicture, PhaseOnLine, PhaseState, TermOnLine, TermState
from reisgenoot.web.components.measurements import Measurement, Score
from reisgenoot.web.components.people import Clock, PersonHead, TimelineItem
from reisgenoot.web.components.places import Place
from reisgenoot.web.components.signals import SignalGroup, SignalLine
from reisgenoot.web.components.tables import Cell, Column, Row, Table

PLACES = [
    Place("?", "Vandaag", "today", 12, current=True),
    Place("?", "Caseload", "caseload"),
    Place("?", "Controle", "review", 37),
    Place("?", "Tabellen", "tables"),
    Place("?", "Aanpak", "approach"),
    Place("?", "Leveringen", "deliveries"),
    Place("?", "Inzage", "inspection"),
    Place("?", "Medewerkers", "team"),
]

_PIP_RULE = "Het PIP wordt vastgesteld binnen 10 weken na de inschrijving in de gemeente."
_PIP_SOURCE = "Besluit inburgering 2021, artikel 5.3"


def _signal(key: str, words: tuple[str, str, str], due_on: date, button: Action) -> SignalLine:
    person, what, why = words
    return SignalLine(key, person, "?", what, why, _PIP_RULE, _PIP_SOURCE, due_on, button, due_on - timedelta(days=14))


def signal_groups(today: date) -> list[SignalGroup]:
    """Three groups, as on Vandaag."""
    call = Action("Bel", "?", "phone", about="Omar Haddad")
    plan = Action("Plan openen", "?", "plan", about="Selam Tesfay")
    contact = ("Omar Haddad", "Contact: laatste 4 maanden geleden", "aanpak: elke 3 maanden")
    test = (
        "Mehret Gebremariam-Woldegiorgis",
        "Leerbaarheidstoets nog niet aangemeld bij ICE",
        "2 weken na inschrijving",
    )
    pip = ("Selam Tesfay", "PIP vaststellen", "10 weken na inschrijving")
    contract = ("Yonas Kidane", "Contract eindigt 27 nov", "nazorg na uitstroom naar betaald werk")
    talk = ("Abdulrahman Al-Jabouri", "Voortgangsgesprek over arbeidsmarktoriëntatie", "elke 13 weken")
    promise = ("Rana Khalil", "“Ik bel over de kinderopvangtoeslag”", "jij, 14 nov")
    late = [
        _signal("a", contact, today - timedelta(12), call),
        _signal("b", test, today - timedelta(31), Action("Aanmelden", "?", about=test[0])),
    ]
    soon = [
        _signal("c", pip, today + timedelta(3), plan),
        _signal("d", contract, today + timedelta(6), Action("Nazorg plannen", "?", about=contract[0])),
        _signal("e", talk, today, Action("Afspraak", "?", about=talk[0])),
    ]
    done = Action("Gedaan", "?", "done", method="post", about=promise[0])
    promises = [_signal("f", promise, today + timedelta(1), done)]
    return [
        SignalGroup("late", "Te laat", "late", 2, late),
        SignalGroup("soon", "Deze week", "soon", 7, soon, "?"),
        SignalGroup("promise", "Beloftes", "promise", 1, promises),
    ]


def caseload(today: date) -> Table:
    """A list of people."""
    columns = [
        Column("name", "Naam", sortable=True),
        Column("phase", "Fase"),
        Column("municipality", "Gemeente", sortable=True),
        Column("weeks", "Weken onderweg", number=True, sortable=True),
        Column("contact", "Laatste contact", sortable=True),
        Column("due", "Eerstvolgende termijn", sortable=True),
    ]
    people = [
        ("Selam Tesfay", "34 jaar, Tigrinya", "Persoonlijk plan", "Harderwijk", "9", "2 weken geleden", 3),
        ("Omar Haddad", "51 jaar, Arabisch", "Fulltime programma", "Ermelo", "41", "4 maanden geleden", -12),
        (
            "Mehret Gebremariam-Woldegiorgis",
            "27 jaar, Tigrinya, Engels",
            "Brede intake",
            "Zeewolde",
            "3",
            "nog niet",
            -31,
        ),
        ("Yonas Kidane", "29 jaar, Tigrinya", "Nazorg", "Harderwijk", "118", "5 dagen geleden", 6),
    ]
    rows = [
        Row(
            [
                Cell(name, "?", about),
                Cell(phase),
                Cell(place),
                Cell(weeks),
                Cell(contact),
                Cell(due_on=today + timedelta(days)),
            ],
            Action("Contact", "?", "contact", about=name),
        )
        for name, about, phase, place, weeks, contact, days in people
    ]
    return Table("Caseload van Bram Veenstra", columns, rows, sort="due")


def head(today: date) -> PersonHead:
    """A head with everything in it."""
    return PersonHead(
        name="Selam Tesfay",
        url="?",
        born_on=date(1992, 3, 8),
        languages="Tigrinya, Engels (een beetje)",
        interpreter="tolk nodig",
        phone="06 0000 1234",
        director="Bram Veenstra",
        substitute="Chantal de Wit",
        household="partner Dawit, 2 kinderen (4 en 7 jaar)",
        place="Harderwijk",
        route="B1-route",
        shared_with="Taalschool Veluwe: aanwezigheid",
        badges=[Badge("Plan moet nog af", "warning")],
        clocks=[
            Clock("PIP", "week 7 van 10", 0.68, "soon", _PIP_SOURCE),
            Clock("Inburgeringstermijn", "2 mnd van 3 jaar", 0.05),
            Clock("Contact", "2 weken van 3 maanden", 0.16),
        ],
        actions=[
            Action("Contact", "?dialog=1", "contact-add", "primary", dialog=True),
            Action("Plan openen", "?", "plan"),
        ],
    )


def journey(today: date) -> JourneyPicture:
    """The five steps of a journey, half-way."""
    phases = [
        PhaseOnLine("early", "Vroege start in het azc", PhaseState.DONE, date(2026, 6, 2), date(2026, 8, 25), "?"),
        PhaseOnLine("intake", "Brede intake en diagnose", PhaseState.DONE, date(2026, 8, 25), date(2026, 10, 6), "?"),
        PhaseOnLine("plan", "Persoonlijk plan", PhaseState.CURRENT, date(2026, 10, 6), None, "?"),
        PhaseOnLine("programme", "Fulltime programma", PhaseState.UPCOMING, url="?"),
        PhaseOnLine("aftercare", "Uitstroom en nazorg", PhaseState.UPCOMING, url="?"),
    ]
    terms = [
        TermOnLine("Leerbaarheidstoets", date(2026, 9, 22), TermState.MET, "Wet inburgering 2021, artikel 14"),
        TermOnLine("PIP vaststellen", today + timedelta(days=20), TermState.OPEN, _PIP_SOURCE),
        TermOnLine("Kennismaking regisseur", today - timedelta(days=16), TermState.LATE, "aanpak Meerinzicht"),
        TermOnLine("Participatieverklaring", date(2027, 10, 6), TermState.OPEN, "Wet inburgering 2021, artikel 7"),
        TermOnLine("Einde inburgeringstermijn", date(2029, 10, 6), TermState.OPEN, "Wet inburgering 2021, artikel 11"),
    ]
    return JourneyPicture(phases, today, terms)


def timeline() -> list[TimelineItem]:
    """A stream of every kind."""
    who = "Bram Veenstra, klantmanager"
    return [
        TimelineItem(date(2026, 11, 18), "Telefoongesprek", "phone", "Gebeld over de kinderopvang",
                     "De jongste kan vanaf januari drie dagen terecht. Selam wil daarna graag met de taalschool "
                     "beginnen, liefst in de ochtend. Ik zoek uit of de kinderopvangtoeslag al is aangevraagd.", who, "?"),
        TimelineItem(date(2026, 11, 4), "Meting", "measurement", "Zelfredzaamheid gemeten",
                     "Financiën van 2 naar 3.", who, "?", Badge("vooruit", "ok")),
        TimelineItem(date(2026, 10, 27), "Afwezigheid", "absence", "Niet bij de taalles", "", "Taalschool Veluwe", "?",
                     Badge("zonder bericht", "warning")),
        TimelineItem(date(2026, 10, 6), "Mijlpaal", "milestone", "Brede intake afgerond", "", who, "?"),
        TimelineItem(date(2026, 9, 22), "Gesprek", "contact", "ናይ ፈለማ ዕላል", "ሰላም ትፈልጥ ቋንቋታት: ትግርኛ፡ ቁሩብ እንግሊዝኛ።",
                     "tolk: aanwezig", "?", lang="ti"),
    ]  # fmt: skip


def measurement() -> Measurement:
    """Four scores on one scale."""
    return Measurement(
        "Financiën",
        1,
        5,
        [
            Score(date(2025, 9, 1), 1, "acute problematiek", "Chantal de Wit"),
            Score(date(2025, 12, 8), 2, "niet zelfredzaam", "Chantal de Wit"),
            Score(date(2026, 6, 15), 2, "niet zelfredzaam", "Bram Veenstra"),
            Score(date(2026, 11, 4), 3, "beperkt zelfredzaam", "Bram Veenstra"),
        ],
        "acute problematiek",
        "volledig zelfredzaam",
        "Zelfredzaamheid-Matrix 2020",
    )


def bars(rows: list[tuple[str, float, str]]) -> SafeString:
    """A plain bar picture, from zero, with the figures on the bars; made of numbers only."""
    parts = [
        f'<text x="132" y="{i * 36 + 22}" text-anchor="end" font-size="14">{label}</text>'
        f'<rect x="140" y="{i * 36 + 6}" width="{share * 300:.0f}" height="24" fill="#0f606c"/>'
        f'<text x="{share * 300 + 146:.0f}" y="{i * 36 + 22}" font-size="14" font-weight="600">{words}</text>'
        for i, (label, share, words) in enumerate(rows)
    ]
    drawing = f'<svg viewBox="0 0 500 {len(rows) * 36}" width="500" height="{len(rows) * 36}">{"".join(parts)}</svg>'
    return mark_safe(drawing)  # noqa: S308  made of constants above, nothing from outside


def figure(today: date) -> Figure:
    """A figure with its table and its words."""
    table = Table(
        "Meedoen na afloop van het traject, per aanbieder",
        [
            Column("supplier", "Aanbieder"),
            Column("n", "Afgeronde trajecten", number=True),
            Column("joins", "Doet mee", number=True),
            Column("share", "Aandeel", number=True),
            Column("interval", "95 %-interval", number=True),
        ],
        [
            Row([Cell("Fith", "?"), Cell("212"), Cell("179"), Cell("84 %"), Cell("79–89 %")]),
            Row([Cell("Wijzerplaats", "?"), Cell("198"), Cell("165"), Cell("83 %"), Cell("78–88 %")]),
            Row([Cell("De Werkkracht", "?"), Cell("164"), Cell("127"), Cell("77 %"), Cell("70–83 %")]),
            Row([Cell("Overige"), Cell("te klein"), Cell("–"), Cell("–"), Cell("–")], muted=True),
        ],
    )
    picture = bars([("Fith", 0.84, "84 %"), ("Wijzerplaats", 0.83, "83 %"), ("De Werkkracht", 0.77, "77 %")])
    return Figure(
        key="participation",
        title="Meedoen na afloop",
        sentence="82 % van de 574 afgeronde trajecten doet mee; met 95 % zekerheid tussen 78 en 85 %.",
        table=table,
        picture=picture,
        alt="Staafdiagram: Fith 84 %, Wijzerplaats 83 %, De Werkkracht 77 %.",
        definition="Meedoen: betaald werk, opleiding, vrijwilligerswerk of een stage op de einddatum van het traject.",
        source="Levering van de aanbieders, 14 november 2026",
        as_of=today,
        notes=["De groepen verschillen in leeftijd en taalniveau; de aandelen zijn daarvoor niet gecorrigeerd."],
        downloads=[Action("Excel", "?", "download"), Action("CSV", "?", "download")],
    )


def definitions() -> list[DefinitionNode]:
    """A piece of an approach."""
    pip = DefinitionNode(
        "pip",
        "PIP vaststellen",
        "Binnen 10 weken na inschrijving in de gemeente.",
        facts=[Fact("Van", "inschrijving in de BRP"), Fact("Tot", "PIP vastgesteld"), Fact("Termijn", "10 weken")],
        source=_PIP_SOURCE,
    )
    contact = DefinitionNode(
        "contact",
        "Contact",
        "Minstens elke drie maanden een gesprek.",
        badges=[Badge("nog nakijken", "warning")],
        source="aanpak Meerinzicht, L412",
    )
    return [
        DefinitionNode("terms", "Termijnen en ritme", "Wat wanneer moet, en waar dat staat.", children=[pip, contact],
                       opened=True),
        DefinitionNode("profiles", "Profielen", "Zes profielen, van ‘direct aan het werk’ tot ‘eerst rust en zorg’.",
                       facts=[Fact("Profiel 1", "Direct bemiddelbaar"), Fact("Profiel 2", "")]),
    ]  # fmt: skip


def filters() -> FilterBar:
    """Filters, two of them on."""
    return FilterBar(
        url="?",
        query="",
        query_label="Naam",
        fields=[
            FilterField("phase", "Fase", [Option("plan", "Persoonlijk plan", 14), Option("care", "Nazorg", 6)], "plan"),
            FilterField("place", "Gemeente", [Option("h", "Harderwijk"), Option("e", "Ermelo")], "h"),
            FilterField("director", "Regisseur", [Option("b", "Bram Veenstra"), Option("c", "Chantal de Wit")]),
        ],
        chips=[Chip("Fase: Persoonlijk plan", "?"), Chip("Gemeente: Harderwijk", "?")],
        clear_url="?",
        result_words="4 van 48 inwoners",
    )


def components(today: date) -> dict[str, Any]:
    """Content for every component."""
    return {
        "head": head(today),
        "journey": journey(today),
        "groups": signal_groups(today),
        "items": timeline(),
        "measurement": measurement(),
        "changed": Changes(
            "Zelfredzaamheid",
            [1, 2, 3, 4, 5],
            [
                Change(
                    "Financiën",
                    Reading(1, "1 acuut", date(2025, 9, 1), "?"),
                    Reading(3, "3 beperkt", date(2026, 11, 4), "?"),
                ),
                Change("Huisvesting", Reading(4, "4 voldoende", date(2026, 11, 4), "?")),
                Change("Justitie"),
            ],
            "acute problematiek",
            "volledig zelfredzaam",
            target=4,
            target_word="4 voldoende zelfredzaam",
        ),
        "unmeasured": Measurement("Taal", 1, 5, [], source="Zelfredzaamheid-Matrix 2020"),
        "bar": filters(),
        "chart": BarChart(
            "Wat er per maand betaald wordt",
            ["door de gemeente", "zelf"],
            [
                Bar("sep 2026", [612.4, 0], ["€ 612,40", "€ 0,00"]),
                Bar("okt 2026", [587.3, 152.75], ["€ 587,30", "€ 152,75"]),
                Bar("nov 2026", [0, 740.05], ["€ 0,00", "€ 740,05"]),
            ],
        ),
        "table": caseload(today),
        "figure": figure(today),
        "nodes": definitions(),
        "stat": Stat("82 %", "van de 574 afgeronde trajecten doet mee", "tussen 78 en 85 %", "?"),
        "paging": Paging("?", "?", "51 tot 100 van 1.240"),
        "progress": Progress("delivery", "Levering inlezen", 6240, 10000, "6.240 van 10.000 regels"),
        "waiting": Progress("queue", "Tabellen berekenen", None, 100, "Wacht op een vrije plek"),
        "empty": Empty(
            "Nog geen gesprek vastgelegd",
            "Volgens de aanpak is er elke drie maanden contact. Leg het eerste gesprek vast zodra je iemand sprak.",
            Action("Gesprek vastleggen", "?dialog=1", "contact-add", "primary", dialog=True),
            "contact",
        ),
        "tabs": [
            Tab("Verhaal", "?", True),
            Tab("Plan", "?", count=3),
            Tab("Metingen", "?"),
            Tab("Wie is betrokken", "?"),
        ],
        "facts": [
            Fact("Roepnaam", "Selam"),
            Fact("Zoals op het paspoort", "Tesfay Gebremedhin, Selam"),
            Fact("Burgerservicenummer", "", note="opvragen wordt vastgelegd"),
            Fact("Arbeidsongeschiktheidsverzekeringsuitkering", "nee", "?", "sinds 1 okt 2026"),
        ],
        "badges": [
            Badge("klaar", "ok"),
            Badge("bezig", "info"),
            Badge("nog nakijken", "warning"),
            Badge("afgekeurd", "error"),
            Badge("concept"),
        ],
        "actions": [
            Action("Nieuwe levering", "?", "upload", "primary"),
            Action("Afdrukken", "?", "print"),
            Action("Meer uitleg", "?", "question", "subtle"),
        ],
    }
