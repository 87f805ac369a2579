"""From laid-out rows and the expressions of the XForm to the typed form."""

from reisgenoot.questionnaires.definition import OTHER, Choice, Group, Item, Question, Repeat, Text
from reisgenoot.questionnaires.reading.columns import extras, texts
from reisgenoot.questionnaires.reading.rows import Laid
from reisgenoot.questionnaires.reading.sheets import Sheet
from reisgenoot.questionnaires.reading.xform import Logic

OTHER_CHOICE: Text = {
    "nl": "Anders",
    "en": "Other",
    "ar": "شيء آخر",
    "fa": "چیز دیگر",
    "fr": "Autre",
    "ti": "ካልእ",
    "tr": "Diğer",
    "uk": "Інше",
}
OTHER_QUESTION: Text = {
    "nl": "Namelijk",
    "en": "Namely",
    "ar": "وضّح من فضلك",
    "fa": "توضیح دهید",
    "fr": "Précisez",
    "ti": "ግለጽ",
    "tr": "Açıklayın",
    "uk": "Що саме",
}


def build_items(laid: list[Laid], logic: Logic, default: str, inherited: tuple[str, str] = ("", "")) -> list[Item]:
    """The parts of a form, domain and protection passed on from a group to what lies in it."""
    items: list[Item] = []
    for one in laid:
        if one.kind in ("group", "repeat"):
            items += _section(one, logic, default, inherited)
            continue
        question = _question(one, logic, default, inherited)
        items.append(question)
        if one.or_other:
            items.append(_other(question))
    return items


def _shared(one: Laid, logic: Logic, default: str, inherited: tuple[str, str]) -> dict[str, object]:
    return {
        "key": one.key,
        "label": texts(one.row, "label", default),
        "hint": texts(one.row, "hint", default),
        "relevant": logic.binds.get(one.key, {}).get("relevant", ""),
        "domain": one.row.get("rg_domain") or inherited[0],
        "protection": one.row.get("rg_protection") or inherited[1] or "normal",
        "purpose": texts(one.row, "rg_purpose", default),
        "row": one.row.number,
    }


def _section(one: Laid, logic: Logic, default: str, inherited: tuple[str, str]) -> list[Item]:
    """A group, or a repeat with the hidden calculation of its count before it where pyxform makes one."""
    shared = _shared(one, logic, default, inherited)
    inside = (str(shared["domain"]), str(shared["protection"]))
    shared["items"] = tuple(build_items(one.inside, logic, default, inside))
    if one.kind == "group":
        return [Group.model_validate(shared)]
    counted = f"{one.key}_count"
    calculation = logic.binds.get(counted, {}).get("calculate", "")
    made = [Question(key=counted, kind="calculate", calculation=calculation, row=one.row.number)] if calculation else []
    return [*made, Repeat.model_validate({**shared, "count": logic.counts.get(one.key, "")})]


def _question(one: Laid, logic: Logic, default: str, inherited: tuple[str, str]) -> Question:
    bind = logic.binds.get(one.key, {})
    dynamic = logic.defaults.get(one.key, "")
    values = _shared(one, logic, default, inherited) | {
        "kind": one.kind,
        "guidance": texts(one.row, "guidance_hint", default),
        "required": "" if bind.get("required") == "false()" else bind.get("required", ""),
        "required_message": texts(one.row, "required_message", default),
        "constraint": bind.get("constraint", ""),
        "constraint_message": texts(one.row, "constraint_message", default),
        "calculation": bind.get("calculate", ""),
        "default": "" if dynamic else one.row.get("default"),
        "default_expression": dynamic,
        "choices": one.choices,
        "choice_filter": logic.filters.get(one.key, ""),
        "or_other": one.or_other,
        "appearance": one.row.get("appearance"),
        "code_list": one.row.get("rg_code_list"),
        **_range(one),
    }
    return Question.model_validate(values)


def _range(one: Laid) -> dict[str, float]:
    """Start, end and step of a range; XLSForm's own when they are not said."""
    if one.kind != "range":
        return {}
    said = dict(part.split("=", 1) for part in one.row.get("parameters").replace(",", " ").split() if "=" in part)
    return {"start": float(said.get("start", 1)), "end": float(said.get("end", 10)), "step": float(said.get("step", 1))}


def _other(question: Question) -> Question:
    """The question behind "other": what then."""
    path = f"{question.name}, '{OTHER}'"
    return Question(
        key=f"{question.key}_{OTHER}",
        kind="text",
        label=OTHER_QUESTION,
        relevant=f"selected(../{path})",
        domain=question.domain,
        protection=question.protection,
        row=question.row,
    )


def build_choices(sheet: Sheet | None, laid: list[Laid], default: str) -> dict[str, tuple[Choice, ...]]:
    """The lists of choices by name; those that a question asks with ``or_other`` end with "other"."""
    lists: dict[str, list[Choice]] = {}
    for row in sheet.rows if sheet else ():
        choice = Choice(name=row.get("name"), label=texts(row, "label", default), values=extras(row))
        lists.setdefault(row.get("list_name"), []).append(choice)
    for one in laid:
        known = lists.get(one.choices, [])
        if one.or_other and all(choice.name != OTHER for choice in known):
            known.append(Choice(name=OTHER, label=OTHER_CHOICE))
    return {name: tuple(choices) for name, choices in lists.items()}
