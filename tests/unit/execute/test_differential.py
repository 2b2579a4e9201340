"""The engine against the plain reference: random tables, random conditions, every NULL in them."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Origin
from engine.execute import execute
from engine.expressions import ColumnSource, parse_condition
from engine.model.conditions import Clause, Condition
from engine.results.verdicts import IndicatorOutcome
from tests.unit.execute import reference
from tests.unit.execute.reference import Figures, Row
from tests.unit.samples import AS_OF, judged_project, package, resource

SCHOOLS = resource("schools", "code low:boolean pupils:integer", organisation="code")
TEACHERS = resource(
    "teachers",
    "person school:string>schools.code year trained:boolean age:integer score:number hired:date",
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
    maybe(st.sampled_from(["p1", "p2", "p3"])),
    maybe(st.sampled_from(["s1", "s2", "s3", "s9"])),
    st.sampled_from(["2021/22", "2021-2022", "2020/21", "2022/23", "?", None]),
    maybe(st.booleans()), maybe(st.integers(-3, 3)), maybe(SCORES), maybe(DAYS),
)  # fmt: skip
SCHOOL = st.tuples(maybe(st.booleans()), maybe(st.integers(-5, 5)))
LEAVES = st.sampled_from(
    [
        "trained", "school.low", "age > 0", "age <= 1", "age * 2 - 1 = 1", "- age > 1",
        "age in (1, 2)", "age not in (0, -1)", "age between -1 and 2", "score >= 0.5",
        "score < age", "score is null", "person = 'p1'", "person in ('p1', 'p2')",
        "school.pupils > age", "hired < '2021-09-01'", "hired <= as_of", "trained = school.low",
        "age is not null", "school.low is null", "true",
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


def read(teachers: list[Any], schools: list[Any]) -> tuple[Tables, list[Row], list[Row]]:
    """The tables for the engine; for the reference the joined rows of this year, and of no year."""
    names = ["person", "school", "year", "trained", "age", "score", "hired"]
    kinds = [pl.String, pl.String, pl.String, pl.Boolean, pl.Int64, pl.Float64, pl.Date]
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
    listed = {
        "code": list(known), "low": [s[0] for s in schools], "pupils": [s[1] for s in schools]
    }  # fmt: skip
    kinds_of_schools = {"code": pl.String, "low": pl.Boolean, "pupils": pl.Int64}
    both = {
        "teachers": dataset(TEACHERS, columns, dict(zip(names, kinds, strict=True))),
        "schools": dataset(SCHOOLS, listed, kinds_of_schools),
    }
    return Tables(both, (), ()), rows, unlabelled


def same(outcome: IndicatorOutcome, expected: Figures, unread: int) -> None:
    """The engine's figures are those of the reference, plus rows with an unread label."""
    measured = outcome.verdict.measurement
    assert measured is not None, outcome
    tally = measured.overall
    wanted = (expected.n, expected.total, expected.missing, expected.set_aside + unread)
    assert (tally.n, tally.total, tally.missing, tally.set_aside) == wanted


@settings(max_examples=120, deadline=None)
@given(
    st.lists(TEACHER, min_size=1, max_size=12),
    st.lists(SCHOOL, min_size=1, max_size=3),
    CONDITIONS,
    CONDITIONS,
)
def test_the_engine_counts_as_plain_python_does(
    teachers: list[Any], schools: list[Any], of: str, where: str
) -> None:
    tables, rows, unlabelled = read(teachers, schools)
    shares = [
        {"measure": "share", "in": "teachers", "of": of, "where": where, "missing": missing}
        for missing in ("exclude", "as_false", "indeterminate")
    ]
    rules = [
        *((rule, ">= 50 %") for rule in shares),
        ({"measure": "count", "in": "teachers", "of": of, "distinct": "person",
          "missing": "indeterminate"}, ">= 2"),
        ({"measure": "sum", "in": "teachers", "of": "score", "where": where,
          "missing": "exclude"}, ">= 1"),
    ]  # fmt: skip
    project = judged_project(PACKAGE, *rules)
    outcomes = execute(compile_project(project, AS_OF), tables)
    if not rows:
        assert {each.verdict.reason for each in outcomes} == {"no_rows_in_period"}
        return
    unread = sum(reference.truth(tree(where), row, AS_OF) is not False for row in unlabelled)
    for outcome, missing in zip(outcomes, ("exclude", "as_false", "indeterminate"), strict=False):
        same(outcome, reference.share(rows, tree(of), tree(where), missing, AS_OF), unread)
    same(outcomes[3], reference.distinct(rows, tree(of), "person", AS_OF), len(unlabelled))
    summed = reference.total(rows, "score", tree(where), AS_OF)
    check_sum(outcomes[4], summed)
    check_parts(outcomes[0], rows, of, where)


def check_sum(outcome: IndicatorOutcome, expected: Figures) -> None:
    """A sum of nothing but empty cells is no data, otherwise it is the sum."""
    if expected.missing and not expected.total:
        assert outcome.verdict.reason == "all_missing"
        return
    assert outcome.verdict.measurement is not None
    tally = outcome.verdict.measurement.overall
    assert (tally.n, tally.total, tally.missing) == (expected.n, None, expected.missing)


def check_parts(outcome: IndicatorOutcome, rows: list[Row], of: str, where: str) -> None:
    """Each organisation's part is the measure of its own rows, and nobody is left out."""
    assert outcome.verdict.measurement is not None
    parts = {tally.key: tally for tally in outcome.verdict.measurement.by_organisation}
    assert set(parts) == {row["school"] for row in rows}
    for code, tally in parts.items():
        own = [row for row in rows if row["school"] == code]
        expected = reference.share(own, tree(of), tree(where), "exclude", AS_OF)
        found = Figures(tally.n, tally.total, tally.missing, tally.set_aside)
        assert found == expected
