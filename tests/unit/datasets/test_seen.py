"""Tables as a person sees them: percents, codes with noughts, errors, hidden rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.number import NumberStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from engine.datasets import Tables, read_tables
from engine.model.tables import Constraints, Field, Unit
from engine.tables.biff import told_of_book
from engine.tables.numberformats import scale_of
from tests.examples import of_all
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    project,
    read_csv_text,
    resource,
    told,
)
from tests.unit.tables.books import Rows, sheet_of, xls, xlsx


def ods(rows: Sequence[Sequence[str | tuple[str, float, str]]]) -> bytes:
    """A workbook of LibreOffice; (kind, value, what it shows) is a number."""
    document = OpenDocumentSpreadsheet()
    document.automaticstyles.addElement(NumberStyle(name="N1"))
    table = Table(name="Лист")
    for row in rows:
        line = TableRow()
        for cell in row:
            kind, value, text = cell if isinstance(cell, tuple) else ("string", None, cell)
            given = {} if value is None else {"value": value}
            written = TableCell(valuetype=kind, **given)
            written.addElement(P(text=text))
            line.addElement(written)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(
    folder: Path, content: bytes, *fields: Field, name: str = "a.xlsx", **more: object
) -> Tables:
    """The tables of a project whose only file has this content."""
    (folder / name).write_bytes(content)
    declared = resource(*fields, path=name, sheet="Лист", **more)
    return read_tables(project(folder, declared))


def percents(unit: Unit | None) -> Field:
    return replace(field("share", "number"), unit=unit)


SHARES: Rows = [["code", "share"], ["a", (0.7, "0%")], ["b", (0.655, "0.0%")], ["c", (0.07, "0%")]]


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.FRACTION])
def test_percents_of_excel_are_percents_whatever_the_unit(tmp_path: Path, unit: Unit) -> None:
    tables = read(tmp_path, xlsx(SHARES), field("code"), percents(unit))
    assert (column(tables, "share"), told(tables)) == ([70.0, 65.5, 7.0], [])


def test_percents_beside_plain_numbers_of_the_same_column(tmp_path: Path) -> None:
    rows = [*SHARES, ["d", 80], ["e", "85 %"]]
    tables = read(tmp_path, xlsx(rows), field("code"), percents(Unit.PERCENT))
    assert column(tables, "share") == [70.0, 65.5, 7.0, 80.0, 85.0]


def test_percents_without_a_unit_are_asked_about_in_excel_as_in_csv(tmp_path: Path) -> None:
    tables = read(tmp_path, xlsx(SHARES), field("code"), percents(None))
    assert column(tables, "share") == [None, None, None]
    assert told(tables) == [("percent-sign", "a.xlsx:Лист:B2")]
    text = "code;share\na;70%\nb;65,5 %\n"
    tables = read_csv_text(tmp_path, text, resource(field("code"), percents(None)))
    assert told(tables) == [("percent-sign", "a.csv:2:B")]
    assert params(tables.findings[0])["value"] == "70%"


def test_percents_of_libreoffice(tmp_path: Path) -> None:
    rows = [
        ["code", "share"],
        ["a", ("percentage", 0.7, "70%")],
        ["b", ("percentage", 0.655, "66%")],
    ]
    tables = read(tmp_path, ods(rows), field("code"), percents(Unit.PERCENT), name="a.ods")
    assert column(tables, "share") == [70.0, 65.5]


@pytest.mark.parametrize(
    ("unit", "cells", "code"),
    [
        (Unit.PERCENT, "0,7\n0,655\n0,5", ["other-scale"]),
        (Unit.PERCENT, "70\n65,5\n0", []),
        (
            Unit.PERCENT,
            "0,7%\n0,655 %\n0,5%",
            [],
        ),  # the sign says the scale
        (Unit.PERCENT, "0,5%\n70%\n65,5\n50", []),
        (Unit.PERCENT, "0,5\n70%\n65,5%\n50%", ["percent-on-two-scales"]),
        (Unit.FRACTION, "70\n65,5\n50", ["other-scale"]),
        (Unit.FRACTION, "0,7\n0,655\n1", []),
        (None, "0,6\n0,4", []),  # a heading «доля» without a unit promises neither scale
    ],
)
def test_a_column_on_the_other_scale_is_asked_about(
    tmp_path: Path, unit: Unit | None, cells: str, code: list[str]
) -> None:
    tables = read_csv_text(tmp_path, f"share\n{cells}\n", resource(percents(unit)))
    assert [name for name, _ in told(tables)] == code


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        (12, "000", "012"), (7, "00-00", "00-07"),
        (11223344595, r"000\-000\-000\ 00", "112-233-445 95"),
        (5, '"№ "00', "№ 05"), (12, "0.00", "12,00"), (1234, "#,##0", "1234"), (0.5, "0%", "50%"),
        (32001, "General", "32001"), (-3, "000;(000)", "(003)"), (15, '0" чел."', "15 чел."),
    ],
)  # fmt: skip
def test_a_column_of_text_takes_what_the_cell_shows(
    tmp_path: Path, number: float, code: str, seen: str
) -> None:
    rows: Rows = [["code", "n"], [(number, code), 1]]
    tables = read(tmp_path, xlsx(rows), field("code"), field("n", "integer"))
    assert (column(tables, "code"), told(tables)) == ([seen], [])


def test_a_number_with_noughts_before_it_is_a_number_where_numbers_are_read(tmp_path: Path) -> None:
    rows: Rows = [["code", "n"], ["a", (12, "000")], ["b", (12000, "0,")], ["c", (1.5, "0")]]
    tables = read(tmp_path, xlsx(rows), field("code"), field("n", "number"))
    assert column(tables, "n") == [12.0, 12000.0, 1.5]


def test_codes_of_libreoffice_are_read_as_shown(tmp_path: Path) -> None:
    rows = [["code", "n"], [("float", 12, "012"), ("float", 3, "3")]]
    tables = read(tmp_path, ods(rows), field("code"), field("n", "integer"), name="a.ods")
    assert (column(tables, "code"), column(tables, "n")) == (["012"], [3])


def test_an_xls_tells_how_its_cells_look(tmp_path: Path) -> None:
    rows: Rows = [
        ["code", "share", "day"],
        [(12, "000"), (0.655, "0.0%"), 43000],
        [(7, '"№ "00'), (0.7, "0%"), (date(2021, 9, 1), "dd.mm.yyyy")],
        *([(each, "000"), 0.5, None] for each in range(100, 400)),
    ]
    tables = read(
        tmp_path, xls(rows, hidden=[2], from_1904=True), field("code"), percents(Unit.PERCENT),
        field("day", "date"), organisation="code", name="a.xls",
    )  # fmt: skip
    assert column(tables, "code")[:3] == ["012", "№ 07", "100"]
    assert column(tables, "share")[:3] == [65.5, 70.0, 0.5]
    assert column(tables, "day")[:2] == [date(2021, 9, 23), date(2021, 9, 1)]
    assert told(tables) == [
        ("hidden-rows", "a.xls:Лист:A3"),
        ("percent-on-two-scales", "a.xls:Лист:B4"),
    ]


def test_a_formula_that_no_program_calculated_is_no_nought(tmp_path: Path) -> None:
    rows: Rows = [["code", "n"], ["a", "=2+3"], ["b", "=2-2"]]
    for name, book in (("a.xls", xls(rows)), ("a.xlsx", xlsx(rows))):
        tables = read(tmp_path, book, field("code"), field("n", "integer"), name=name)
        assert column(tables, "n") == [None, None], name
        assert told(tables) == [("formula-without-value", f"{name}:Лист:B2")]


XLS = xls([["code", "n"], [(12, "000"), (0.5, "0%")], ["b", "=2+3"]], hidden=[1])


@given(st.integers(0, len(XLS) - 1), st.binary(min_size=1, max_size=4))
@settings(max_examples=of_all(100), deadline=None)
def test_a_damaged_xls_tells_nothing_and_stops_nothing(at: int, other: bytes) -> None:
    told_of_book(XLS[:at] + other + XLS[at + len(other) :])
    told_of_book(XLS[:at])


@pytest.mark.parametrize("format", ["dd.mm.yyyy", "h:mm", "[h]:mm", "mmm yy"])
def test_a_day_in_a_column_of_text_is_told(tmp_path: Path, format: str) -> None:
    rows: Rows = [["code", "d"], [(date(2021, 2, 1), format), (date(2021, 9, 1), format)]]
    tables = read(tmp_path, xlsx(rows), field("code"), field("d", "date"))
    assert ("day-in-text-column", "a.xlsx:Лист:A2") in told(tables)
    assert len(told(tables)) == 1


ERRORS = "code;n;s\na;#Н/Д;x\nb;2;#ССЫЛКА!\nc;#DIV/0!;####\n"
DECLARED = (field("code"), field("n", "integer"), field("s"))


def test_words_of_errors_are_no_text(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, ERRORS, resource(*DECLARED))
    assert (column(tables, "n"), column(tables, "s")) == ([None, 2, None], ["x", None, None])
    assert told(tables) == [("error-in-cell", "a.csv:2:B"), ("error-in-cell", "a.csv:3:C")]


def formula(value: str) -> bytes:
    texts = "".join(
        f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in (("A1", "code"), ("B1", "n"))
    )
    row = f'<c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="e"><v>{value}</v></c>'
    return sheet_of(f'<row r="1">{texts}</row><row r="2">{row}</row>')


def test_an_error_cell_is_not_called_blank(tmp_path: Path) -> None:
    number = field("n", "integer", constraints=Constraints(required=True))
    tables = read(tmp_path, formula("#DIV/0!"), field("code"), number)
    assert told(tables) == [("error-in-cell", "a.xlsx:Лист:B2")]


@pytest.mark.parametrize("written", ["#N/A", "#Н/Д"])
@pytest.mark.parametrize("meant", ["", "0"])
def test_an_error_may_be_mapped_in_either_language(
    tmp_path: Path, written: str, meant: str
) -> None:
    number = replace(field("n", "integer"), values=((written, meant),))
    tables = read(tmp_path, formula("#N/A"), field("code"), number)
    assert (column(tables, "n"), told(tables)) == ([int(meant) if meant else None], [])


@pytest.mark.parametrize("word", ["#N/A", "#Н/Д", "#н/д"])
def test_an_error_may_be_declared_missing_in_either_language(tmp_path: Path, word: str) -> None:
    tables = read(
        tmp_path, formula("#N/A"), field("code"), field("n", "integer"), missing=["", word]
    )
    assert (column(tables, "n"), told(tables)) == ([None], [])


def test_hidden_rows_are_counted_and_told(tmp_path: Path) -> None:
    rows: Rows = [["code", "n"], ["a", 1], ["b", 2], ["c", 3], ["d", 4]]
    tables = read(tmp_path, xlsx(rows, hidden=[2, 4]), field("code"), field("n", "integer"))
    assert column(tables, "n") == [1, 2, 3, 4]
    assert told(tables) == [("hidden-rows", "a.xlsx:Лист:A3")]
    assert params(tables.findings[0])["count"] == 2


def test_a_hidden_row_outside_the_table_is_nobodys_business(tmp_path: Path) -> None:
    rows: Rows = [["тех. строка"], ["code", "n"], ["a", 1]]
    tables = read(tmp_path, xlsx(rows, hidden=[0]), field("code"), field("n", "integer"))
    assert told(tables) == []


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    rows: Rows = [["code", "n"], ["a", 1]]
    tables = read(tmp_path, xlsx(rows, is_hidden=True), field("code"), field("n", "integer"))
    assert [name for name, _ in told(tables)] == ["hidden-rows"]
    assert params(tables.findings[0])["sheet"] == "Лист"


def test_a_row_of_noughts_is_told_at_a_column_that_has_one(tmp_path: Path) -> None:
    text = "code;n;m\na;5;7\nb;;0\nc;0;0\n"
    declared = resource(field("code"), field("n", "integer"), field("m", "integer"))
    tables = read_csv_text(tmp_path, text, declared)
    assert [(params(each)["column"], str(each.at)) for each in tables.findings] == [
        ("n", "a.csv:4:B")
    ]


LARGEST = 2**53 - 1
BEYOND = LARGEST + 2


@pytest.mark.parametrize("type", ["string", "integer", "number"])
def test_a_number_that_its_file_does_not_keep_whole_is_told_and_never_another_one(
    tmp_path: Path, type: str
) -> None:
    numbers: Rows = [["code"], *([each] for each in (7, LARGEST, -LARGEST, BEYOND, BEYOND + 10**6))]
    cells = [[f"{each[0]}"] if at == 0 else ("float", each[0], f"{each[0]}")
             for at, each in enumerate(numbers)]  # fmt: skip
    of_parquet = BytesIO()
    pl.DataFrame({"code": [float(row[0]) for row in numbers[1:]]}).write_parquet(of_parquet)
    kept = [7, LARGEST, -LARGEST]
    for name, content in (
        ("a.xlsx", xlsx(numbers)), ("a.xls", xls(numbers)),
        ("a.ods", ods([[cell] if at else cell for at, cell in enumerate(cells)])),
        ("a.parquet", of_parquet.getvalue()),
    ):  # fmt: skip
        declared = field("code", type)
        sheet = None if name == "a.parquet" else "Лист"
        (tmp_path / name).write_bytes(content)
        tables = read_tables(project(tmp_path, resource(declared, path=name, sheet=sheet)))
        wanted: list[object] = [f"{each}" if type == "string" else each for each in kept]
        assert column(tables, "code") == [*wanted, None, None], name
        (finding,) = (each for each in tables.findings if each.code.name == "too-many-digits")
        assert params(finding)["count"] == 2, name


@pytest.mark.parametrize(
    ("type", "cell", "value"),
    [
        ("integer", f"{BEYOND}", BEYOND),
        ("integer", f"{BEYOND},0", BEYOND),
        ("integer", f"{BEYOND}00000", None),
        ("integer", "9,1e15", None),
        ("number", f"{BEYOND}", None),
        ("number", f"{LARGEST}", float(LARGEST)),
        ("number", "9 007 199 254 740 993", None),
        ("string", f"{BEYOND}00000", f"{BEYOND}00000"),
        ("string", f"≈{BEYOND}", None),
    ],
)
def test_a_written_number_is_read_to_its_last_digit_or_not_at_all(
    tmp_path: Path, type: str, cell: str, value: object
) -> None:
    tables = read_csv_text(
        tmp_path, f"code;x\n{cell};1\n", resource(field("code", type), field("x"))
    )
    assert column(tables, "code") == [value]
    names = [each.code.name for each in tables.findings if each.code.name != "no-rows"]
    assert names == ["too-many-digits"] * (value is None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (f"≈{BEYOND}", None), ("≈16777216.0", None), ("≈1.5e20", None), ("≈-2e+16", None),
        ("≈120 чел.", 120), ("≈ 25", 25), ("около 16777216", 16777216),
    ],
)  # fmt: skip
def test_a_lost_number_is_none_where_words_may_stand_around_numbers(
    tmp_path: Path, cell: str, value: object
) -> None:
    around = replace(field("code", "integer"), is_bare=False)
    tables = read_csv_text(tmp_path, f"code;x\n{cell};1\n", resource(around, field("x")))
    assert column(tables, "code") == [value]
    assert [name for name, _ in told(tables)] == ["too-many-digits"] * (value is None)


@pytest.mark.parametrize(
    ("code", "scale"),
    [
        ("#,##0,", 1000), ("0.0,,", 1_000_000), ("#,##0,;-#,##0,", 1000), ('0,"тыс."', 1000),
        ("#,##0", 1), ("General", 1), ("#,##0.00 ,", 1), ("@", 1), ("0.00%", 1),
    ],
)  # fmt: skip
def test_a_comma_behind_the_digits_divides_what_is_shown(code: str, scale: int) -> None:
    assert scale_of(code) == scale
