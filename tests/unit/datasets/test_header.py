"""The header is found by names, wherever it stands and however it is merged."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.diagnostics import Origin
from engine.model.tables import Field
from engine.tables import cell_address
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    read_csv_text,
    read_sheet,
    resource,
    told,
)
from tests.unit.tables.books import Cells

CODE, NAME = field("code", header="Код ОО"), field("name", header="Краткое наименование")
GRADE = field("grade", "integer", header="Класс")
IN_SHEET: dict[str, Any] = {"path": "a.xlsx", "sheet": "Школы"}


def test_title_rows_above_the_header_are_no_rows(tmp_path: Path) -> None:
    text = "# СИНТЕТИЧЕСКИЕ ДАННЫЕ\nОтдел образования;;\n;;\nКод ОО;Краткое наименование\n1;А\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, NAME))
    assert (column(tables, "code"), column(tables, "__row")) == (["1"], [5])
    assert tables.findings == ()


def test_headings_match_without_case_spaces_and_line_breaks(tmp_path: Path) -> None:
    rows = [["КОД\nОО", " краткое  наименование "], ["1", "А"]]
    assert column(read_sheet(tmp_path, rows, resource(CODE, NAME, **IN_SHEET)), "name") == ["А"]


def test_a_heading_may_be_the_name_of_the_column(tmp_path: Path) -> None:
    assert column(read_csv_text(tmp_path, "code;name\n1;А\n", resource(CODE, NAME)), "name") == [
        "А"
    ]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "Краткое наименование;Код ОО\nА;1\n", resource(CODE, NAME))
    assert column(tables, "code") == ["1"]
    assert tables.datasets["schools"].frame.columns == ["__row", "code", "name"]


def test_a_header_merged_over_two_rows_is_one_header(tmp_path: Path) -> None:
    rows: Cells = [
        ["Код ОО", "Сведения", ""], ["", "Краткое наименование", "Класс"], ["1", "А", 4],
    ]  # fmt: skip
    tables = read_sheet(tmp_path, rows, resource(CODE, NAME, GRADE, **IN_SHEET))
    assert [column(tables, name) for name in ("code", "name", "grade")] == [["1"], ["А"], [4]]


def test_a_row_that_numbers_the_columns_is_no_row(tmp_path: Path) -> None:
    text = "Код ОО;Краткое наименование;Класс\n1;2;3\n101;А;4\n"
    assert column(read_csv_text(tmp_path, text, resource(CODE, NAME, GRADE)), "code") == ["101"]


@pytest.mark.parametrize(
    ("below", "codes"), [("Б;25;20", ["А", "Б"]), ("Школа;25;20", ["Школа"]), ("Б;да;20", ["Б"])]
)
def test_a_row_of_class_a_is_data_where_class_b_follows(
    tmp_path: Path, below: str, codes: list[str]
) -> None:
    text = f"Код ОО;Краткое наименование;Класс\nА;1;2\n{below}\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, NAME, GRADE))
    assert column(tables, "code") == codes
    assert (("row-like-numbering", "a.csv:2") in told(tables)) is (len(codes) > 1)


def test_a_row_1_2_3_with_nothing_below_is_told(tmp_path: Path) -> None:
    """It may be the only row of a school's file: it was left out without a word."""
    text = "Код ОО;Краткое наименование;Класс\n1;2;3\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, NAME, GRADE))
    assert ("row-taken-for-numbering", "a.csv:2") in told(tables)


@pytest.mark.parametrize(
    ("below", "codes"),
    [
        ("2;5;6", ["1", "2"]), ("4;5;", ["1", "4"]), ("2;А;6", ["2"]), ("1;5;6", ["1"]),
        ("\n;;\n2;5;6", ["1", "2"]), ("101;5;6", ["101"]), ("2;5;6\n7;8;9", ["1", "2", "7"]),
    ],
)  # fmt: skip
def test_a_row_1_2_3_is_data_where_all_is_numbers_and_the_next_row_counts_on(
    tmp_path: Path, below: str, codes: list[str]
) -> None:
    text = f"Код ОО;Краткое наименование;Класс\n1;2;3\n{below}\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, NAME, GRADE))
    assert column(tables, "code") == codes
    like = [("row-like-numbering", "a.csv:2")] if len(codes) > 1 else []
    if len(codes) == 1 and "А" not in below:  # left out, and the figures of one row may be lost
        like = [("row-taken-for-numbering", "a.csv:2")]
    assert [each for each in told(tables) if "numbering" in each[0]] == like


def test_two_small_numbers_below_the_header_are_a_row(tmp_path: Path) -> None:
    tables = read_csv_text(
        tmp_path, "Код ОО;Краткое наименование\n1;2\n101;А\n", resource(CODE, NAME)
    )
    assert column(tables, "code") == ["1", "101"]


