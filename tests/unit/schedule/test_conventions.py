"""The conventions of reading a plan, one test each."""

from datetime import date
from time import process_time

import pytest

from engine.model.spec import Offset, Schedule, ScheduleKind, Window
from engine.schedule import expand, resolve_schedule, schedule_json
from tests.unit.schedule.phrasebook import PLANS, windows_written

SCHOOL = PLANS["2021/22"]
CALENDAR = PLANS["2022"]
THREE_YEARS = PLANS["2020-2022"]
_NEVER = Window(date(1900, 1, 1), date(1900, 1, 1))
_NEW_YEAR = date(2040, 1, 31)
_UNITS = [
    "первое", "второе", "третье", "четвертое", "пятое", "шестое", "седьмое", "восьмое", "девятое",
    "десятое", "одиннадцатое", "двенадцатое", "тринадцатое", "четырнадцатое", "пятнадцатое",
    "шестнадцатое", "семнадцатое", "восемнадцатое", "девятнадцатое", "двадцатое",
]  # fmt: skip
ORDINALS = [
    "", *_UNITS, *(f"двадцать {unit}" for unit in _UNITS[:9]), "тридцатое", "тридцать первое"
]  # fmt: skip
GENITIVES = [words.replace("тье", "тьего").removesuffix("ое") for words in ORDINALS]
GENITIVES = [words if words.endswith("его") else f"{words}ого" for words in GENITIVES]


def test_a_phrase_without_end_is_refused_in_no_time() -> None:
    began = process_time()
    for phrase in ("(" * 100_000, "май, кроме " * 10_000 + "("):
        assert resolve_schedule(phrase, SCHOOL).windows == ()
    assert process_time() - began < 5


def dates(phrase: str, period: Window | None = SCHOOL) -> str:
    return windows_written(resolve_schedule(phrase, period).windows)


def codes(phrase: str, period: Window | None = SCHOOL) -> list[str]:
    return [remark.code for remark in resolve_schedule(phrase, period).remarks]


def test_in_a_school_plan_autumn_is_the_first_year_and_spring_the_second() -> None:
    assert dates("октябрь") == "2021-10-01..2021-10-31"
    assert dates("март") == "2022-03-01..2022-03-31"


def test_in_a_calendar_plan_every_month_is_of_that_year() -> None:
    assert dates("октябрь", CALENDAR) == "2022-10-01..2022-10-31"
    assert dates("март", CALENDAR) == "2022-03-01..2022-03-31"


def test_a_window_over_the_first_of_september_begins_in_the_august_before() -> None:
    assert dates("август - сентябрь") == "2021-08-01..2021-09-30"
    assert dates("31.08-15.09") == "2021-08-31..2021-09-15"


def test_august_alone_is_the_end_of_the_school_year() -> None:
    assert dates("август") == "2022-08-01..2022-08-31"


def test_a_window_goes_over_the_new_year() -> None:
    assert dates("ноябрь – апрель") == "2021-11-01..2022-04-30"
    assert dates("октябрь – апрель 2022 г.") == "2021-10-01..2022-04-30"


def test_a_written_year_wins_over_the_plan_and_keeps_its_dates() -> None:
    assert dates("октябрь 2019") == "2019-10-01..2019-10-31"
    assert dates("Январь - декабрь 2022 г.") == "2022-01-01..2022-12-31"


def test_the_year_at_the_end_of_a_list_is_the_year_of_its_members() -> None:
    assert dates("Апрель - май, сентябрь, декабрь 2022 г") == (
        "2022-04-01..2022-05-31 2022-09-01..2022-09-30 2022-12-01..2022-12-31"
    )


def test_a_list_that_goes_over_the_new_year_ends_in_the_written_year() -> None:
    assert dates("декабрь, январь 2022") == "2021-12-01..2021-12-31 2022-01-01..2022-01-31"


def test_a_deadline_is_the_one_day_itself() -> None:
    schedule = resolve_schedule("До 01.11.2021", SCHOOL)
    assert schedule.kind is ScheduleKind.DEADLINE
    assert schedule.windows == (Window(date(2021, 11, 1), date(2021, 11, 1)),)


def test_a_deadline_on_a_day_without_work_is_said() -> None:
    assert codes("До 01.11.2021") == ["non-working-deadline"]
    assert codes("до 12.11.2021") == []


