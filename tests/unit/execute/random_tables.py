"""Random tables with every NULL in them, and random conditions over them."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Origin
from engine.expressions import ColumnSource, parse_condition
from engine.model.conditions import Clause, Condition
from tests.unit.execute.reference import Row
from tests.unit.samples import package, resource

SCHOOLS = resource(
    "schools", "code low:boolean pupils:integer district",
    organisation="code", municipality="district",
)  # fmt: skip
DISTRICTS = {"s1": "А", "s2": "Б", "s3": None, "s4": "А", "s5": "Б"}
"""The municipalities of listed schools: of one it is not known."""
TEACHERS = resource(
    "teachers",
    "person school:string>schools.code year trained:boolean age:integer score:number hired:date "
    "grade:integer",
    organisation="school", period="year",
)  # fmt: skip
PACKAGE = package(SCHOOLS, TEACHERS)
COLUMNS = ColumnSource(PACKAGE, TEACHERS)
THIS_YEAR = ("2021/22", "2021-2022")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The values, or nothing."""
    return st.none() | values


DAYS = st.dates(date(2021, 1, 1), date(2022, 12, 31))
SCORES = st.sampled_from([-2.5, -1.0, 0.0, 0.5, 1.25, 3.0])
TEACHER = st.tuples(
    maybe(st.sampled_from(["p1", "p2", "Ёлкин", "ёлка %"])),
    maybe(st.sampled_from(["s1", "s2", "s3", "s9"])),
    st.sampled_from(["2021/22", "2021-2022", "2020/21", "2022/23", "?", None]),
    maybe(st.booleans()), maybe(st.integers(-3, 3) | st.sampled_from([-(10**9), 10**9])),
    maybe(SCORES), maybe(DAYS), maybe(st.integers(2, 5)),
)  # fmt: skip
SCHOOL = st.tuples(maybe(st.booleans()), maybe(st.integers(-5, 5)))
LEAVES = st.sampled_from(
    [
        "trained", "school.low", "age > 0", "age <= 1", "age * 2 - 1 = 1", "- age > 1",
        "age in (1, 2)", "age not in (0, -1)", "age between -1 and 2", "score >= 0.5",
        "score < age", "score is null", "person = 'p1'", "person in ('p1', 'p2')",
        "school.pupils > age", "hired < '2021-09-01'", "hired <= as_of", "trained = school.low",
        "age is not null", "person like 'Ё%'", "person like '%лк%'",
        "person matches '[ЁёА-Яа-я]+( %)?'", "person not matches 'p[^2]|.*л.*'",
        "person not like '%л_а%'", "person in ('Ёлкин', 'p2')",
        "hired between '2021-12-31' and as_of",
        "score * score > age", "grade in (4, 5)", "school.low is null", "true",
    ]
)  # fmt: skip
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        )
        | inner.map(lambda text: f"not ({text})")
    ),
    max_leaves=4,
)


def tree(text: str) -> Condition:
    """The typed tree of a condition over teachers."""
    clause = parse_condition(text, COLUMNS, Origin("a.yaml"))
    assert isinstance(clause, Clause), (text, clause)
    return clause.tree


def dataset(declared: Any, columns: dict[str, list[Any]], types: dict[str, Any]) -> Dataset:
    """A dataset of columns."""
    frame = pl.DataFrame(columns, schema=types).with_row_index("__row", 2)
    return Dataset(declared, frame, CellSource("a.xlsx", "a", {}))


def read(
    teachers: list[Any], schools: list[Any], again: list[Any] | None = None
) -> tuple[Tables, list[Row], list[Row]]:
    """The tables for the engine; for the reference the joined rows of this year, and of no year.

    `again` are further rows of the first schools, which the lists of some offices have twice.
    """
    names = ["person", "school", "year", "trained", "age", "score", "hired", "grade"]
    kinds = [pl.String, pl.String, pl.String, pl.Boolean, pl.Int64, pl.Float64, pl.Date, pl.Int64]
    columns = {name: [row[i] for row in teachers] for i, name in enumerate(names)}
    known = {f"s{i}": school for i, school in enumerate(schools, start=1)}
    rows, unlabelled = [], []
    for teacher in teachers:
        row = dict(zip(names, teacher, strict=True))
        low, pupils = known.get(row["school"], (None, None))
        joined = {**row, "school.low": low, "school.pupils": pupils}
        if row["year"] in THIS_YEAR:
            rows.append(joined)
        elif row["year"] in (None, "?"):
            unlabelled.append(joined)
    twice = [(f"s{i}", *school) for i, school in enumerate(again or (), start=1)]
    lines = [*((code, *school) for code, school in known.items()), *twice]
    listed = {
        name: [line[at] for line in lines] for at, name in enumerate(("code", "low", "pupils"))
    }
    listed["district"] = [DISTRICTS[line[0]] for line in lines]
    kinds_of_schools = {
        "code": pl.String, "low": pl.Boolean, "pupils": pl.Int64, "district": pl.String,
    }  # fmt: skip
    both = {
        "teachers": dataset(TEACHERS, columns, dict(zip(names, kinds, strict=True))),
        "schools": dataset(SCHOOLS, listed, kinds_of_schools),
    }
    return Tables(both, (), ()), rows, unlabelled
