"""Deliveries in words: their states, their counts, what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

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


CHANGES: dict[str, StrOrPromise] = {
    "new_people": gettext_lazy("nieuwe mensen"),
    "people_changed": gettext_lazy("mensen aangevuld"),
    "new_journeys": gettext_lazy("nieuwe trajecten"),
    "new_facts": gettext_lazy("nieuwe gegevens"),
    "changed_facts": gettext_lazy("verbeterde gegevens"),
    "directors_changed": gettext_lazy("regisseur veranderd"),
    "new_questions": gettext_lazy("vragen voor Controle"),
}
"""What a delivery changes."""

TOTALS: dict[str, StrOrPromise] = {
    "rows_read": gettext_lazy("rijen gelezen"),
    "rows_unchanged": gettext_lazy("rijen die we al hadden"),
    "diagnoses": gettext_lazy("diagnoses"),
    "new_in_second_export": gettext_lazy("nieuw in de tweede uitvoer"),
    "plans_received": gettext_lazy("plannen ontvangen"),
    "plans_sent_twice": gettext_lazy("plannen die dubbel zijn"),
    "plans_without_goal": gettext_lazy("plannen zonder doel"),
    "plans_that_differ": gettext_lazy("plannen die elkaar tegenspreken"),
    "plans_kept": gettext_lazy("plannen bruikbaar"),
    "plans_linked": gettext_lazy("plannen gekoppeld aan een persoon"),
    "journeys_closed": gettext_lazy("trajecten afgerond"),
    "journeys_ongoing": gettext_lazy("trajecten lopend"),
    "base_programme_started": gettext_lazy("basisprogramma gestart"),
    "pvt_called": gettext_lazy("opgeroepen voor het participatieverklaringstraject"),
}
"""What the files hold."""


def changes_in_words(counts: Mapping[str, Any]) -> list[Fact]:
    """What a delivery changes, in a fixed order; what it does not change is left out."""
    return [Fact(capfirst(str(words)), str(counts[name])) for name, words in CHANGES.items() if counts.get(name)]


def totals_in_words(counts: Mapping[str, Any]) -> list[Fact]:
    """What the files hold, in a fixed order; a count without words here is called by its name."""
    unknown = {name: name.replace("_", " ") for name in sorted(counts) if name not in CHANGES | TOTALS}
    named = {**TOTALS, **unknown}
    return [Fact(capfirst(str(words)), str(counts[name])) for name, words in named.items() if counts.get(name)]


def troubles_of(problems: Iterable[Mapping[str, Any]]) -> list[Trouble]:
    """Problems and remarks, what stops first."""
    return sorted((_trouble(problem) for problem in problems), key=lambda trouble: not trouble.stops)


def _trouble(problem: Mapping[str, Any]) -> Trouble:
    """A problem was written down in Dutch when the files were read; who reads it now may read another language."""
    message, advice = problem.get("message", ""), problem.get("advice", "")
    return Trouble(_where(problem), _(message), _(advice), problem.get("stops", True))


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
