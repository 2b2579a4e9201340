"""Parquet that knows its types is read without going over text, and to the same values."""

from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.datasets import Tables, files, read_tables, typed
from engine.model.tables import Constraints, Resource
from tests.examples import of_all
from tests.unit.datasets.samples import field, project, resource

WORKS = resource(
    field("school", header="Школа", constraints=Constraints(required=True)),
    field("subject", constraints=Constraints(enum=("математика", "физика"))),
    field("mark", "integer", constraints=Constraints(minimum=2, maximum=5)),
    field("score", "number", header="Балл", constraints=Constraints(maximum=100)),
    field("absent", "boolean"),
    field("day", "date"),
    name="works", path="works.parquet", organisation="school",
)  # fmt: skip
TYPES: dict[str, Any] = {
    "Школа": pl.String, "subject": pl.String, "mark": pl.Int32, "Балл": pl.Float64,
    "absent": pl.Boolean, "day": pl.Date,
}  # fmt: skip
TEXTS = st.sampled_from(["101", "102", "ОО-7", " 103", "", "Итого", "всего по району"])
ROW = st.tuples(
    st.none() | TEXTS,
    st.none() | st.sampled_from(["математика", "физика", "Физика", "химия"]),
    st.none() | st.integers(1, 6),
    st.none() | st.sampled_from([0.0, 61.5, 100.0, 101.0, float("nan")]),
    st.none() | st.booleans(),
    st.none() | st.dates(date(2021, 9, 1), date(2022, 5, 31)),
)
CLEAN = st.tuples(
    st.sampled_from(["101", "102", "ОО-7"]), st.none() | st.sampled_from(["математика", "физика"]),
    st.none() | st.integers(1, 6), st.none() | st.sampled_from([0.0, 61.5, 100.0, 101.0]),
    st.none() | st.booleans(), st.none() | st.dates(date(2021, 9, 1), date(2022, 5, 31)),
)  # fmt: skip


def write(folder: Path, rows: list[Any], name: str = "works.parquet") -> None:
    """A file of works."""
    columns = {key: [row[i] for row in rows] for i, key in enumerate(TYPES)}
    pl.DataFrame(columns, schema=TYPES).write_parquet(folder / name)


def read(folder: Path, declared: Resource = WORKS, *, is_large: bool = True) -> Tables:
    """The table, by default as one that is too large for the memory."""
    with patch.object(files, "LARGE", 0 if is_large else 1 << 40):
        return read_tables(project(folder, declared))


def over_text(folder: Path, declared: Resource = WORKS) -> Tables:
    """The table as it is read where types are not known."""
    with patch.object(typed, "_is_plain", lambda resource: False):
        return read(folder, declared, is_large=False)


@settings(max_examples=of_all(120), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(ROW, min_size=1, max_size=8) | st.lists(CLEAN, min_size=1, max_size=8), st.booleans()
)
def test_values_and_findings_are_those_of_the_way_over_text(
    tmp_path: Path, rows: list[Any], is_large: bool
) -> None:
    write(tmp_path, rows)
    tables, wanted = read(tmp_path, is_large=is_large), over_text(tmp_path)
    assert tables.datasets["works"].frame.equals(wanted.datasets["works"].frame)
    assert {(each.code.id, each.at, each.params) for each in tables.findings} == {
        (each.code.id, each.at, each.params) for each in wanted.findings
    }


GOOD = ("101", "физика", 4, 61.5, False, date(2022, 3, 1))


def test_a_clean_file_stays_where_it_is(tmp_path: Path) -> None:
    write(tmp_path, [GOOD] * 3)
    dataset = read(tmp_path).datasets["works"]
    assert isinstance(dataset.rows, pl.LazyFrame)
    assert dataset.height == 3


