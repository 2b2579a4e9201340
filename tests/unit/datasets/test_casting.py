"""Cells → values: every spelling that departments use, and none that means something else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.datasets.faults import LONGEST, shortened
from engine.messages import Language, catalogue
from engine.model.tables import Constraints, Dialect, Unit
from tests.unit.datasets.samples import (
    DAY,
    column,
    field,
    params,
    read_csv_text,
    read_sheet,
    resource,
    told,
)
from tests.unit.tables.books import Cells


@pytest.mark.parametrize(
    ("type", "cell", "value"),
    [
        ("integer", "25", 25), ("integer", " 1 234 ", 1234), ("integer", "1\u00a0234", 1234),
        ("integer", "4,0", 4), ("integer", "-3", -3), ("integer", "−3", -3),
        ("number", "61,5", 61.5), ("number", "61.5", 61.5), ("number", "1 234,5", 1234.5),
        ("integer", "12 345 678", 12345678), ("integer", "- 5", -5),
        ("number", "1\u202f234.5", 1234.5),
        ("date", "01.09.2021", DAY), ("date", "1.9.2021", DAY), ("date", "2021-09-01", DAY),
        ("date", "01.09.2021 г.", DAY), ("date", "01. 09.2021", DAY),
        ("date", "01.09.2021 23:59", DAY), ("date", "01.09.2021 9:05:00", DAY),
        ("boolean", "да", True), ("boolean", "ДА", True), ("boolean", "Нет", False),
        ("string", " текст ", "текст"), ("string", "007", "007"),
    ],
)  # fmt: skip
def test_a_cell_is_read(tmp_path: Path, type: str, cell: str, value: object) -> None:
    tables = read_csv_text(tmp_path, f"x;y\n{cell};1\n", resource(field("x", type), field("y")))
    assert column(tables, "x") == [value]
    assert [each.code.id for each in tables.findings] == (["D300"] if ":" in cell else [])


def test_a_dropped_time_is_told_where_it_is_no_midnight_and_not_declared(tmp_path: Path) -> None:
    rows = "x;y\n2021-09-01 00:00:00;1\n01.09.2021 0:00;1\n2021-09-01 15:30;1\n02.09.2021 7:05;1\n"
    tables = read_csv_text(tmp_path, rows, resource(field("x", "date"), field("y")))
    (found,) = tables.findings
    assert (found.code.id, params(found)["value"]) == ("D300", "2021-09-01 15:30")
    assert (params(found)["count"], params(found)["cells"]) == (2, ("5:A",))
    declared = resource(replace(field("x", "date"), format="%d.%m.%Y %H:%M"), field("y"))
    assert read_csv_text(tmp_path, "x;y\n02.09.2021 07:05;1\n", declared).findings == ()


def test_cells_that_are_not_read_for_other_reasons_are_told_with_their_hints(
    tmp_path: Path,
) -> None:
    rows = "x;y\n12 чел.;1\nдык;1\n(5);1\n12 чел.;1\n"
    (found,) = read_csv_text(tmp_path, rows, resource(field("x", "number"), field("y"))).findings
    told = catalogue(Language.RU).finding(found)
    assert "«12 чел.»" in told
    assert "Среди них «дык» (3:A), «(5)» (4:A)." in told
    assert (params(found).get("worded"), params(found).get("below")) == (1, 1)
    assert dict(found.unquoted().params)["others"] == ""


@pytest.mark.parametrize(
    ("type", "cell"),
    [
        ("integer", "4,5"), ("integer", "много"), ("integer", "12а"),
        ("integer", "1 23"), ("integer", "12 34 567"), ("integer", "1234 567"),
        ("number", "1 23,5"), ("integer", "1 234 56"), ("integer", "1 234 5"),
        ("number", "12 345 6,5"), ("number", "1 234,5 6"), ("integer", "1 234 5678"),
        ("number", "2 5"), ("date", "0 1.09.2021"), ("date", "01.09.20 21"),
        ("number", "1,234.5"), ("number", "inf"), ("number", "nan"),
        ("date", "01.09.21"), ("date", "31.02.2021"), ("date", "0000-01-01"),
        ("date", "01.01.0000"), ("date", "44440"), ("date", "сентябрь"),
        ("boolean", "возможно"), ("boolean", "2"),
    ],
)  # fmt: skip
def test_a_cell_that_means_something_else_is_missing_and_told(
    tmp_path: Path, type: str, cell: str
) -> None:
    tables = read_csv_text(tmp_path, f"x;y\n{cell};1\n", resource(field("x", type), field("y")))
    assert column(tables, "x") == [None]
    assert told(tables) == [("wrong-type", "a.csv:2:A")]
    assert params(tables.findings[0])["value"] == cell


def test_a_serial_number_is_a_date_in_a_workbook_only(tmp_path: Path) -> None:
    declared = resource(field("x", "date"), field("y"), path="a.xlsx", sheet="Лист")
    tables = read_sheet(tmp_path, [["x", "y"], [44440, 1], [DAY, 1], ["01.09.2021", 1]], declared)
    assert column(tables, "x") == [DAY, DAY, DAY]


def test_numbers_of_a_workbook_become_codes_without_a_fraction(tmp_path: Path) -> None:
    declared = resource(field("x"), field("y", "number"), path="a.xlsx", sheet="Лист")
    tables = read_sheet(tmp_path, [["x", "y"], [101, 0.5], ["0102", "0,5"]], declared)
    assert (column(tables, "x"), column(tables, "y")) == (["101", "0102"], [0.5, 0.5])


def test_declared_words_are_true_and_false(tmp_path: Path) -> None:
    flag = field("x", "boolean", true=["сдал"], false=["не сдал"])
    tables = read_csv_text(tmp_path, "x;y\nСдал;1\nне сдал;1\n", resource(flag, field("y")))
    assert column(tables, "x") == [True, False]


def test_missing_values_are_missing_in_any_case_and_absent_is_not_zero(tmp_path: Path) -> None:
    declared = resource(field("x", "integer"), field("y"), missing=["", "н/д", "—"])
    tables = read_csv_text(tmp_path, "x;y\nН/Д;1\n—;1\n;1\n0;1\n", declared)
    assert (column(tables, "x"), tables.findings) == ([None, None, None, 0], ())


def test_a_decimal_point_may_be_declared(tmp_path: Path) -> None:
    declared = resource(field("x", "number"), field("y"), dialect=Dialect(decimal="."))
    tables = read_csv_text(tmp_path, "x;y\n1.5;1\n1,5;1\n", declared)
    assert column(tables, "x") == [1.5, None]


def test_a_value_of_the_list_takes_the_spelling_of_the_list(tmp_path: Path) -> None:
    listed = field("x", constraints=Constraints(enum=("высшая", "первая")))
    tables = read_csv_text(tmp_path, "x;y\nВысшая;1\nПЕРВАЯ;1\n", resource(listed, field("y")))
    assert (column(tables, "x"), tables.findings) == (["высшая", "первая"], ())


def test_wrong_cells_are_one_finding_with_their_count_and_some_addresses(tmp_path: Path) -> None:
    rows: Cells = [["x", "y"], *[[f"плохо {at}", 1] for at in range(9)], [5, 1]]
    declared = resource(field("x", "integer"), field("y"), path="a.xlsx", sheet="Лист")
    tables = read_sheet(tmp_path, rows, declared)
    assert told(tables) == [("wrong-type", "a.xlsx:Лист:A2")]
    told_about = params(tables.findings[0])
    assert (told_about["count"], told_about["more"]) == (9, 8)
    assert told_about["cells"] == ("A3", "A4", "A5", "A6")


def test_dates_of_columns_are_dates(tmp_path: Path) -> None:
    limits = Constraints(minimum=date(2021, 1, 1), maximum=date(2021, 12, 31))
    declared = resource(field("x", "date", constraints=limits), field("y"))
    tables = read_csv_text(tmp_path, "x;y\n01.09.2021;1\n01.09.2012;1\n", declared)
    assert column(tables, "x") == [DAY, None]
    assert told(tables) == [("value-out-of-range", "a.csv:3:A")]


def test_two_digits_of_a_year_are_never_far_ahead(tmp_path: Path) -> None:
    days = ["01.02.00", "01.02.21", "31.12.29", "01.01.30", "29.02.32", "01.02.68", "01.02.69"]
    ways = {"%d.%m.%y": "{0}.{1}.{2}", "%d.%m.%y %H:%M": "{0}.{1}.{2} 10:30", "%D": "{1}/{0}/{2}"}
    for format, written in ways.items():
        cells = [*(written.format(*day.split(".")) for day in days), "1968-09-01"]
        declared = resource(replace(field("x", "date"), format=format), field("y"))
        tables = read_csv_text(tmp_path, "x;y\n" + ";1\n".join(cells) + ";1\n", declared)
        years = [int(str(day)[:4]) for day in column(tables, "x")]
        assert years == [2000, 2021, 2029, 1930, 1932, 1968, 1969, 1968], format
        assert told(tables) == [("short-year", "a.csv:5:A")]
        assert params(tables.findings[0])["more"] == 3


def test_a_quoted_cell_is_one_line_and_whole_as_long_as_it_may_be() -> None:
    whole = "я" * LONGEST
    assert shortened(f" {whole[:5]}\n\t{whole[6:]} ") == f"{whole[:5]} {whole[6:]}"
    assert shortened(whole) == whole
    assert shortened(f"{whole}ю") == f"{whole[:-1]}…"


@pytest.mark.parametrize(
    ("type", "cell", "hint"),
    [
        ("integer", "45 чел.", "worded"), ("integer", "12*", "worded"), ("number", "12¹", "worded"),
        ("number", "$1200", "worded"), ("integer", "1 23", "other"), ("integer", "—", "other"),
        ("integer", "менее 5", "about"), ("integer", "5–10", "about"), ("integer", "<5", "about"),
        ("number", "1,234.5", "signs"), ("number", "1.234,5", "signs"),
        ("date", "1/9/2026", "order"), ("date", "5.9.26", "order"),
        ("date", "31.11.2026", "no_day"),
        ("date", "3 сентября", "other"), ("boolean", "дык", "yes_or_no"),
        ("boolean", "+", "yes_or_no"), ("integer", "(5)", "below"), ("integer", "5-", "below"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_read_says_how_its_like_is_declared(
    tmp_path: Path, type: str, cell: str, hint: str
) -> None:
    tables = read_csv_text(tmp_path, f"x;y\n{cell};1\n", resource(field("x", type), field("y")))
    (found,) = [each for each in tables.findings if each.code.id == "D218"]
    assert params(found).get(hint) == 1


@pytest.mark.parametrize("is_bare", [True, False])
@pytest.mark.parametrize("cell", ["(5)", "5-", "5 −", "( 1 234,5 )"])
def test_a_number_below_nought_as_accountants_write_it_is_not_read_without_its_sign(
    tmp_path: Path, cell: str, *, is_bare: bool
) -> None:
    declared = resource(replace(field("x", "number"), is_bare=is_bare), field("y"))
    tables = read_csv_text(tmp_path, f"x;y\n{cell};1\n", declared)
    assert column(tables, "x") == [None]
    assert [name for name, _ in told(tables)] == ["wrong-type"]


@pytest.mark.parametrize(
    ("unit", "cell", "value"),
    [
        (Unit.THOUSAND, "2", 2000), (Unit.THOUSAND, "1,5 тыс. чел.", 1500),
        (Unit.THOUSAND, "300 чел", None), (Unit.THOUSAND, "300 руб.", None),
        (Unit.THOUSAND, "12*", 12000), (Unit.THOUSAND, "50 %", None),
        (Unit.MILLION, "3 чел.", None), (Unit.MILLION, "3 тыс.", 3000),
        (Unit.ONE, "300 чел.", 300), (Unit.ONE, "2 тыс.", 2000), (Unit.ONE, "50 %", None),
    ],
)  # fmt: skip
def test_a_word_that_contradicts_the_unit_of_its_column_is_not_read(
    tmp_path: Path, unit: Unit, cell: str, value: float | None
) -> None:
    declared = resource(replace(field("x", "number"), unit=unit), field("y"))
    tables = read_csv_text(tmp_path, f"x;y\n{cell};1\n", declared)
    assert column(tables, "x") == [value]
    assert [params(each).get("of_unit") for each in tables.findings] == [1] * (value is None)
