"""Files: each read once, found by path or by base name, and told when they cannot be read."""

import hashlib
import os
from pathlib import Path

import polars as pl
import pytest

from engine.datasets import read_tables
from engine.diagnostics import Origin
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    project,
    read_csv_text,
    resource,
    told,
)
from tests.unit.tables.books import workbook, xlsx

SCHOOLS = resource(field("code"), field("name"), path="data/Кадры.xlsx", sheet="Школы")
STAFF = resource(
    field("person"), field("code"), name="staff", path="data/Кадры.xlsx", sheet="Педагоги"
)


def write(folder: Path, path: str = "data/Кадры.xlsx") -> bytes:
    content = workbook(
        Школы=[["code", "name"], ["101", "А"]], Педагоги=[["person", "code"], ["Т-1", "101"]]
    )
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_bytes(content)
    return content


def test_a_workbook_is_read_once_for_all_its_sheets(tmp_path: Path) -> None:
    content = write(tmp_path)
    seen: list[tuple[str, int, int]] = []
    tables = read_tables(
        project(tmp_path, SCHOOLS, STAFF), progress=lambda *step: seen.append(step)
    )
    assert set(tables.datasets) == {"schools", "staff"}
    assert seen == [("data/Кадры.xlsx", 0, 1)]
    (file,) = tables.files
    assert (file.path, file.rows) == ("data/Кадры.xlsx", 2)
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_only_the_named_tables_are_read(tmp_path: Path) -> None:
    write(tmp_path)
    tables = read_tables(project(tmp_path, SCHOOLS, STAFF), names={"staff"})
    assert list(tables.datasets) == ["staff"]


def test_a_missing_file_is_told_in_data_yaml_with_the_near_one(tmp_path: Path) -> None:
    write(tmp_path, "data/Кадры 1.xlsx")
    tables = read_tables(project(tmp_path, SCHOOLS))
    (finding,) = tables.findings
    assert isinstance(finding.at, Origin)
    assert (finding.code.name, finding.at.route[-1]) == ("missing-table", "path")
    assert params(finding)["hint"] == "data/Кадры 1.xlsx"
    assert (tables.datasets, tables.files) == ({}, ())


def test_a_table_of_more_files_than_are_opened_is_told_before_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.datasets.files.MOST_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.csv").write_text("code\n101\n", encoding="utf-8")
    tables = read_tables(project(tmp_path, resource(field("code"), path="*.csv")))
    (finding,) = tables.findings
    assert (finding.code.name, params(finding)["count"]) == ("files-without-end", 3)
    assert tables.files == ()


def test_a_missing_sheet_is_told_with_the_near_one(tmp_path: Path) -> None:
    write(tmp_path)
    declared = resource(field("code"), path="data/Кадры.xlsx", sheet="Педагги")
    (finding,) = read_tables(project(tmp_path, declared)).findings
    assert (finding.code.name, params(finding)["hint"]) == ("missing-sheet", "Педагоги")


def test_a_workbook_of_several_sheets_wants_a_name(tmp_path: Path) -> None:
    write(tmp_path)
    declared = resource(field("code"), path="data/Кадры.xlsx")
    assert [name for name, _ in told(read_tables(project(tmp_path, declared)))] == [
        "sheet-not-named"
    ]


