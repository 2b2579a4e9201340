"""Blank rows and totals are no rows; faulty cells are told."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.datasets import read_tables
from engine.model.tables import HeaderForm, Taken
from tests.corpus.files import Cells, merged
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    project,
    read_csv_text,
    read_sheet,
    resource,
    told,
)
from tests.unit.tables.books import sheet_of

DECLARED = resource(field("code"), field("pupils", "integer"))
IN_SHEET = resource(field("code"), field("pupils", "integer"), path="a.xlsx", sheet="Лист")


@pytest.mark.parametrize("label", ["Итого", "ИТОГО:", "Всего по району", "итого по школам"])
def test_a_row_of_totals_is_left_out_and_told(tmp_path: Path, label: str) -> None:
    tables = read_csv_text(tmp_path, f"code;pupils\n101;5\n102;7\n{label};12\n", DECLARED)
    assert column(tables, "pupils") == [5, 7]
    assert told(tables) == [("total-row", "a.csv:4:A")]
    assert params(tables.findings[0])["value"] == label


def test_a_table_may_say_that_it_has_no_totals(tmp_path: Path) -> None:
    text = "code;pupils\nВсего учеников;12\nв том числе в городе;5\nв селе;7\nИтого;24\n"
    tables = read_csv_text(tmp_path, text, replace(DECLARED, totals="none"))
    assert column(tables, "pupils") == [12, 5, 7, 24]
    assert told(tables) == [("part-of-above", "a.csv:3:A")]


def test_totals_may_stand_above_the_rows_and_behind_a_blank_number(tmp_path: Path) -> None:
    text = "№;code;pupils\n;Всего;12\n1;101;5\n2;102;7\n3;Итого;12\n"
    tables = read_csv_text(tmp_path, text, DECLARED)
    assert column(tables, "code") == ["101", "102"]
    assert params(tables.findings[0])["count"] == 2


def test_a_word_that_only_begins_like_a_total_is_a_row(tmp_path: Path) -> None:
    text = "code;pupils\nИтоговая школа;5\nВсеголод;7\n"
    assert column(read_csv_text(tmp_path, text, DECLARED), "pupils") == [5, 7]


def test_blank_rows_are_no_rows(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;pupils\n\n101;5\n; \n102;7\n", DECLARED)
    assert (column(tables, "code"), column(tables, "__row")) == (["101", "102"], [3, 5])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("code;pupils;note\n101;5;а\n;;б\n;;\n102;7;\n", ["a.csv:3:C"]),
        ("note;code;pupils\nа;101;5\nб;;\nв;;\n;102;7\n", ["a.csv:3:A"]),
        ("code;pupils\n101;5\n;\n102;7\n", []),
        ("code;pupils;\n101;5;а\n;;б\n102;7;\n", []),
        ("code;pupils;note\n101;5;а\n102;7;б\n", []),
    ],
    ids=["one", "two", "nothing else declared", "no heading", "none"],
)
def test_a_row_that_is_filled_under_another_heading_alone_is_left_out_and_told(
    tmp_path: Path, text: str, places: list[str]
) -> None:
    tables = read_csv_text(tmp_path, text, DECLARED)
    assert column(tables, "pupils") == [5, 7]
    assert [at for code, at in told(tables) if code == "row-blank-where-declared"] == places


def test_a_header_without_rows_is_a_warning_and_an_empty_dataset(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;pupils\n", DECLARED)
    assert told(tables) == [("table-without-rows", "a.csv:1")]
    assert tables.datasets["schools"].frame.height == 0
    assert str(tables.datasets["schools"].frame.schema["pupils"]) == "Int64"


def test_formulas_without_values_are_told_with_their_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for row in (
        ["code", "pupils"],
        ["101", "=2+3"],
        ["102", "=2+4"],
        ["103", 7],
        ["Итого", "=SUM(B2:B4)"],
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    tables = read_tables(project(tmp_path, IN_SHEET))
    assert told(tables) == [
        ("formula-without-value", "a.xlsx:Лист:B2"), ("total-row", "a.xlsx:Лист:A5"),
    ]  # fmt: skip
    assert params(tables.findings[0])["cells"] == ("B3",)
    assert column(tables, "pupils") == [None, None, 7]


@pytest.mark.parametrize("above", [(), (["101", 5],)])
def test_rows_at_the_end_that_are_nothing_but_formulas_without_values_are_told(
    tmp_path: Path, above: tuple[list[object], ...]
) -> None:
    """The reader of workbooks hands no such row over: it would be lost without a word."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for row in (["code", "pupils"], *above, ["=A2&1", "=2+3"], ["=A2&2", "=2+4"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    tables = read_tables(project(tmp_path, IN_SHEET))
    first = 2 + len(above)
    assert told(tables)[:2] == [
        ("formula-without-value", f"a.xlsx:Лист:A{first}"),
        ("formula-without-value", f"a.xlsx:Лист:B{first}"),
    ]
    assert params(tables.findings[1])["cells"] == (f"B{first + 1}",)


