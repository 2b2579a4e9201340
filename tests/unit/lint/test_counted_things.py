"""Numbers against what is listed behind them, and names with a number of their own."""

from dataclasses import replace

import pytest

from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.government import check_government
from engine.lint.rules.listed_things import check_listed_things
from engine.lint.rules.repeated_events import check_repeated_events
from engine.model.spec import Stage
from tests.unit.builders import event, project, roadmap

FIVE = "Бурмистрова Е.Л., Ладыгин К.С., Дроздова А.И., Кузьмичева Л.Г., Ярцева О.М."


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Организовать четыре семинара для учителей: «Чтение», «Письмо» и «Счет»", True),
        (f"Утвердить рабочую группу в составе шести человек: {FIVE}", True),
        ("Провести 2 вебинара: «Чтение»; «Письмо»; «Счет».", True),
        (f"Утвердить рабочую группу в составе пяти человек: {FIVE}", False),
        ("Организовать не менее двух семинаров: «Чтение», «Письмо», «Счет»", False),
        ("Провести за два часа: «Чтение», «Письмо», «Счет»", False),
        ("Организовать три семинара: «Чтение», «Письмо» и «Счет (устный)»", False),
        ("Провести две игры: «Чтение», «Письмо», другие игры по выбору", False),
    ],
)
def test_a_number_is_that_of_the_things_behind_it(text: str, *, is_told: bool) -> None:
    made = project()
    made = replace(made, order=replace(made.order, preamble=(text,)))
    assert bool(check_listed_things(made)) is is_told


@pytest.mark.parametrize(
    ("title", "result", "is_told"),
    [
        ("Проведение ИС-9", "Ведомости проведения ИС-11", True),
        ("Задания для 5, 6, 7 и 8 классов", "Комплект по трем классам", True),
        ("Задания для 5, 6, 7 и 8 классов", "Комплект по четырем классам", False),
        ("Проведение ИС-9 и ИС-11", "Ведомости ИС-11", False),
        ("Подготовка к ГИА-9", "Приказ по форме ИС-11", False),
    ],
)
def test_a_result_is_of_the_numbers_of_its_title(title: str, result: str, *, is_told: bool) -> None:
    row = replace(event("a", title=title), result=result)
    assert bool(check_counted_things(project(roadmap("r", row)))) is is_told


def test_rows_of_two_exams_are_not_one_row_twice() -> None:
    titles = ("Проведение ИС-11 в основной и дополнительные сроки",
              "Проведение ИС-9 в основной и дополнительные сроки")  # fmt: skip
    rows = [
        event(id, Stage.MEASURE.value, title=each) for id, each in zip("ab", titles, strict=True)
    ]
    assert check_repeated_events(project(roadmap("r", *rows))) == ()


def test_a_day_in_words_agrees_with_its_month() -> None:
    made = project(roadmap("r", event("a", title="Прием апелляций с третьего по девятое июля")))
    assert check_agreement(made) == ()
    assert check_government(made) == ()
