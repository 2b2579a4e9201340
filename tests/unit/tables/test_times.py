"""Times of day and lengths of time are read as they are written, and are no days of 1899."""

from datetime import time, timedelta

import polars as pl
import pytest

from engine.tables import ROW
from engine.tables.looks import CellLook, looks
from engine.tables.times import time_text, with_times

DAY = "dd.mm.yyyy"
TIME = "h:mm"
LENGTH = "[h]:mm"


@pytest.mark.parametrize(
    ("text", "code", "from_1904", "said"),
    [
        ("1899-12-31 09:30:00", TIME, False, "09:30"),
        ("1899-12-31 09:30:15", TIME, False, "09:30:15"),
        ("1899-12-31 00:00:00", TIME, False, "00:00"),
        ("1904-01-01 09:30:00", TIME, True, "09:30"),
        ("1900-01-01 06:00:00", LENGTH, False, "30:00"),
        ("1900-01-03 02:00:00", LENGTH, False, "74:00"),
        ("1900-01-01 06:00:00", DAY, False, None),
        ("1904-01-01 00:00:00", DAY, False, None),
        ("2025-02-03 09:30:00", "dd.mm.yyyy h:mm", False, None),
        ("1899-12-31 bis", DAY, False, None),
    ],
)
def test_a_cell_of_a_workbook_is_a_time_or_a_day(
    text: str, code: str, from_1904: bool, said: str | None
) -> None:
    cells = pl.DataFrame({"0": ["Начало", text], ROW: [1, 2]})
    seen = looks([CellLook(2, 0, code)])
    read, left = with_times(cells, seen, from_1904=from_1904)
    assert read["0"].to_list() == ["Начало", said or text]
    assert (left is None) == (said is not None)


def test_other_kinds_of_books_give_times_themselves() -> None:
    assert time_text(time(9, 30)) == "09:30"
    assert time_text(timedelta(hours=30, seconds=5)) == "30:00:05"