def test_an_error_of_excel_is_missing_and_told_unless_declared(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>pupils</t></is></c></row>'
        '<row r="2"><c r="A2"><v>101</v></c><c r="B2" t="e"><v>#DIV/0!</v></c></row>'
    )
    (tmp_path / "a.xlsx").write_bytes(sheet_of(cells))
    tables = read_tables(project(tmp_path, IN_SHEET))
    assert told(tables) == [("error-in-cell", "a.xlsx:Лист:B2")]
    allowed = resource(*IN_SHEET.fields, path="a.xlsx", sheet="Лист", missing=["", "#DIV/0!"])
    assert read_tables(project(tmp_path, allowed)).findings == ()


def test_the_address_of_a_total_is_the_cell_that_says_so(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["№", "code", "pupils"], [1, "101", 5], [2, "102", 7], ["Итого", None, 12],
    ]  # fmt: skip
    assert ("total-row", "a.xlsx:Лист:A4") in told(read_sheet(tmp_path, rows, IN_SHEET))
    rows[-1] = [3, "Всего", 12]
    tables = read_sheet(tmp_path, rows, IN_SHEET)
    assert ("total-row", "a.xlsx:Лист:B4") in told(tables)
    assert params(tables.findings[-1])["value"] == "Всего"


NUMBERED = "code;pupils;name\n1;2;3\n101;5;а\n"
TWO_ROWS = "code;Русский язык;\n;pupils;name\n101;5;а\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{NUMBERED}code;pupils;name\n1;2;3\n102;7;б\n", None),
        (f"{NUMBERED}1;2;3\n102;7;б\n", None),
        (f"{NUMBERED}CODE; Pupils ;name\n102;7;б\n", None),
        (f"{TWO_ROWS}code;Русский язык;\n;pupils;name\n102;7;б\n", 2),
    ],
)
def test_what_is_printed_again_on_each_page_is_no_row(
    tmp_path: Path, text: str, rows: int | None
) -> None:
    under = "Русский язык " if rows else ""
    fields = (field("code"), field("pupils", "integer", header=f"{under}pupils"))
    declared = replace(resource(*fields), header=HeaderForm(rows=rows))
    tables = read_csv_text(tmp_path, text, declared)
    assert column(tables, "code") == ["101", "102"]
    assert column(tables, "pupils") == [5, 7]


def test_the_first_row_of_a_header_alone_is_no_header(tmp_path: Path) -> None:
    """A group may be called what stands above the headings."""
    text = "Район А;;\ncode;pupils;name\n101;5;а\nРайон Б;;\n102;7;б\nРайон А;;\n103;9;в\n"
    at = replace(field("place"), taken=Taken.GROUP)
    fields = (
        field("code", header="Район А code"),
        field("pupils", "integer", header="Район А pupils"),
        at,
    )
    declared = replace(resource(*fields), header=HeaderForm(rows=2), group="Район .*")
    tables = read_csv_text(tmp_path, text, declared)
    assert column(tables, "place") == [None, "Район Б", "Район А"]


def test_a_row_of_data_that_is_as_the_row_of_numbers_is_told_and_counts(tmp_path: Path) -> None:
    text = "code;pupils;name\n1;2;3\n1;2;3\n2;5;6\n1;2;3\n101;5;6\n"
    tables = read_csv_text(tmp_path, text, DECLARED)
    assert column(tables, "pupils") == [2, 5, 5]
    assert ("row-like-numbering", "a.csv:3") in told(tables)


