"""Everything that stops a delivery: the message names file, sheet, row and column, and nothing is imported."""

import io
import shutil
import zipfile

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.deliveries.conftest import DIAGNOSIS, EXAMPLES, PLAN, diagnoses, plans, workbook

from reisgenoot.deliveries.problems import DeliveryRefused
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.models import SourceFile
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.people.models import Person

ROW = list(DIAGNOSIS.values())
HEADER = list(DIAGNOSIS)


@pytest.fixture
def refused(meerinzicht, send):
    """The problems of a delivery that must be refused."""

    def problems(folder):
        with pytest.raises(DeliveryRefused) as caught:
            send(meerinzicht, folder)
        with acting_as(job("test", meerinzicht.pk)):
            assert not Person.objects.exists()
            assert not SourceFile.objects.exists()
        return caught.value.problems

    return problems


def _only(problems):
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_folder_when_missing_then_says_so(refused, tmp_path):
    assert _only(refused(tmp_path / "weg")).code == "no-folder"


def test_folder_when_empty_then_names_the_files_of_the_recipe(refused, tmp_path):
    problem = _only(refused(tmp_path))
    assert problem.code == "no-files"
    assert "diagnoses*.xlsx" in problem.advice


def test_file_when_of_no_kind_then_refused(refused, tmp_path):
    workbook(tmp_path / "vakantie.xlsx", ["Van", "Tot"], ["1", "2"])
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.file) == ("unknown-file", "vakantie.xlsx")


def test_file_when_not_a_table_then_only_a_remark(meerinzicht, send, tmp_path):
    diagnoses(tmp_path, {})
    (tmp_path / "leesmij.pdf").write_bytes(b"%PDF")
    result = send(meerinzicht, tmp_path)
    assert [(remark.code, remark.file) for remark in result.remarks if remark.code == "skipped"] == [
        ("skipped", "leesmij.pdf")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty-file", id="empty"),
        pytest.param(b"PK\x03\x04 not really a zip", "unreadable", id="broken zip"),
        pytest.param(b"<html>", "unreadable", id="a page called xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook", id="xls"),
    ],
)
def test_workbook_when_unreadable_then_says_what_to_do(refused, tmp_path, content, code):
    (tmp_path / "diagnoses-2020-01-15.xlsx").write_bytes(content)
    problem = _only(refused(tmp_path))
    assert problem.code == code
    assert problem.advice


def test_csv_when_binary_then_says_it_is_no_text(refused, tmp_path):
    (tmp_path / "diagnoses-2020-01-15.csv").write_bytes(b"Klantnummer;BSN\n\x00\x01\x02")
    assert _only(refused(tmp_path)).code == "not-text"


def test_csv_when_quote_is_missing_then_names_the_line(refused, tmp_path):
    (tmp_path / "diagnoses-2020-01-15.csv").write_text('Klantnummer;BSN\n1;2\n"3;4\n')
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.row) == ("bad-csv", 3)


def test_csv_when_a_row_has_shifted_then_names_the_row(alkmaar, send, tmp_path):
    (tmp_path / "fith-2019Q1.csv").write_text(
        "Clientnr;Naam;Woonplaats;Startdatum;Einddatum;Status\n1;A;Alkmaar;01-01-2019;;0;;\n2;A; B;Alkmaar;01-01-2019;;0\n"
    )
    with pytest.raises(DeliveryRefused) as caught:
        send(alkmaar, tmp_path)
    problem = _only(caught.value.problems)
    assert (problem.code, problem.row) == ("shifted-row", 3)


def test_workbook_when_password_then_says_to_take_it_off(refused, tmp_path):
    plain = io.BytesIO(diagnoses(tmp_path, {}).read_bytes())
    with (tmp_path / "diagnoses-2020-01-15.xlsx").open("wb") as target:
        OOXMLFile(plain).encrypt("geheim", target)
    assert msoffcrypto.OfficeFile((tmp_path / "diagnoses-2020-01-15.xlsx").open("rb")).is_encrypted()
    problem = _only(refused(tmp_path))
    assert problem.code == "password"
    assert "wachtwoord" in str(problem)


