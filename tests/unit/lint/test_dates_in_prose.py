"""Years and terms inside sentences: what they mean, and when a row's own dates contradict them."""

from dataclasses import replace
from datetime import date

import pytest

from engine.diagnostics import Origin
from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.outdated_years import check_years_of_old
from engine.lint.text.dates import (
    months_named,
    periods_named,
    plan_years,
    source_years,
    years_named,
)
from engine.model.project import Project
from engine.model.spec import Window
from engine.schedule import resolve_schedule
from engine.schedule.calendar import months_between
from tests.unit.builders import event, project, roadmap

SCHOOL = Window(date(2023, 9, 1), date(2024, 8, 31))
CALENDAR = Window(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("План работы на 2023 год", "plan", 2023, 2023),
        ("План работы на 2023-24 учебный год", "plan", 2023, 2024),
        ("План работы на 2023/2024 учебный год", "plan", 2023, 2024),
        ("Диагностика (2023 год)", "own", 2023, 2023),
        ("Провести опрос в 2023 году", "own", 2023, 2023),
        ("Провести опрос в течение 2023 года", "own", 2023, 2023),
        ("Справка за 2023 год", "past", 2023, 2023),
        ("Справка за прошедший 2023 год", "past", 2023, 2023),
        ("Справка за 2021 и 2023 годы", "past", 2021, 2023),
        ("Охват вырастет к концу 2023 года", "due", 2023, 2023),
        ("Внедрить до 1 сентября 2023 года", "due", 2023, 2023),
        ("Мероприятия: 2023 год", "heading", 2023, 2023),
        ("Мероприятия второй очереди 2023/24 уч. года", "heading", 2023, 2024),
        ("Показатели 2023 года выросли", "bare", 2023, 2023),
        ("с две тысячи двадцать третьего года", "bare", 2023, 2023),
        ("две тысячи двадцать четвёртый год", "bare", 2024, 2024),
        ("две тысячи пятнадцатый год", "bare", 2015, 2015),
        ("две тысячи шестнадцатый год", "bare", 2016, 2016),
        ("две тысячи шестого года", "bare", 2006, 2006),
        ("две тысячи девятнадцатого года", "bare", 2019, 2019),
        ("две тысячи двадцатого года", "bare", 2020, 2020),
        ("две тысячи тридцатый год", "bare", 2030, 2030),
        ("две тысячи двадцать пятый год", "bare", 2025, 2025),
        ("две тысячи тридцать первый год", "bare", 2031, 2031),
    ],
)
def test_how_a_year_is_meant(text: str, kind: str, first: int, last: int) -> None:
    (named,) = years_named(text)
    assert (named.kind, named.first, named.last) == (kind, first, last)


def test_a_year_is_named_once_and_where_it_stands() -> None:
    text = "Итоги за 2022 год и план на 2023 год"
    past, plan = sorted(years_named(text), key=lambda named: named.span)
    assert (past.kind, text[slice(*past.span)]) == ("past", "за 2022 год")
    assert (plan.kind, text[slice(*plan.span)]) == ("plan", "на 2023 год")
    (heading,) = years_named("Мероприятия: 2023 год")
    assert heading.span == (13, 21), "the colon is no part of it"
    assert not list(years_named("Школа № 2023, кабинет 20"))