def test_before_a_month_has_two_readings_and_the_earlier_one_is_safe() -> None:
    schedule = resolve_schedule("до сентября", SCHOOL)
    assert windows_written(schedule.windows) == "2021-08-31"
    assert windows_written(schedule.candidates) == "2021-08-31 2021-09-30"
    assert schedule.confidence < 1


def test_quarters_are_calendar_quarters() -> None:
    assert dates("III квартал 2022 г.") == "2022-07-01..2022-09-30"
    assert dates("IV квартал") == "2021-10-01..2021-12-31"


def test_halves_follow_the_years_of_the_plan() -> None:
    assert dates("1 полугодие") == "2021-09-01..2021-12-31"
    assert dates("1 полугодие", CALENDAR) == "2022-01-01..2022-06-30"
    assert dates("1 полугодие 2022 г.") == "2022-01-01..2022-06-30"


def test_a_school_year_runs_from_the_first_of_september_to_the_end_of_august() -> None:
    assert dates("2021-2022 учебный год", CALENDAR) == "2021-09-01..2022-08-31"
    assert dates("2021/22 уч. г.", None) == "2021-09-01..2022-08-31"


def test_two_years_alone_are_a_school_year_in_a_school_plan_and_the_doubt_is_said() -> None:
    schedule = resolve_schedule("2020-2021", SCHOOL)
    assert windows_written(schedule.windows) == "2020-09-01..2021-08-31"
    assert windows_written(schedule.candidates) == "2020-01-01..2021-12-31"
    assert "ambiguous-years" in codes("2020-2021")


def test_every_year_with_a_month_is_dated_in_each_year_of_the_plan() -> None:
    schedule = resolve_schedule("Август – сентябрь, ежегодно", THREE_YEARS)
    assert schedule.kind is ScheduleKind.RECURRING
    assert len(schedule.windows) == 3
    assert schedule.rrule == "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=1"


def test_every_year_in_a_plan_of_one_year_is_odd() -> None:
    assert codes("Октябрь-ноябрь ежегодно") == ["yearly-in-one-year-plan"]
    assert codes("Октябрь-ноябрь ежегодно", THREE_YEARS) == []
    assert codes("1 раз в год") == []


def test_every_year_without_a_month_stays_undated() -> None:
    schedule = resolve_schedule("Ежегодно", SCHOOL)
    assert (schedule.kind, schedule.windows, schedule.reason) == ("recurring", (), "no_month")


def test_a_month_without_a_year_is_not_guessed() -> None:
    unknown = resolve_schedule("январь", None)
    assert (unknown.windows, unknown.reason) == ((), "no_year")
    several = resolve_schedule("январь", THREE_YEARS)
    assert (several.windows, several.reason, len(several.candidates)) == ((), "several_years", 3)


def test_a_rule_of_the_month_gives_its_days() -> None:
    phrase = "ежемесячно (третья пятница месяца, по предварительной записи)"
    schedule = resolve_schedule(phrase, SCHOOL)
    assert schedule.rrule == "FREQ=MONTHLY;BYDAY=3FR"
    assert schedule.windows[0] == Window(date(2021, 9, 17), date(2021, 9, 17))
    assert len(schedule.windows) == 12


def test_a_report_is_due_in_the_month_after_the_one_it_is_about() -> None:
    phrase = "до 5 числа месяца, следующего за отчетным"
    december = resolve_schedule(phrase, None, month=date(2021, 12, 1))
    assert december.rrule == "FREQ=MONTHLY;BYMONTHDAY=5"
    assert windows_written(december.windows) == "2022-01-05"


def test_a_monthly_plan_gives_bare_days_their_month() -> None:
    october = date(2021, 10, 1)
    assert windows_written(resolve_schedule("до 20", None, month=october).windows) == "2021-10-20"
    assert windows_written(resolve_schedule("в теч..мес", None, month=october).windows) == (
        "2021-10-01..2021-10-31"
    )


def test_a_distance_keeps_its_anchor_in_the_words_of_the_order() -> None:
    schedule = resolve_schedule("не позднее 1 рабочего дня до проведения оценочной процедуры", None)
    assert schedule.kind is ScheduleKind.RELATIVE
    assert schedule.anchor == "проведение оценочной процедуры"
    assert schedule.offset == Offset(-1, "working_days")


