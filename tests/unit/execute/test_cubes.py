"""Counting by few values first, and asking the counts: the figures of the direct way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Origin
from engine.execute import cube as choosing
from engine.execute import cube as cubes
from engine.execute.encoding import Banded, Coded, apart, banded, coded, edges_of, together
from engine.execute.engines import PolarsEngine, lazy_frames
from engine.expressions import ColumnSource, parse_condition
from engine.model.conditions import Clause
from engine.query.questions import Grouping, Path, Scan, State, Total
from tests.examples import of_all
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read, tree
from tests.unit.samples import AS_OF, judged_project, package, resource


@pytest.fixture(scope="module")
def cheap() -> Iterator[None]:
    """Counting first costs nothing, so that small tables are counted so too; a sample is tiny, so
    that values come that were not foreseen."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_OF_COLUMN", "_OF_GROUP", "_OF_PRODUCT"):
            patch.setattr(choosing, name, 0.0)
        patch.setattr(choosing, "_SAMPLE", 3)
        yield


def test_counting_first_changes_no_figure(cheap: None) -> None:
    first_at_all = []

    @settings(max_examples=of_all(150), deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(TEACHER, min_size=1, max_size=14), st.lists(SCHOOL, min_size=1, max_size=3),
        CONDITIONS, CONDITIONS,
    )  # fmt: skip
    def compare(teachers: list[Any], schools: list[Any], of: str, where: str) -> None:
        tables, _, _ = read(teachers, schools)
        plan = compile_project(judged_project(PACKAGE, *every_measure(of, where)), AS_OF)
        for scan in plan.scans:
            first = counted(scan, tables)
            direct = PolarsEngine(large_from=10**9).answer(scan, tables)
            first_at_all.append(bool(first))
            for keys, answer in first.items():
                assert same(answer, direct[keys])

    compare()
    assert sum(first_at_all) > 10, "иначе тест ничего не проверил бы"


def test_a_column_over_a_key_is_counted_first_too(cheap: None) -> None:
    days = [None, date(2021, 9, 1)]
    teachers = [
        (
            f"p{i}",
            f"s{i % 3 + 1}",
            "2021/22",
            [True, False, None][i % 3],
            i % 4,
            0.5,
            days[i % 2],
            3,
        )
        for i in range(40)
    ]
    tables, _, _ = read(teachers, [(True, 5), (False, None), (None, -1)])
    share = {"measure": "share", "in": "teachers", "missing": "exclude", "where": "school.low"}
    rule = ({**share, "of": "trained and school.pupils > 2"}, ">= 50 %")
    (scan,) = compile_project(judged_project(PACKAGE, rule), AS_OF).scans
    first, direct = counted(scan, tables), PolarsEngine(large_from=10**9).answer(scan, tables)
    assert scan.joins
    assert list(first) == [(("school",), ("year",))]
    assert all(same(answer, direct[keys]) for keys, answer in first.items())


def counted(scan: Scan, tables: Tables) -> dict[tuple[Path, ...], pl.DataFrame]:
    """What is counted first."""
    return cubes.counted(scan, lazy_frames(scan, tables), tables.datasets[scan.dataset].height)


def same(answer: pl.DataFrame, direct: pl.DataFrame) -> bool:
    """The same sums for the same keys; a key of which nothing counts may stand or not."""
    some = pl.any_horizontal(cs.starts_with("t") != 0)
    frames = [
        frame.with_columns(cs.starts_with("t").cast(pl.Float64).round(6).fill_null(0))
        .filter(some).sort(cs.starts_with("k"))
        for frame in (answer, direct)
    ]  # fmt: skip
    return (
        frames[0]
        .select(sorted(frames[0].columns))
        .equals(frames[1].select(sorted(frames[1].columns)))
    )


def test_a_mark_that_no_sample_showed_is_counted_all_the_same(cheap: None) -> None:
    scan, tables = marks([2, 3, 3, 5, 5, 5, 40, 40, 3])
    (answer,) = counted(scan, tables).values()
    assert answer["t0"].to_list() == [9]
    assert answer["t1"].to_list() == [5], "из 9 отметок выше четвёрки 5: три пятёрки и две «40»"


def test_a_sum_that_is_too_large_to_be_exact_is_left_to_the_direct_way(cheap: None) -> None:
    scan, tables = marks([3, 3, 3], pupils=[2**60, 1, 1])
    assert counted(scan, tables) == {}


