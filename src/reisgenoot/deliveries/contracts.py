"""What each reader expects of a recipe: which columns a kind of row has, of which types, and which it cannot do without."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contract:
    """The canonical columns of one kind of row.

    ``columns`` maps a canonical name to the column types that it may have. ``needed`` must all be in the recipe;
    ``settings`` are the fields of the file kind that must be filled. ``open`` is the type that any further column may
    have (answers of a questionnaire), or empty. ``apart`` are columns about the sending, not about what the row
    says: two rows that differ in these only say the same.
    """

    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    settings: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    open: tuple[str, ...] = field(default=())


_TEXT, _DATE, _BSN, _PLACE = ("text",), ("date",), ("bsn",), ("place",)
_PERSON: dict[str, tuple[str, ...]] = {
    "client_number": _TEXT,
    "bsn": _BSN,
    "family_name": _TEXT,
    "given_name": _TEXT,
    "birth_date": _DATE,
    "sex": ("choice",),
    "place": _PLACE,
}
CONTRACTS: dict[str, Contract] = {
    "diagnoses": Contract(
        columns=_PERSON
        | {
            "arrived_on": _DATE,
            "country": ("code",),
            "diagnosed_on": _DATE,
            "staff": ("staff",),
            "profile": ("code",),
            "primary_goal": ("code",),
            "advice": ("code",),
            "questionnaire_language": ("code",),
        },
        needed=("client_number", "family_name", "diagnosed_on"),
        settings=("scheme",),
        open=("code", "yes_no"),
    ),
    "plans": Contract(
        columns={
            "plan_number": _TEXT,
            "round": ("number",),
            "bsn": _BSN,
            "client_number": _TEXT,
            "family_name": _TEXT,
            "given_name": _TEXT,
            "birth_date": _DATE,
            "staff": ("staff",),
            "agreed_on": _DATE,
            "summary": _TEXT,
            "main_goal": ("catalogue",),
            "goal": ("catalogue",),
            "instrument": ("catalogue",),
            "signed_by_person": ("yes_no",),
            "signed_by_staff": ("yes_no",),
        },
        needed=("plan_number", "family_name", "agreed_on", "main_goal", "goal"),
        apart=("plan_number", "round"),
    ),
    "follow_up": Contract(
        columns=_PERSON
        | {
            "started_on": _DATE,
            "ended_on": _DATE,
            "outcome": ("outcomes",),
            "hours_per_week": ("number",),
        },
        needed=("client_number", "started_on", "ended_on"),
        settings=("scheme", "supplier", "offer"),
        open=("yes_no", "number"),
    ),
    "base_programme": Contract(
        columns=_PERSON | {"started_on": _DATE, "dropped_out_on": _DATE},
        needed=("client_number", "started_on"),
        settings=("scheme", "supplier", "offer"),
        open=("code",),
    ),
    "call_ups": Contract(
        columns=_PERSON | {"number": ("number",), "called_on": _DATE, "response": ("code",)},
        needed=("client_number", "number", "called_on", "response"),
        settings=("scheme", "activity"),
    ),
}
