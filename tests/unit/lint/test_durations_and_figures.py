"""How long what is named so lasts, and which figure of the passport the plan gives otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.figures_of_plan import check_figures_of_plan
from engine.lint.rules.implausible_durations import check_durations
from engine.model.spec import Event, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, indicator, project, roadmap

YEAR = Window(date(2023, 9, 1), date(2024, 8, 31))
TWO_YEARS = Window(date(2023, 9, 1), date(2025, 8, 31))


def row(
    title: str, when: str, result: str = "", *, name: str = "e", serves: Sequence[str] = ()
) -> Event:
    made = event(name, "measure", title=title, result=result or None, serves=serves)
    return replace(made, schedule=resolve_schedule(when, YEAR))


def durations(*rows: Event, period: Window | None = YEAR) -> list[tuple[str, str]]:
    """Code and words of what cannot last so long or so short."""
    plan = replace(project(replace(roadmap("r", *rows), period=period)), period=period)
    found = (dict(one.params) | {"code": one.code.id} for one in check_durations(plan))
    return [(str(one["code"]), str(one.get("duration", one["quote"]))) for one in found]


@pytest.mark.parametrize(
    ("title", "when", "said"),
    [
        ("Трёхдневный форум", "с 10.10.2023 по 11.10.2023", "Трёхдневный"),
        ("Трёхдневный форум", "с 10.10.2023 по 12.10.2023", None),
        ("Провести декаду добрых дел", "02.10.2023 – 06.10.2023", "декаду"),
        ("Провести декаду добрых дел", "02.10.2023 – 11.10.2023", None),
        ("10-дневный сбор", "с 10.10.2023 по 18.10.2023", "10-дневный"),
        ("10-дневный сбор", "с 10.10.2023 по 19.10.2023", None),
        ("Форум (3 рабочих дня)", "с 10.10.2023 по 11.10.2023", "(3 рабочих дня)"),
        ("Трёхдневный форум", "октябрь 2023", None),
        ("Неделя химии", "с 09.10.2023 по 11.10.2023", "Неделя"),
        ("Неделя химии", "с 09.10.2023 по 12.10.2023", None),
        ("Неделя химии", "с 09.10.2023 по 17.10.2023", None),
        ("Неделя химии", "с 09.10.2023 по 18.10.2023", "Неделя"),
        ("Неделя химии", "октябрь 2023", None),
        ("Неделя химии", "09.10.2023", "Неделя"),
        ("Открытие недели химии", "09.10.2023", None),
        ("Декада физики", "с 09.10.2023 по 14.10.2023", "Декада"),
        ("Декада физики", "с 09.10.2023 по 22.10.2023", None),
        ("Месячник права", "с 02.10.2023 по 20.10.2023", "Месячник"),
        ("Месячник права", "с 02.10.2023 по 21.10.2023", None),
        ("Организация профильной смены", "10.10.2023", "смены"),
        ("Организация профильной смены", "с 10.10.2023 по 11.10.2023", None),
        ("Сбор заявок", "10.10.2023", None),
        ("Двухнедельная смена", "с 09.10.2023 по 19.10.2023", "Двухнедельная"),
        ("Двухнедельная смена", "с 09.10.2023 по 20.10.2023", None),
        ("Занятия в течение трёх недель", "с 09.10.2023 по 26.10.2023", "в течение трёх недель"),
        ("Занятия в течение трёх недель", "с 09.10.2023 по 27.10.2023", None),
        ("Обучение по программе объёмом 18 часов", "10.10.2023", "объёмом 18 часов"),
        ("Обучение по программе объёмом 10 часов", "10.10.2023", None),
        ("72-часовые курсы", "с 09.10.2023 по 15.10.2023", "72-часовые"),
        ("72-часовые курсы", "с 09.10.2023 по 16.10.2023", None),
        ("Разработка программы объёмом 18 часов", "10.10.2023", None),
        ("Шесть ежемесячных занятий", "октябрь – ноябрь 2023", "Шесть ежемесячных"),
        ("Два ежемесячных занятия", "октябрь – ноябрь 2023", None),
    ],
)
def test_what_is_named_by_its_length_lasts_so_long(title: str, when: str, said: str | None) -> None:
    expected = [] if said is None else [("L629", said)]
    assert durations(row(title, when)) == expected


@pytest.mark.parametrize(
    ("title", "result", "when", "said"),
    [
        ("Курсы", "Обучены по двухлетней программе", "октябрь 2023", "двухлетней программе"),
        ("Курс по полугодовой программе", "", "октябрь – декабрь 2023", "полугодовой программе"),
        ("Обучение по полугодовой программе", "", "сентябрь – декабрь 2023", None),
        ("Курс по трёхмесячной программе", "", "октябрь – ноябрь 2023", "трёхмесячной программе"),
        ("Обучение по трёхмесячной программе", "", "октябрь – декабрь 2023", None),
        ("Обучение по двухлетней программе", "", "по мере необходимости", None),
    ],
)  # fmt: skip
def test_a_programme_of_so_many_months_is_not_over_sooner(
    title: str, result: str, when: str, said: str | None
) -> None:
    expected = [] if said is None else [("L629", said)]
    assert durations(row(title, when, result)) == expected


@pytest.mark.parametrize(
    ("title", "period", "code"),
    [
        ("Разработка программы сроком на 3 года", YEAR, "L624"),
        ("Разработка программы сроком на три года", TWO_YEARS, "L624"),
        ("Разработка программы сроком на 2 года", TWO_YEARS, None),
        ("Разработка программы сроком на 12 месяцев", YEAR, None),
        ("Разработка программы сроком на 13 месяцев", YEAR, "L624"),
        ("Разработка программы сроком на 3 года", None, None),
        ("Оценка эффективности за четыре года", TWO_YEARS, "L624"),
        ("Оценка эффективности за 2 года", TWO_YEARS, None),
        ("Оценка динамики за четыре года", TWO_YEARS, None),
        ("Оценка результатов за последние четыре года", TWO_YEARS, None),
    ],
)
def test_no_duration_is_longer_than_the_plan(
    title: str, period: Window | None, code: str | None
) -> None:
    found = durations(row(title, "октябрь 2023"), period=period)
    assert [one for one, _ in found] == ([code] if code else [])


def test_a_programme_is_carried_out_as_long_as_it_was_made_for() -> None:
    made = row("Разработка программы поддержки школ сроком на 6 месяцев", "сентябрь 2023", name="a")
    short = row("Реализация программы поддержки школ", "октябрь 2023 – февраль 2024", name="b")
    kept = row("Реализация программы поддержки школ", "октябрь 2023 – март 2024", name="b")
    assert [code for code, _ in durations(made, short)] == ["L629"]
    assert durations(made, kept) == []


def test_hours_of_a_course_are_those_of_the_row_that_names_it() -> None:
    made = row("Экспертиза программы «Читаем вместе» объёмом 36 часов", "сентябрь 2023", name="a")
    taught = row("Обучение педагогов по программе «Читаем вместе»", "10.10.2023", name="b")
    assert durations(made, taught) == [("L629", "объёмом 36 часов")]
    days = row(
        "Обучение педагогов по программе «Читаем вместе»", "10.10.2023 – 13.10.2023", name="b"
    )
    assert durations(made, days) == []


TEXT = "Количество проведённых вебинаров для учителей – не менее 12 вебинаров"


def differing(title: str, text: str, period: Window = YEAR, *also: Event) -> list[tuple[str, str]]:
    """What the row says beside what the indicator demands."""
    rows = (row(title, "октябрь 2023", serves=["i"]), *also)
    made = replace(roadmap("r", *rows, indicators=[indicator("i", text=text)]), period=period)
    found = [dict(one.params) for one in check_figures_of_plan(project(made))]
    return [(str(one["said_here"]), str(one["demanded"])) for one in found if "said_here" in one]


@pytest.mark.parametrize(
    ("title", "text", "pair"),
    [
        ("Проведение 10 вебинаров для учителей", TEXT, ("10 вебинаров", "не менее 12 вебинаров")),
        ("Проведение 12 вебинаров для учителей", TEXT, None),
        ("Проведение 3 вебинаров для учителей в каждой четверти", TEXT, None),
        ("Проведение 2 вебинаров для учителей в каждой четверти", TEXT,
         ("2 вебинаров", "не менее 12 вебинаров")),
        ("Проведение 3 вебинаров для учителей ежеквартально", TEXT, None),
        ("Проведение 6 вебинаров для учителей в каждом полугодии", TEXT, None),
        ("Проведение 5 вебинаров для учителей в каждом полугодии", TEXT,
         ("5 вебинаров", "не менее 12 вебинаров")),
        ("Проведение 1 вебинара для учителей ежемесячно", TEXT, None),
        ("Проведение 10 вебинаров для учителей на этапе 1", TEXT, None),
        ("Проведение 10 семинаров для родителей", TEXT, None),
        ("Проведение 10 вебинаров и 5 лекций для учителей", TEXT, None),
        ("Проведение 14 вебинаров для учителей", TEXT.replace("менее", "более"),
         ("14 вебинаров", "не более 12 вебинаров")),
        ("Проведение 3 вебинаров для учителей ежеквартально", TEXT.replace("менее", "более"), None),
        ("Проведение 4 вебинаров для учителей ежеквартально", TEXT.replace("менее", "более"),
         ("4 вебинаров", "не более 12 вебинаров")),
        ("Обследование чтения у детей 5-7 лет", "Доля обследованных детей 3-4 лет по чтению",
         ("5-7 лет", "3-4 лет")),
        ("Обследование чтения у детей 4-7 лет", "Доля обследованных детей 3-4 лет по чтению", None),
        ("Обследование чтения у детей 5, 7 лет", "Доля обследованных детей 6 лет по чтению",
         ("5, 7 лет", "6 лет")),
    ],
)  # fmt: skip
def test_a_figure_of_the_plan_against_its_passport(
    title: str, text: str, pair: tuple[str, str] | None
) -> None:
    assert differing(title, text) == ([pair] if pair else [])


def test_a_figure_a_year_counts_for_each_year_of_the_plan() -> None:
    title = "Проведение 6 вебинаров для учителей в год"
    assert differing(title, TEXT, TWO_YEARS) == []
    assert differing(title, TEXT, YEAR) == [("6 вебинаров", "не менее 12 вебинаров")]
    yearly = TEXT + " в год"
    assert differing(title, yearly, TWO_YEARS) == [("6 вебинаров", "не менее 12 вебинаров")]


@pytest.mark.parametrize(
    ("said", "of_plan", "demanded", "of_indicator", "differs"),
    [
        (2, "ежеквартально", "не менее 5", "ежеквартально", True),
        (2, "ежеквартально", "не менее 5", "в каждом квартале", True),
        (20, "в год", "не менее 5", "ежеквартально", False),
        (19, "в год", "не менее 5", "ежеквартально", True),
        (10, "в каждом полугодии", "не менее 5", "ежеквартально", False),
        (9, "в каждом полугодии", "не менее 5", "ежеквартально", True),
        (6, "в год", "не более 1", "ежеквартально", True),
        (4, "в год", "не более 1", "ежеквартально", False),
        (5, "ежеквартально", "не менее 20", "в год", False),
        (4, "ежеквартально", "не менее 20", "в год", True),
        (6, "в каждой четверти", "не менее 8", "в каждом триместре", False),
        (5, "в каждой четверти", "не менее 8", "в каждом триместре", True),
        (1, "ежемесячно", "не менее 5", "ежеквартально", False),
    ],
)
def test_a_figure_a_term_is_weighed_against_one_of_another_term(
    said: int, of_plan: str, demanded: str, of_indicator: str, differs: bool
) -> None:
    title = f"Проведение {said} вебинаров для учителей {of_plan}"
    text = f"Количество проведённых вебинаров для учителей – {demanded} вебинаров {of_indicator}"
    for period in (YEAR, TWO_YEARS):
        assert bool(differing(title, text, period)) is differs


def test_an_indicator_is_served_with_the_goal_that_it_stands_under() -> None:
    goals = [goal("read", "Развитие чтения школьников"), goal("count", "Развитие счёта школьников")]
    indicators = [
        indicator(f"i{n}", "read", text="Доля классов с кружком чтения") for n in range(4)
    ]
    odd = indicator("odd", "count", text="Доля классов с библиотекой")
    rows = [event(f"e{n}", "measure", serves=[f"i{n}", "read"]) for n in range(4)]
    lost = event("lost", "measure", serves=["odd", "read"])
    made = roadmap("r", *rows, lost, goals=goals, indicators=[*indicators, odd], title="План")
    strange = [one for one in check_figures_of_plan(project(made)) if one.code.id == "L742"]
    assert [dict(one.params)["text"] for one in strange] == ["Доля классов с библиотекой"]
    kept = replace(lost, serves=("odd", "count"))
    made = replace(made, events=(*made.events[:-1], kept))
    assert "L742" not in {one.code.id for one in check_figures_of_plan(project(made))}
