"""`roadmap schedule`: months and periods at the edges of the calendar are refused in a sentence."""

import pytest

from tests.running import run


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2200-01", "1899-12", "99999999999-1"])
def test_a_month_beyond_the_calendar_is_refused(month: str) -> None:
    done = run("schedule", "конец месяца", "--month", month)
    assert done.code == 2
    assert month in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("period", ["9999", "0001", "9999-9999", "2022-09-01..2021-08-31", "1-1-1"])
def test_a_period_beyond_the_calendar_or_backwards_is_refused(period: str) -> None:
    done = run("schedule", "ежемесячно", "--period", period)
    assert done.code == 2
    assert period in done.err


def test_the_last_month_of_the_calendar_is_read() -> None:
    assert "2199-12-31" in run("schedule", "до 31", "--month", "2199-12").out
