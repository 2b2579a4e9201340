"""Random tables with every NULL in them, and random conditions over them."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Origin
from engine.expressions import ColumnSource, parse_condition
from engine.model.conditions import Clause, Condition
from engine.model.tables import ForeignKey
from tests.unit.execute.reference import Row
from tests.unit.samples import HERE, package, resource

SCHOOLS = resource(
    "schools", "code low:boolean pupils:integer district parent:string>schools.code",
    organisation="code", municipality="district",
)  # fmt: skip
PARENTS = {"s1": None, "s2": "s1", "s3": "s2", "s4": "s1", "s5": "s9"}
"""Which school stands above one, in the same list; one that is not there, too."""
DISTRICTS = {"s1": "А", "s2": "Б", "s3": None, "s4": "А", "s5": "Б"}
"""The municipalities of listed schools: of one it is not known."""
TEACHERS = resource(
    "teachers",
    "person school:string>schools.code year trained:boolean age:integer score:number hired:date "
    "grade:integer",
    organisation="school", period="year",
)  # fmt: skip
YEARS = resource("years", "school year before plan:integer open:boolean")
PRIOR = ForeignKey(("school", "before"), "years", ("school", "year"), HERE, called="prior")
YEARS = replace(YEARS, foreign_keys=(PRIOR,))
"""What was planned for a school in a year; a key of two columns leads to the year before."""
OF_YEAR = ForeignKey(("school", "year"), "years", ("school", "year"), HERE)
TEACHERS = replace(TEACHERS, foreign_keys=(*TEACHERS.foreign_keys, OF_YEAR))
PACKAGE = package(SCHOOLS, TEACHERS, YEARS)
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
        "school.parent.low", "school.parent.parent.pupils > age", "years.open",
        "years.plan >= age", "years.prior.plan < years.plan", "years.prior.open is null",
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


PLANNED = (("2021/22", "2020/21", 1), ("2021-2022", "2021/22", -1), ("2020/21", None, 2))


def planned(schools: list[Any]) -> list[tuple[Any, ...]]:
    """The lines of `years`: the second school has none of one year, one line says no year."""
    lines: list[tuple[Any, ...]] = []
    for number, (low, pupils) in enumerate(schools, start=1):
        for year, before, by in PLANNED:
            plan = None if pupils is None else pupils * by + number
            if (number, by) != (2, -1):
                lines.append((f"s{number}", year, before, plan, low if by > 0 else None))
    return [*lines, ("s1", None, "2020/21", 4, True), (None, "2021/22", None, 5, False)]


def dataset(declared: Any, columns: dict[str, list[Any]], types: dict[str, Any]) -> Dataset:
    """A dataset of columns."""
    frame = pl.DataFrame(columns, schema=types).with_row_index("__row", 2)
    return Dataset(declared, frame, CellSource("a.xlsx", "a", {}))


_NO_YEAR = (None,) * 5
_OF_YEARS = {
    "school": pl.String, "year": pl.String, "before": pl.String, "plan": pl.Int64,
    "open": pl.Boolean,
}  # fmt: skip


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
    above = {code: known.get(PARENTS[code] or "", (None, None)) for code in known}
    parents = {code: PARENTS.get(PARENTS[code] or "") for code in known}
    lines_of_years = planned(schools)
    plans = {line[:2]: line for line in lines_of_years if None not in line[:2]}
    rows, unlabelled = [], []
    for teacher in teachers:
        row = dict(zip(names, teacher, strict=True))
        low, pupils = known.get(row["school"], (None, None))
        now = plans.get((row["school"], row["year"]), _NO_YEAR)
        prior = plans.get((row["school"], now[2]), _NO_YEAR)
        joined = {
            **row, "school.low": low, "school.pupils": pupils,
            "school.parent.low": above.get(row["school"], (None, None))[0],
            "school.parent.parent.pupils": known.get(
                parents.get(row["school"]) or "", (None, None)
            )[1],
            "years.plan": now[3], "years.open": now[4],
            "years.prior.plan": prior[3], "years.prior.open": prior[4],
        }  # fmt: skip
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
    listed["parent"] = [PARENTS[line[0]] for line in lines]
    kinds_of_schools = {
        "code": pl.String, "low": pl.Boolean, "pupils": pl.Int64, "district": pl.String,
        "parent": pl.String,
    }  # fmt: skip
    both = {
        "teachers": dataset(TEACHERS, columns, dict(zip(names, kinds, strict=True))),
        "schools": dataset(SCHOOLS, listed, kinds_of_schools),
        "years": dataset(
            YEARS,
            {name: [line[at] for line in lines_of_years] for at, name in enumerate(_OF_YEARS)},
            _OF_YEARS,
        ),
    }
    return Tables(both, (), ()), rows, unlabelled