def test_a_distance_from_a_date_is_a_date() -> None:
    assert dates("за 3 дня до 1 сентября") == "2021-08-29"
    assert dates("за 2 рабочих дня до 10 января 2022 г.") == "2021-12-29"


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("за 2 месяца до 15 мая", "2022-03-15"),
        ("за 1 месяц до 31 марта", "2022-02-28"),
        ("через 1 месяц после 31 января", "2022-02-28"),
        ("через 3 месяца после 20 ноября", "2022-02-20"),
    ],
)
def test_months_from_a_day_keep_the_day_or_end_with_the_month(phrase: str, day: str) -> None:
    assert dates(phrase) == day


@pytest.mark.parametrize(
    ("phrase", "code", "place"),
    [
        ("Март – апрель, по графику", "two-schedules", "Март – апрель, по графику"),
        ("ежемесячно, ежеквартально", "two-schedules", "ежеквартально"),
        ("за 3 дня до 1 марта, за 2 дня до 5 мая", "two-schedules", "2 дня до 5 мая"),
        ("октябрь апрель", "separator-lost", "октябрь апрель"),
    ],
)
def test_a_remark_on_two_times_stands_at_its_words(phrase: str, code: str, place: str) -> None:
    (remark,) = (
        schedule_remark
        for schedule_remark in resolve_schedule(phrase, SCHOOL).remarks
        if schedule_remark.code == code
    )
    assert phrase[remark.start : remark.end] == place


def test_a_foreign_schedule_is_named_and_undated() -> None:
    schedule = resolve_schedule("В соответствии с графиком проведения ВПР", SCHOOL)
    assert schedule.kind is ScheduleKind.EXTERNAL_SCHEDULE
    assert (schedule.anchor, schedule.windows) == ("график проведения ВПР", ())


def test_two_schedules_in_one_cell_are_both_kept() -> None:
    schedule = resolve_schedule("Сентябрь- февраль / По отдельному графику", SCHOOL)
    assert windows_written(schedule.windows) == "2021-09-01..2022-02-28"
    assert schedule.anchor == "отдельный график"
    assert [remark.code for remark in schedule.remarks] == ["two-schedules"]


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("Октябрь – ноябрь 2021 г. по графику школьных олимпиад", False),
        ("Октябрь 2021 г. по графику Рособрнадзора", True),
        ("Октябрь 2021 г. по графику отдела образования", True),
        ("Октябрь 2021 г. по отдельному графику", True),
    ],
)
def test_a_timetable_within_a_dated_window_is_no_second_schedule(phrase: str, told: bool) -> None:
    remarks = [remark.code for remark in resolve_schedule(phrase, SCHOOL).remarks]
    assert ("two-schedules" in remarks) is told


def test_months_with_their_own_years_run_through_a_lost_dash() -> None:
    schedule = resolve_schedule("Август 2021г декабрь 2022 г.", PLANS["-"])
    assert windows_written(schedule.windows) == "2021-08-01..2022-12-31"
    assert windows_written(schedule.candidates) == "2021-08-01..2021-08-31 2022-12-01..2022-12-31"
    assert schedule.confidence < 1


def test_the_same_month_of_two_years_is_a_list() -> None:
    schedule = resolve_schedule("Август 2021 Август 2022", PLANS["-"])
    assert windows_written(schedule.windows) == "2021-08-01..2021-08-31 2022-08-01..2022-08-31"
    assert windows_written(schedule.candidates) == "2021-08-01..2022-08-31"


def test_a_malformed_year_is_reported_and_never_repaired() -> None:
    schedule = resolve_schedule("В течение 20201 2022 гг.", SCHOOL)
    assert (schedule.kind, schedule.reason) == ("unparseable", "malformed_year")
    assert schedule.windows == ()
    assert len(schedule.candidates) == 2


@pytest.mark.parametrize("phrase", ["31.02", "07.12-19.20.", "15.13.2021", "29 февраля 2022"])
def test_an_impossible_date_is_reported_with_its_place(phrase: str) -> None:
    schedule = resolve_schedule(phrase, SCHOOL)
    assert (schedule.windows, schedule.reason) == ((), "impossible_date")
    assert schedule.remarks[0].code == "impossible-date"
    assert schedule.remarks[0].end > schedule.remarks[0].start