def test_workbook_when_over_the_limit_then_refused_unread(refused, tmp_path, settings):
    diagnoses(tmp_path, {})
    settings.DELIVERY_MAX_BYTES = 1_000
    assert _only(refused(tmp_path)).code == "too-large"


def test_workbook_when_it_unpacks_to_200_megabytes_then_refused_quickly(refused, tmp_path):
    path = diagnoses(tmp_path, {})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"<x/>" + b" " * 200_000_000)
    assert path.stat().st_size < 1_000_000
    problem = _only(refused(tmp_path))
    assert problem.code == "too-large-unpacked"


def test_workbook_when_a_part_is_larger_than_it_says_then_refused(refused, tmp_path):
    path = diagnoses(tmp_path, {})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/sharedStrings.xml").file_size if "xl/sharedStrings.xml" in archive.namelist() else 0
        size = size or archive.getinfo("xl/worksheets/sheet1.xml").file_size
    told = size.to_bytes(4, "little")
    path.write_bytes(bytes(content).replace(told, (size - 9).to_bytes(4, "little")))
    assert _only(refused(tmp_path)).code == "unreadable"


def test_workbook_when_formula_then_names_sheet_and_cell(refused, tmp_path):
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", HEADER, ROW, [*ROW[:9], "=B2", *ROW[10:]])
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.sheet, problem.row) == ("formula", "Export", 3)
    assert "J3" in problem.message


def test_workbook_when_macros_are_in_it_then_still_read_as_values(meerinzicht, send, tmp_path):
    diagnoses(tmp_path, {}).rename(tmp_path / "diagnoses-2020-01-15.xlsm")
    plans(tmp_path, {})
    result = send(meerinzicht, tmp_path)
    assert result.counts["diagnoses"] == 1


def test_sheet_when_empty_then_says_so(refused, tmp_path):
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx")
    assert _only(refused(tmp_path)).code == "empty-sheet"


def test_sheet_when_only_a_header_then_says_so(refused, tmp_path):
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", HEADER)
    assert _only(refused(tmp_path)).code == "empty-sheet"


def test_sheets_when_two_fit_then_asks_to_leave_one(refused, tmp_path):
    path = workbook(tmp_path / "diagnoses-2020-01-15.xlsx", HEADER, ROW, sheet="Blad1")
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Blad2")
    other.append(HEADER)
    other.append(ROW)
    book.save(path)
    problem = _only(refused(tmp_path))
    assert problem.code == "two-sheets"
    assert "Blad1, Blad2" in problem.message


def test_sheets_when_one_fits_then_reads_it_and_says_what_it_left(meerinzicht, send, tmp_path):
    path = workbook(tmp_path / "diagnoses-2020-01-15.xlsx", ["Toelichting"], ["Zie blad 2"], sheet="Lees mij")
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("Gegevens")
    sheet.append(["Uitvoer van de intake"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(ROW)
    book.save(path)
    result = send(meerinzicht, tmp_path)
    assert result.counts["diagnoses"] == 1
    assert [remark.sheet for remark in result.remarks if remark.code == "unread-sheet"] == ["Lees mij"]


def test_column_when_missing_then_named(refused, tmp_path):
    header, row = HEADER.copy(), ROW.copy()
    position = header.index("Profiel")
    del header[position], row[position]
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", header, row)
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.column, problem.sheet, problem.row) == ("missing-column", "Profiel", "Export", 1)


def test_column_when_renamed_then_did_you_mean(refused, tmp_path):
    header = ["Diagnose datum" if title == "Datum diagnose" else title for title in HEADER]
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", header, ROW)
    problem = _only(refused(tmp_path))
    assert problem.column == "Datum diagnose"
    assert "'Diagnose datum'" in problem.advice


def test_columns_when_several_are_wrong_in_several_files_then_all_are_told_at_once(refused, tmp_path):
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", HEADER[:3], ROW[:3])
    workbook(tmp_path / "support-plans.xlsx", list(PLAN)[:3], list(PLAN.values())[:3])
    problems = refused(tmp_path)
    assert {problem.file for problem in problems} == {"diagnoses-2020-01-15.xlsx", "support-plans.xlsx"}
    assert len(problems) > 4


def test_column_when_double_then_refused(refused, tmp_path):
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", [*HEADER, "Profiel"], [*ROW, "C"])
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.column) == ("double-column", "Profiel")