def test_a_missing_column_is_told_with_the_heading_it_may_be(tmp_path: Path) -> None:
    tables = read_csv_text(
        tmp_path, "Код ОО;Кратк. наименование;Класс\n1;А;4\n", resource(CODE, NAME, GRADE)
    )
    assert told(tables) == [("missing-column", "a.csv:1:A")]
    assert params(tables.findings[0])["hint"] == "Кратк. наименование"
    assert isinstance(tables.findings[0].related[0].at, Origin)
    assert "schools" not in tables.datasets


TWO_SPELLINGS = replace(GRADE, aliases=("Параллель", "Год обучения"))
BY_PATTERN = replace(GRADE, title_pattern="Класс.*")


@pytest.mark.parametrize(
    ("declared", "headings", "named"),
    [
        (TWO_SPELLINGS, ("Параллель", "Год обучения"), "Класс"),
        (BY_PATTERN, ("Класс А", "Класс Б"), "Класс.*"),
    ],
)
def test_a_column_that_two_headings_fit_is_ambiguous(
    tmp_path: Path, declared: Field, headings: tuple[str, str], named: str
) -> None:
    text = f"Код ОО;{headings[0]};Прочее;{headings[1]}\n101;4;х;5\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, declared))
    (finding,) = (each for each in tables.findings if each.code.name == "ambiguous-column")
    assert (str(finding.at), params(finding)) == (
        "a.csv:1:D",
        {"column": named, "headings": headings},
    )
    assert "schools" not in tables.datasets


@pytest.mark.parametrize("row", ["Код ОО;Параллель;Класс", "Код ОО;Класс;Параллель"])
def test_the_declared_heading_wins_over_another_spelling_beside_it(
    tmp_path: Path, row: str
) -> None:
    tables = read_csv_text(tmp_path, f"{row}\n101;4;4\n", resource(CODE, TWO_SPELLINGS))
    assert "ambiguous-column" not in [each.code.name for each in tables.findings]
    assert column(tables, "grade") == [4]


def test_columns_that_are_not_declared_are_ignored_in_one_warning(tmp_path: Path) -> None:
    text = "№ п/п;Код ОО;Краткое наименование;Телефон;Адрес\n1;101;А;2;3\n"
    tables = read_csv_text(tmp_path, text, resource(CODE, NAME))
    assert told(tables) == [("extra-column", "a.csv:1:D")]
    assert params(tables.findings[0])["columns"] == ("Телефон", "Адрес")


def test_a_heading_that_stands_twice_makes_the_table_unusable(tmp_path: Path) -> None:
    rows = [["Код ОО", "Краткое наименование", "Код ОО"], ["1", "А", "2"]]
    tables = read_sheet(tmp_path, rows, resource(CODE, NAME, **IN_SHEET))
    assert told(tables) == [("repeated-column", "a.xlsx:Школы:C1")]
    assert str(tables.findings[0].related[0].at) == "a.xlsx:Школы:A1"


def test_another_table_under_the_name_has_no_header(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "Ученик;Балл\nУ-1;5\n", resource(CODE, NAME))
    assert told(tables) == [("missing-header", "a.csv:1")]
    assert params(tables.findings[0])["delimiter"] == ""


def test_a_wrong_delimiter_is_suspected_when_each_line_is_one_cell(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "Код ОО,Краткое наименование\n1,А\n", resource(CODE, NAME))
    assert params(tables.findings[0])["delimiter"] == ";"


def test_personal_columns_are_neither_read_nor_demanded(tmp_path: Path) -> None:
    declared = resource(CODE, field("full_name", header="ФИО"), personal=["full_name"])
    for text in ("Код ОО;ФИО\n1;Образцова\n", "Код ОО\n1\n"):
        tables = read_csv_text(tmp_path, text, declared)
        assert tables.datasets["schools"].frame.columns == ["__row", "code"]
        assert "full_name" not in tables.datasets["schools"].source.columns
        assert tables.findings == ()


@pytest.mark.parametrize("shift", [0, 3])
def test_a_cell_of_the_dataset_knows_its_place(tmp_path: Path, shift: int) -> None:
    rows = [["", "Код ОО"]] if shift == 0 else [["", "x"]] * shift + [["", "Код ОО"]]
    tables = read_sheet(tmp_path, [*rows, ["", "1"]], resource(CODE, **IN_SHEET))
    dataset = tables.datasets["schools"]
    place = dataset.source.place(dataset.frame["__row"][0], "code")
    assert place.cell == cell_address(len(rows) + 1, 1)
