"""Forms left unsigned, who may decide, levels of one whole, months and years of a row."""

from dataclasses import replace

import pytest

from engine.lint.rules.abbreviations import check_abbreviations
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.cells_of_executors import check_cells_of_executors
from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.indicator_figures import check_indicator_figures
from engine.lint.rules.left_of_template import check_template
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.model.project import Project
from engine.model.spec import Event
from tests.unit.builders import event, indicator, project, roadmap, window


def ordered(*preamble: str, events: tuple[Event, ...] = ()) -> Project:
    made = project(roadmap("r", *events))
    return replace(made, order=replace(made.order, preamble=preamble))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Директор школы Ф.И.О.", True),
        ("Начальник отдела образования Фамилия И. О.", True),
        ("Глава района И. О. Фамилия", True),
        ("И.о. директора школы Н.О. Фомина", False),
        ("2. Директорам школ вести журнал с Ф.И.О. участников и датами", False),
    ],
)
def test_a_signature_of_the_form(line: str, *, told: bool) -> None:
    assert bool(check_template(ordered(line))) is told


def test_a_full_name_is_no_short_one_used_early() -> None:
    full = "Комитет образования администрации Заречного района"
    introduced = f"{full} (далее – Комитет образования) приказывает:"
    assert not check_abbreviations(ordered(introduced))
    assert not check_abbreviations(ordered(full, introduced))
    bare = check_abbreviations(ordered("Комитет образования докладывает.", introduced))
    assert [each.code.id for each in bare] == ["L681"]


@pytest.mark.parametrize(
    ("title", "result", "who", "told"),
    [
        ("Принятие управленческих решений по итогам года", "Протокол", "РМО учителей", True),
        ("Итоги диагностики", "Приказ о мерах поддержки", "Творческая группа педагогов", True),
        ("Решение о темах открытых уроков", "Протокол", "РМО учителей", False),
        ("Принятие управленческих решений по итогам года", "Протокол", "Отдел образования", False),
    ],
)
def test_who_decides(title: str, result: str, who: str, *, told: bool) -> None:
    row = event("e", "decision", title=title, result=result, responsible=[who])
    assert bool(check_executors_of_deeds(project(roadmap("r", row)))) is told


@pytest.mark.parametrize(
    ("title", "who", "told"),
    [
        ("Закрепление наставников", "Начинающие учителя", True),
        ("Сопровождение молодых воспитателей", "Молодые специалисты", True),
        ("Закрепление наставников", "Опытные учителя", False),
        ("Конкурс уроков", "Начинающие учителя", False),
    ],
)
def test_who_is_taught(title: str, who: str, *, told: bool) -> None:
    row = event("e", "measure", title=title, result="Отчёты", responsible=[who])
    assert bool(check_executors_of_deeds(project(roadmap("r", row)))) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("доля учеников с высоким уровнем – не менее 70%, с низким уровнем – не менее 40%", True),
        ("высокий уровень – не менее 50 %, средний – не ниже 45 %, низкий – не менее 10 %", True),
        ("доля учеников с высоким уровнем – не менее 70%, с низким – не более 40%", False),
        ("высокий уровень памяти – не менее 60%, средний уровень внимания – не менее 60%", False),
        ("высокий уровень – не менее 60 %, средний и выше – не менее 90 %", False),
        ("высокий уровень – не менее 60 %, средний – не менее 40 %", False),
    ],
)
def test_levels_of_one_whole(text: str, *, told: bool) -> None:
    found = check_indicator_figures(project(roadmap("r", indicators=[indicator("i", text=text)])))
    assert bool(found) is told


@pytest.mark.parametrize(
    ("title", "result", "when", "told"),
    [
        ("Мартовский сбор классных руководителей", "Протокол", "2021-10-12", True),
        ("Городской сбор", "Протокол апрельского совещания", "2021-11-12", True),
        ("Августовская конференция", "Резолюция", "2021-09-01", False),
        ("Сбор руководителей", "Протокол ноябрьского заседания", "2021-11-12", False),
        ("Встреча школ Октябрьского района", "Протокол", "2022-03-12", False),
        ("План работы на 2022-2023 учебный год", "План на 2021-2022 учебный год", "2022-06-12",
         True),
        ("План работы на 2022-2023 учебный год", "План на 2022-2023 учебный год", "2022-06-12",
         False),
    ],
)  # fmt: skip
def test_months_and_years_of_a_row(title: str, result: str, when: str, *, told: bool) -> None:
    row = event("e", "measure", title=title, result=result, when=[window(when)])
    assert bool(check_dates_in_texts(project(roadmap("r", row)))) is told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Перечень учителей, освоившие программу", True),
        ("Сведения о школе и числе выпускников, поступившие в вузы", False),
        ("Перечень учителей, прошедших стажировку", False),
        ("Список детей, получившие справку", True),
    ],
)
def test_a_participle_of_the_living(said: str, *, told: bool) -> None:
    row = event("e", title="Сбор", result=said)
    assert bool(check_agreement(project(roadmap("r", row)))) is told


@pytest.mark.parametrize(
    ("title", "stage", "told"),
    [
        ("Пополнение банка данных о школах", "monitoring", False),
        ("Обновление муниципального перечня площадок", "collection_methods", False),
        ("Обновление мебели в кабинетах", "collection_methods", True),
    ],
)
def test_records_are_renewed_as_facts(title: str, stage: str, *, told: bool) -> None:
    row = event("e", stage, title=title, result="Акт")
    assert bool(check_stages_of_titles(project(roadmap("r", row)))) is told


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("Сценарий, видеозапись на странице детского сада", False),
        ("Анкеты о питании в детском саду", True),
    ],
)
def test_whose_page_shows_it(result: str, *, told: bool) -> None:
    rows = (
        event("play", "measure", title="Досуг «Сказки леса»", result=result),
        event("ask", "monitoring", title="Анкетирование родителей о питании в детском саду",
              result="Анкеты о питании в детском саду"),
        *(event(f"e{n}", "measure", title=f"Курс {word}", result="План")
          for n, word in enumerate(("физики", "химии", "биологии", "права", "музыки", "труда"))),
    )  # fmt: skip
    assert bool(check_results_of_other_rows(project(roadmap("r", *rows)))) is told


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Старший воспитатель", False),
        ("Младшие воспитатели", False),
        ("Дежурный учитель", False),
        ("Городской музей методисты", True),
    ],
)
def test_an_attribute_is_no_executor(who: str, *, told: bool) -> None:
    rows = [event(f"e{at}", responsible=["Отдел культуры"]) for at in range(5)]
    row = event("e", title="Опрос", responsible=[who])
    assert bool(check_cells_of_executors(project(roadmap("r", row, *rows)))) is told
