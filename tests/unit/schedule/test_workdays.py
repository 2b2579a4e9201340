"""The production calendar: transferred days, decreed days, steps over them."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays import country_holidays

from engine.schedule import (
    COVERED_YEARS,
    CalendarNotCoveredError,
    add_working_days,
    is_working_day,
)

TABLE = Path(__file__).parents[3] / "engine" / "schedule" / "workdays.csv"


def table() -> str:
    """What `workdays.csv` must hold: what the library says of the years that are covered."""
    lines = ["year,off,working"]
    for year in COVERED_YEARS:
        moved = list(moved_days(year))
        off, working = ([f"{day:%m-%d}" for day in moved if (day.weekday() < 5) is kind]
                        for kind in (True, False))  # fmt: skip
        lines.append(f"{year},{' '.join(off)},{' '.join(working)}")
    return "\n".join(lines) + "\n"


def moved_days(year: int) -> Iterator[date]:
    calendar = country_holidays("RU", years=year)
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(days=number)
        if calendar.is_working_day(day) != (day.weekday() < 5):
            yield day


def test_the_table_of_moved_days_is_what_the_library_says() -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(table(), encoding="utf-8", newline="\n")
    assert TABLE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 2, 20), True),  # Saturday, exchanged for 22 February
        (date(2021, 2, 22), False),
        (date(2022, 3, 5), True),  # Saturday, exchanged for 7 March
        (date(2022, 3, 7), False),
        (date(2021, 12, 31), False),
        (date(2020, 12, 31), True),
        (date(2022, 5, 3), False),
        (date(2023, 2, 24), False),
        (date(2024, 11, 2), True),
        (date(2025, 5, 8), False),
    ],
)
def test_days_off_are_moved_by_the_government(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 3, 30),
        date(2020, 4, 15),
        date(2020, 6, 24),
        date(2020, 7, 1),
        date(2021, 5, 4),
        date(2021, 5, 7),
        date(2021, 11, 1),
        date(2021, 11, 3),
    ],
)
def test_days_decreed_by_the_president_are_without_work(day: date) -> None:
    assert is_working_day(day) is False


def test_a_step_passes_over_the_days_off() -> None:
    assert add_working_days(date(2022, 3, 9), -1) == date(2022, 3, 5)
    assert add_working_days(date(2021, 10, 29), 1) == date(2021, 11, 8)
    assert add_working_days(date(2021, 12, 30), 1) == date(2022, 1, 10)


def test_no_step_gives_the_day_or_the_next_working_one() -> None:
    assert add_working_days(date(2021, 11, 1), 0) == date(2021, 11, 8)
    assert add_working_days(date(2021, 11, 9), 0) == date(2021, 11, 9)


def test_outside_the_known_years_a_weekday_is_unknown_and_a_step_refuses() -> None:
    assert is_working_day(date(1999, 3, 3)) is None
    assert is_working_day(date(1999, 3, 6)) is False
    with pytest.raises(CalendarNotCoveredError, match="1999"):
        add_working_days(date(1999, 3, 3), 2)
