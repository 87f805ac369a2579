"""The kinds of questions in the review queue, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

PERSON, VALUE, DATE, NUMBER, TEXT, BSN, CHOICE = "person", "value", "date", "number", "text", "bsn", "choice"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question: what it is called, what is asked, and what the answer is.

    ``answer``: a person who is known, a value of a list, a date, a number, a text, or one of the given choices.
    """

    key: str
    title: StrOrPromise
    question: StrOrPromise
    answer: str


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("plan_person", _("Van wie is dit plan?"), _("Van wie is dit plan?"), PERSON),
        Kind("duplicate_person", _("Kennen we deze persoon al?"), _("Is dit iemand die we al kennen?"), PERSON),
        Kind("same_bsn", _("Twee mensen, één BSN"), _("Van wie is dit BSN?"), CHOICE),
        Kind("person_differs", _("Gegevens verschillen"), _("Wat klopt er?"), CHOICE),
        Kind("corrected_here", _("Hier verbeterd, anders aangeleverd"), _("Wat klopt er?"), CHOICE),
        Kind("plan_twice_differs", _("Twee plannen op één dag"), _("Welk plan telt?"), CHOICE),
        Kind("row_twice_differs", _("Twee rijen met hetzelfde nummer"), _("Geldt deze rij?"), CHOICE),
        Kind("plan_empty", _("Plan zonder doel"), _("Gebruiken we dit plan?"), CHOICE),
        Kind("main_goal_text", _("Hoofddoel dat we niet kennen"), _("Welk hoofddoel is bedoeld?"), VALUE),
        Kind("goal_text", _("Doel dat we niet kennen"), _("Welk doel is bedoeld?"), VALUE),
        Kind("instrument_text", _("Instrument dat we niet kennen"), _("Welk instrument is bedoeld?"), VALUE),
        Kind("code", _("Woord dat we niet kennen"), _("Wat is bedoeld?"), VALUE),
        Kind("place", _("Plaats die we niet kennen"), _("In welke gemeente is dit?"), VALUE),
        Kind("date", _("Datum die niet kan"), _("Welke datum is het?"), DATE),
        Kind("number", _("Getal dat niet kan"), _("Welk getal is het?"), NUMBER),
        Kind("bsn", _("BSN dat niet klopt"), _("Welk BSN hoort hier?"), BSN),
        Kind("missing", _("Niet ingevuld"), _("Wat hoort hier te staan?"), TEXT),
    )
}


def kind_of(key: str) -> Kind:
    """The kind with this key; one that is new here asks for a choice and is called by its key."""
    return KINDS.get(key) or Kind(key, key.replace("_", " "), _("Wat klopt er?"), CHOICE)