@pytest.mark.parametrize(("is_hidden", "hidden"), [(False, None), (True, ("Лист",))])
def test_hidden_sheets_are_named_where_one_is_to_be_chosen(
    tmp_path: Path, is_hidden: bool, hidden: tuple[str, ...] | None
) -> None:
    """Of a workbook with a hidden sheet beside the visible one; a lone sheet is read as before."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.xlsx").write_bytes(xlsx([["code"], ["1"]], is_hidden=is_hidden))
    found = read_tables(project(tmp_path, resource(field("code"), path="data/a.xlsx"))).findings
    told_of = [params(each)["hidden"] for each in found if each.code.name == "sheet-not-named"]
    assert told_of == ([hidden] if hidden else [])


def test_uploaded_tables_stand_in_by_path_or_by_base_name(tmp_path: Path) -> None:
    for upload, path in (("one", "data/Кадры.xlsx"), ("two", "Кадры.xlsx")):
        (tmp_path / upload).mkdir()
        write(tmp_path / upload, path)
        tables = read_tables(project(tmp_path / "spec", SCHOOLS), data_dir=tmp_path / upload)
        assert (column(tables, "code"), tables.files[0].path) == (["101"], path)


def test_an_upload_from_a_mac_is_found_though_its_name_is_decomposed(tmp_path: Path) -> None:
    declared = resource(field("code"), field("name"), path="data/Й.xlsx", sheet="Школы")
    write(tmp_path, "Й.xlsx")
    tables = read_tables(project(tmp_path / "spec", declared), data_dir=tmp_path)
    assert column(tables, "code") == ["101"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("code;name\n1;А\n", encoding="utf-8")
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "a.csv").symlink_to(tmp_path / "outside.csv")
    tables = read_tables(project(tmp_path / "spec", resource(field("code"), field("name"))))
    assert [name for name, _ in told(tables)] == ["table-outside-project"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a.xls", "unreadable-workbook"),
        ("a.ods", "unreadable-workbook"),
        ("a.parquet", "unreadable-parquet"),
        ("a.pdf", "unsupported-table-format"),
    ],
)
def test_other_formats_are_told(tmp_path: Path, path: str, code: str) -> None:
    (tmp_path / path).write_bytes(b"content")
    tables = read_tables(project(tmp_path, resource(field("code"), path=path)))
    assert told(tables) == [(code, path)]


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    for path in ("a.csv", "a.xlsx"):
        (tmp_path / path).write_bytes(b"")
        tables = read_tables(project(tmp_path, resource(field("code"), path=path)))
        assert told(tables) == [("empty-table", path)]


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(b"not a workbook")
    broken = resource(field("code"), name="broken", path="b.xlsx")
    tables = read_tables(project(tmp_path, broken, SCHOOLS))
    assert list(tables.datasets) == ["schools"]
    assert told(tables) == [("unreadable-workbook", "b.xlsx")]


def test_one_fault_of_a_file_is_told_once_for_all_its_tables(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "Кадры.xlsx").write_bytes(b"not a workbook")
    tables = read_tables(project(tmp_path, SCHOOLS, STAFF))
    assert told(tables) == [("unreadable-workbook", "data/Кадры.xlsx")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "denied"), "locked"),
        (OSError(5, "Input/output error"), "away"),
        (OSError(116, "Stale file handle"), "away"),
        (OSError(36, "File name too long"), "long"),
    ],
)
def test_a_file_that_is_there_and_cannot_be_opened_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(self: object, path: str) -> bytes:
        raise error

    (tmp_path / "a.csv").write_text("code\n1\n", encoding="utf-8")
    monkeypatch.setattr("engine.trees.FolderTree.read", refuse)
    tables = read_tables(project(tmp_path, resource(field("code"))))
    assert [each.code.name for each in tables.findings] == ["table-cannot-be-opened"]
    told_of = params(tables.findings[0])
    assert {name for name in ("locked", "long", "away") if told_of[name]} == {reason}


def test_a_path_that_no_system_bears_is_not_called_missing(tmp_path: Path) -> None:
    declared = resource(field("code"), path="д" * 300 + ".csv")
    (finding,) = read_tables(project(tmp_path, declared)).findings
    assert (finding.code.name, params(finding)["long"]) == ("table-cannot-be-opened", 1)


def test_a_long_path_in_russian_is_read(tmp_path: Path) -> None:
    folder = "/".join(["Управление образования администрации района"[:60]] * 6)
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "школы.csv").write_text("code\n1\n", encoding="utf-8")
    declared = resource(field("code"), path=f"{folder}/школы.csv")
    assert column(read_tables(project(tmp_path, declared)), "code") == ["1"]


def test_a_missing_column_shows_the_headings_that_may_be_it(tmp_path: Path) -> None:
    declared = resource(field("code"), field("n", header="Количество обучающихся"))
    tables = read_csv_text(tmp_path, "code;Кол-во обучающихся на 1 сентября\n1;2\n", declared)
    assert params(tables.findings[0])["hint"] == "Кол-во обучающихся на 1 сентября"
    tables = read_csv_text(tmp_path, "code;Контингент;ФОТ\n1;2;3\n", declared)
    assert params(tables.findings[0])["headings"] == ("Контингент", "ФОТ")


def test_a_key_of_another_type_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code\n7\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("school\n007\n", encoding="utf-8")
    visits = resource(field("school"), name="visits", path="b.csv",
                      links=[("school", "schools", "code")])  # fmt: skip
    tables = read_tables(project(tmp_path, resource(field("code", "integer")), visits))
    found = params(tables.findings[0])
    assert (found["own"], found["their"]) == ("string", "integer")


@pytest.mark.parametrize("type", ["string", "date"])
def test_days_that_no_calendar_has_make_a_parquet_unreadable_or_empty(
    tmp_path: Path, type: str
) -> None:
    far = pl.DataFrame({"d": pl.Series([2**31 - 1, 0], dtype=pl.Int32).cast(pl.Date)})
    far.write_parquet(tmp_path / "a.parquet")
    declared = resource(field("d", type), path="a.parquet")
    tables = read_tables(project(tmp_path, declared))
    assert tables.findings or column(tables, "d")[1] is not None


class PanicException(BaseException):
    """As a library in Rust raises it."""


@pytest.mark.parametrize("name", ["read_csv", "open_workbook", "read_parquet"])
def test_a_library_that_gives_up_is_a_finding_about_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def panic(*given: object) -> None:
        raise PanicException("index out of bounds")

    path = {"read_csv": "a.csv", "open_workbook": "a.xlsx", "read_parquet": "a.parquet"}[name]
    (tmp_path / path).write_bytes(b"code\n1\n")
    monkeypatch.setattr(f"engine.datasets.files.{name}", panic)
    tables = read_tables(project(tmp_path, resource(field("code"), path=path)))
    assert [each.code.name for each in tables.findings] == [
        "unreadable-parquet" if name == "read_parquet" else "unreadable-workbook"
    ]


def test_a_defect_of_the_engine_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise KeyError("defect")

    (tmp_path / "a.csv").write_bytes(b"code\n1\n")
    monkeypatch.setattr("engine.datasets.files.read_csv", fail)
    with pytest.raises(KeyError):
        read_tables(project(tmp_path, resource(field("code"))))
