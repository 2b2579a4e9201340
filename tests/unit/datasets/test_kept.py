"""A file that did not change is not read again, and the table is the same."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.caching import Store
from engine.datasets import Tables, files, read_tables, reading, typed
from engine.datasets import cache as kept
from engine.datasets.parts import Part
from engine.model.tables import Constraints, Resource
from tests.examples import of_all
from tests.unit.datasets.samples import field, project, resource
from tests.unit.tables.books import workbook

SCHOOLS = resource(
    field("code", header="Код", constraints=Constraints(required=True)),
    field("pupils", "integer", header="Учеников", constraints=Constraints(minimum=1)),
    field("day", "date", header="Дата"),
    path="*.csv", organisation="code",
)  # fmt: skip


def read(folder: Path, store: Store | None, declared: Resource = SCHOOLS) -> Tables:
    return read_tables(project(folder, declared), store=store)


def same(one: Tables, other: Tables) -> bool:
    """The same values, findings and hashes."""
    frames = [
        {name: each.frame.to_dict(as_series=False) for name, each in tables.datasets.items()}
        for tables in (one, other)
    ]
    return frames[0] == frames[1] and (one.findings, one.files) == (other.findings, other.files)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["101", "102", "", "Итого"]),
        st.sampled_from(["5", "0", "48 чел.", ""]),
        st.sampled_from(["01.09.2021", "завтра", ""]),
    ).map(";".join),
    max_size=6,
)


@settings(max_examples=of_all(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(LINES, min_size=1, max_size=3))
def test_what_was_kept_is_what_was_read(tmp_path_factory: Any, contents: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("p")
    for number, lines in enumerate(contents):
        text = "\n".join(["Код;Учеников;Дата", *lines])
        (folder / f"{number}.csv").write_text(text, "utf-8")
    store = Store(folder / "cache", b"secret")
    first = read(folder, store)
    assert same(first, read(folder, None))
    with patch.object(reading, "read_part", side_effect=AssertionError("прочитано дважды")):
        assert same(read(folder, store), first)


def test_of_many_files_the_changed_one_is_read(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.csv").write_text(f"Код;Учеников;Дата\n{number};5;\n", "utf-8")
    store = Store(tmp_path / "cache", b"secret")
    read(tmp_path, store)
    (tmp_path / "3.csv").write_text("Код;Учеников;Дата\n3;6;\n", "utf-8")
    with patch.object(reading, "read_part", wraps=reading.read_part) as asked:
        tables = read(tmp_path, store)
    assert [call.args[1].file for call in asked.call_args_list] == ["3.csv"]
    assert tables.datasets["schools"].frame["pupils"].to_list() == [5, 5, 5, 6, 5]


def test_another_declaration_reads_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Код;Учеников;Дата\n101;5;\n", "utf-8")
    store = Store(tmp_path / "cache", b"secret")
    read(tmp_path, store)
    stricter = field("pupils", "integer", header="Учеников", constraints=Constraints(minimum=6))
    declared = resource(SCHOOLS.fields[0], stricter, SCHOOLS.fields[2], path="*.csv")
    assert read(tmp_path, store, declared).datasets["schools"].frame["pupils"].to_list() == [None]


def test_a_workbook_is_not_opened_again(tmp_path: Path) -> None:
    declared = resource(field("code", header="Код"), path="a.xlsx", sheet="Школы")
    (tmp_path / "a.xlsx").write_bytes(workbook(Школы=[["Код"], ["101"], ["102"]]))
    store = Store(tmp_path / "cache", b"secret")
    first = read(tmp_path, store, declared)
    with patch.object(files, "open_workbook", side_effect=AssertionError("открыта дважды")):
        assert same(read(tmp_path, store, declared), first)


def test_a_large_file_that_was_looked_through_is_not_looked_through_again(
    tmp_path: Path,
) -> None:
    declared = resource(field("code"), field("mark", "integer"), path="a.parquet")
    pl.DataFrame({"code": ["101", "102"], "mark": [5, 3]}).write_parquet(tmp_path / "a.parquet")
    store = Store(tmp_path / "cache", b"secret")
    with patch.object(files, "LARGE", 0):
        first = read(tmp_path, store, declared)
        with patch.object(typed, "_needs_text", side_effect=AssertionError("просмотрен дважды")):
            assert same(read(tmp_path, store, declared), first)


def test_personal_columns_are_not_kept(tmp_path: Path) -> None:
    declared = resource(
        field("code", header="Код"), field("name", header="ФИО"), path="a.csv", personal=("name",)
    )
    (tmp_path / "a.csv").write_text("Код;ФИО\n101;Иванова Мария Петровна\n", "utf-8")
    read(tmp_path, Store(tmp_path / "cache", b"secret"), declared)
    (content,) = [path.read_bytes()[32:] for path in (tmp_path / "cache").iterdir()]
    (part,) = kept._unpacked(content)
    assert isinstance(part, Part)
    assert part.both.columns == ["__row", "text:code", "code"]
    assert "Иванова" not in repr(part)
