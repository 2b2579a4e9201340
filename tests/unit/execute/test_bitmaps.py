"""Counting by bitmaps: the figures of the direct way, whatever the rows and the conditions."""

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Origin
from engine.execute import bitmaps, cube
from engine.execute.cuts import cuts_of
from engine.execute.engines import PolarsEngine, lazy_frames
from engine.expressions import ColumnSource, parse_condition
from engine.expressions.atoms import leaves
from engine.expressions.lowering import lower_in
from engine.model.conditions import Clause, Condition
from engine.query.questions import Grouping, Path, Scan, State, Total
from tests.examples import of_all
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read
from tests.unit.execute.test_cubes import same
from tests.unit.samples import AS_OF, judged_project, package, resource


@pytest.fixture(scope="module")
def always() -> Iterator[None]:
    """Small tables go this way too, two rows at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bitmaps, "BATCH", 2)
        patch.setattr(bitmaps, "_LEAST_TOTALS", 0)
        patch.setattr(bitmaps, "_LEAST_ROWS", 0)
        yield


def direct(scan: Scan, tables: Tables) -> dict[tuple[Path, ...], pl.DataFrame]:
    """The answers of a table that is taken for a small one."""
    return dict(PolarsEngine(large_from=10**9).answer(scan, tables))


def test_bitmaps_change_no_figure(always: None) -> None:
    compared = []

    @settings(max_examples=of_all(150), deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(TEACHER, min_size=1, max_size=14), st.lists(SCHOOL, min_size=1, max_size=3),
        CONDITIONS, CONDITIONS,
    )  # fmt: skip
    def compare(teachers: list[Any], schools: list[Any], of: str, where: str) -> None:
        tables, _, _ = read(teachers, schools)
        plan = compile_project(judged_project(PACKAGE, *every_measure(of, where)), AS_OF)
        for scan in plan.scans:
            by_bits = bitmaps.counted(scan, lazy_frames(scan, tables))
            answers = direct(scan, tables)
            compared.append(bool(by_bits))
            for keys, answer in by_bits.items():
                assert same(answer, answers[keys])

    compare()
    assert sum(compared) > 10, "иначе тест ничего не проверил бы"


SCORES = [-1.5, 0.0, 0.3, 0.1 + 0.2, 1.0, 2**60, -(2**60), float("nan"), float("inf"), None]
MARKS = [2, 3, 4, 5, 2**53, 2**53 + 1, -(2**53) - 1, None]
SCHOOLS = [f"ОО-{i}" for i in range(3)]
WORKS = resource("works", "school score:number mark:integer")


@settings(max_examples=of_all(100), deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(SCORES), st.sampled_from(MARKS)),
        min_size=1,
        max_size=90,
    ),
    st.lists(
        st.sampled_from(
            ["score >= 0.3", "not (score < 1)", "score in (0, 1)", "score is null", "score <> 0.3",
             "mark > 9007199254740991", "mark in (2, 5)", "mark between 3 and 4", "mark > 9",
             "mark >= 3.5", "mark in (2.0, 5)",
             "not (mark = 3 or score > 0)", "score > mark", "school = 'ОО-1'"]
        ),
        min_size=1, max_size=4, unique=True,
    ),
)  # fmt: skip
def test_numbers_at_the_edge_of_what_numbers_hold_are_cut_as_polars_compares_them(
    rows: list[tuple[Any, ...]], texts: list[str]
) -> None:
    frame = pl.DataFrame(
        rows, orient="row",
        schema={"school": pl.String, "score": pl.Float64, "mark": pl.Int64},
    )  # fmt: skip
    trees = tuple(of_works(text) for text in texts)
    atoms = [leaf for each in trees for leaf in leaves(each)]
    for atom, cut in cuts_of(atoms).items():
        cells = frame.select(cut.cells()).to_series()
        met = cut.truth(atom, cut.codes(cells)).tolist()
        assert met == frame.select(lower_in(pl, atom, {}).fill_null(False)).to_series().to_list()


def test_sums_of_fractions_alone_are_added_up_too(always: None) -> None:
    scan = Scan(
        "works", (), (of_works("mark > 3"),),
        (Grouping((("school",),), (Total(((0, State.TRUE),), ("score",)),)),),
    )  # fmt: skip
    tables = written(school=["ОО-1"] * 4, score=[0.5, 1.0, None, 2.0], mark=[4, 3, 5, 5])
    found = bitmaps.counted(scan, lazy_frames(scan, tables))
    assert found[("school",),]["t0"].to_list() == [2.5], "0,5 и 2 при отметках выше тройки"


def test_rows_do_not_lie_by_keys_that_together_have_hardly_a_row_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """30 schools and 33 marks have 30 rows and more each; a school and a mark together have one."""
    monkeypatch.setattr(bitmaps, "_LEAST_TOTALS", 0)
    monkeypatch.setattr(bitmaps, "_LEAST_ROWS", 16)
    groupings = tuple(Grouping(((name,),), (Total(()),)) for name in ("school", "mark"))
    scan = Scan("works", (), (), groupings)
    numbers = range(990)
    tables = written(
        school=[f"ОО-{i % 30}" for i in numbers], score=[0.0] * 990, mark=[i // 30 for i in numbers]
    )
    assert list(bitmaps.counted(scan, lazy_frames(scan, tables))) == [(("school",),)]


def written(**columns: list[Any]) -> Tables:
    """The table of works with these cells."""
    frame = pl.DataFrame(
        columns, schema={"school": pl.String, "score": pl.Float64, "mark": pl.Int64}
    )
    return Tables({"works": Dataset(WORKS, frame, CellSource("a.csv", None, {}))}, (), ())


def of_works(text: str) -> Condition:
    """The tree of a condition over works."""
    clause = parse_condition(text, ColumnSource(package(WORKS), WORKS), Origin("a.yaml"))
    assert isinstance(clause, Clause), text
    return clause.tree


def test_a_list_of_whole_numbers_is_found_in_a_column_of_numbers_whichever_way_it_is_counted(
    always: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_OF_COLUMN", "_OF_GROUP", "_OF_PRODUCT"):
        monkeypatch.setattr(cube, name, 0.0)
    totals = (Total(()), Total(((0, State.TRUE),)))
    scan = Scan("works", (), (of_works("score in (0, 1)"),), (Grouping((("school",),), totals),))
    tables = written(school=["ОО-1"] * 5, score=[0.0, 1.5, 1.0, None, 2.0], mark=[5] * 5)
    for found in (
        cube.counted(scan, lazy_frames(scan, tables), 5),
        bitmaps.counted(scan, lazy_frames(scan, tables)),
        direct(scan, tables),
    ):
        assert found[("school",),].select("t0", "t1").rows() == [(5, 2)]