def test_a_remark_points_at_its_words() -> None:
    phrase = "Ежегодно, октябрь 2019 г."
    places = [
        phrase[remark.start : remark.end] for remark in resolve_schedule(phrase, SCHOOL).remarks
    ]
    assert places == ["Ежегодно", "2019 г"]


def test_an_end_before_its_start_is_no_window() -> None:
    schedule = resolve_schedule("20.12.2021-10.11.2021", SCHOOL)
    assert (schedule.windows, schedule.reason) == ((), "reversed_window")
    assert windows_written(schedule.candidates) == "2021-11-10..2021-12-20"


def test_years_of_an_old_copy_and_dates_outside_the_plan_are_said() -> None:
    assert codes("октябрь 2019") == ["stale-year"]
    assert codes("октябрь 2022") == ["outside-period"]
    assert codes("октябрь 2021 - декабрь 2022") == ["partly-outside-period"]
    assert codes("Август - сентябрь 2021 г.") == []


def test_lost_text_is_not_read_around() -> None:
    schedule = resolve_schedule("[…] месяца, следующего за отчетным)", SCHOOL)
    assert (schedule.kind, schedule.reason) == ("unparseable", "text_lost")


def test_no_phrase_is_no_schedule() -> None:
    assert resolve_schedule(None, SCHOOL).reason == "no_schedule"
    assert resolve_schedule(" — ", SCHOOL).reason == "no_schedule"


def test_expand_works_a_rule_out_for_another_period() -> None:
    schedule = resolve_schedule("ежегодно до 20 мая", SCHOOL)
    assert windows_written(expand(schedule, Window(date(2023, 1, 1), date(2025, 12, 31)))) == (
        "2023-05-20 2024-05-20 2025-05-20"
    )


def test_expand_keeps_fixed_windows_that_touch_the_period() -> None:
    schedule = resolve_schedule("сентябрь, декабрь 2021", SCHOOL)
    autumn = Window(date(2021, 9, 15), date(2021, 11, 1))
    assert windows_written(expand(schedule, autumn)) == "2021-09-01..2021-09-30"


def test_json_has_the_published_keys() -> None:
    described = schedule_json(resolve_schedule("до 1 января 2022", SCHOOL))
    assert described["kind"] == "deadline"
    assert described["windows"] == [{"start": "2022-01-01", "end": "2022-01-01"}]
    assert {"rrule", "anchor", "offset", "confidence", "reason", "findings"} <= set(described)


@pytest.mark.parametrize("number", [29, 30, 31])
def test_a_day_of_every_month_is_the_last_of_a_shorter_one(number: int) -> None:
    schedule = resolve_schedule(f"до {number} числа каждого месяца", SCHOOL)
    last = [min(number, n) for n in (30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31)]
    assert [window.end.day for window in schedule.windows] == last
    assert schedule.rrule is not None
    ruled = expand(Schedule(None, ScheduleKind.RRULE, rrule=schedule.rrule), SCHOOL or _NEVER)
    assert ruled == schedule.windows


@pytest.mark.parametrize("day", range(1, 32))
def test_a_day_in_words_is_the_day_in_figures(day: int) -> None:
    words = f"{ORDINALS[day]} марта 2022 года"
    assert dates(words) == f"2022-03-{day:02}"
    assert dates(f"до {GENITIVES[day]} марта 2022 г.") == f"2022-03-{day:02}"


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("в течение 10 рабочих дней с 25 декабря 2021 г.", "2021-12-25..2022-01-17"),
        ("не позднее 10 рабочих дней с 25 декабря 2021 г.", "2022-01-17"),
        ("с 25 декабря 2021 г., в течение десяти рабочих дней", "2021-12-25..2022-01-17"),
        ("в трехмесячный срок с 30 ноября", "2021-11-30..2022-02-28"),
    ],
)
def test_a_term_counts_from_the_day_after_its_first(phrase: str, written: str) -> None:
    assert dates(phrase) == written


