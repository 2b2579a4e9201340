"""Values of a condition have the type of the column, on every engine; nothing wraps around."""

import json
from typing import Any

import polars as pl
import pytest

from engine.compile import compile_project
from engine.diagnostics import Finding
from engine.execute import execute
from engine.expressions import ColumnSource, parse_condition
from engine.results.verdicts import Verdict, VerdictKind
from tests.running import run
from tests.unit.execute.engines import installed
from tests.unit.samples import AS_OF, ORIGIN, judged_project, package, resource, rows, tables

RESULTS = resource(
    "results", "code grade:integer score:number day:date passed:boolean kind", organisation="code"
)
SCHOOLS = resource("schools", "code", organisation="code")
ROWS = """
a | 4 | 4   | 2021-09-01 | да    | лицей
a | 5 | 4.5 | 2021-12-31 | нет   | школа
a | 4 | 1   | 2022-01-01 | да    | школа
a | 2 | 0.3 | -          | -     | -
a | - | -   | 2021-09-01 | нет   | сад
"""


def _verdict(condition: str, engine: str, **asked: Any) -> Verdict:
    asked = asked or {"measure": "count", "in": "results", "of": condition, "missing": "as_false"}
    project = judged_project(package(SCHOOLS, RESULTS), (asked, ">= 1"))
    read = tables(rows(RESULTS, ROWS), rows(SCHOOLS, "a"))
    (outcome,) = execute(compile_project(project, AS_OF), read, engine=installed(engine))
    return outcome.verdict


ENGINES = ("polars", "duckdb", "pandas")
COUNTED = {
    "score in (1, 2)": 1,
    "score in (1, 4, 4.5)": 3,
    "score not in (1, 2)": 3,
    "grade in (4.0, 5.0)": 3,
    "grade in (4.5)": 0,
    "grade in (4, 4.5)": 2,
    "grade not in (4.5)": 4,
    "grade not in (4.0)": 2,
    "grade = 4.0": 2,
    "grade > 4.5": 1,
    "score = 4": 1,
    "score between 1 and 4": 2,
    "grade between 3.5 and 4.0": 2,
    "grade = score": 1,
    "score < grade": 3,
    "day in ('2021-09-01', '2022-01-01')": 3,
    "day >= '2021-12-31'": 2,
    "'2021-12-31' <= day": 2,
    "passed in (true)": 2,
    "passed = false": 2,
    "kind in ('школа', 'сад')": 3,
    "grade * 2 in (8.0, 10)": 3,
    "grade * 1.5 in (6, 7.5)": 3,
    "-grade = -4.0": 2,
    "true": 5,
    "not true": 0,
    "grade > 4 or false": 1,
    "passed and true": 2,
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("condition", COUNTED)
def test_a_literal_is_brought_to_the_type_of_the_column(condition: str, engine: str) -> None:
    verdict = _verdict(condition, engine)
    assert verdict.measurement is not None, verdict
    assert verdict.measurement.overall.n == COUNTED[condition]


@pytest.mark.parametrize(
    "condition",
    [
        "grade * 9999999999999999 * 1000 > 0",
        "grade + 9999999999999999 * 9999 > 0",
        "-(grade * 9999999999999999) * 9999 < 0",
        "grade in (1, 2) and grade * 9999999999999999 * 1000 > 0",
        "score" + " * 999999999999999" * 21 + " > 0",
    ],
)
def test_what_outgrows_64_bits_over_any_table_is_refused(condition: str) -> None:
    source = ColumnSource(package(RESULTS), RESULTS)
    found = parse_condition(condition, source, ORIGIN)
    assert isinstance(found, Finding)
    assert found.code.id == "R355"


@pytest.mark.parametrize("engine", ENGINES)
def test_what_outgrows_64_bits_over_this_table_is_no_figure(engine: str) -> None:
    verdict = _verdict("grade * 9999999999999999 * 500 > 0", engine)
    assert (verdict.kind, verdict.reason) == (VerdictKind.ERROR, "numbers_too_large")
    assert _verdict("grade * 9999999999999999 > 0", engine).kind is VerdictKind.MET


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("value", "kind"), [(2**62, VerdictKind.ERROR), (2**61, VerdictKind.MET)])
def test_a_sum_that_outgrows_64_bits_is_no_figure(
    value: int, kind: VerdictKind, engine: str
) -> None:
    asked = {"measure": "sum", "in": "results", "of": "grade", "missing": "exclude"}
    project = judged_project(package(SCHOOLS, RESULTS), (asked, ">= 1"))
    dataset = rows(RESULTS, ROWS)
    large = dataset.frame.with_columns(pl.lit(value).alias("grade")).head(3)
    object.__setattr__(dataset, "rows", large)
    read = tables(dataset, rows(SCHOOLS, "a"))
    (outcome,) = execute(compile_project(project, AS_OF), read, engine=installed(engine))
    assert outcome.verdict.kind is kind


def test_data_check_tells_values_that_no_row_has() -> None:
    done = run("data", "check", "tests/codes/R359/bad", "--format", "json")
    (told,) = [load for load in json.loads(done.out) if load["code"] == "R359"]
    assert "школы" in told["message"]
    assert "Похоже на «школа»" in told["message"]
    assert told["place"]["line"] == 15
    assert "R359" not in run("data", "check", "tests/codes/R359/good", "--format", "json").out


YEARS = resource("years", "code year:integer passed:boolean", organisation="code", period="year")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_year_may_be_a_whole_number(engine: str) -> None:
    """It was compared as a text that a column of numbers cannot hold, and every rule failed."""
    text = "a | 2021 | да\na | 2021 | да\na | 2020 | да\na | 2021 | нет\na | - | да\na | 21 | да\n"
    count = {"measure": "count", "in": "years", "of": "passed", "missing": "as_false"}
    asked = {"measure": "change", "of": count, "over": ["2020", "2021"], "shape": "ends"}
    project = judged_project(package(SCHOOLS, YEARS), (asked, "рост"))
    read = tables(rows(YEARS, text), rows(SCHOOLS, "a"))
    (outcome,) = execute(compile_project(project, AS_OF), read, engine=installed(engine))
    assert outcome.verdict.kind is VerdictKind.MET, outcome.verdict
    measured = outcome.verdict.measurement
    assert measured is not None
    assert [step.value for step in measured.steps] == [1, 2]
    assert measured.unread_period == 2
