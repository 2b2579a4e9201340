"""The figure in an indicator's text against its target."""

from dataclasses import replace
from datetime import date

import pytest

from engine.checks.promises import check_promises, says
from engine.checks.wording.promised import promised, rises
from engine.diagnostics import Origin
from engine.measures import read_target
from engine.model.targets import Milestone, Target
from tests.unit.builders import indicator, project, roadmap


def target(text: str) -> Target:
    read = read_target(text, Origin("x.yaml"))
    assert isinstance(read, Target), text
    return read


def agrees(text: str, asked: str) -> bool:
    """Whether `validate` stays silent on the text with the target."""
    return says(text, target(asked))


RIGHT = [
    ("За всеми молодыми педагогами закреплены наставники", ">= 100 %"),
    ("Доля школ, которые провели все занятия", ">= 90 %"),
    ("Все школы проводят не менее 5 занятий", ">= 5"),
    ("Не менее 70 % педагогов", ">= 70 %"),
    ("не менее 70% педагогов", "не менее 70 %"),
    ("не менее семидесяти процентов педагогов", ">= 70 %"),
    ("семьдесят процентов школ", ">= 70 %"),
    ("не менее двух третей школ", ">= 66,7 %"),
    ("не менее двух третей школ", ">= 67 %"),
    ("не менее половины школ", ">= 50 %"),
    ("три четверти педагогов", ">= 75 %"),
    ("100-процентный охват", ">= 100 %"),
    ("стопроцентный охват", "= 100 %"),
    ("семидесятипроцентный охват", ">= 70 %"),
    ("100%-ный охват", ">= 100 %"),
    ("увеличение охвата до 70 %", ">= 70 %"),
    ("сокращение доли до 2 %", "<= 2 %"),
    ("увеличение доли с 50 до 70 %", ">= 70 %"),
    ("снижение доли с 50 % в 2020 году до 40 % в 2021 году", "<= 40 %"),
    ("рост доли на 5 п.п.", ">= 55 %"),
    ("не менее 65,5 % учителей", ">= 65.5 %"),
    ("более 70 процентов", "> 70 %"),
    ("свыше 10 человек", ">= 11 чел."),
    ("не ниже 4,2 балла", ">= 4,2 балла"),
    ("не выше 5 %", "<= 5 %"),
    ("доля не превышает 10 %", "<= 10 %"),
    ("доля не превысит десяти процентов", "<= 10 %"),
    ("отсутствие нарушений", "= 0"),
    ("Отсутствие нарушений", "<= 0 %"),
    ("охват 70 % и более", ">= 70 %"),
    ("участие не менее чем в 2 совещаниях", ">= 2 шт."),
    ("не менее пяти семинаров", ">= 5"),
    ("не менее 2 тыс. человек", ">= 2000 чел."),
    ("не менее 2 000 человек", ">= 2000 чел."),
    ("менее 5 школ", "<= 4 шт."),
    ("не менее 10 % обучающихся 5 - 11 классов", ">= 10 %"),
    ("100 % обучающихся 9 и 11 классов", ">= 100 %"),
    ("не менее 70 % школ и 90 % педагогов", ">= 90 %"),
    ("от 50 до 70 процентов", "50–70 %"),
    ("не менее чем 1 раз в квартал", ">= 4"),
]
WRONG = [
    ("За всеми молодыми педагогами закреплены наставники", ">= 90 %"),
    ("Каждый учитель прошел диагностику", "> 75 %"),
    ("Не менее 70 %", ">= 80 %"),
    ("не более 2 %", ">= 2 %"),
    ("не менее 70 %", "> 70 %"),
    ("не менее 70 %", "<= 70 %"),
    ("более 70 %", ">= 70 %"),
    ("не ниже 70 %", ">= 70 чел."),
    ("не выше 5 %", "< 5 %"),
    ("не превышает 10 %", ">= 10 %"),
    ("семьдесят процентов", ">= 75 %"),
    ("не менее двух третей", ">= 60 %"),
    ("100-процентный охват", ">= 90 %"),
    ("увеличение охвата до 70 %", "<= 70 %"),
    ("сокращение доли до 2 %", ">= 2 %"),
    ("с 50 до 70 %", ">= 50 %"),
    ("не менее 65,5 %", ">= 65 %"),
    ("отсутствие нарушений", ">= 1"),
    ("не менее 600 человек", ">= 600 шт."),
    ("не менее 600 человек", ">= 60 чел."),
    ("не менее 4 семинаров", ">= 3 шт."),
    ("не менее 70 % школ и 90 % педагогов", ">= 80 %"),
    ("от 50 до 70 процентов", "50–80 %"),
]
NO_FIGURES = [
    "в 2019/20 - 2020/2021, 2021-2022 учебных годах",
    "дети от 5 до 18 лет",
    "молодые педагоги до 35 лет",
    "стаж более трёх лет",
    "до 1 сентября 2021 года",
    "обучающиеся 9 и 11 классов завершили обучение",
    "проведено 3 семинара",
    "в соответствии с п. 3 приказа № 15",
    "семинары по одной теме",
    "повышение квалификации не реже 1 раза в 3 года",
]


@pytest.mark.parametrize(("text", "asked"), RIGHT)
def test_a_target_that_the_text_says_is_right(text: str, asked: str) -> None:
    assert agrees(text, asked)


@pytest.mark.parametrize(("text", "asked"), WRONG)
def test_a_target_that_the_text_does_not_say_is_told(text: str, asked: str) -> None:
    assert not agrees(text, asked)


@pytest.mark.parametrize("text", NO_FIGURES)
def test_years_grades_ages_and_terms_are_no_figures(text: str) -> None:
    assert promised(text) == ()


@pytest.mark.parametrize(("text", "up"), [
    ("положительная динамика количества педагогов", True),
    ("Увеличение доли школ", True),
    ("Сокращение числа школ", False),
    ("рост числа школ, сокративших отставание", None),
    ("Повышение квалификации педагогов", None),
])  # fmt: skip
def test_growth_and_decline_are_told_apart(text: str, up: bool | None) -> None:
    assert rises(text) is up


@pytest.mark.parametrize(("text", "asked", "told"), [
    ("не более 5% в 2026 году и не более 3% в 2027 году", ("<= 5 %", "<= 8 %"), ["<= 8 %"]),
    ("2026 год – не менее 60 %, 2027 год – не менее 90 %", (">= 90 %", ">= 60 %"),
     [">= 90 %", ">= 60 %"]),
    ("с 2025 года: 2026 – не менее 40 %, 2027 – не менее 50 %", (">= 40 %", ">= 50 %"), []),
    ("не менее 40 % в 2026 и 2027 годах", (">= 40 %", ">= 50 %"), []),
])  # fmt: skip
def test_a_target_of_a_year_is_the_figure_of_that_year(
    text: str, asked: tuple[str, str], told: list[str]
) -> None:
    path = tuple(
        Milestone(year, date(int(year), 12, 31), target(each))
        for year, each in zip(("2026", "2027"), asked, strict=True)
    )
    made = replace(indicator("i", text=text), path=path, target=path[-1].target)
    found = check_promises(project(roadmap("r", indicators=[made])))
    assert [dict(each.params)["target"] for each in found if each.code.id == "R372"] == told