def test_working_days_of_a_year_without_a_calendar_are_no_date_and_are_said() -> None:
    schedule = resolve_schedule("в течение 10 рабочих дней с 25 декабря 2040 г.", SCHOOL)
    assert (schedule.windows, schedule.reason) == ((), "calendar_not_covered")
    assert "calendar-not-covered" in [entry.code for entry in schedule.remarks]
    last = resolve_schedule("последний рабочий день месяца", Window(date(2040, 1, 1), _NEW_YEAR))
    assert [entry.code for entry in last.remarks] == ["calendar-not-covered"]


@pytest.mark.parametrize("month", [date(1, 1, 1), date(9999, 12, 1), date(9999, 1, 1)])
def test_a_month_beyond_the_calendar_of_plans_is_no_month(month: date) -> None:
    for phrase in ("конец месяца", "до 5 числа месяца, следующего за отчетным", "до 31"):
        assert resolve_schedule(phrase, None, month=month).windows == ()


def test_what_a_phrase_excepts_is_cut_out_of_its_windows() -> None:
    whole = "Ежемесячно, кроме июля и августа"
    assert [window.start.month for window in resolve_schedule(whole, SCHOOL).windows] == [
        9, 10, 11, 12, 1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    summer = resolve_schedule("Ежемесячно, за исключением летних месяцев", SCHOOL)
    assert len(summer.windows) == 9
    assert summer.remarks == ()
    assert dates("С октября по апрель, кроме января") == (
        "2021-10-01..2021-12-31 2022-02-01..2022-04-30"
    )
    assert dates("В течение года (кроме июля)") == "2021-09-01..2022-06-30 2022-08-01..2022-08-31"
    assert len(resolve_schedule("Каждую среду, кроме января", SCHOOL).windows) == 49
    assert dates("Кроме июля и августа") == "2021-09-01..2022-06-30"
    assert codes("Еженедельно, кроме каникул") == ["words-not-read"]
    for phrase in (
        "До 17 мая, кроме выпускных классов",
        "Сентябрь 2021 г., за исключением сентября 2021 г.",
        "2 раза в год, кроме июня",
        "Ежемесячно, кроме августа, до 5 числа",
    ):
        assert codes(phrase) == ["words-not-read"], phrase


def test_phrases_of_tables_that_no_list_had() -> None:
    read = {
        "Вторая декада ноября": "2021-11-11..2021-11-20",
        "в последнюю неделю августа": "2022-08-25..2022-08-31",
        "Сентябрь, декабрь, май": (
            "2021-09-01..2021-09-30 2021-12-01..2021-12-31 2022-05-01..2022-05-31"
        ),
        "10-14 февраля, 10-14 марта": "2022-02-10..2022-02-14 2022-03-10..2022-03-14",
        "12, 19 и 26 марта": "2022-03-12 2022-03-19 2022-03-26",
        "не ранее 10 января и не позднее 20 января": "2022-01-10..2022-01-20",
        "ноябрь – декабрь, далее постоянно": "2021-11-01..2022-08-31",
        "I-II кварталы": "2022-01-01..2022-06-30",
        "По мере обращений, в течение учебного года": "2021-09-01..2022-08-31",
        "апрель (очно), май (дистанционно)": "2022-04-01..2022-04-30 2022-05-01..2022-05-31",
        "За две недели до начала экзаменов": "",
        "По согласованию": "",
    }
    assert {phrase: dates(phrase) for phrase in read} == read
    assert codes("По мере обращений, в течение учебного года") == []
    assert codes("осенние и зимние каникулы") == ["words-not-read"]


def test_digits_of_other_scripts_are_read_and_signs_that_are_no_digits_are_named() -> None:
    for ten in ("10", "١٠", "1０", "१०", "𝟏𝟎"):
        assert dates(f"до {ten} сентября ٢٠٢١ г.") == "2021-09-10", ten
    for other in ("¹⁰", "⑩", "½", "1²", "123"):
        assert "number-not-read" in codes(f"до {other} сентября"), other


def test_remarks_of_one_place_stand_in_the_order_of_their_times() -> None:
    """A set gave them in another order from run to run."""
    schedule = resolve_schedule("ноябрь 2021, февраль", PLANS["2024/25"])
    assert [dict(each.params)["year"] for each in schedule.remarks] == ["2021", "2022"]
