"""Invented weeks for the gallery: full, clashing, and empty."""

from datetime import date, timedelta

from reisgenoot.web.components.actions import Badge
from reisgenoot.web.components.weeks import Day, Occasion, WeekLoad, load_bar

_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def days(today: date) -> list[Day]:
    """A week with a lesson, a talk that clashes, one that was called off, and days on which nothing happens."""
    monday = today - timedelta(days=today.weekday())
    lesson = "Arbeidsmarktoriëntatie en vakvaardigheidstraining"
    happening = {
        0: [Occasion("09:00–12:00", "Taalles", "occupation", "les")],
        1: [
            Occasion("09:00–12:00", lesson, "occupation", "les", clashes=["Botst met driegesprek, 11:00–12:00"]),
            Occasion(
                "11:00–12:00",
                "Driegesprek, Mehret Gebremariam-Woldegiorgis",
                text="Joke Veldman (Landstede) · Gemeentehuis, kamer 1.12",
                url="?",
                badges=[Badge("tolk ontbreekt", kind="warning")],
                clashes=[f"Botst met {lesson}, 09:00–12:00"],
            ),
        ],
        3: [Occasion("14:00–15:00", "Huisbezoek", "gone", url="?", badges=[Badge("afgezegd")])],
    }
    return [
        Day(
            on=monday + timedelta(days=number),
            name=name,
            occasions=happening.get(number, ()),
            is_today=monday + timedelta(days=number) == today,
            is_weekend=number > 4,
        )
        for number, name in enumerate(_NAMES)
    ]


def week_load() -> WeekLoad:
    """A week that is too much."""
    hours = [("Les", 12.0, "12 uur"), ("Zorg voor kinderen", 9.5, "9,5 uur"), ("Afspraken", 2.0, "2 uur")]
    return load_bar(
        hours,
        capacity=20,
        words="Deze week 23,5 uur.",
        mark_words="kan 20 uur per week dragen",
        warning="Dit is 3,5 uur meer dan deze persoon kan dragen.",
    )
