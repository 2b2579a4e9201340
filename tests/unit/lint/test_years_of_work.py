"""Years that rows name, and when their work is done."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.years_of_work import check_years_of_work
from engine.model.spec import Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, project, roadmap, section

TWO_YEARS = Window(date(2025, 1, 1), date(2026, 12, 31))
ONE_YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
APART = [
    ("Принятие решения о мерах поддержки школ на 2025 год", "Декабрь 2025 г.", ""),
    ("Обсуждение итогов и решение о мерах помощи на 2025 год", "25 декабря 2025 г.", ""),
    ("Утверждение показателей работы школ на 2025 год", "Декабрь 2025 г.", ""),
    ("Комплектование кружков на 2024-2025 учебный год", "Май 2025 г.", ""),
    ("Коллегия: рассмотрение итогов 2024 года", "Февраль 2026 г.", ""),
    ("Анализ итогов 2025-2026 учебного года", "Июнь 2025 г.", ""),
    ("Доклад о состоянии образования в 2026 году", "Декабрь 2025 г.", ""),
    ("Проведение мониторинга 2025 года", "Март 2026 г.", ""),
    ("Проведение мониторинга", "Март 2026 г.", "Справка о результатах мониторинга 2025 года"),
    ("Конкурс «Учитель года – 2025»", "Март 2026 г.", ""),
    ("Обучение учителей", "Март 2025 г.", "Список обученных в 2025-2026 учебном году"),
]
TOGETHER = [
    ("Рассмотрение итогов 2025 года на коллегии", "Март 2026 г.", ""),
    ("Принятие решения о мерах поддержки на 2026 год", "Декабрь 2025 г.", ""),
    ("Уточнение перечня мер на 2025 год", "Декабрь 2025 г.", ""),
    ("Обсуждение выполнения плана на 2025 год", "Декабрь 2025 г.", ""),
    ("Конкурс «Учитель года – 2026»", "Декабрь 2025 г.", ""),
    ("Анализ результатов ВПР 2026 года", "До 19 июня 2026 г.", ""),
    ("Анализ готовности школ к итоговой аттестации 2026 года", "Ноябрь 2025 г.", ""),
    ("Сравнение результатов ОГЭ 2024 и 2025 годов", "Август 2025 г.", ""),
    ("Обучение учителей", "Март 2025 г.", "План работы в 2025-2026 учебном году"),
]


def differ(title: str, when: str, result: str) -> bool:
    row = event("row", title=title, result=result)
    row = replace(row, schedule=resolve_schedule(when, TWO_YEARS))
    return bool(check_years_of_work(project(roadmap("r", row))))


@pytest.mark.parametrize("row", APART, ids=lambda row: f"{row[0]}, {row[1]}"[:60])
def test_years_against_the_schedule(row: tuple[str, str, str]) -> None:
    assert differ(*row)


@pytest.mark.parametrize("row", TOGETHER, ids=lambda row: f"{row[0]}, {row[1]}"[:60])
def test_years_that_the_schedule_allows(row: tuple[str, str, str]) -> None:
    assert not differ(*row)


@pytest.mark.parametrize(("years", "told"), [("2024-2025", True), ("2025-2026", False)])
def test_a_section_sums_up_the_year_of_its_rows(years: str, told: bool) -> None:
    row = replace(event("row", section="s"), schedule=resolve_schedule("Май 2026 г.", TWO_YEARS))
    heading = section("s", "V", f"Подведение итогов {years} учебного года")
    assert bool(check_years_of_work(project(roadmap("r", row, sections=[heading])))) is told


@pytest.mark.parametrize(("when", "result", "told"), [
    ("Июнь – июль ежегодно", "Отчеты о проведении смен (до 20 мая)", True),
    ("Июнь – июль ежегодно", "Отчеты о проведении смен (до 20 августа)", False),
    ("Апрель 2025 г.", "Протокол жюри (не позднее 20 марта)", True),
    ("Апрель 2025 г.", "Протокол жюри (не позднее 30 апреля)", False),
    ("Май 2025 г.", "Справка (по данным, полученным до 10 апреля)", False),
])  # fmt: skip
def test_a_result_is_not_due_before_its_work(when: str, result: str, told: bool) -> None:
    row = event("row", title="Организация смен и жюри", result=result)
    period = TWO_YEARS if "ежегодно" in when else ONE_YEAR
    row = replace(row, schedule=resolve_schedule(when, period))
    whole = replace(project(roadmap("r", row)), period=period)
    assert bool(check_dates_in_texts(whole)) is told