def test_a_row_that_only_counts_is_a_row_where_no_such_row_stands_under_the_header(
    tmp_path: Path,
) -> None:
    text = "code;pupils;name\n101;5;а\n1;2;3\n"
    assert column(read_csv_text(tmp_path, text, DECLARED), "pupils") == [5, 2]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1,23E+11", "code-as-power"), ("5E+10", "code-as-power"), ("5Е+10", None), ("E+10", None),
        ("рай\ufffdн", "lost-letters"), ("?? ???", "lost-letters"), ("№ ?????", "lost-letters"),
        ("Почему???", None), ("что? где? 7", None),
    ],
)  # fmt: skip
def test_what_excel_and_encodings_have_lost_is_told(
    tmp_path: Path, cell: str, name: str | None
) -> None:
    tables = read_csv_text(tmp_path, f"code;pupils\n{cell};5\nа;7\n", DECLARED)
    assert column(tables, "code") == [cell, "а"]
    assert told(tables) == ([(name, "a.csv:2:A")] if name else [])


def test_two_tables_on_one_sheet_are_told_and_a_header_of_the_next_page_is_not(
    tmp_path: Path,
) -> None:
    title = ("title-among-rows", "a.csv:3")
    two = "code;name\n1;а\nТаблица 2;\n;\ncode;name\n2;б\n"
    tables = read_csv_text(tmp_path, two, resource(field("code"), field("name")))
    assert title in told(tables)
    assert column(tables, "code") == ["1", "Таблица 2", "2"]
    for one in (two.replace("Таблица 2;", "9;в"), two.replace("Таблица 2;\n", "")):
        tables = read_csv_text(tmp_path, one, resource(field("code"), field("name")))
        assert title not in told(tables)
    sparse = "code;name\n1;\n2;\n3;\ncode;name\n4;б\n"  # a name is often not known
    tables = read_csv_text(tmp_path, sparse, resource(field("code"), field("name")))
    assert "title-among-rows" not in {name for name, _ in told(tables)}
    tables = read_csv_text(tmp_path, "code\n1\n2\ncode\n3\n", resource(field("code")))
    assert "title-among-rows" not in {name for name, _ in told(tables)}


@pytest.mark.parametrize(
    ("cells", "is_told"),
    [
        ("12,5\n1.234", True), ("12.5\n1,234", True), ("-12,5\n−1.234\n3", True),
        ("12,5\n1.23\n1.234", False), ("12,5\n0.234", False), ("1.234\n5", False),
        ("12,5\n1 234", False), ("12,5\n1.234,5", False), ("1.234\n987\n2.100", True),
        ("1,050\n-987", True), ("1.234\n987\n1500", False), ("1.234\n987\n2.1", False),
        ("87,125\n100", False), ("1.234\n2.345", False),
    ],
)  # fmt: skip
def test_a_sign_that_may_part_thousands_is_told(tmp_path: Path, cells: str, is_told: bool) -> None:
    rows = "\n".join(f"{at};{cell}" for at, cell in enumerate(cells.split("\n")))
    declared = resource(field("code"), field("x", "number"))
    tables = read_csv_text(tmp_path, f"code;x\n{rows}\n", declared)
    assert ("sign-of-thousands" in [name for name, _ in told(tables)]) is is_told


@pytest.mark.parametrize(("totals", "more"), [(1, ""), (2, 1), (3, 2)])
def test_rows_of_totals_are_told_once_with_how_many_more(
    tmp_path: Path, totals: int, more: object
) -> None:
    rows = "".join(f"Итого по округу {number};12\n" for number in range(totals))
    tables = read_csv_text(tmp_path, f"code;pupils\n101;5\n102;7\n{rows}", DECLARED)
    (finding,) = tables.findings
    assert (params(finding)["count"], params(finding)["more"]) == (totals, more)


@pytest.mark.parametrize(
    ("area", "is_told"), [("A3:C3", True), ("A3:B3", False), ("B3:C3", False), ("A3:A4", False)]
)
def test_a_cell_over_all_columns_that_counts_as_a_row_is_told(
    tmp_path: Path, area: str, is_told: bool
) -> None:
    rows: Cells = [["code", "name", "n"], ["1", "а", 5], ["5 класс", "5 класс", ""], ["2", "б", 7]]
    (tmp_path / "a.xlsx").write_bytes(merged(rows, area))
    fields = field("code"), field("name"), field("n", "integer")
    tables = read_tables(project(tmp_path, resource(*fields, path="a.xlsx", sheet="Лист")))
    assert (("title-of-group", "a.xlsx:Лист:A3") in told(tables)) is is_told
