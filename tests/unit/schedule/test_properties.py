"""What holds for every phrase."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.spec import Schedule, Window
from engine.schedule import expand, resolve_schedule
from tests.unit.schedule.phrasebook import PLANS, rows

SCHOOL = PLANS["2021/22"]
WORDS = [
    "сентябрь", "мая", "2021", "2021-2022", "20201", "г.", "учебный", "год", "до", "с", "по", "в",
    "к", "-", "–", ",", "/", "(", ")", "1", "31", "02.11", "ежегодно", "раз", "квартал", "II",
    "полугодие", "пятница", "третья", "месяца", "числа", "не позднее", "графику", "после", "дней",
    "рабочих", "конец", "неделя", "в течение", "каждый", "последний", "[…]", "каникулы", "весь",
    "период", "следующего за отчетным", "по мере необходимости", "согласно", "ВПР", "2 раза",
]  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
MONTHS = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
]  # fmt: skip
DAYS = st.dates(date(2015, 1, 1), date(2029, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(1, 1100)).map(
    lambda given: Window(given[0], given[0] + timedelta(days=given[1]))
)


def is_sound(schedule: Schedule, phrase: str) -> bool:
    windows = (*schedule.windows, *schedule.candidates)
    places = [0 <= entry.start <= entry.end <= len(phrase) for entry in schedule.remarks]
    return (
        all(window.start <= window.end for window in windows)
        and list(schedule.windows) == sorted(set(schedule.windows))
        and all(places)
        and 0.0 <= schedule.confidence <= 1.0
        and bool(schedule.windows or schedule.reason)
    )


@given(st.text(max_size=80), st.none() | PERIODS)
def test_any_text_is_read_without_an_error(phrase: str, period: Window | None) -> None:
    assert is_sound(resolve_schedule(phrase, period), phrase)


@given(PHRASES, st.none() | PERIODS, st.none() | DAYS)
def test_any_row_of_schedule_words_is_read_without_an_error(
    phrase: str, period: Window | None, month: date | None
) -> None:
    assert is_sound(resolve_schedule(phrase, period, month=month), phrase)


@given(st.sampled_from([row["phrase"] for row in rows("phrases.csv")]), PERIODS)
def test_phrases_of_plans_are_sound_in_any_period(phrase: str, period: Window) -> None:
    schedule = resolve_schedule(phrase, period)
    assert is_sound(schedule, phrase)
    assert list(expand(schedule, period)) == sorted(expand(schedule, period))


@given(st.sampled_from(range(12)), st.integers(0, 11), st.integers(2018, 2026), PERIODS)
def test_a_written_year_ignores_the_years_of_the_plan(
    month: int, length: int, year: int, period: Window
) -> None:
    last = min(month + length, 11)
    phrase = f"{MONTHS[month]} - {MONTHS[last]} {year} г."
    (window,) = resolve_schedule(phrase, period).windows
    assert (window.start.year, window.start.month) == (year, month + 1)
    assert (window.end.year, window.end.month) == (year, last + 1)


@given(DAYS, st.integers(0, 60))
def test_both_ends_of_a_window_belong_to_it(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    phrase = f"с {first:%d.%m.%Y} по {last:%d.%m.%Y}"
    assert resolve_schedule(phrase, SCHOOL).windows == (Window(first, last),)


@given(DAYS)
def test_a_deadline_is_the_day_it_names(day: date) -> None:
    schedule = resolve_schedule(f"до {day:%d.%m.%Y}", SCHOOL)
    assert schedule.windows == (Window(day, day),)


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
@given(st.sampled_from(MONTHS), st.sampled_from(MONTHS), st.sampled_from(["", " ", "  ", "\u00a0"]))
def test_dashes_and_spaces_are_alike(dash: str, first: str, last: str, space: str) -> None:
    plain = resolve_schedule(f"{first}-{last}", SCHOOL)
    other = resolve_schedule(f"{first}{space}{dash}{space}{last}", SCHOOL)
    assert other.windows == plain.windows


@given(st.sampled_from([row["phrase"] for row in rows("phrases.csv")]))
def test_case_and_a_final_dot_change_nothing(phrase: str) -> None:
    plain = resolve_schedule(phrase, SCHOOL)
    for other in (phrase.upper(), phrase.capitalize(), f"{phrase} ."):
        read = resolve_schedule(other, SCHOOL)
        assert (read.kind, read.windows, read.rrule) == (plain.kind, plain.windows, plain.rrule)


@given(PERIODS)
def test_a_phrase_without_a_year_is_dated_inside_a_plan_of_a_year(period: Window) -> None:
    year = Window(period.start, period.start + timedelta(days=364))
    for month in MONTHS:
        (window,) = resolve_schedule(month, year).windows
        assert window.start <= year.end
        assert window.end >= year.start


@pytest.mark.parametrize(
    "period", [Window(date(1, 1, 1), date(9999, 12, 31)), Window(date(9998, 1, 1), date.max)]
)
def test_an_absurd_period_does_no_harm(period: Window) -> None:
    for phrase in ("сентябрь", "еженедельно", "ежегодно, май", "в течение года", "раз в четверть"):
        assert is_sound(resolve_schedule(phrase, period), phrase)
