"""Bodies meet after they are made, places are used after they are chosen, people work after they
are taught; a time counted from another row lies on its right side."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.sides_of_anchors import check_sides_of_anchors
from engine.lint.rules.things_in_use import check_things_in_use
from engine.model.project import Project
from engine.model.spec import Event, Responsible, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, project, roadmap

YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
OFFICE = "Отдел культуры"

Row = tuple[str, str, str]
"""Title, when, who."""


def plan(*rows: Row, after: bool = False) -> Project:
    made: list[Event] = []
    for at, (title, when, who) in enumerate(rows):
        one = event(f"e{at}", "measure", title=title, after=(f"e{at - 1}",) if after and at else ())
        schedule = resolve_schedule(when, YEAR)
        made.append(replace(one, schedule=schedule, responsible=(Responsible(who, None),)))
    return project(roadmap("r", *made, goals=[goal("g", "чтение")]))


TWO = [
    # bodies
    ("Создание экспертного совета по детскому чтению", "До 14 февраля 2025 г.", OFFICE,
     "Заседание экспертного совета: выбор книг года", "12 ноября 2024 г.", OFFICE, True),
    ("Формирование рабочей группы по ремонту бассейна", "Март 2025 г.", OFFICE,
     "Обсуждение сметы на заседании рабочей группы по ремонту бассейна", "20 января 2025 г.",
     OFFICE, True),
    ("Образование муниципальной комиссии по делам музеев", "До 1 апреля 2025 г.", OFFICE,
     "Отбор экспонатов на заседании муниципальной комиссии", "Декабрь 2024 г.", OFFICE, True),
    ("Создание попечительского совета лицея", "До 30 октября 2024 г.", OFFICE,
     "Заседание попечительского совета лицея", "15 ноября 2024 г.", OFFICE, False),
    ("Создание совета старшеклассников", "До 1 марта 2025 г.", OFFICE,
     "Рассмотрение сметы на заседании педагогического совета", "20 ноября 2024 г.", OFFICE, False),
    # places
    ("Определение опорных библиотечных площадок", "До 25 апреля 2025 г.", OFFICE,
     "Проведение чтений на базе опорных библиотечных площадок", "Февраль – май 2025 г.", OFFICE,
     True),
    ("Выбор пунктов сбора макулатуры", "До 16 мая 2025 г.", OFFICE,
     "Акция «Сохрани дерево» в пунктах сбора макулатуры", "Апрель 2025 г.", OFFICE, True),
    ("Оборудование лыжной базы района", "Январь 2025 г.", OFFICE,
     "Соревнования школьников на лыжной базе", "7 декабря 2024 г.", OFFICE, True),
    ("Отбор экспериментальных площадок", "До 10 октября 2024 г.", OFFICE,
     "Апробация уроков на экспериментальных площадках", "Ноябрь 2024 г. – март 2025 г.", OFFICE,
     False),
    ("Определение пунктов проведения экзаменов", "До 25 апреля 2025 г.", OFFICE,
     "Прививки учителей в пунктах вакцинации", "Октябрь 2024 г.", OFFICE, False),
    # people
    ("Обучение волонтеров-экскурсоводов", "Апрель 2025 г.", OFFICE,
     "Обзорные прогулки по городу для гостей", "Ноябрь 2024 г. – март 2025 г.",
     "Волонтеры городского музея", True),
    ("Подготовка медиаторов из числа старшеклассников", "До 15 мая 2025 г.", OFFICE,
     "Разбор ссор в классах", "Октябрь 2024 г. – февраль 2025 г.", "Медиаторы школы", True),
    ("Инструктаж вожатых", "20 марта 2025 г.", OFFICE,
     "Игры на переменах", "3-14 марта 2025 г.", "Вожатые", True),
    ("Подготовка вожатых", "Сентябрь 2024 г.", OFFICE,
     "Игры на переменах", "Октябрь 2024 г.", "Вожатые", False),
    ("Обучение наставников", "Март 2025 г.", OFFICE,
     "Игры на переменах", "Октябрь 2024 г.", "Вожатые", False),
]  # fmt: skip


@pytest.mark.parametrize("case", TWO, ids=lambda case: str(case[0])[:40])
def test_before_made(case: tuple[str, str, str, str, str, str, bool]) -> None:
    first, second, told = case[:3], case[3:6], case[6]
    assert bool(check_things_in_use(plan(first, second))) is told


def test_chosen_after_work_began_though_after_names_it() -> None:
    rows = (
        ("Определение базовых музеев района", "До 30 апреля 2025 г.", OFFICE),
        ("Практика юных краеведов на базе базовых музеев", "Февраль – июль 2025 г.", OFFICE),
    )
    assert check_things_in_use(plan(*rows, after=True))
    on_time = (("Определение базовых музеев района", "До 31 января 2025 г.", OFFICE), rows[1])
    assert not check_things_in_use(plan(*on_time, after=True))


SIDES = [
    ("Городские состязания пожарных дружин", "16 мая 2025 г.", "Наблюдатели",
     "Инструктаж наблюдателей", "После окончания состязаний пожарных дружин", OFFICE, False, True),
    ("Перепись школьных музеев", "Март 2025 г.", "Волонтеры",
     "Обучение волонтеров", "В течение недели после завершения переписи музеев", OFFICE, False,
     True),
    ("Диктант по географии", "14 ноября 2024 г.", "Организаторы в аудиториях",
     "Инструктаж организаторов", "Не позднее 2 дней после проведения диктанта по географии",
     OFFICE, False, True),
    ("Диктант по географии", "14 ноября 2024 г.", "Организаторы в аудиториях",
     "Инструктаж организаторов", "Не позднее 2 дней до проведения диктанта по географии",
     OFFICE, False, False),
    ("Диктант по географии", "14 ноября 2024 г.", "Организаторы в аудиториях",
     "Награждение организаторов", "Не позднее 2 дней после проведения диктанта по географии",
     OFFICE, False, False),
    ("Обсуждение нарушений на заседании совета отцов", "12 марта 2025 г.", OFFICE,
     "Исполнение решений о нарушениях", "За 5 дней до заседания совета отцов", OFFICE, True, True),
    ("Слушания по бюджету кружков", "4 декабря 2024 г.", OFFICE,
     "Приказ о распределении часов", "Накануне слушаний по бюджету кружков", OFFICE, True, True),
    ("Заседание жюри", "12 марта 2025 г.", OFFICE,
     "Объявление победителей", "За день до заседания жюри", OFFICE, True, True),
    ("Заседание жюри", "12 марта 2025 г.", OFFICE,
     "Объявление победителей", "На следующий день после заседания жюри", OFFICE, True, False),
    ("Опрос читателей", "12 марта 2025 г.", OFFICE,
     "Справка об опросе читателей", "За 3 дня до заседания совета", OFFICE, True, False),
]  # fmt: skip


@pytest.mark.parametrize("case", SIDES, ids=lambda case: f"{case[3]}, {case[4]}"[:60])
def test_side_of_anchor(case: tuple[str, str, str, str, str, str, bool, bool]) -> None:
    made = plan(case[:3], case[3:6], after=case[6])
    assert bool(check_sides_of_anchors(made)) is case[7]
