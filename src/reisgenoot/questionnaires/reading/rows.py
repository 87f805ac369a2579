"""The rows of the survey sheet as parts of a form: types, what may stand where, and how groups nest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reisgenoot.questionnaires.reading.columns import SURVEY
from reisgenoot.questionnaires.reading.problems import FormProblem
from reisgenoot.questionnaires.reading.sheets import Row

_SELECT = re.compile(r"^(select_one|select_multiple)\s+(\S+)(\s+or_other)?$")
_PLAIN = frozenset({"text", "integer", "decimal", "date", "range", "note", "calculate"})
_ADVICE = {
    "start": "Haal de rij weg: begin en eind worden vanzelf bijgehouden.",
    "end": "Haal de rij weg: begin en eind worden vanzelf bijgehouden.",
    "today": "Haal de rij weg: de datum wordt vanzelf bijgehouden.",
    "username": "Haal de rij weg: wie invult wordt vanzelf bijgehouden.",
    "deviceid": "Haal de rij weg: het toestel wordt niet bijgehouden.",
    "phonenumber": "Haal de rij weg: het toestel wordt niet bijgehouden.",
    "rank": "Gebruik select_multiple, of een vraag per plaats.",
    "time": "Gebruik text met een constraint.",
    "datetime": "Gebruik date.",
    "acknowledge": "Gebruik select_one met één keuze.",
    "hidden": "Gebruik calculate.",
}
_ANSWERED = frozenset({"text", "integer", "decimal", "date", "range", "select_one", "select_multiple"})
_SELECTS = frozenset({"select_one", "select_multiple"})
_ONLY_FOR: dict[str, frozenset[str]] = {
    "constraint": _ANSWERED,
    "required": _ANSWERED,
    "default": _ANSWERED,
    "choice_filter": _SELECTS,
    "parameters": frozenset({"range"}),
    "calculation": frozenset({"calculate"}),
    "repeat_count": frozenset({"repeat"}),
    "rg_code_list": frozenset({"select_one", "select_multiple"}),
}
_APPEARANCES: dict[str, frozenset[str]] = {
    "group": frozenset({"field-list"}),
    "repeat": frozenset({"field-list"}),
    "text": frozenset({"multiline"}),
    "select_one": frozenset({"minimal", "likert"}),
    "select_multiple": frozenset({"minimal"}),
}
_PROTECTIONS = ("normal", "health")


@dataclass(slots=True)
class Laid:
    """One row in its place: kind, key, list of choices, and what lies inside when it is a group or a repeat."""

    row: Row
    kind: str
    key: str
    choices: str = ""
    or_other: bool = False
    inside: list["Laid"] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """All rows in their places, and every problem met on the way."""

    items: list[Laid] = field(default_factory=list)
    problems: list[FormProblem] = field(default_factory=list)

    def walk(self) -> Iterator[Laid]:
        """Every row, in the order of the sheet."""
        pending = list(reversed(self.items))
        while pending:
            laid = pending.pop()
            yield laid
            pending.extend(reversed(laid.inside))


def lay_out(rows: tuple[Row, ...]) -> Layout:
    """The rows of the survey sheet, nested as their begin and end say."""
    layout = Layout()
    open_parts: list[Laid] = []
    for row in rows:
        kind = " ".join(row.get("type").replace("_", " ").split()).lower()
        if kind in ("end group", "end repeat"):
            _close(kind.removeprefix("end "), row, open_parts, layout)
            continue
        laid = _laid(row, kind, open_parts[-1].key if open_parts else "")
        if isinstance(laid, FormProblem):
            layout.problems.append(laid)
            continue
        (open_parts[-1].inside if open_parts else layout.items).append(laid)
        layout.problems.extend(_check(laid))
        if laid.kind in ("group", "repeat"):
            open_parts.append(laid)
    for laid in open_parts:
        layout.problems.append(
            _problem(laid.row, "type", "deze groep wordt niet gesloten.", f"Voeg end_{laid.kind} toe.")
        )
    return layout


def _close(kind: str, row: Row, open_parts: list[Laid], layout: Layout) -> None:
    if open_parts and open_parts[-1].kind == kind:
        open_parts.pop()
        return
    layout.problems.append(
        _problem(row, "type", f"hier sluit een {kind} die niet open is.", "Zet begin en end in de juiste volgorde.")
    )


def _laid(row: Row, kind: str, inside: str) -> Laid | FormProblem:
    name = row.get("name")
    if not row.get("type"):
        return _problem(row, "type", "het type ontbreekt.", "Vul het in, of maak de hele rij leeg.")
    found = _kind(row.get("type"), kind)
    if found is None:
        advice = _ADVICE.get(
            kind.replace(" ", ""), "Bekend zijn: " + ", ".join(sorted(_PLAIN)) + ", select_one, select_multiple."
        )
        return _problem(row, "type", f"het type '{row.get('type')}' wordt niet ondersteund.", advice)
    if not name:
        return _problem(row, "name", "de naam ontbreekt.", "Geef elke rij een eigen naam.")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        return _problem(row, "name", f"'{name}' is geen naam.", "Gebruik letters, cijfers en _; begin met een letter.")
    kind_name, choices, or_other = found
    return Laid(row, kind_name, f"{inside}/{name}" if inside else name, choices, or_other)


def _kind(written: str, kind: str) -> tuple[str, str, bool] | None:
    if kind in ("begin group", "begin repeat"):
        return kind.removeprefix("begin "), "", False
    select = _SELECT.match(" ".join(written.split()))
    if select:
        return select.group(1), select.group(2), bool(select.group(3))
    return (kind, "", False) if kind in _PLAIN else None


def _check(laid: Laid) -> Iterator[FormProblem]:
    """What stands in a cell that has no meaning there, or is not one of the words it can be."""
    for column, kinds in _ONLY_FOR.items():
        if laid.row.get(column) and laid.kind not in kinds:
            advice = f"Het hoort bij: {', '.join(sorted(kinds))}."
            yield _problem(laid.row, column, f"dit heeft bij {laid.kind} geen betekenis.", advice)
    allowed = _APPEARANCES.get(laid.kind, frozenset())
    for word in laid.row.get("appearance").split():
        if word not in allowed:
            advice = f"Bekend bij {laid.kind}: {', '.join(sorted(allowed)) or 'geen'}."
            yield _problem(laid.row, "appearance", f"'{word}' wordt niet ondersteund.", advice)
    if laid.row.get("rg_protection") and laid.row.get("rg_protection") not in _PROTECTIONS:
        yield _problem(laid.row, "rg_protection", "deze bescherming is niet bekend.", "Kies normal of health.")
    if laid.kind == "calculate" and not laid.row.get("calculation"):
        yield _problem(laid.row, "calculation", "de berekening ontbreekt.", "Vul een formule in.")


def _problem(row: Row, column: str, message: str, advice: str) -> FormProblem:
    return FormProblem(SURVEY, row.number, column, message, advice)
