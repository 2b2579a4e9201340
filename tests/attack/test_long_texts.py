"""A cell of megabytes: what is tried on every cell of a column is not tried on all of its text."""

import time

import polars as pl

from engine.cli import colours
from engine.describe import columns
from engine.describe.columns import Cells, Column, look_at
from engine.model.conditions import ColumnType

LONG = "а\n" * 20_000


def looked_at(*cells: str) -> Column:
    series = pl.Series(cells, dtype=pl.String)
    return look_at(Column("дата", "x", 1), Cells(series, series), serial_shift=None)


def test_a_long_text_is_read_as_no_number_and_no_date() -> None:
    column = looked_at(LONG)
    assert (column.type, column.doubts) == (ColumnType.STRING, [])
    read = columns._read(pl.Series([LONG, "5"]), ColumnType.INTEGER, {}, None)
    assert read.to_list() == [None, 5]


def test_one_long_text_among_dates_is_the_wrong_one() -> None:
    column = looked_at(*["01.09.2021"] * 19, LONG)
    assert column.type is ColumnType.DATE
    assert [key for key, _ in column.doubts] == ["some_wrong"]


def test_padding_beyond_any_value_is_not_searched() -> None:
    """The same cell is a number while it is short: only its length decides."""
    short, long = "0" * 5 + "7", "0" * columns._LONGEST + "7"
    read = columns._read(pl.Series([short, long]), ColumnType.NUMBER, {}, None)
    assert read.to_list() == [7, None]


def test_a_long_word_on_a_terminal_is_looked_through_once_for_a_file_name() -> None:
    """From each of its letters it took seconds."""
    begun = time.process_time()
    assert not colours._PLACE.search("а" * 20_000 + " " + "." * 20_000)
    assert time.process_time() - begun < 0.5
    found = colours._PLACE.search("см. «specs/a.yaml:3:5»")
    assert found
    assert found[0] == "specs/a.yaml"