@pytest.mark.parametrize(
    ("text", "given", "old", "bracketed"),
    [
        ("Итоги 2023 года", True, False, False),
        ("Сравнение показателей с показателями 2022 года", True, True, False),
        ("Закон от 2012 года", True, True, False),
        ("Опрос родителей (2023 год)", False, False, True),
        ("Итоги подведены; опрос 2023 года", False, False, False),
    ],
)
def test_words_before_a_year_say_that_it_is_past(
    text: str, given: bool, old: bool, bracketed: bool
) -> None:
    (named,) = years_named(text)
    assert (named.given, named.old, named.bracketed) == (given, old, bracketed)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("на 2023-2024 учебный год", date(2023, 9, 1), date(2024, 8, 31)),
        ("на 2023-2024 годы", date(2023, 1, 1), date(2024, 12, 31)),
        ("на 2023 учебный год", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_days_of_named_years(text: str, start: date, end: date) -> None:
    assert [named.window for named in years_named(text)] == [Window(start, end)]


def test_months_periods_and_years_of_sources_are_read_with_their_places() -> None:
    text = "Сделано. Провести семинар в сентябре 2021 г."
    (month,) = months_named(text)
    assert month.window == Window(date(2021, 9, 1), date(2021, 9, 30))
    assert (month.before, text[month.span[0]]) == (" Провести семинар ", "в")
    assert [d.window for d in periods_named("Мониторинг (период – 2021-2022)")] == [
        Window(date(2021, 1, 1), date(2022, 12, 31))
    ]
    assert [d.window for d in periods_named("период 2021 год")] == [
        Window(date(2021, 1, 1), date(2021, 12, 31))
    ]
    assert [d.window for d in source_years("по результатам ГИА 2021 года")] == [
        Window(date(2021, 1, 1), date(2021, 12, 31))
    ]
    assert list(plan_years("на 2021-2022, 2022-2023 учебные годы")) == [(2021, 2023, True, (0, 35))]
    assert list(plan_years("на 2021-2022 годы")) == [(2021, 2022, False, (0, 16))]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [((2023, 9, 30), (2023, 9, 30), 1), ((2023, 9, 1), (2024, 8, 31), 12),
     ((2023, 12, 31), (2024, 1, 1), 2)],
)  # fmt: skip
def test_begun_months_count(
    start: tuple[int, int, int], end: tuple[int, int, int], months: int
) -> None:
    assert months_between(Window(date(*start), date(*end))) == months


NEXT, LAST = "на 2023-2024 учебный год", "за 2023-2024 учебный год"


def contradicted(title: str, result: str, when: str, period: Window = SCHOOL) -> list[str]:
    row = event("e", title=title, result=result or None)
    row = replace(row, schedule=resolve_schedule(when, period))
    found = check_dates_in_texts(project(replace(roadmap("r", row), period=period)))
    return [str(dict(one.params)["quote"]) for one in found]


@pytest.mark.parametrize(
    ("title", "result", "when", "quotes"),
    [
        # a term that is not over when its results are told
        ("Анализ итогов первого полугодия", "", "январь 2024", []),
        ("Анализ итогов второго полугодия", "", "январь 2024", ["второго полугоди"]),
        ("Анализ итогов второго полугодия", "", "июнь 2024", []),
        ("Анализ итогов 1 четверти", "", "ноябрь 2023", []),
        ("Анализ итогов 4 четверти", "", "ноябрь 2023", []),  # of the year before
        ("Анализ итогов 4 четверти", "", "март 2024", ["4 четверт"]),
        ("Анализ итогов III четверти", "", "апрель 2024", []),
        ("Анализ итогов третьего триместра", "", "сентябрь 2023", []),
        ("Анализ итогов третьего триместра", "", "январь 2024", ["третьего триместр"]),
        ("Занятия второго полугодия", "", "январь 2024", []),  # no results are told
        ("Анализ итогов пятого полугодия", "", "январь 2024", []),
        ("Анализ итогов 3 полугодия", "", "январь 2024", []),  # there is no such term
        ("Анализ итогов IV квартала", "", "январь 2024", []),
        ("Анализ итогов IV квартала", "", "октябрь 2023", ["IV квартал"]),
        # years that are ahead, behind, or long ago
        ("Постановка задач на 2023-2024 учебный год", "", "сентябрь 2023", []),
        ("Постановка задач на 2023-2024 учебный год", "", "июнь 2024", [NEXT]),
        ("Разработка плана на 2023-2024 учебный год", "", "июнь 2024", [NEXT]),
        ("Реализация плана на 2023-2024 учебный год", "", "июнь 2024", []),
        ("Анализ работы за 2023-2024 учебный год", "", "сентябрь 2023", [LAST]),
        ("Анализ работы за 2023-2024 учебный год", "", "июнь 2024", []),
        ("Анализ работы за 2023 год", "", "декабрь 2023", []),
        ("Анализ работы за 2023 год", "", "октябрь 2023", ["за 2023 год"]),
        ("Занятия за 2023-2024 учебный год", "", "сентябрь 2023", []),
        ("Справка за 2020-2021 учебный год", "", "октябрь 2023", ["за 2020-2021 учебный год"]),
        ("Справка за 2021-2022 учебный год", "", "октябрь 2023", []),
        ("Сравнение с данными за 2020-2021 учебный год", "", "октябрь 2023", []),
        # a result that is there before its work begins
        ("Курсы", "Учителя обучены в декабре 2023", "март 2024", ["декабре 2023"]),
        ("Курсы", "Учителя обучены в марте 2024", "март 2024", []),
        ("Курсы", "По итогам опроса в декабре 2023", "март 2024", []),
        # what the text says was done already, in a row that is over before it
        ("Меры по результатам ГИА 2025 года", "", "март 2024", ["по результатам ГИА 2025 года"]),
        ("Меры по результатам ГИА 2023 года", "", "март 2024", []),
        ("Мониторинг (период 2025 год)", "", "март 2024", ["период 2025"]),
        ("Мониторинг (период 2024 год)", "", "март 2024", []),
        ("Устранение дефицитов, выявленных в сентябре 2024 г.", "", "март 2024",
         ["в сентябре 2024 г."]),
        ("Устранение дефицитов, выявленных в сентябре 2023 г.", "", "март 2024", []),
        ("Подготовка семинара в сентябре 2024 г.", "", "март 2024", []),
    ],
)  # fmt: skip
def test_a_date_in_the_text_against_the_dates_of_the_row(
    title: str, result: str, when: str, quotes: list[str]
) -> None:
    assert contradicted(title, result, when) == quotes


