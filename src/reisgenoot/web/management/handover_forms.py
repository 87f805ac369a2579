"""The form of a handover: general questions, and one line per file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reisgenoot.journeys.services import NewHandedFile
from reisgenoot.journeys.team.models import Cause

_DATE = {"type": "date"}
EASES = (("0", _("zo gelijk mogelijk verdelen")), ("2", _("taal mag 2 dossiers schelen")), ("5", _("taal gaat voor")))
USUAL_EASE = "2"


class HandoverForm(forms.Form):
    """Why, from when, and what weighs most in the proposal."""

    cause = forms.ChoiceField(label=_("Waarom"), choices=[("", _("kies")), *Cause.choices])
    from_on = forms.DateField(label=_("Nieuwe regisseur vanaf"), widget=forms.DateInput(_DATE, format="%Y-%m-%d"))
    ease = forms.ChoiceField(label=_("Het voorstel"), choices=EASES, initial=USUAL_EASE, required=False)
    weighed = forms.BooleanField(label=_("Weeg dossiers naar fase"), required=False)

    def __init__(self, *args: Any, may_weigh: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_weigh:
            del self.fields["weighed"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed about one file. ``staff_id`` is missing while nobody is chosen."""

    staff_id: int | None
    note: str
    nothing_open: bool


def typed_lines(given: Mapping[str, Any], journey_ids: Iterable[int]) -> dict[int, Typed]:
    """The lines as they were sent, by journey; only files that are asked about and were in the form."""
    found = {}
    for journey_id in journey_ids:
        chosen = str(given.get(f"to-{journey_id}", ""))
        if f"to-{journey_id}" in given:
            note = str(given.get(f"note-{journey_id}", ""))[:2000]
            found[journey_id] = Typed(
                int(chosen) if chosen.isdecimal() else None, note, bool(given.get(f"open-{journey_id}"))
            )
    return found


def as_files(lines: Mapping[int, Typed], reasons: Mapping[int, tuple[int, Sequence[str]]]) -> list[NewHandedFile]:
    """The lines for the service; the reasons go along where the proposal was followed."""
    files = []
    for journey_id, line in lines.items():
        if line.staff_id is None:
            continue
        proposed, why = reasons.get(journey_id, (0, ()))
        files.append(
            NewHandedFile(
                journey_id=journey_id,
                staff_id=line.staff_id,
                note=line.note,
                nothing_open=line.nothing_open,
                reasons=list(why) if proposed == line.staff_id else [],
            )
        )
    return files
