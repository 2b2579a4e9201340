"""A name that slips into any cell, in any way, stands in nothing that leaves."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from engine import pipeline
from engine.caching import Store
from engine.codes import run as run_codes
from engine.codes import tables as tables_codes
from engine.datasets import cache as kept
from engine.datasets import read_tables
from engine.datasets.parts import Part
from engine.diagnostics import Code, Finding, Place
from engine.disclosure import publishing
from engine.messages import Language, catalogue
from tests.running import run
from tests.unit.disclosure.projects import HEADINGS, PUPILS, indicator, leaving, pupil, write
from tests.unit.tables.books import workbook

MARK = "Маркова"
NAME = f"{MARK} Анна Петровна"
INDICATORS = (
    indicator("share", "{measure: share, of: passed, in: pupils, missing: exclude}", ">= 10 %"),
    indicator("mean", "{measure: mean, of: score, in: pupils, missing: exclude}"),
    indicator("grades", "{measure: coverage, values: [9], column: grade, in: pupils}", ">= 10 %"),
)
Spoil = Callable[[list[str], int], list[str]]

WAYS: dict[str, Spoil] = {
    "in the cell": lambda row, at: [*row[:at], NAME, *row[at + 1 :]],
    "before the cell, one too many": lambda row, at: [*row[:at], NAME, *row[at:]],
    "the name and one separator too many before it": lambda row, at: ["", NAME, *row[1:]],
    "after the last cell": lambda row, at: [*row, NAME],
    "instead of two cells": lambda row, at: [*row[:at], NAME, *row[at + 2 :]],
    "a separator too few": lambda row, at: [NAME, *row[2:]],
    "within a code": lambda row, at: [*row[:at], f"1 {NAME}", *row[at + 1 :]],
    "as a row of totals": lambda row, at: [*row[:at], f"Итого {NAME}", *row[at + 1 :]],
    "as an error of Excel": lambda row, at: [*row[:at], f"#ДЕЛ/0! {NAME}", *row[at + 1 :]],
}


def _look(project: Path, out: Path) -> dict[str, bytes]:
    found = dict(leaving(project, out))
    for words in (
        ("data", "check", str(project)),
        ("data", "check", str(project), "--format", "json"),
        ("data", "preview", str(project)),
        ("data", "preview", str(project), "--format", "json"),
        ("explain", "low/share", str(project), "--as-of", "2022-06-01"),
        ("lint", str(project)),
    ):
        done = run(*words)
        assert done.code in (0, 1), done.err
        found[" ".join(words)] = (done.out + done.err).encode()
    return found


def _named(found: dict[str, bytes]) -> list[str]:
    return [name for name, content in found.items() if MARK.encode() in content]


@pytest.mark.parametrize("way", WAYS)
def test_names_in_wrong_cells_do_not_leave(tmp_path: Path, way: str) -> None:
    rows = [pupil(code) for code in "112233" * 8]
    for at, _ in enumerate(HEADINGS):
        rows[at * 2] = WAYS[way](rows[at * 2], at)
    project = write(tmp_path / "p", INDICATORS, rows)
    named = _named(_look(project, tmp_path / "out"))
    fits = len(WAYS[way](rows[1], 1)) == len(HEADINGS)
    assert named == [each for each in named if fits and "preview" in each]


@pytest.mark.parametrize("at", range(1, len(HEADINGS)), ids=HEADINGS[1:])
def test_a_name_in_one_cell_is_not_kept_in_the_cache(tmp_path: Path, at: int) -> None:
    """A part of a table is packed in the cache: its bytes alone would not show the name."""
    rows = [pupil(code) for code in "112233" * 8]
    rows[5][at] = NAME
    project = write(tmp_path / "p", INDICATORS, rows)
    store = Store(tmp_path / "cache", b"secret")
    found = pipeline.check(project).loaded.project
    assert found is not None
    read_tables(found, store=store)
    pieces = [
        piece
        for entry in (tmp_path / "cache").iterdir()
        for piece in kept._unpacked(entry.read_bytes()[32:])
    ]
    assert not any(MARK in repr(piece.both.rows()) for piece in pieces if isinstance(piece, Part))
    assert {piece.source.parts[0].file for piece in pieces if isinstance(piece, Part)} == {
        "schools.csv"
    }


def test_names_in_headings_do_not_leave(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233"]
    for at, heading in list(enumerate(HEADINGS))[1:]:
        headings = [*HEADINGS[:at], f"{heading} {NAME}", *HEADINGS[at + 1 :]]
        project = write(tmp_path / str(at), INDICATORS, rows, headings=headings)
        assert not _named(dict(leaving(project, tmp_path / f"out{at}")))


def test_a_heading_that_is_a_name_of_its_own_does_not_leave(tmp_path: Path) -> None:
    rows = [[*pupil(code), "5"] for code in "112233"]
    project = write(tmp_path / "p", INDICATORS, rows, headings=(*HEADINGS, NAME))
    assert not _named(_look(project, tmp_path / "out"))


@pytest.mark.parametrize("book", ["single sheet", "one of many"])
def test_the_name_of_a_sheet_that_is_not_declared_does_not_leave(tmp_path: Path, book: str) -> None:
    rows = [pupil(code) for code in "112233" * 3]
    rows[2][5] = "много"
    project = write(tmp_path / "p", INDICATORS, rows)
    title = NAME.replace(" ", "_")
    sheets: dict[str, Any] = {title: [list(HEADINGS), *rows]}
    if book == "one of many":
        sheets["Лист"] = [list(HEADINGS), *rows]
    (project / "pupils.xlsx").write_bytes(workbook(**sheets))
    layout = "    sheetPattern: '.*'\n" if book == "one of many" else ""
    data = (project / "data.yaml").read_text().replace("pupils.csv\n", f"pupils.xlsx\n{layout}")
    (project / "data.yaml").write_text(data)
    found = _look(project, tmp_path / "out")
    assert not _named(found)
    assert "№ 1:F4" in found["stderr"].decode()


def test_a_workbook_with_a_sheet_a_person_does_not_name_them(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233" * 3]
    project = write(tmp_path / "p", INDICATORS, rows)
    sheets: dict[str, Any] = {NAME: [["А"]], "Лист": [["Б"]]}
    (project / "pupils.xlsx").write_bytes(workbook(**sheets))
    data = (project / "data.yaml").read_text().replace("pupils.csv", "pupils.xlsx")
    (project / "data.yaml").write_text(data)
    found = _look(project, tmp_path / "out")
    assert not _named(found)
    assert "D209" in found["stderr"].decode()


def test_a_row_that_does_not_fit_is_not_quoted_though_nothing_is_personal(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233"]
    rows[1] = [*rows[1][:5], NAME, *rows[1][5:]]
    tables = PUPILS.replace("    personal: [who]\n", "").replace(
        "        - {name: who, title: ФИО, type: string}\n", ""
    )
    headings = ("Ученик", *HEADINGS[1:])
    project = write(tmp_path / "p", INDICATORS, rows, tables=tables, headings=headings)
    found = _look(project, tmp_path / "out")
    assert "D257" in found["stderr"].decode()
    assert not _named(found)


def test_a_row_that_fits_is_quoted_where_nothing_is_personal(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233"]
    rows[1][5] = "неявка"
    tables = PUPILS.replace("    personal: [who]\n", "").replace(
        "        - {name: who, title: ФИО, type: string}\n", ""
    )
    headings = ("Ученик", *HEADINGS[1:])
    project = write(tmp_path / "p", INDICATORS, rows, tables=tables, headings=headings)
    assert "неявка" in leaving(project, tmp_path / "out")["stderr"].decode()


def test_a_strange_code_is_called_by_its_cell(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233" * 5]
    rows[3][1] = NAME
    project = write(tmp_path / "p", INDICATORS, rows)
    assert "pupils.csv:5" in leaving(project, tmp_path / "out")["report/report.json"].decode()


_HARMLESS = {
    "cells", "column", "columns", "count", "declared", "byte", "guess", "database", "dataset",
    "delimiter", "engine", "error", "first", "hint", "id", "kind", "like", "library", "maximum",
    "minimum", "more", "name", "of", "options", "other", "path", "pattern", "reason", "searched",
    "sheet", "times", "table", "type", "unpacked", "where", "whole_row",
}  # fmt: skip
"""What findings about tables say that no cell of a table can have put there."""
_OF_DECLARATIONS = {
    "D218": {
        "about",
        "below",
        "no_day",
        "of_unit",
        "order",
        "signs",
        "worded",
        "yes_or_no",
    },  # the shape of a cell: a sentence each, and no word of the cell
    "D206": {"locked", "torn"},
    "D229": {"key"},
    "D250": {"blank", "noughts"},
    "D254": {"key", "value", "string", "integer", "number", "boolean", "date"},
    "D255": {"key", "types"},
    "D225": {"own", "their", "beside", "noughts"},
    "D265": {"locked", "long", "away"},
    "D274": {"most", "size"},
    "D301": {"scale"},
    "D304": {"periods", "steps"},
    "D275": {"most"},
    "D276": {"most"},
    "D278": {"most"},
    "E707": {"compared", "listed", "period"},  # the period as the rule asks for it
    "E728": {"most"},
    "E729": {"fault"},
    "D279": {"rows"},
    "D280": {"twice"},
    "D281": {"there"},
    "D289": {"many"},
    "E701": {"decision"},
    "E703": {"indicators"},
    "E706": {"alone", "lost", "names", "resources", "unreachable", "unseen"},
}


@pytest.mark.parametrize("code", [*tables_codes.CODES, *run_codes.CODES], ids=lambda code: code.id)
@pytest.mark.parametrize("language", list(Language))
def test_what_repeats_a_cell_is_declared_and_can_be_left_out(
    code: Code, language: Language
) -> None:
    words = catalogue(language)
    holes = set(re.findall(r"\{(\w+)", words.entries[f"{code.name}.message"]))
    assert holes - set(code.quotes) <= _HARMLESS | _OF_DECLARATIONS.get(code.id, set())
    finding = Finding(code, Place("a.csv"), tuple((hole, MARK if hole in code.quotes else 1)
                                                 for hole in sorted(holes)))  # fmt: skip
    told = words.finding(finding.unquoted()) + words.advice(finding.unquoted())
    assert MARK not in told
    assert "«»" not in told
    assert ": ." not in told


def test_the_surname_that_a_file_is_called_by_does_not_leave(tmp_path: Path) -> None:
    """A mask finds it, and nothing tells a surname from another word: it is told by its number."""
    rows = [pupil(code) for code in "112233"]
    rows[3][5] = "много"
    project = write(tmp_path / "p", INDICATORS, rows)
    (project / "results").mkdir()
    (project / "pupils.csv").rename(project / "results" / f"{MARK}.csv")
    (project / "results" / "9А класс.csv").write_text(";".join([*HEADINGS]) + "\n;9\n", "utf-8")
    data = (project / "data.yaml").read_text().replace("pupils.csv", "results/*.csv")
    (project / "data.yaml").write_text(data)
    found = _look(project, tmp_path / "out")
    assert not _named(found)
    told = found["stderr"].decode()
    assert "results/№ 2.csv" in told
    assert "results/9А класс.csv:2" in told
    assert "results/№ 2.csv" in found["report/report.json"].decode()


def test_rows_of_a_file_that_a_deep_mask_finds_above_are_those_of_persons(tmp_path: Path) -> None:
    rows = [pupil(code) for code in "112233" * 5]
    project = write(tmp_path / "p", INDICATORS, rows)
    loaded = pipeline.check(project).loaded.project
    assert loaded is not None
    assert loaded.data is not None
    table = replace(loaded.data.resources[1], path="data/**/*.csv")
    assert all(map(partial(publishing._are_paths, table), ("data/a.csv", "data/b/a.csv")))
    assert publishing._are_paths(table, "data/№ 7.csv")
    assert not publishing._are_paths(table, "other/№ 7.csv")