def test_terms_of_a_plan_of_a_calendar_year_are_those_of_the_calendar() -> None:
    assert contradicted("Анализ итогов 2 квартала", "", "июль 2023", CALENDAR) == []
    assert contradicted("Анализ итогов 2 полугодия", "", "декабрь 2023", CALENDAR) == []
    assert contradicted("Анализ итогов 1 полугодия", "", "февраль 2023", CALENDAR) == ["1 полугоди"]


def test_a_document_is_not_made_while_what_it_carries_out_is_still_made() -> None:
    made = event("made", title="Разработка программы поддержки школ")
    made = replace(made, schedule=resolve_schedule("декабрь 2024", None))
    run = event("run", title="Реализация программы поддержки школ (период 2024 год)")
    run = replace(run, schedule=resolve_schedule("2024 год", None))
    (found,) = check_dates_in_texts(project(roadmap("r", made, run)))
    assert dict(found.params)["title"] == made.title
    early = replace(made, schedule=resolve_schedule("январь 2024", None))
    assert not check_dates_in_texts(project(roadmap("r", early, run)))


def ordered(day: str | None, *preamble: str) -> Project:
    plan = project(replace(roadmap("r"), preamble=preamble))
    return replace(plan, order=replace(plan.order, date=day))


@pytest.mark.parametrize(
    ("day", "text", "quote"),
    [
        ("10.09.2022", "По итогам за прошлый 2020-2021 учебный год", "прошлый 2020-2021 уч"),
        ("10.09.2021", "По итогам за прошлый 2020-2021 учебный год", None),
        ("10.09.2022", "По итогам за прошлый 2021-2022 учебный год", None),
        ("10.09.2022", "Приказ от 01.09.2022 «О плане на 2021 год»",
         "от 01.09.2022 «О плане на 2021 г"),
        ("10.09.2022", "Приказ от 01.09.2021 «О плане на 2021 год»", None),
        ("10.09.2022", "Приказ от 01.09.2020 «О плане на 2021 год»", None),
        (None, "По итогам за прошлый 2020-2021 учебный год", None),
    ],
)  # fmt: skip
def test_years_of_an_introduction_that_the_order_has_outlived(
    day: str | None, text: str, quote: str | None
) -> None:
    found = check_years_of_old(ordered(day, "Введение", text))
    assert [dict(one.params)["quote"] for one in found] == ([quote] if quote else [])
    assert all(isinstance(one.at, Origin) and one.at.route == ("preamble", 1) for one in found)
