"""Totals of groups of rows that no word names."""

import polars as pl
import pytest

from engine.datasets.subtotals import group_totals
from engine.tables import ROW

TWO = [("Заречный МО", 120, 12), ("a", 50, 4), ("b", 70, 8),
       ("Лесной МО", 90, 10), ("c", 40, 6), ("d", 50, 4)]  # fmt: skip
ALONE = [*TWO, ("Северный МО", 33, 3), ("e", 33, 3)]
NAMELESS = [(name.replace(" МО", ""), n, 0) for name, n, _ in TWO]
YEARS = [("1 полугодие", 10, 0), ("2 полугодие", 12, 0), ("год", 22, 0)] * 2
LONG = [("всего", 20, 0), ("юноши", 9, 0), ("девушки", 11, 0)] * 3
ONE = [*TWO[:3], ("c", 41, 6), ("d", 50, 4), ("e", 7, 1)]
SMALL = [("Заречный МО", 3, 2), ("a", 1, 1), ("b", 2, 1),
         ("Лесной МО", 5, 2), ("c", 4, 1), ("d", 1, 1)]  # fmt: skip
EMPTY = [*TWO, ("e", 0, 0)]


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (TWO, [0, 3]), (ALONE, [0, 3, 6]), (TWO[::-1], [5, 2]), (EMPTY, [0, 3]), (NAMELESS, []),
        ([*NAMELESS, *NAMELESS[:3]], [0, 3, 6]), (LONG, []),
        (YEARS, [5, 2]), (ONE, []), (SMALL, []), (TWO[1:], []),
        ([(name, n + 0.1, k) for name, n, k in TWO], []), (TWO[:3], []),
        ([(name, n and -n, k) for name, n, k in SMALL], []),
    ],
)  # fmt: skip
def test_rows_that_fill_a_table_with_groups_under_their_totals_are_found(
    rows: list[tuple[str, float, int]], totals: list[int]
) -> None:
    frame = pl.DataFrame(rows, schema=["name", "n", "k"], orient="row").with_row_index(ROW)
    names = ["n", "k"] if frame["k"].sum() else ["n"]
    found = list(group_totals(frame, names, ["name"]))
    assert found == ([tuple(totals)] if totals else [])


def test_a_number_that_totals_do_not_have_is_no_amount() -> None:
    frame = pl.DataFrame(TWO, schema=["name", "n", "k"], orient="row").with_row_index(ROW)
    frame = frame.with_columns(pl.Series("code", [None, 101, 102, None, 201, 202]))
    assert list(group_totals(frame, ["code", "n", "k"], ["name"])) == [(0, 3)]


def test_a_column_that_says_what_a_row_is_tells_totals_apart() -> None:
    frame = pl.DataFrame(TWO, schema=["name", "n", "k"], orient="row").with_row_index(ROW)
    kinds = ["МО" if name.endswith("МО") else "школа" for name in frame["name"]]
    frame = frame.with_columns(pl.Series("kind", kinds))
    assert list(group_totals(frame, ["n", "k"], ["name", "kind"])) == []
