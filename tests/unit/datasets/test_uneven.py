"""csv as people write it: rows of other lengths, quotation marks inside cells, blank rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.datasets import read_tables
from engine.model.tables import Dialect
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    project,
    read_csv_text,
    resource,
    told,
)

SCHOOLS = resource(field("code"), field("name"), field("n", "integer"))
COMMAS = replace(SCHOOLS, dialect=Dialect(delimiter=","))
HEAD = "code;name;n\n"


@pytest.mark.parametrize("row", ["Б;Второй;6;лишнее", "Б;Второй; корпус 2;6"])
def test_a_row_longer_than_the_header_is_left_out_and_told(tmp_path: Path, row: str) -> None:
    tables = read_csv_text(tmp_path, f"{HEAD}А;Первый;5\n{row}\nВ;Третий;7\n", SCHOOLS)
    assert column(tables, "n") == [5, 7]
    assert told(tables) == [("row-longer-than-header", "a.csv:3")]


def test_every_longer_row_is_counted_and_named(tmp_path: Path) -> None:
    text = HEAD + "А;Первый;5\n" + "Б;Второй;6;x\n" * 7 + "В;Третий;7\n"
    tables = read_csv_text(tmp_path, text, SCHOOLS)
    told_of = params(tables.findings[0])
    assert (told_of["count"], told_of["cells"]) == (7, ("4", "5", "6", "7", "8", "9"))


def test_delimiters_at_the_end_of_a_row_make_it_no_longer(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, f"{HEAD}А;Первый;5;;\nБ;Второй;6; \n", SCHOOLS)
    assert (column(tables, "n"), told(tables)) == ([5, 6], [])


def test_a_row_shorter_than_the_header_is_read_and_told(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, f"{HEAD}А;Первый;5\nБ;Второй\nВ;Третий;7\n", SCHOOLS)
    assert column(tables, "n") == [5, None, 7]
    assert told(tables) == [("row-shorter-than-header", "a.csv:3")]


def test_a_header_with_a_blank_heading_at_its_end_makes_no_row_shorter(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;name;n;\nА;Первый;5\nБ;Второй;6;\n", SCHOOLS)
    assert (column(tables, "n"), told(tables)) == ([5, 6], [])


def test_titles_totals_and_blank_lines_have_their_own_length(tmp_path: Path) -> None:
    text = f"Список школ\n{HEAD}А;Первый;5\n\nБ;Второй;6\nИтого\n"
    assert told(read_csv_text(tmp_path, text, SCHOOLS)) == [("total-row", "a.csv:6:A")]


def test_marks_inside_a_quoted_cell_set_its_row_aside(tmp_path: Path) -> None:
    text = (
        'code,name,n\n"1","Лицей","5"\n"3","Школа "Парус", корпус 2","6"\n"4","Сад ""Ива""","7"\n'
    )
    tables = read_csv_text(tmp_path, text, COMMAS)
    assert column(tables, "name") == ["Лицей", 'Сад "Ива"']
    assert told(tables) == [("stray-quote", "a.csv:3")]


def test_a_mark_that_swallows_lines_costs_its_own_row_only(tmp_path: Path) -> None:
    text = f'{HEAD}А;"Парус" школа;5\nБ;"Ива;6\nВ;Третий;7\nГ;"Сад";8\n'
    tables = read_csv_text(tmp_path, text, SCHOOLS)
    assert column(tables, "code") == ["В", "Г"]
    assert told(tables) == [("stray-quote", "a.csv:2")]
    assert params(tables.findings[0])["count"] == 2


def test_marks_within_a_cell_that_does_not_begin_with_one_are_letters(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, f'{HEAD}А;Школа "Парус";5\nБ;"x";6\n', SCHOOLS)
    assert (column(tables, "name"), told(tables)) == (['Школа "Парус"', "x"], [])


def test_a_file_written_without_quoting_is_read_as_it_stands(tmp_path: Path) -> None:
    declared = replace(SCHOOLS, dialect=Dialect(quote=""))
    tables = read_csv_text(tmp_path, f'{HEAD}А;"Парус" школа;5\nБ;"Ива;6\n', declared)
    assert column(tables, "name") == ['"Парус" школа', '"Ива']
    assert told(tables) == []


def test_a_line_break_in_a_quoted_cell_is_no_shorter_row(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, f'{HEAD}А;"Первый\nлицей";5\nБ;Второй;6\n', SCHOOLS)
    assert (column(tables, "n"), column(tables, "__row"), told(tables)) == ([5, 6], [2, 4], [])


def test_rows_blank_where_declared_are_told(tmp_path: Path) -> None:
    declared = resource(field("ok", "boolean"))
    tables = read_csv_text(tmp_path, "ok;n\n" + "да;1\n" * 6 + "нет;1\n" * 2 + ";1\n" * 2, declared)
    assert len(column(tables, "ok")) == 8
    assert told(tables)[-1] == ("row-blank-where-declared", "a.csv:10:B")
    assert params(tables.findings[-1])["count"] == 2


def test_rows_that_hold_nothing_but_what_is_personal_are_told(tmp_path: Path) -> None:
    declared = resource(field("who"), field("ok", "boolean"), personal=["who"])
    tables = read_csv_text(tmp_path, "who;ok\nпервый;да\nвторой;\n", declared)
    assert told(tables) == [("row-blank-where-declared", "a.csv:3:A")]


def test_a_row_blank_where_declared_that_is_skipped_is_not_told(tmp_path: Path) -> None:
    declared = replace(resource(field("ok", "boolean")), end="Примечание.*")
    tables = read_csv_text(tmp_path, "n;ok\n1;да\nПримечание: всё;\n2;\n", declared)
    assert told(tables) == []


def test_the_rows_of_each_file_of_a_list_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEAD}А;Первый;5\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{HEAD}Б;Второй;6\nВ;Третий;7\n", encoding="utf-8")
    declared = replace(SCHOOLS, more_paths=("b.csv",))
    tables = read_tables(project(tmp_path, declared))
    assert [(file.path, file.rows) for file in tables.files] == [("a.csv", 1), ("b.csv", 2)]


def test_a_file_of_two_tables_counts_the_rows_of_both(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEAD}А;Первый;5\nБ;Второй;6\n", encoding="utf-8")
    tables = read_tables(project(tmp_path, SCHOOLS, replace(SCHOOLS, name="again")))
    assert [(file.path, file.rows) for file in tables.files] == [("a.csv", 4)]
