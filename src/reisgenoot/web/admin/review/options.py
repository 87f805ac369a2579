"""The answers one can choose from for a question in the review queue, and what an answer means as a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from reisgenoot.approach import Approach
from reisgenoot.approach.words import normalise
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.people.enums import Sex
from reisgenoot.people.matching import Reason
from reisgenoot.people.names import normalise_name
from reisgenoot.people.reviewing import KnownPerson
from reisgenoot.web.admin.review.kinds import PERSON, VALUE, Kind
from reisgenoot.web.components.words import day_in_words

PERSON_PREFIX, VALUE_PREFIX = "person:", "value:"
TYPED, BSN, LEAVE = "value", "bsn", "leave"
REASONS: dict[str, StrOrPromise] = {
    "unreadable": gettext_lazy("niet te lezen"),
    "not-ours": gettext_lazy("hoort niet in deze aanpak"),
    "unknown": gettext_lazy("niemand weet het meer"),
    "not-needed": gettext_lazy("niet nodig"),
}
"""Why something stays unknown: a fixed list, because a free text could hold a person's data."""
_AGAINST = {Reason.OTHER_BSN, Reason.OTHER_BIRTH_DATE, Reason.SAME_BSN_OTHER_PERSON, Reason.SAME_NUMBER_OTHER_PERSON}
_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing the row and a known person both say: whether it is the same, or None where one of them is silent."""

    label: str
    known: str
    is_same: bool | None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. ``choice`` is what the button sends; ``compared``, ``agrees`` and ``differs`` are about a person."""

    choice: str
    label: str
    note: str = ""
    compared: Sequence[Compared] = ()
    agrees: Sequence[str] = ()
    differs: Sequence[str] = ()
    person_id: int | None = None


def suggested_people(
    suggestions: Iterable[Mapping[str, Any]], people: Mapping[int, KnownPerson], told: Mapping[str, str]
) -> list[Option]:
    """The people a reading thought of, in its order, with what speaks for and against each."""
    options = []
    for suggestion in suggestions:
        person = people.get(suggestion.get("person_id", 0))
        if person is not None:
            reasons = [Reason(reason) for reason in suggestion.get("reasons", ()) if reason in Reason.values]
            options.append(person_option(person, told, reasons))
    return options


def person_option(person: KnownPerson, told: Mapping[str, str], reasons: Sequence[Reason] = ()) -> Option:
    """A known person as an answer, beside what the row says."""
    return Option(
        choice=f"{PERSON_PREFIX}{person.person_id}",
        label=person.name,
        compared=_compare(person, told),
        agrees=[str(reason.label) for reason in reasons if reason not in _AGAINST],
        differs=[str(reason.label) for reason in reasons if reason in _AGAINST],
        person_id=person.person_id,
    )


def _compare(person: KnownPerson, told: Mapping[str, str]) -> list[Compared]:
    born = day_in_words(person.birth_date) if person.birth_date else ""
    born_told = read_day(told.get("birth_date", ""))
    sex = Sex(person.sex).label if person.sex in Sex.values else ""
    place = person.place or person.municipality
    return [
        Compared(_("Achternaam"), person.family_name, _same(person.family_name, told.get("family_name", ""))),
        Compared(_("Voornaam"), person.given_name, _same(person.given_name, told.get("given_name", ""))),
        Compared(_("Geboren"), born, person.birth_date == born_told if person.birth_date and born_told else None),
        Compared(_("Geslacht"), str(sex), _same_start(person.sex, told.get("sex", ""))),
        Compared(_("Woonplaats"), place, _same(place, told.get("place", ""))),
        Compared(_("Nummers"), ", ".join(person.numbers), _among(told.get("client_number", ""), person.numbers)),
    ]


def _same(known: str, told: str) -> bool | None:
    return normalise_name(known) == normalise_name(told) if known and told else None


def _same_start(known: str, told: str) -> bool | None:
    return told.casefold().startswith(known.casefold()) if known and told else None


def _among(told: str, known: Sequence[str]) -> bool | None:
    return told in known if told and known else None


def read_day(text: str) -> date | None:
    """A day as files write it, or None."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def suggested_values(
    suggestions: Iterable[Mapping[str, Any]], subject: KnownPerson | None, told: Mapping[str, str]
) -> list[Option]:
    """The values a reading thought of. What we know of the person it is about stands with the answer "ours"."""
    return [
        Option(
            choice=f"{VALUE_PREFIX}{suggestion['value']}",
            label=_label(suggestion),
            note=str(suggestion.get("plan_number") or ""),
            compared=_compare(subject, told) if subject and suggestion["value"] == "ours" else (),
        )
        for suggestion in suggestions
        if "value" in suggestion
    ]


def _label(suggestion: Mapping[str, Any]) -> str:
    """A value of the approach carries its English; one of ours is a text of the screens."""
    label = str(suggestion["label"])
    english = (get_language() or "nl").startswith("en")
    return str((english and suggestion.get("label_en")) or _(label))


def catalogue_of(item: ReviewItem, kind: Kind) -> str:
    """The list of the approach in which the answer to a question stands; empty when it is no list of the approach."""
    texts = {"main_goal_text": "main_goals", "goal_text": "goals", "instrument_text": "instruments"}
    if kind.answer != VALUE:
        return ""
    return texts.get(item.kind) or item.match_key.partition(":")[0]


def find_values(approach: Approach, list_name: str, text: str) -> list[Option]:
    """Values of a list whose words hold the text or look like it; without a text the whole list."""
    try:
        catalogue = approach.catalogue(list_name)
    except KeyError:
        return []
    entries = {catalogue.find(word).key: catalogue.find(word) for word in catalogue}
    if text:
        wanted = normalise(text)
        holding = [entry for entry in entries.values() if any(wanted in normalise(word) for word in _words(entry))]
        alike = [entry for entry, _likeness in catalogue.suggest(text)]
        entries = {entry.key: entry for entry in (*holding, *alike)}
    language = get_language() or "nl"
    chosen = list(entries.values())[: _MOST_VALUES if text else None]
    return [
        Option(f"{VALUE_PREFIX}{entry.key}", entry.label.in_language(language), ", ".join(entry.words[:4]))
        for entry in chosen
    ]


def _words(entry: Any) -> Sequence[str]:
    return entry.label.nl, entry.label.en, *entry.words


def decision_of(choice: str, kind: Kind) -> dict[str, Any] | None:
    """What a chosen answer means; None when it is no answer to this kind of question."""
    person_id, value = choice.removeprefix(PERSON_PREFIX), choice.removeprefix(VALUE_PREFIX)
    if choice.startswith(PERSON_PREFIX) and kind.answer == PERSON and person_id.isdecimal():
        return {"person_id": int(person_id)}
    if choice.startswith(VALUE_PREFIX) and value:
        return {"value": value}
    return None