def test_engines_read_the_file_itself_where_its_names_are_the_declared_ones(
    tmp_path: Path,
) -> None:
    own = resource(field("school"), field("mark", "integer"), name="works", path="a.parquet")
    pl.DataFrame({"school": ["101"], "mark": [4]}).write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path, own).datasets["works"].files == (tmp_path / "a.parquet",)
    write(tmp_path, [GOOD])
    assert read(tmp_path).datasets["works"].files == (), "«Школа» объявлена как school"


@pytest.mark.parametrize(
    ("change", "of"),
    [
        (("101 ",), "пробел в конце"),
        (("Итого по району",), "строка итогов"),
        (("101", "ФИЗИКА"), "значение списка в другом написании"),
        (("101", "физика", 4, float("nan")), "не число"),
        ((None,) * 6, "пустая строка"),
    ],
)
def test_what_text_would_change_goes_over_text(
    tmp_path: Path, change: tuple[Any, ...], of: str
) -> None:
    write(tmp_path, [GOOD, (*change, *GOOD[len(change) :])])
    with patch.object(typed, "_wrong", side_effect=AssertionError(of)):
        read(tmp_path)


def test_a_file_among_several_is_named_in_a_finding(tmp_path: Path) -> None:
    for number in (1, 2):
        write(
            tmp_path, [GOOD, (*GOOD[:2], 7 if number == 2 else 3, *GOOD[3:])], f"w{number}.parquet"
        )
    declared = resource(*WORKS.fields, name="works", path="w*.parquet", organisation="school")
    tables = read(tmp_path, declared)
    (finding,) = [each for each in tables.findings if each.code.name == "value-out-of-range"]
    assert (finding.at.file, finding.at.line) == ("w2.parquet", 2)  # type: ignore[union-attr]
    assert tables.datasets["works"].frame["mark"].to_list() == [4, 3, 4, None]


def test_numbers_of_four_bytes_are_what_was_written_or_no_numbers(tmp_path: Path) -> None:
    own = resource(
        field("school"), field("mark", "number"), field("pupils", "integer"),
        name="works", path="a.parquet",
    )  # fmt: skip
    columns = {"school": [7, 2**24 + 1], "mark": [0.1, 2.5], "pupils": [2**24 - 1, 2**24 + 1]}
    schema = dict.fromkeys(columns, pl.Float32)
    pl.DataFrame(columns, schema=schema, strict=False).write_parquet(tmp_path / "a.parquet")
    for is_large in (True, False):
        tables = read(tmp_path, own, is_large=is_large)
        rows = tables.datasets["works"].frame.drop("__row").rows()
        assert rows == [("7", 0.1, 2**24 - 1), (None, 2.5, None)]
        assert [each.code.id for each in tables.findings] == ["D273", "D273"]


def test_sums_of_fractions_are_what_a_workbook_would_keep(tmp_path: Path) -> None:
    """As text and as numbers, whatever the reader; a third stays a third, and the file of numbers
    without noise is read by engines as it is."""
    own = resource(field("code"), field("mark", "number"), name="works", path="a.parquet")
    marks = [0.1 + 0.2, 43.1 - 43.2 + 1, 0.1 + 0.2 - 0.3, 1 / 3, 2.5]
    codes = [0.1 + 0.2, 101.0, 1.5, None, None]
    for texts in (codes, ["а", "б", "в", "г", None]):
        frame = pl.DataFrame({"code": texts, "mark": marks}, strict=False)
        frame.write_parquet(tmp_path / "a.parquet")
        for is_large in (True, False):
            tables = read(tmp_path, own, is_large=is_large)
            dataset = tables.datasets["works"]
            assert dataset.frame["mark"].to_list() == [0.3, 0.9, 0.0, 1 / 3, 2.5]
            assert tmp_path / "a.parquet" not in dataset.files
            if texts is codes:
                assert dataset.frame["code"].to_list() == ["0.3", "101", "1.5", None, None]
    clean = pl.DataFrame({"code": ["а"], "mark": [1 / 3]})
    clean.write_parquet(tmp_path / "a.parquet")
    assert read(tmp_path, own).datasets["works"].files == (tmp_path / "a.parquet",)
