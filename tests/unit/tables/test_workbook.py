"""xlsx → text cells with their addresses; what cannot be read is a finding."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest

from engine.diagnostics import Finding
from engine.tables import CellFault, FaultyCell, RawSheet, Workbook, error_word, open_workbook
from engine.tables.passwords import COMPOUND
from engine.tables.xlsx import faulty_cells, is_too_wide
from tests.unit.tables.books import ods, sheet_of, with_part, workbook


def opened(content: bytes) -> Workbook:
    book = open_workbook(content, "книга.xlsx")
    assert isinstance(book, Workbook)
    return book


def sheet(content: bytes, name: str = "Лист") -> RawSheet:
    raw = opened(content).read(name)
    assert isinstance(raw, RawSheet)
    return raw


def code(found: Any) -> str:
    assert isinstance(found, Finding)
    return found.code.name


def test_cells_of_every_type_come_as_text() -> None:
    raw = sheet(workbook(Лист=[["Код", 101, 2.5, True, date(2021, 9, 1)]]))
    assert raw.frame.row(0) == ("Код", "101", "2.5", "true", "2021-09-01 00:00:00", 1)


def test_a_number_comes_to_its_fifteen_figures_and_not_to_nine_places() -> None:
    """The reader cuts texts of numbers: three thirds would be 0.999999999."""
    rows: list[list[object]] = [
        [1 / 3, 0.1 + 0.2], [3.0000000001, -1e-12], ["0,12345678901", 1e-10], ["007", -0.0],
        [12345678.123456789, 2.9999999999999996], [2.5, "-0.00000000012"],
    ]  # fmt: skip
    assert [row[:2] for row in sheet(workbook(Лист=rows)).frame.rows()] == [
        ("0.333333333333333", "0.3"), ("3.0000000001", "-0.000000000001"),
        ("0,12345678901", "0.0000000001"), ("007", "0"), ("12345678.123456789", "3"),
        ("2.5", "-0.00000000012"),
    ]  # fmt: skip


def test_what_sums_leave_in_the_last_figures_is_no_part_of_a_number() -> None:
    """A share of 70 % that a formula computed meets «не более 70 %», and ten tenths are whole."""
    noisy = (0.7000000000000001, 69.99999999999999, sum([0.1] * 100), 43.1 - 43.2 + 1,
             sum([0.1] * 1000), 0.1 + 0.2 - 0.3, 1 - 0.9, -(0.1 + 0.2 - 0.3))  # fmt: skip
    fine = (1 / 3, 1000 / 3, 2 / 7, 0.123456789012345, 3.00000000012, 1e-12, 1234.12345678912)
    assert sheet(workbook(Лист=[[*noisy]])).frame.row(0)[:-1] == (
        "0.7", "70", "10", "0.9", "100", "0", "0.1", "0",
    )  # fmt: skip
    assert sheet(workbook(Лист=[[*fine]])).frame.row(0)[:-1] == (
        "0.333333333333333", "333.333333333333", "0.285714285714286", "0.123456789012345",
        "3.00000000012", "0.000000000001", "1234.12345678912",
    )  # fmt: skip


def test_numbers_kept_as_text_keep_their_zeros() -> None:
    assert sheet(sheet_of(text_cell("A1", "0032000101"))).frame.row(0) == ("0032000101", 1)


def test_a_table_that_begins_at_c5_keeps_its_addresses() -> None:
    raw = sheet(workbook(at=(4, 2), Лист=[["Код", "Имя"], ["101", "Школа"]]))
    row = next(row for row in raw.frame.iter_rows(named=True) if row["2"] == "101")
    assert str(raw.place(row["__row"], 3)) == "книга.xlsx:Лист:D6"


def test_the_names_of_the_sheets_are_in_the_order_of_the_tabs() -> None:
    assert opened(workbook(Школы=[["а"]], Сады=[["б"]])).sheets == ("Школы", "Сады")


def test_a_formula_is_read_by_its_stored_value() -> None:
    raw = sheet(sheet_of('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))
    assert raw.frame.row(0) == ("2", 1)
    assert raw.faulty == ()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1"><f>SUM(A1:A9)</f></c>',
        '<c r="B1"><f>SUM(A1:A9)</f><v></v></c>',
        '<c r="B1" s="1"><f>SUM(A1:A9)</f><v/></c>',
        '<c r="B1" t="str"><f>SUM(A1:A9)</f></c>',
    ],
)
def test_a_formula_without_a_stored_value_is_told_with_its_cell(cell: str) -> None:
    raw = sheet(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'))
    assert raw.faulty == (FaultyCell(1, 1, CellFault.FORMULA, "=SUM(A1:A9)"),)


def test_a_formula_that_stores_an_empty_text_is_an_empty_cell() -> None:
    cell = '<c r="B1" t="str"><f>IF(A1=1,"","x")</f><v></v></c>'
    assert sheet(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>')).faulty == ()


def test_an_error_of_excel_is_told_with_its_cell() -> None:
    cells = '<c r="A1"><v>1</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    raw = sheet(sheet_of(f'<row r="1">{cells}</row>'))
    assert raw.faulty == (FaultyCell(1, 1, CellFault.ERROR, "#DIV/0!"),)


def test_faults_are_found_under_a_prefix_as_some_programs_write_it() -> None:
    xml = (
        b'<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1</x:f></x:c>'
        b'<x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert [(cell.column, cell.text) for cell in faulty_cells(xml)] == [(0, "=1"), (1, "#N/A")]


def test_a_long_or_a_wide_sheet_is_not_too_wide() -> None:
    cells = '<row r="{0}"><c r="A1"><v>1</v></c><c r="{1}{0}"><v>1</v></c></row>'
    for row, column in ((1_048_576, "AN"), (20_000, "XF")):
        assert not is_too_wide(cells.format(row, column).encode())
    assert is_too_wide(cells.format(1_048_576, "AO").encode())


def test_dates_of_the_1904_system_are_shifted() -> None:
    book = with_part(workbook(Лист=[["а"]]), "xl/workbook.xml", WORKBOOK_1904)
    assert sheet(book).serial_shift == 1462


def test_a_file_that_is_no_workbook_is_a_finding() -> None:
    assert code(open_workbook(b"<html>", "а.xlsx")) == "unreadable-workbook"


def test_a_cut_off_workbook_is_a_finding() -> None:
    content = workbook(Лист=[["а"]])
    assert code(open_workbook(content[: len(content) // 2], "а.xlsx")) == "unreadable-workbook"


def test_an_old_or_locked_workbook_is_named_as_such() -> None:
    assert code(open_workbook(b"\xd0\xcf\x11\xe0" + bytes(600), "а.xlsx")) == (
        "old-or-locked-workbook"
    )


def coded(content: bytes) -> bytes:
    """The archive whose parts all say that they ask for a password."""
    for entry in re.finditer(rb"PK\x01\x02", content):
        at = entry.start() + 8
        content = content[:at] + b"\x01" + content[at + 1 :]
    return content


XLS_CODED = b"\x09\x08\x10\x00\x00\x06".ljust(20, b"\0") + b"\x2f\x00\x06\x00"
CODED_ODS = "<manifest:encryption-data/>"


@pytest.mark.parametrize(
    ("content", "locked"),
    [
        (COMPOUND.ljust(512, b"\0") + "EncryptedPackage".encode("utf-16-le"), "1"),
        (COMPOUND.ljust(512, b"\0") + XLS_CODED.ljust(512, b"\0"), "1"),
        (coded(workbook(Лист=[["а"]])), "1"),
        (with_part(ods(""), "META-INF/manifest.xml", CODED_ODS), "1"),
        (COMPOUND.ljust(1024, b"\0"), ""),
    ],
    ids=["xlsx", "xls", "archive", "ods", "damaged xls"],
)
def test_a_password_is_told_from_damage(content: bytes, locked: str) -> None:
    found = open_workbook(content, "а.xlsx")
    assert isinstance(found, Finding)
    assert (found.code.id, dict(found.params)["locked"]) == ("D206", locked)


def test_an_empty_sheet_is_a_finding_with_the_sheet() -> None:
    found = opened(workbook(Лист=[])).read("Лист")
    assert isinstance(found, Finding)
    assert (found.code.name, str(found.at)) == ("empty-table", "книга.xlsx:Лист")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(workbook(Лист=[["а"]]), "xl/sharedStrings.xml", " " * (100 << 20))
    assert code(open_workbook(bomb, "а.xlsx")) == "table-too-large"


def test_two_cells_in_far_corners_are_refused_before_memory_is_filled() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{}</row>'
    for last in ('<c r="XFD1048576"><v>1</v></c>', "<c r='XFD1048576'><v>1</v></c>"):
        found = opened(sheet_of(cells.format(last))).read("Лист")
        assert code(found) == "table-too-large"


def test_a_document_type_and_its_entities_are_refused() -> None:
    evil = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet/>'
    book = with_part(workbook(Лист=[["а"]]), "xl/worksheets/sheet1.xml", evil)
    assert code(opened(book).read("Лист")) == "unreadable-workbook"


def text_cell(address: str, text: str) -> str:
    return f'<row r="1"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


WORKBOOK_1904 = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<workbookPr date1904="1"/><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)


def test_an_ods_shows_its_errors_and_its_yes_and_no_as_the_same_xlsx_does() -> None:
    """LibreOffice keeps no value of a formula that failed; yes and no of an xlsx become 1 and 0."""
    failed = 'table:formula="of:=1" office:value-type="string" office:string-value=""'
    number = 'office:value-type="float" office:value='
    comment = "<office:annotation><text:p>99</text:p></office:annotation>"
    cells = (
        (failed, "#DIV/0!"), (f'{number}"0"', "#Н/Д"), (f'{number}"1"', "TRUE"),
        (f'{number}"0"', "ЛОЖЬ"), (f'{number}"7"', f"007{comment}"), (failed, ""),
        (failed, "Err:508"),
    )  # fmt: skip
    row = "".join(
        f"<table:table-cell {attributes}>{comment if comment in shown else ''}"
        f"<text:p>{shown.removesuffix(comment)}</text:p></table:table-cell>"
        for attributes, shown in cells
    )
    book = open_workbook(ods(f"<table:table-row>{row}</table:table-row>"), "книга.ods")
    raw = None if isinstance(book, Finding) else book.read("Лист")
    assert isinstance(raw, RawSheet)
    assert raw.frame.row(0) == ("#DIV/0!", "#Н/Д", "true", "false", "7", None, "Err:508", 1)
    assert [(cell.column, cell.text) for cell in raw.faulty] == [(0, "#DIV/0!"), (1, "#Н/Д")]
    assert raw.looks is not None
    assert raw.looks.select("column", "shown").rows() == [(4, "007")]


def test_an_error_of_libreoffice_is_known_as_one() -> None:
    words = pl.DataFrame({"text": ["Err:502", "Ошибка:522", "Ошибка: 5", "#ССЫЛКА!", "Errata"]})
    assert words.select(error_word(pl.col("text"))).to_series().to_list() == [
        True, True, False, True, False,
    ]  # fmt: skip


def test_a_break_inside_a_paragraph_of_an_ods_parts_words() -> None:
    """The reader of workbooks left nothing at its place: «Кол-воучащихся» is no heading."""
    texts = {
        "Кол-во<text:line-break/>учащихся": "Кол-во\nучащихся",
        'а<text:tab/>б<text:s text:c="2"/>в<text:s/>г': "а\nб  в г",
        "<text:span>а</text:span>&amp;<text:line-break/></text:p><text:p>б": "а&\n\nб",
        "просто": "просто",
    }
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{each}</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"/>'
        for each in texts
    )
    book = open_workbook(ods(f"<table:table-row>{cells}</table:table-row>"), "книга.ods")
    raw = None if isinstance(book, Finding) else book.read("Лист")
    assert isinstance(raw, RawSheet)
    row = raw.frame.row(0)[:-1]
    assert list(row[::2]) == list(texts.values())
    assert not any(row[1::2])