def marks(values: list[int], pupils: list[int] | None = None) -> tuple[Scan, Tables]:
    """A table of marks, and a scan that counts all and those over four."""
    works = resource("works", "school mark:integer pupils:integer")
    clause = parse_condition(
        "mark > 4 and mark * mark > 4", ColumnSource(package(works), works), Origin("data.yaml")
    )
    assert isinstance(clause, Clause)
    totals = [Total(()), Total(((0, State.TRUE),))]
    totals += [Total((), ("pupils",))] if pupils else []
    scan = Scan("works", (), (clause.tree,), (Grouping((("school",),), tuple(totals)),))
    frame = pl.DataFrame(
        {"school": ["101"] * len(values), "mark": values, "pupils": pupils or values}
    )
    rows = Dataset(works, frame, CellSource("works.xlsx", None, {}))
    return scan, Tables({"works": rows}, (), ())


CELLS = {
    pl.String: st.sampled_from(["ВПР", "ОГЭ", ""]), pl.Boolean: st.booleans(),
    pl.Int64: st.integers(-5, 9), pl.Float64: st.integers(-3, 3).map(float),
}  # fmt: skip


@given(st.data())
def test_cells_go_together_and_come_apart(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=4))
    height = data.draw(st.integers(1, 8))
    frame = pl.DataFrame(
        {
            f"c{i}": pl.Series(
                data.draw(st.lists(st.none() | CELLS[kind], min_size=height, max_size=height)),
                dtype=kind,
            )
            for i, kind in enumerate(kinds)
        }
    )
    columns: list[Coded | Banded] = [
        each for name in frame.columns if (each := coded(name, frame[name]))
    ]
    if len(columns) < frame.width:
        return
    numbers = frame.select(together(columns).alias("n"))["n"]
    assert numbers.null_count() == 0
    assert pl.DataFrame(apart(columns, numbers.cast(pl.Int64).to_numpy())).equals(frame)


@pytest.mark.parametrize(
    ("known", "strange"),
    [(["ВПР"], "ОГЭ"), ([2, 5], 6), ([2.0, 4.0], 2.5), ([2.0, 4.0], float("nan")), ([0, 1], -1)],
)
def test_a_value_that_was_not_foreseen_has_no_number(known: list[Any], strange: Any) -> None:
    column = coded("c", pl.Series(known))
    assert isinstance(column, Coded)
    frame = pl.DataFrame({"c": [strange, None, known[0]]})
    assert frame.select(together([column])).to_series().to_list() == [None, 0, 1]


def test_a_column_of_many_values_or_of_fractions_is_not_coded() -> None:
    assert coded("c", pl.Series([0, 10**6])) is None
    assert coded("c", pl.Series([1.5, 2.0])) is None
    assert coded("c", pl.Series([f"p{i}" for i in range(5_000)])) is None


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=6, unique=True).map(sorted),
    st.lists(st.none() | st.integers(-12, 12), min_size=1, max_size=20),
    st.sampled_from([pl.Int64, pl.Float64, pl.Date]),
)
def test_what_lies_between_two_edges_compares_alike(
    edges: list[int], cells: list[int | None], kind: Any
) -> None:
    column = banded("c", pl.Series(edges).cast(kind))
    assert isinstance(column, Banded)
    frame = pl.DataFrame({"c": pl.Series(cells, dtype=pl.Int64).cast(kind)})
    if kind == pl.Float64:
        frame = frame.with_columns(pl.col("c") / 2)
    (alike,) = apart(
        [column], frame.select(together([column])).to_series().cast(pl.Int64).to_numpy()
    )
    for edge in column.edges:
        value = pl.lit(edge, kind)
        for test in (pl.col("c") < value, pl.col("c") == value, pl.col("c") > value):
            own = frame.select(test).to_series().to_list()
            assert alike.to_frame("c").select(test).to_series().to_list() == own


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("score >= 2.5 and score < 4", [2.5, 4.0]),
        ("score in (1, 3) or not (2 > score)", [1, 2, 3]),
        ("score is null or score = 2", [2]),
        ("score * 2 > 3 and score < 1", None),
        ("score > age and score < 1", None),
        ("hired <= '2021-09-01'", [date(2021, 9, 1)]),
    ],
)
def test_edges_are_what_a_column_is_compared_with(text: str, edges: list[Any] | None) -> None:
    found = edges_of([tree(text)])
    series = found.get(("score",), found.get(("hired",)))
    assert (None if series is None else series.to_list()) == edges
