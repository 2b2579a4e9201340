"""Period labels as tables and rules write them."""

from datetime import date

import pytest

from engine.model.spec import Window
from engine.query.periods import kind_of, read_period, resolved

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
        ("21/22", SCHOOL_YEAR),
        ("21-22 уч. год", SCHOOL_YEAR),
        ("11/12", None),
        ("11/12 учебный год", Window(date(2011, 9, 1), date(2012, 8, 31))),
        ("98/99", None),
        ("21/23", None),
        ("21/2022", None),
        ("2021/2022г.", SCHOOL_YEAR),
        ("2021-2022 уч. год", SCHOOL_YEAR),
        ("2021/2022 учебный год", SCHOOL_YEAR),
        ("2021/22 учебного года", SCHOOL_YEAR),
        ("учебный год 2021/22", SCHOOL_YEAR),
        ("2021/22 у.г.", SCHOOL_YEAR),
        ("2021\\2022", SCHOOL_YEAR),
        ("2021‑2022", SCHOOL_YEAR),
        ("2021 года", YEAR),
        ("0000", None),
        ("9999/00", None),
        ("", None),
        ("сентябрь 2021", Window(date(2021, 9, 1), date(2021, 9, 30))),
        ("Февраль 2024 г.", Window(date(2024, 2, 1), date(2024, 2, 29))),
        ("02.2023", Window(date(2023, 2, 1), date(2023, 2, 28))),
        ("III квартал 2021 г.", Window(date(2021, 7, 1), date(2021, 9, 30))),
        ("1 кв. 2021", Window(date(2021, 1, 1), date(2021, 3, 31))),
        ("4-й квартал 2021 года", Window(date(2021, 10, 1), date(2021, 12, 31))),
        ("2021 Q2", Window(date(2021, 4, 1), date(2021, 6, 30))),
        ("Q2 2021", Window(date(2021, 4, 1), date(2021, 6, 30))),
        ("II полугодие 2021", Window(date(2021, 7, 1), date(2021, 12, 31))),
        ("1-е полугодие 2021/22", Window(date(2021, 9, 1), date(2021, 12, 31))),
        ("II полугодие 2021-2022 учебного года", Window(date(2022, 1, 1), date(2022, 8, 31))),
        ("01.09.2021–31.12.2021", Window(date(2021, 9, 1), date(2021, 12, 31))),
        ("13.2021", None),
        ("31.02.2021–31.12.2021", None),
        ("сентябрьь 2021", None),
        ("V квартал 2021", None),
        ("I полугодие 2021/23", None),
    ],
)
def test_a_label_means_days_or_is_not_read(label: str, days: Window | None) -> None:
    assert read_period(label) == days


@pytest.mark.parametrize(
    ("label", "day", "in_school_year", "in_year"),
    [
        ("current", date(2022, 5, 31), "2021/22", "2022"),
        ("previous", date(2022, 5, 31), "2020/21", "2021"),
        ("previous", date(2021, 9, 1), "2020/21", "2020"),
        ("current - 3", date(2022, 5, 31), "2018/19", "2019"),
        ("previous year", date(2022, 5, 31), "2021", "2021"),
        ("current school_year", date(2022, 5, 31), "2021/22", "2021/22"),
        ("current quarter", date(2022, 5, 31), "II квартал 2022", "II квартал 2022"),
        ("current quarter - 2", date(2022, 5, 31), "IV квартал 2021", "IV квартал 2021"),
        ("previous month", date(2022, 1, 10), "декабрь 2021", "декабрь 2021"),
        ("previous half_year", date(2022, 5, 31), "I полугодие 2021/22", "II полугодие 2021"),
        ("year_to_date", date(2022, 2, 28), "01.09.2021–28.02.2022", "01.01.2022–28.02.2022"),
        ("year_to_date - 2", date(2024, 2, 29), "01.09.2021–28.02.2022", "01.01.2022–28.02.2022"),
        ("2021/22", date(2022, 5, 31), "2021/22", "2021/22"),
    ],
)
def test_a_relative_period_is_one_that_can_be_read(
    label: str, day: date, in_school_year: str, in_year: str
) -> None:
    school, calendar = Window(date(2021, 9, 1), date(2025, 8, 31)), Window(date(2021, 1, 1), day)
    found = [resolved(label, window, day) for window in (school, calendar)]
    assert found == [in_school_year, in_year]
    assert None not in map(read_period, found)


def test_kinds_of_periods_are_told_apart() -> None:
    labels = ("2021/22", "2021", "I полугодие 2021", "I квартал 2021", "май 2021", "2021-2022 годы")
    kinds = [kind_of(days) for days in map(read_period, labels) if days]
    assert len(set(kinds)) == len(labels)
