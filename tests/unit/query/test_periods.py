"""Period labels as tables and rules write them."""

from datetime import date

import pytest

from engine.model.spec import Window
from engine.query.periods import read_period

SCHOOL_YEAR = Window(date(2021, 9, 1), date(2022, 8, 31))
YEAR = Window(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("label", "days"),
    [
        ("2021/22", SCHOOL_YEAR),
        ("2021-2022", SCHOOL_YEAR),
        ("2021/2022", SCHOOL_YEAR),
        (" 2021 – 2022 учебный год ", SCHOOL_YEAR),
        ("2021/22 уч. г.", SCHOOL_YEAR),
        ("2021/22 уч.г", SCHOOL_YEAR),
        ("2021", YEAR),
        ("2021 г.", YEAR),
        ("2021 год", YEAR),
        ("2021-2022 годы", Window(date(2021, 1, 1), date(2022, 12, 31))),
        ("1999/00", Window(date(1999, 9, 1), date(2000, 8, 31))),
        ("2021/23", None),
        ("2022/21", None),
        ("21/22", None),
        ("0000", None),
        ("9999/00", None),
        ("", None),
        ("сентябрь 2021", None),
    ],
)
def test_a_label_means_days_or_is_not_read(label: str, days: Window | None) -> None:
    assert read_period(label) == days
