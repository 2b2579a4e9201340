"""What holds for every phrase."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.spec import Schedule, ScheduleKind, Window
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
PARTS = [
    "октябрь", "ноябрь – декабрь", "до 15 ноября", "не позднее 25 декабря", "ежемесячно",
    "до 10 числа", "по пятницам", "1 раз в квартал", "по отдельному графику", "10 рабочих дней",
    "после проведения ВПР", "в течение учебного года", "постоянно", "с 1 октября", "II квартал",
    "вторая неделя марта", "не ранее 15 марта", "ежегодно", "по мере необходимости",
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


NO_TIME_TO_WRAP = {
    "Сентябрь 2021г\nОктябрь 2021г", "весь учебный\nпериод", "0 раз\nв год", "раз\nв 0 недель",
    "в течение 10000\nдней с 1 марта",
}  # fmt: skip
"""A line each for two times, and what is no time in one line either."""


@pytest.mark.parametrize("third", [1, 2])
def test_a_line_that_is_only_wrapped_goes_on(third: int) -> None:
    differs = []
    for phrase in sorted({row["phrase"] for row in rows("phrases.csv")})[third::3]:
        spaces = [place.start() for place in re.finditer(" ", phrase)]
        if not spaces or "\n" in phrase:
            continue
        at = spaces[len(spaces) * third // 3]
        wrapped = f"{phrase[:at]}\n{phrase[at + 1 :]}"
        one, two = resolve_schedule(phrase, SCHOOL), resolve_schedule(wrapped, SCHOOL)
        if (one.kind, one.windows, one.rrule) != (two.kind, two.windows, two.rrule):
            differs.append(wrapped)
    assert set(differs) <= NO_TIME_TO_WRAP


@pytest.mark.parametrize(
    "period", [Window(date(1, 1, 1), date(9999, 12, 31)), Window(date(9998, 1, 1), date.max)]
)
def test_an_absurd_period_does_no_harm(period: Window) -> None:
    for phrase in ("сентябрь", "еженедельно", "ежегодно, май", "в течение года", "раз в четверть"):
        assert is_sound(resolve_schedule(phrase, period), phrase)


STRANGE = "щелкунчик"


@given(PHRASES, st.integers(0, 9))
def test_no_word_that_is_not_understood_is_passed_over_in_silence(phrase: str, at: int) -> None:
    """It is named by a remark, kept in the anchor, or the cell is kept as a condition or lost."""
    words = phrase.split()
    put = " ".join([*words[:at], STRANGE, *words[at:]])
    schedule = resolve_schedule(put, SCHOOL)
    start = put.index(STRANGE)
    named = any(
        remark.start < start + len(STRANGE) and start < remark.end for remark in schedule.remarks
    )
    kept = STRANGE in (schedule.anchor or "")
    verbatim = "необходимости" in put or "период" in put or "[…]" in put
    assert named or kept or verbatim, schedule


REAL = sorted({
    row["phrase"] for name in ("phrases.csv", "tables.csv", "orders.csv") for row in rows(name)
} - {""})  # fmt: skip
"""What plans and orders print."""


@given(st.sampled_from(REAL), st.integers(0, 12), st.text("абвгдежзиклмнопрстуфхц", min_size=9))
def test_no_word_put_into_a_printed_phrase_is_passed_over_in_silence(
    phrase: str, at: int, word: str
) -> None:
    """It is named, kept in the anchor, or the whole cell is kept as a condition or a period."""
    words = phrase.split()
    put = " ".join([*words[:at], word, *words[at:]])
    schedule = resolve_schedule(put, SCHOOL)
    start = put.index(word)
    named = any(each.start < start + len(word) and start < each.end for each in schedule.remarks)
    kept = word in (schedule.anchor or "")
    verbatim = schedule.kind in (ScheduleKind.AS_NEEDED, ScheduleKind.CONTINUOUS)
    assert named or kept or verbatim or schedule.reason == "text_lost", schedule


_NUMBER = re.compile(r"\d+")
_HOURS_AND_TIMES = re.compile(r"\d[:.-](?:00|30)|\d\s*(?:раз|р\.)|\bч\b|\d-\d+ раза")


@given(st.sampled_from([each for each in REAL if _NUMBER.search(each)]), st.integers(0, 5))
def test_every_number_of_a_printed_phrase_counts(phrase: str, which: int) -> None:
    """With another number the phrase means something else, or the number is named; hours of a day
    and «1 раз» are left out of this, and a phrase that has no days at all."""
    found = list(_NUMBER.finditer(phrase))[which:][:1]
    whole = resolve_schedule(phrase, SCHOOL)
    for number in () if _HOURS_AND_TIMES.search(phrase) or not whole.windows else found:
        other = f"{int(number[0]) + 7:0{len(number[0])}}"
        changed = phrase[: number.start()] + other + phrase[number.end() :]
        read = resolve_schedule(changed, SCHOOL)
        named = any(
            remark.start < number.end() and number.start() < remark.end
            for remark in (*read.remarks, *whole.remarks)
        )
        assert named or meaning(read) != meaning(whole), (phrase, changed)


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=3, unique=True))
def test_no_part_of_a_phrase_is_dropped_without_being_named(parts: list[str]) -> None:
    """Without the part the phrase reads otherwise, or a remark is about it, or it agrees."""
    phrase = ", ".join(parts)
    whole = resolve_schedule(phrase, SCHOOL)
    for number, part in enumerate(parts):
        others = ", ".join(each for each in parts if each is not part)
        start = sum(len(each) + 2 for each in parts[:number])
        named = any(
            remark.start < start + len(part) and start < remark.end for remark in whole.remarks
        )
        assert (
            named
            or agrees(part, whole)
            or meaning(whole) != meaning(resolve_schedule(others, SCHOOL))
        ), (phrase, part)


def meaning(schedule: Schedule) -> tuple[object, ...]:
    """What a phrase says, without how it was read."""
    return (
        schedule.kind, schedule.windows, schedule.rrule, schedule.anchor, schedule.offset,
        schedule.reason, schedule.candidates,
    )  # fmt: skip


def agrees(part: str, whole: Schedule) -> bool:
    """The part holds what the rest says: a frame of it, a mere «ежемесячно» beside the days, or
    «по мере необходимости» of what is done all along or for months on end."""
    alone = resolve_schedule(part, SCHOOL)
    if alone.rrule and whole.rrule:
        return True
    if alone.kind is ScheduleKind.AS_NEEDED:
        season = [each for each in whole.windows if each.end - each.start > timedelta(days=31)]
        if whole.kind is ScheduleKind.CONTINUOUS or (season and len(whole.windows) == 1):
            return True
    frames, inner = alone.windows or alone.candidates, whole.windows or whole.candidates
    return all(any(f.start <= w.start and w.end <= f.end for f in frames) for w in inner)
