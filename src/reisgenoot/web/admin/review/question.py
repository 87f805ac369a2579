"""One question of the review queue as it stands on the screen: what the row says, and what one can answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from reisgenoot.approach import load_approach
from reisgenoot.deliveries.models import ReviewItem
from reisgenoot.deliveries.waiting import named_cells
from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.permissions import Permission, has_permission
from reisgenoot.kernel.reading import log_read
from reisgenoot.organisations.selectors import own_organisation, served_municipalities
from reisgenoot.people.reviewing import KnownPerson, known_people, people_like
from reisgenoot.web.admin.review.kinds import BSN, DATE, NUMBER, PERSON, TEXT, VALUE, Kind, kind_of
from reisgenoot.web.admin.review.options import (
    REASONS,
    VALUE_PREFIX,
    Option,
    catalogue_of,
    find_values,
    person_option,
    suggested_people,
    suggested_values,
)
from reisgenoot.web.components.actions import Fact
from reisgenoot.web.components.words import day_in_words

_INPUT_TYPES = {DATE: "date", NUMBER: "text", TEXT: "text", BSN: "text"}


_WHO = ("client_number", "family_name", "given_name", "birth_date", "sex", "place")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers.

    ``told`` is what the row says about the matter and about who it is, ``rest`` the other cells, only for who may read
    files; ``asked`` is the cell it is about. ``options`` have keys 1 to 9 in their order,
    ``found`` are what a search brought, ``others`` the answers that are no suggestion. ``input_type`` is empty when
    the answer is chosen, not typed. ``values`` is the whole list to pick from.
    """

    kind: Kind
    told: Sequence[Fact]
    rest: Sequence[Fact]
    asked: str
    options: Sequence[Option]
    found: Sequence[Option]
    others: Sequence[Option]
    values: Sequence[Option]
    input_type: str
    can_search: bool
    can_leave: bool
    reasons: Sequence[tuple[str, StrOrPromise]]


def question_of(item: ReviewItem, *, by: Actor, search: str = "") -> Question:
    """Build the question. Every person whom a search shows is written in the reading log."""
    kind = kind_of(item.kind)
    told = named_cells(item)
    first, rest = _facts(item, told)
    options, found, values = _answers(item, kind, told, by, search)
    for option in found:
        if option.person_id is not None:
            log_read(by=by, person_id=option.person_id, part="review-search")
    return Question(
        kind=kind,
        told=first,
        rest=rest if has_permission(by, Permission.JOURNEY_READ) else [],
        asked=item.given.get(item.column, ""),
        options=options,
        found=found,
        others=_others(item, kind),
        values=values,
        input_type=_INPUT_TYPES.get(kind.answer, ""),
        can_search=kind.answer in {PERSON, VALUE} and item.kind != "place",
        can_leave=kind.answer in {VALUE, DATE, NUMBER, TEXT, BSN},
        reasons=list(REASONS.items()),
    )


def _facts(item: ReviewItem, told: Mapping[str, str]) -> tuple[list[Fact], list[Fact]]:
    """The cells of the row: what it is about and who it is about first, then apart the rest by name."""
    given: Mapping[str, str] = item.given
    who = {text: place for place, name in enumerate(_WHO) if (text := told.get(name))}
    asked = set(item.column.split(", "))
    first = [title for title in given if title in asked or given[title] in who]
    first.sort(key=lambda title: (title not in asked, who.get(given[title], 0)))
    rest = sorted(set(given) - set(first))
    return [_fact(title, given[title], title in asked) for title in first], [
        _fact(title, given[title]) for title in rest
    ]


def _fact(title: str, text: str, is_asked: bool = False) -> Fact:
    return Fact(title, _readable(text), note=_("hier gaat het om") if is_asked else "")


def _readable(text: str) -> str:
    """A cell as a person reads it: a day in words, everything else as it was written."""
    try:
        return day_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _answers(
    item: ReviewItem, kind: Kind, told: Mapping[str, str], by: Actor, search: str
) -> tuple[list[Option], list[Option], list[Option]]:
    """Suggestions, what a search found, and the whole list of values."""
    if kind.answer == PERSON:
        wanted = [suggestion["person_id"] for suggestion in item.suggestions if "person_id" in suggestion]
        suggested = suggested_people(item.suggestions, known_people(by=by, person_ids=wanted), told)
        found = people_like(by=by, text=search) if search else []
        return suggested, [person_option(one, told) for one in found], []
    suggested = suggested_values(item.suggestions, _subject(item, by), told)
    if kind.answer != VALUE:
        return suggested, [], []
    if item.kind == "place":
        return suggested, [], [Option(f"{VALUE_PREFIX}{pk}", name) for pk, name in served_municipalities(by=by)]
    approach = load_approach(own_organisation(by=by).approach_key)
    list_name = catalogue_of(item, kind)
    found_values = find_values(approach, list_name, search) if search else []
    return suggested, found_values, find_values(approach, list_name, "")


def _subject(item: ReviewItem, by: Actor) -> KnownPerson | None:
    """The known person that a question is about, where it is about one."""
    if item.subject_type != "people.person" or item.subject_id is None:
        return None
    log_read(by=by, person_id=item.subject_id, part="review")
    return known_people(by=by, person_ids=[item.subject_id]).get(item.subject_id)


def _others(item: ReviewItem, kind: Kind) -> list[Option]:
    """Answers beside the suggestions: somebody new, nobody yet."""
    if item.kind == "duplicate_person":
        return [Option(f"{VALUE_PREFIX}new", _("Dit is iemand anders: maak een nieuw dossier"))]
    if item.kind == "plan_person":
        return [
            Option(f"{VALUE_PREFIX}nobody", _("Van niemand die we kennen: bewaar het plan zonder persoon")),
            Option(f"{VALUE_PREFIX}drop", _("Gebruik dit plan niet")),
        ]
    return []
