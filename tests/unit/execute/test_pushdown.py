"""Rows outside the period are not read, and no figure changes for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.compile.plan import Plan
from engine.datasets import CellSource, Dataset, Tables
from engine.execute import cube, execute
from engine.execute.engines import PolarsEngine, needed_labels
from engine.model.spec import Window
from engine.query.questions import Days, Grouping, State, Total
from tests.examples import of_all
from tests.unit.samples import judged_project, package, resource

WORKS = resource(
    "works", "school year held:date grade:integer mark:number",
    organisation="school", period="year", date="held",
)  # fmt: skip
PACKAGE = package(WORKS)
AS_OF = date(2022, 3, 1)
SHARE = {"measure": "share", "in": "works", "of": "mark >= 4", "missing": "exclude"}
RULES = (
    (SHARE, ">= 50 %"),
    ({**SHARE, "where": "grade in (4, 5)", "missing": "indeterminate"}, ">= 50 %"),
    ({"measure": "mean", "in": "works", "of": "mark", "missing": "exclude"}, ">= 4"),
    ({"measure": "count", "in": "works", "distinct": "grade", "missing": "as_false"}, ">= 2"),
    ({"measure": "change", "of": SHARE, "over": ["2020/21", "2021/22"]}, "рост"),
)
ROW = st.tuples(
    st.none() | st.sampled_from(["101", "102"]),
    st.sampled_from(["2021/22", "2020/21", "2019/20", "2022/23", "?", None]),
    st.none() | st.dates(date(2020, 6, 1), date(2022, 12, 31)),
    st.none() | st.integers(3, 6),
    st.none() | st.sampled_from([2.0, 3.0, 4.0, 5.0]),
)


def plan() -> Plan:
    """The rules for the school year 2021/22, asked in March."""
    project = judged_project(PACKAGE, *RULES)
    period = Window(date(2021, 9, 1), date(2022, 8, 31))
    return compile_project(replace(project, period=period), AS_OF)


def tables(rows: list[Any], folder: Path | None = None) -> Tables:
    """The works; in a file of Parquet where a folder is given."""
    kinds = [pl.String, pl.String, pl.Date, pl.Int64, pl.Float64]
    names = ["school", "year", "held", "grade", "mark"]
    columns = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    frame = pl.DataFrame(columns, schema=dict(zip(names, kinds, strict=True)))
    source = CellSource("works.parquet", None, {})
    if folder is None:
        return Tables({"works": Dataset(WORKS, frame, source)}, (), ())
    frame.write_parquet(folder / "works.parquet", row_group_size=3)
    lazy = pl.scan_parquet(folder / "works.parquet")
    return Tables({"works": Dataset(WORKS, lazy, source, (folder / "works.parquet",))}, (), ())


@settings(max_examples=of_all(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ROW, min_size=1, max_size=14))
def test_what_is_not_read_counts_for_nothing(tmp_path: Path, rows: list[Any]) -> None:
    asked = plan()
    scans = [
        replace(
            scan, labels=(), period=None,
            groupings=tuple(replace(grouping, days=None) for grouping in scan.groupings),
        )
        for scan in asked.scans
    ]  # fmt: skip
    wanted = execute(replace(asked, scans=tuple(scans)), tables(rows))
    assert execute(asked, tables(rows)) == wanted
    assert execute(asked, tables(rows, tmp_path)) == wanted


def test_the_days_are_those_of_the_period_up_to_the_date_of_the_report() -> None:
    (scan,) = plan().scans
    by_school = next(
        grouping for grouping in scan.groupings if grouping.keys == (("school",), ("year",))
    )
    assert by_school.days == Days(("held",), date(2020, 9, 1), AS_OF), (
        "правило о динамике смотрит и на прошлый учебный год"
    )


def test_labels_of_years_that_no_rule_looks_at_are_left_in_the_file(tmp_path: Path) -> None:
    (scan,) = plan().scans
    rows = [("101", year, date(2021, 10, 1), 4, 5.0) for year in ("2021/22", "2018/19", "?", None)]
    dataset = tables(rows, tmp_path).datasets["works"]
    assert needed_labels(scan, dataset) == ["2021/22", "?"], "что не понято, о том надо сказать"


def test_what_does_not_ask_of_years_counts_the_rows_of_all_years_in_a_large_table_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is broken down by grade is counted whole by grade: is it empty, or is nothing
    of it in the period?"""
    for name in ("_OF_COLUMN", "_OF_GROUP", "_OF_PRODUCT"):
        monkeypatch.setattr(cube, name, 0.0)
    (scan,) = plan().scans
    by_grade = Grouping((("grade",),), (Total(()), Total(((0, State.TRUE),))))
    scan = replace(scan, groupings=(by_grade, *scan.groupings))
    rows = [("101", year, date(2021, 10, 1), 4, 5.0) for year in ("2021/22", "2018/19")]
    for rows_from in (0, 10**9):
        answer = PolarsEngine(large_from=rows_from).answer(scan, tables(rows, tmp_path))
        assert answer[by_grade.keys].rows() == [(4, 2, 2)]


def test_a_rule_over_the_organisations_of_a_table_reads_all_days() -> None:
    each = {"measure": "each", "per": "works", "evidence": {"kind": ["приказ"], "dated": "any"}}
    (scan,) = compile_project(judged_project(PACKAGE, (each, ">= 50 %")), AS_OF).scans
    assert [grouping.days for grouping in scan.groupings] == [None]


def test_one_pass_gives_all_groupings_in_their_order() -> None:
    (scan,) = plan().scans
    answer = PolarsEngine().answer(scan, tables([("101", "2021/22", None, 4, 5.0)]))
    assert set(answer) == {grouping.keys for grouping in scan.groupings}
