"""Downloads and pictures: complete, harmless, readable without colour."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation
from openpyxl import load_workbook

from reisgenoot.monitor.result import Row, TableResult, Test
from reisgenoot.reporting.charts import chart_svg
from reisgenoot.reporting.export import CONTENT_TYPES, export
from reisgenoot.reporting.wording import sentence_of

FITH = Row(
    group={"supplier": "Fith"}, numerator=143, denominator=203, share=143 / 203, low=0.638, high=0.763, suppressed=False
)
FORMULA = Row(
    group={"supplier": "=cmd()"},
    numerator=6,
    denominator=8,
    share=0.75,
    low=0.4,
    high=0.93,
    suppressed=False,
    is_small=True,
)
HIDDEN = Row(
    group={"supplier": "Klein"}, numerator=None, denominator=None, share=None, low=None, high=None, suppressed=True
)
WHOLE = Row(group={}, numerator=470, denominator=574, share=470 / 574, low=0.785, high=0.848, suppressed=False)
TABLE = TableResult(
    table="participation-closed",
    title="Meedoen",
    question="Hoeveel?",
    as_of=date(2019, 9, 30),
    definition="Aandeel van de trajecten.",
    source="Rapport, r. 1",
    approach="alkmaar",
    version=1,
    language="nl",
    is_protected=True,
    threshold=5,
    small_n=10,
    rows=(WHOLE, FITH, FORMULA, HIDDEN),
    tests=(Test(group={"supplier": "Alle"}, test="Pearson chi-square", statistic=7.9, df=1, p_value=0.005),),
    dimension_titles={"supplier": "Uitvoerder"},
)


def test_json_when_exported_then_the_agreed_shape() -> None:
    found = json.loads(export(TABLE, "json"))
    assert list(found) == ["table", "title", "as_of", "definition", "source", "rows", "tests"]
    assert found["rows"][3] == {
        "group": {"supplier": "Klein"},
        "numerator": None,
        "denominator": None,
        "share": None,
        "low": None,
        "high": None,
        "suppressed": True,
    }
    assert list(found["tests"][0]) == ["group", "test", "statistic", "df", "p_value"]


def test_csv_when_exported_then_rows_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(export(TABLE, "csv").decode())))
    assert rows[1]["supplier"] == "Fith"
    assert float(rows[1]["share"]) == pytest.approx(143 / 203)
    assert rows[2]["supplier"] == "'=cmd()"
    assert rows[3]["numerator"] == ""
    assert rows[3]["suppressed"] == "true"


def test_workbook_when_exported_then_table_tests_and_definition() -> None:
    book = load_workbook(io.BytesIO(export(TABLE, "xlsx")))
    assert book.sheetnames == ["Tabel", "Verschillen", "Definitie"]
    assert [cell.value for cell in book["Tabel"][3]][2:5] == ["Fith", 143, 203]
    assert all(cell.data_type != "f" for row in book["Tabel"] for cell in row)
    assert "Aandeel van de trajecten." in [cell.value for cell in book["Definitie"]["B"]]


def test_text_when_exported_then_readable() -> None:
    text = export(TABLE, "text").decode()
    assert "Fith" in text
    assert "70,4 % (143 van 203)" in text
    assert "tussen 63,8 en 76,3 %" in text
    assert "te klein om te tonen" in text


def test_formats_when_listed_then_each_has_a_writer() -> None:
    assert all(export(TABLE, format_) for format_ in CONTENT_TYPES)


def test_sentence_when_english_then_with_points() -> None:
    with translation.override("en"):
        assert "70.4 %" in sentence_of(FITH)


def test_picture_when_drawn_then_bars_from_zero_labels_and_nothing_that_runs() -> None:
    svg = chart_svg(TABLE, keys=["supplier"])
    root = ElementTree.fromstring(svg)
    texts = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert "70,4 % (143 van 203)" in texts
    assert "te klein om te tonen" in texts
    assert "75,0 % (6 van 8), te klein om iets over te zeggen" in texts
    assert "0%" in texts
    assert "style=" not in svg
    assert not [element for element in root.iter() if element.tag.endswith(("script", "}a"))]


def test_picture_when_there_is_nothing_then_empty() -> None:
    assert chart_svg(TABLE, keys=["municipality"]) == ""


def test_picture_when_a_label_holds_markup_then_it_stays_text() -> None:
    row = Row(
        group={"supplier": "<script>x</script>"},
        numerator=9,
        denominator=20,
        share=0.45,
        low=0.2,
        high=0.7,
        suppressed=False,
    )
    svg = chart_svg(TableResult(**{**_fields(TABLE), "rows": (row, FITH)}), keys=["supplier"])
    assert "<script" not in svg


def _fields(table: TableResult) -> dict[str, object]:
    return {name: getattr(table, name) for name in TableResult.__dataclass_fields__}