def test_column_when_extra_then_only_a_remark(meerinzicht, send, tmp_path):
    diagnoses(tmp_path, {"Schoenmaat": "42"})
    result = send(meerinzicht, tmp_path)
    assert "Schoenmaat" in [remark.column for remark in result.remarks if remark.code == "extra-column"]


def test_column_when_written_with_other_case_accents_and_blanks_then_recognised(meerinzicht, send, tmp_path):
    header = [f"  {title.upper()} " for title in HEADER]
    workbook(tmp_path / "diagnoses-2020-01-15.xlsx", header, ROW)
    assert send(meerinzicht, tmp_path).counts["diagnoses"] == 1


def test_column_when_of_another_type_then_refused(refused, tmp_path):
    diagnoses(tmp_path, *({"Klantnummer": str(n), "Datum diagnose": "Harderwijk"} for n in range(6)))
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.column, problem.row) == ("wrong-type", "Datum diagnose", 2)


def test_quarterly_file_when_the_name_has_no_quarter_then_refused(alkmaar, send, tmp_path):
    (tmp_path / "fith.csv").write_text(
        "Clientnr;Naam;Woonplaats;Startdatum;Einddatum;Status\n1;A;Alkmaar;01-01-2019;;0\n"
    )
    with pytest.raises(DeliveryRefused) as caught:
        send(alkmaar, tmp_path)
    problem = _only(caught.value.problems)
    assert problem.code == "no-period"
    assert "fith-2019Q3.csv" in problem.advice


def test_message_when_refused_then_holds_no_data_of_people(refused, tmp_path):
    diagnoses(
        tmp_path, *({"Klantnummer": str(n), "Datum diagnose": "Jaber uit Harderwijk 999918011"} for n in range(6))
    )
    assert "999918011" not in " ".join(str(problem) for problem in refused(tmp_path))


def test_csv_when_utf_16_is_broken_then_says_it_is_no_text(refused, tmp_path):
    (tmp_path / "diagnoses-2020-01-15.csv").write_bytes(b"\xff\xfe\x00\xd8\x01\x02")
    assert _only(refused(tmp_path)).code == "not-text"


def test_column_when_another_name_stands_there_then_names_both(refused, tmp_path):
    path = tmp_path / "diagnoses-2020-01-15.xlsx"
    shutil.copy(EXAMPLES / "meerinzicht" / path.name, path)
    book = openpyxl.load_workbook(path)
    header = next(book.active.iter_rows(max_row=1))
    next(cell for cell in header if cell.value == "Primair doel").value = "Focus"
    book.save(path)
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.column, problem.row) == ("renamed-column", "Primair doel", 1)
    assert "'Focus'" in problem.message


def test_column_when_only_the_other_export_has_it_then_refused(refused, tmp_path):
    diagnoses(tmp_path, {"Vervolgadvies": "Geen"})
    diagnoses(tmp_path, {}, name="diagnoses-2020-03-16.xlsx")
    problem = _only(refused(tmp_path))
    assert (problem.code, problem.file, problem.column) == (
        "missing-column",
        "diagnoses-2020-03-16.xlsx",
        "Vervolgadvies",
    )
