"""Constraints of Table Schema: a broken one is told with its cells."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from engine.datasets import read_tables
from engine.datasets.large import _repeats
from engine.model.tables import Constraints
from engine.tables import ROW
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


def limited(**limits: object) -> Constraints:
    return Constraints(**limits)  # type: ignore[arg-type]


def test_an_empty_required_cell_is_told(tmp_path: Path) -> None:
    declared = resource(field("code", constraints=limited(required=True)), field("y"))
    tables = read_csv_text(tmp_path, "code;y\n1;а\n;б\n;в\n", declared)
    assert told(tables) == [("required-value-missing", "a.csv:3:A")]
    assert params(tables.findings[0])["count"] == 2


def test_a_value_outside_the_list_is_missing_and_the_near_one_is_offered(tmp_path: Path) -> None:
    listed = field("x", constraints=limited(enum=("высшая", "первая")))
    tables = read_csv_text(tmp_path, "x;y\nвысщая;1\nпервая;1\n", resource(listed, field("y")))
    assert column(tables, "x") == [None, "первая"]
    assert told(tables) == [("value-not-in-list", "a.csv:2:A")]
    assert params(tables.findings[0])["hint"] == "высшая"


def test_a_grade_that_cannot_be_is_missing(tmp_path: Path) -> None:
    grade = field("grade", "integer", constraints=limited(minimum=1, maximum=11))
    tables = read_csv_text(tmp_path, "grade;y\n0;1\n12;1\n4;1\n", resource(grade, field("y")))
    assert column(tables, "grade") == [None, None, 4]
    assert told(tables) == [
        ("value-out-of-range", "a.csv:2:A"),
        ("value-out-of-range", "a.csv:3:A"),
    ]


def test_a_value_that_breaks_the_pattern_is_missing(tmp_path: Path) -> None:
    inn = field("inn", constraints=limited(pattern="[0-9]{10}"))
    tables = read_csv_text(tmp_path, "inn;y\n0032000101;1\n32;1\n", resource(inn, field("y")))
    assert column(tables, "inn") == ["0032000101", None]
    assert told(tables) == [("value-breaks-pattern", "a.csv:3:A")]


def test_a_wrong_number_of_a_person_is_told_by_its_cell_and_not_quoted(tmp_path: Path) -> None:
    person = field("person", constraints=limited(pattern="Т-[0-9]+"))
    declared = resource(person, field("y"), key=["person"])
    tables = read_csv_text(tmp_path, "person;y\nОбразцова А. И.;1\n", declared)
    assert told(tables)[0] == ("value-breaks-pattern", "a.csv:2:A")
    assert params(tables.findings[0])["value"] == ""


def test_a_pattern_that_cannot_be_run_is_told_in_data_yaml(tmp_path: Path) -> None:
    inn = field("inn", constraints=limited(pattern="(?=a)b"))
    tables = read_csv_text(tmp_path, "inn;y\n32;1\n", resource(inn, field("y")))
    assert [name for name, _ in told(tables)] == ["unusable-pattern"]
    at = replace(inn.origin, route=(*inn.origin.route, "constraints", "pattern"))
    assert tables.findings[0].at == at
    assert column(tables, "inn") == ["32"]


def test_a_repeated_value_is_told_with_the_first_one(tmp_path: Path) -> None:
    declared = resource(field("code", constraints=limited(unique=True)), field("y"))
    tables = read_csv_text(tmp_path, "code;y\n1;а\n2;б\n1;в\n", declared)
    assert told(tables) == [("repeated-value", "a.csv:4:A")]
    assert str(tables.findings[0].related[0].at) == "a.csv:2:A"


def test_a_repeated_key_is_told_once_and_without_the_number_of_a_person(tmp_path: Path) -> None:
    declared = resource(field("person"), field("year"), key=["person", "year"])
    tables = read_csv_text(tmp_path, "person;year\nТ-1;2021\nТ-1;2022\nТ-1;2021\n", declared)
    assert told(tables) == [("repeated-primary-key", "a.csv:4:A")]
    assert params(tables.findings[0])["value"] == ""


def test_the_code_of_an_organisation_is_quoted(tmp_path: Path) -> None:
    declared = resource(field("code"), field("y"), key=["code"], organisation="code")
    tables = read_csv_text(tmp_path, "code;y\n101;а\n101;б\n", declared)
    assert params(tables.findings[0])["value"] == "101"


def test_an_empty_cell_of_the_key_is_told(tmp_path: Path) -> None:
    tables = read_csv_text(
        tmp_path, "code;y\n;а\n", resource(field("code"), field("y"), key=["code"])
    )
    assert told(tables) == [("required-value-missing", "a.csv:2:A")]


def test_a_key_without_a_record_is_told_with_the_near_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code;y\nсош-101;а\nсош-102;б\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("school;n\nсош-101;1\nсош-10З;2\n;3\n", encoding="utf-8")
    schools = resource(field("code"), field("y"), organisation="code")
    pupils = resource(
        field("school"), field("n", "integer"), name="pupils", path="b.csv",
        links=[("school", "schools", "code")],
    )  # fmt: skip
    tables = read_tables(project(tmp_path, schools, pupils))
    assert told(tables) == [("unresolved-reference", "b.csv:3:A")]
    assert params(tables.findings[0])["value"] == "сош-10З"
    assert params(tables.findings[0])["hint"] in ("сош-101", "сош-102")


def test_the_number_of_a_person_without_a_record_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("person;y\nТ-1;а\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("person;n\nТ-9;1\n", encoding="utf-8")
    staff = resource(field("person"), field("y"))
    courses = resource(
        field("person"), field("n"), name="courses", path="b.csv",
        links=[("person", "schools", "person")],
    )  # fmt: skip
    tables = read_tables(project(tmp_path, staff, courses))
    assert told(tables) == [("unresolved-reference", "b.csv:2:A")]
    assert params(tables.findings[0])["value"] == ""


def test_keys_to_a_table_that_is_not_read_are_not_judged(tmp_path: Path) -> None:
    declared = resource(field("school"), field("y"), links=[("school", "schools2", "code")])
    assert read_csv_text(tmp_path, "school;y\n1;а\n", declared).findings == ()


@pytest.mark.parametrize("cell", ["4", "4,0"])
def test_whole_numbers_of_a_list_are_numbers(tmp_path: Path, cell: str) -> None:
    mark = field("mark", "number", constraints=limited(enum=(2, 3, 4.5, 4)))
    tables = read_csv_text(tmp_path, f"mark;y\n{cell};1\n4,5;1\n6;1\n", resource(mark, field("y")))
    assert column(tables, "mark") == [4.0, 4.5, None]
    assert told(tables) == [("value-not-in-list", "a.csv:4:A")]


@pytest.mark.parametrize(
    ("type", "listed", "cells", "read"),
    [
        ("integer", (2, 3), "2;1\n5;1", [2, None]),
        ("boolean", (True,), "да;1\nнет;1", [True, None]),
        ("date", (date(2021, 9, 1),), "01.09.2021;1\n02.09.2021;1", [date(2021, 9, 1), None]),
    ],
)
def test_lists_hold_values_of_the_columns_type(
    tmp_path: Path, type: str, listed: tuple[object, ...], cells: str, read: list[object]
) -> None:
    x = field("x", type, constraints=limited(enum=listed))
    tables = read_csv_text(tmp_path, f"x;y\n{cells}\n", resource(x, field("y")))
    assert column(tables, "x") == read


def test_the_words_of_a_boolean_list_are_those_of_the_cells(tmp_path: Path) -> None:
    x = field("x", "boolean", true=["есть"], constraints=limited(enum=(True,)))
    tables = read_csv_text(tmp_path, "x;y\nнет;1\nесть;1\n", resource(x, field("y")))
    assert params(tables.findings[0])["options"] == ("есть",)


@pytest.mark.parametrize(
    ("type", "pattern", "cells", "read"),
    [
        ("boolean", "да|нет", "да;1\nTrue;1", [True, None]),
        ("date", r"\d\d\.\d\d\.\d{4}", "01.09.2021;1\n2021-09-01;1", [date(2021, 9, 1), None]),
        ("number", r"\d,\d\d", "4,50;1\n4,5;1", [4.5, None]),
        ("integer", r"\d{3}", "007;1\n7;1", [7, None]),
    ],
)
def test_a_pattern_looks_at_the_cell_and_not_at_its_value(
    tmp_path: Path, type: str, pattern: str, cells: str, read: list[object]
) -> None:
    x = field("x", type, constraints=limited(pattern=pattern))
    tables = read_csv_text(tmp_path, f"x;y\n{cells}\n", resource(x, field("y")))
    assert column(tables, "x") == read
    assert told(tables) == [("value-breaks-pattern", "a.csv:3:A")]


@pytest.mark.parametrize(
    ("type", "pattern", "taken", "cells", "read"),
    [
        ("string", "[МЖ]", {"values": (("Ж", "жен"),)}, "Ж;1\nжен;1", ["жен", None]),
        (
            "integer",
            r"[0-9]+\*?",
            {"values": (("10*", "10"), ("x10", "10"))},
            "10*;1\nx10;1",
            [10, None],
        ),
        ("integer", "№ [0-9]+", {"extract": "([0-9]+)"}, "№ 12;1\n12;1", [12, None]),
    ],
)
def test_a_pattern_looks_at_the_cell_and_not_at_what_is_taken_from_it(
    tmp_path: Path,
    type: str,
    pattern: str,
    taken: dict[str, object],
    cells: str,
    read: list[object],
) -> None:
    x = replace(field("x", type, constraints=limited(pattern=pattern)), **taken)  # type: ignore[arg-type]
    tables = read_csv_text(tmp_path, f"x;y\n{cells}\n", resource(x, field("y")))
    assert column(tables, "x") == read
    assert told(tables) == [("value-breaks-pattern", "a.csv:3:A")]
    assert params(tables.findings[0])["value"] == cells.split("\n")[1].split(";")[0]


@pytest.mark.parametrize("shares", [1, 3])
def test_a_large_table_repeats_where_its_values_do_and_not_where_they_lack(shares: int) -> None:
    codes = ["а", None, "б", "а", None, "в", "а", "б"]
    rows = pl.LazyFrame({"code": codes, ROW: range(2, 10)})
    parts = [_repeats(rows, ("code",), share, shares) for share in range(shares)]
    assert sorted(pl.concat(parts).rows()) == [("а", 3, 2, 5), ("б", 2, 4, 9)]


def test_a_date_of_a_workbook_is_written_as_people_write_it(tmp_path: Path) -> None:
    """It is a number there; the pattern was held against «2021-09-01 00:00:00»."""
    for pattern, fits in ((r"\d\d\.\d\d\.\d{4}", True), (r"2021-\d\d-\d\d", True), ("x", False)):
        x = field("x", "date", constraints=limited(pattern=pattern))
        sheet: list[list[object]] = [["x", "y"], [date(2021, 9, 1), "1"]]
        tables = read_sheet(tmp_path, sheet, resource(x, field("y"), path="a.xlsx"))
        assert column(tables, "x") == [date(2021, 9, 1) if fits else None], pattern
