"""What `pyxform` makes of a workbook: the ODK XForm, from which the expressions with resolved references are read."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from reisgenoot.questionnaires.definition import ROOT
from reisgenoot.questionnaires.reading.problems import FormError, FormProblem

_JR = "{http://openrosa.org/javarosa}"
_XF = "{http://www.w3.org/2002/xforms}"
_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"'?(survey|choices|settings)'? sheet", re.IGNORECASE)
_PREDICATE = re.compile(r"^[^\[]*\[(.*)\]\s*$", re.DOTALL)


@dataclass(slots=True)
class Logic:
    """The expressions of a form by the path of what they are about, without the root."""

    binds: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)


def to_xform(content: bytes) -> str:
    """The workbook as ODK XForm XML.

    Raises
    ------
    FormError   pyxform cannot make one; its own words, with the row where it names one.
    """
    try:
        return str(convert(BytesIO(content), form_name=ROOT, validate=False, warnings=[], file_type=".xlsx").xform)
    except PyXFormError as error:
        raise FormError([_problem(str(error))]) from error


def _problem(said: str) -> FormProblem:
    row, sheet = _ROW.search(said), _SHEET.search(said)
    message = " ".join(_ROW.sub("", said).split())
    return FormProblem(sheet.group(1).lower() if sheet else "survey", int(row.group(1)) if row else 0, "", message)


def read_logic(xform: str) -> Logic:
    """The expressions in an XForm."""
    logic, root = Logic(), fromstring(xform)
    for bind in root.iter(f"{_XF}bind"):
        known = {name: bind.get(name, "").strip() for name in ("relevant", "required", "constraint", "calculate")}
        logic.binds[_key(bind.get("nodeset", ""))] = {name: said for name, said in known.items() if said}
    for default in root.iter(f"{_XF}setvalue"):
        logic.defaults[_key(default.get("ref", ""))] = default.get("value", "").strip()
    for repeat in root.iter(f"{_XF}repeat"):
        if repeat.get(f"{_JR}count"):
            logic.counts[_key(repeat.get("nodeset", ""))] = repeat.get(f"{_JR}count", "").strip()
    for asked in root.iter():
        _read_filter(asked, logic)
    return logic


def _read_filter(asked: Element, logic: Logic) -> None:
    for itemset in asked.findall(f"{_XF}itemset"):
        found = _PREDICATE.match(itemset.get("nodeset", ""))
        if found:
            logic.filters[_key(asked.get("ref", ""))] = found.group(1).strip()


def _key(path: str) -> str:
    return path.strip().removeprefix(f"/{ROOT}").removeprefix("/")
