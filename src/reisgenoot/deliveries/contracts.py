"""What each reader expects of a recipe: which columns a kind of row has, of which types, and which it cannot do without."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contract:
    """The canonical columns of one kind of row.

    ``columns`` maps a canonical name to the column types that it may have. ``needed`` must all be in the recipe,
    ``filled`` in every row; ``settings`` are the fields of the file kind that must be filled. ``open`` is the type that
    any further column may have (answers of a questionnaire), or empty. ``apart`` are columns about the sending, not
    about what the row says: two rows that differ in these only say the same.

    What holds whatever a recipe says: dates in ``past`` do not lie in the future, a date in ``after`` does not lie before
    its other date, numbers in ``bounds`` and texts in `LONGEST` stay within them.
    """

    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    settings: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    after: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
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
LONGEST = {"client_number": 60, "plan_number": 60, "family_name": 120, "given_name": 120}
"""The longest text that a column can hold."""

_LIFE = {"arrived_on": "birth_date", "diagnosed_on": "birth_date"}
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
        filled=("client_number", "diagnosed_on"),
        past=("birth_date", "arrived_on", "diagnosed_on"),
        after=_LIFE,
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
        filled=("plan_number",),
        apart=("plan_number", "round"),
        past=("birth_date", "agreed_on"),
        bounds={"round": (1, 99)},
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
        filled=("client_number", "started_on"),
        past=("birth_date", "started_on", "ended_on"),
        after={"ended_on": "started_on"},
        bounds={"hours_per_week": (0, 80)},
    ),
    "base_programme": Contract(
        columns=_PERSON | {"started_on": _DATE, "dropped_out_on": _DATE},
        needed=("client_number", "started_on"),
        settings=("scheme", "supplier", "offer"),
        open=("code",),
        filled=("client_number", "started_on"),
        past=("birth_date", "started_on", "dropped_out_on"),
        after={"dropped_out_on": "started_on"},
    ),
    "call_ups": Contract(
        columns=_PERSON | {"number": ("number",), "called_on": _DATE, "response": ("code",)},
        needed=("client_number", "number", "called_on", "response"),
        settings=("scheme", "activity"),
        filled=("client_number", "number", "called_on"),
        past=("birth_date",),
        bounds={"number": (1, 99)},
    ),
}
