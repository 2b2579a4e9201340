"""What a glance at a sheet leaves out changes nothing: with and without it a table is the same."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.datasets import assemble, parts, read_tables, rows, shifted, uneven
from engine.datasets.types import DTYPES, plain_readings, reading
from engine.model.conditions import ColumnType
from engine.model.tables import Constraints, Resource, Skip
from tests.examples import of_all
from tests.unit.datasets.samples import field, project, resource

SPELT = {
    "string": ["101", "#Н/Д", "≈1", "", " x", "нет данных"],
    "integer": ["0", "-0", "007", "12", "1 234", "4,0", "4,5", "٣", "999999999999999",
                "9999999999999999", "1e3", "-5", "5%", "#Н/Д", "x"],
    "number": ["0", "4,5", "4.5", "1.234,5", "1,234", "-0", "12 чел", "7e2", "٣",
               "123456789012345.5", "#DIV/0!", "x"],
    "boolean": ["да", "Нет", "1", "x"],
    "date": ["2021-09-01", "2021-02-30", "01.09.2021", "1.9.2021", "31.02.2021", "44440",
             "2021-09-01 10:00", "٣1.09.2021", "x"],
}  # fmt: skip
"""Cells of each type, plain ones and others; the first of each list are the plainest."""


@settings(max_examples=of_all(80))
@given(st.data())
def test_plain_cells_are_read_as_all_cells_are(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(SPELT)))
    few = data.draw(st.lists(st.sampled_from(SPELT[kind]), min_size=1, max_size=2))
    cells = data.draw(st.lists(st.none() | st.sampled_from(few), max_size=4))
    declared = field("x", kind)
    texts = pl.Series("x", cells, pl.String)
    frame = texts.to_frame()
    for decimal in (",", "."):
        plain = plain_readings([declared], frame, decimal).get("x")
        read = reading(declared, decimal=decimal, serial_shift=0).cast(DTYPES[declared.type])
        if plain is not None:
            assert frame.select(plain).equals(frame.select(read))
            assert frame.select(plain).schema == frame.select(read).schema


def test_most_columns_are_plain() -> None:
    for kind, cell in (("string", "a"), ("integer", "12"), ("number", "4,5"), ("date", "1.9.2021")):
        texts = pl.DataFrame({"x": [cell, None]})
        assert bool(plain_readings([field("x", kind)], texts, ",")) == (cell != "1.9.2021")


WORKS = resource(
    field("school", header="Школа", constraints=Constraints(required=True)),
    field("kind", header="Вид", constraints=Constraints(enum=("лицей", "гимназия"))),
    field("day", "date", header="День"),
    field("pupils", "integer", header="Учеников"),
    field("share", "number", header="Доля", constraints=Constraints(maximum=100)),
    field("open", "boolean", header="Открыт"),
    name="works", path="works.csv", organisation="school", key=("school",),
)  # fmt: skip
HEADER = "Школа;Вид;День;Учеников;Доля;Открыт;Прочее"
CLEAN = st.tuples(
    st.sampled_from(["101", "102", "103"]), st.sampled_from(["лицей", "гимназия"]),
    st.sampled_from(["2021-09-01", "2021-10-01"]), st.sampled_from(["12", "0", "40"]),
    st.sampled_from(["4,5", "0", "62"]), st.sampled_from(["да", "нет"]),
).map(";".join)  # fmt: skip
CELL = st.sampled_from(
    ["", "", " ", "101", "Итого", "всего по району", "лицей", "Лицей ", "2021-09-01", "31.02.2021",
     "12", "0", "x", "101%", "#Н/Д", "≈9", "да", "-", "1 2", "Школа № 1"]
)  # fmt: skip
ODD = st.lists(CELL, min_size=1, max_size=9).map(";".join) | st.sampled_from([HEADER, "", ";1;;;;"])
LINES = st.lists(CLEAN, min_size=1, max_size=5) | st.lists(CLEAN | ODD, min_size=1, max_size=6)
DECLARED = st.sampled_from([
    WORKS,
    replace(WORKS, missing_values=("нет", "x", "#Н/Д")),
    replace(WORKS, primary_key=(), skip=(Skip(("kind",), None, (), True, WORKS.origin),)),
    replace(WORKS, end="x|101%", totals="Школа № 1"),
    replace(WORKS, group="Школа № 1", personal=("kind",)),
])  # fmt: skip


@contextmanager
def without_glances() -> Iterator[None]:
    """Every plan is made whole, as for a table that is too long for a glance."""
    with ExitStack() as stack:
        for module, name, given_ in (
            (rows, "_FEW", -1),
            (parts, "plain_readings", lambda *_: {}),
            (parts, "_until_last_line", lambda body: body),
            (uneven, "_is_even", lambda *_: False),
            (shifted, "_has_wrong", lambda *_: True),
            (assemble, "has_unread", lambda *_: True),
            (assemble, "_has_blanks", lambda *_: True),
            (assemble, "zeros_of", lambda _: None),
        ):
            stack.enter_context(patch.object(module, name, given_))
        yield


@settings(max_examples=of_all(60))
@given(LINES, DECLARED)
def test_a_table_is_the_same_with_and_without_a_glance(
    lines: list[str], declared: Resource
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "works.csv").write_text("\n".join([HEADER, *lines, ""]), "utf-8")
        read = read_tables(project(folder, declared))
        with without_glances():
            whole = read_tables(project(folder, declared))
    assert read.findings == whole.findings
    assert [dataset.frame.to_dict(as_series=False) for dataset in read.datasets.values()] == [
        dataset.frame.to_dict(as_series=False) for dataset in whole.datasets.values()
    ]


def test_every_type_has_its_cells() -> None:
    assert set(SPELT) == {column_type.value for column_type in ColumnType}
