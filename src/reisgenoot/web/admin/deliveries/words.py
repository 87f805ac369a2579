"""Deliveries in words: their states, their counts, what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reisgenoot.deliveries.enums import DeliveryState
from reisgenoot.deliveries.models import Delivery
from reisgenoot.deliveries.recipe_loader import UnknownRecipe, load_recipe
from reisgenoot.web.components.actions import Badge, Fact

_STATE_KINDS = {
    DeliveryState.READY: "info",
    DeliveryState.REFUSED: "error",
    DeliveryState.DONE: "ok",
}
BUSY = (DeliveryState.UPLOADED, DeliveryState.CHECKING, DeliveryState.READING)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that stopped a delivery, or a remark about it: where, what, what to do."""

    where: str
    message: str
    advice: str
    stops: bool


def state_badge(delivery: Delivery) -> Badge:
    """The state as a sign and a word."""
    state = DeliveryState(delivery.state)
    return Badge(str(state.label).capitalize(), _STATE_KINDS.get(state, "neutral"))


def recipe_title(key: str) -> str:
    """What a kind of delivery is called; its key when the recipe is gone."""
    try:
        return load_recipe(key).title.in_language(get_language() or "nl")
    except UnknownRecipe:
        return key


def count_in_words(name: str) -> str:
    """What a count counts."""
    return {
        "diagnoses": _("diagnoses"),
        "new_in_second_export": _("nieuw in de tweede uitvoer"),
        "plans_received": _("plannen ontvangen"),
        "plans_kept": _("plannen bruikbaar"),
        "plans_linked": _("plannen gekoppeld aan een persoon"),
        "journeys_closed": _("trajecten afgerond"),
        "journeys_ongoing": _("trajecten lopend"),
        "base_programme_started": _("basisprogramma gestart"),
        "pvt_called": _("opgeroepen voor het participatieverklaringstraject"),
        "rows_read": _("rijen gelezen"),
        "rows_unchanged": _("rijen die we al hadden"),
        "new_people": _("nieuwe mensen"),
        "people_changed": _("mensen aangevuld"),
        "new_journeys": _("nieuwe trajecten"),
        "new_facts": _("nieuwe gegevens"),
        "changed_facts": _("verbeterde gegevens"),
        "directors_changed": _("regisseur veranderd"),
        "new_questions": _("vragen voor Controle"),
        "plans_sent_twice": _("plannen die dubbel zijn"),
        "plans_that_differ": _("plannen die elkaar tegenspreken"),
        "plans_without_goal": _("plannen zonder doel"),
    }.get(name, name.replace("_", " "))


def counts_in_words(counts: Mapping[str, Any]) -> list[Fact]:
    """Counts with their words, those of nothing left out."""
    return [
        Fact(count_in_words(name).capitalize(), str(number))
        for name, number in counts.items()
        if isinstance(number, int) and number
    ]


def changes_nothing(counts: Mapping[str, Any]) -> bool:
    """Whether a delivery brings nothing that is not known."""
    telling = ("new_people", "people_changed", "new_journeys", "new_facts", "changed_facts", "directors_changed")
    return not any(counts.get(name) for name in (*telling, "new_questions"))


def troubles_of(problems: Iterable[Mapping[str, Any]]) -> list[Trouble]:
    """Problems and remarks, what stops first."""
    troubles = [
        Trouble(_where(problem), problem.get("message", ""), problem.get("advice", ""), problem.get("stops", True))
        for problem in problems
    ]
    return sorted(troubles, key=lambda trouble: not trouble.stops)


def _where(problem: Mapping[str, Any]) -> str:
    parts = [
        problem.get("file", ""),
        _("blad %(sheet)s") % {"sheet": problem["sheet"]} if problem.get("sheet") else "",
        _("rij %(row)s") % {"row": problem["row"]} if problem.get("row") else "",
        _("kolom %(column)s") % {"column": problem["column"]} if problem.get("column") else "",
    ]
    return ", ".join(part for part in parts if part)


def files_in_words(files: Sequence[Mapping[str, Any]]) -> str:
    """The names of the files, the first few."""
    names = [str(file.get("name", "")) for file in files]
    rest = len(names) - 3
    shown = ", ".join(names[:3])
    return _("%(names)s en %(n)d meer") % {"names": shown, "n": rest} if rest > 0 else shown
