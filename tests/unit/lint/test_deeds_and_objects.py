"""What a row does and what it does it to; places of a region's own; names and surnames."""

from dataclasses import replace

import pytest

from engine.lint.rules.misprints import check_misprints
from engine.lint.rules.other_level import check_level
from engine.lint.rules.other_municipality import check_municipality
from engine.lint.rules.parts_named import check_parts_named
from engine.lint.rules.results_of_other_subjects import check_subjects_of_results
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.model.project import Municipality
from tests.unit.builders import event, goal, project, roadmap


@pytest.mark.parametrize(
    ("title", "stage", "result", "told"),
    [
        ("Изучение запросов семей", "decision", "Протокол совещания", True),
        ("Изучение запросов семей на совещании директоров", "decision", "Протокол", False),
        ("Мониторинг применения рекомендаций", "recommendation", "Рекомендации", True),
        ("Мониторинг и подготовка рекомендаций", "recommendation", "Рекомендации", False),
        ("Сбор сведений о причинах пропусков", "analysis", "Таблица", True),
        ("Утверждение состава школ с низкими результатами", "monitoring", "Приказ", True),
        ("Утверждение результатов диагностики", "monitoring", "Приказ", False),
        ("Планирование работы школ с опорой на отчёты", "monitoring", "План", True),
    ],
)
def test_the_object_of_a_deed_shows_no_stage(
    title: str, stage: str, result: str, told: bool
) -> None:
    made = project(roadmap("r", replace(event("x", stage, title=title), result=result)))
    assert bool(check_stages_of_titles(made)) is told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Диагностика готовности к школе", "Проведён конкурс плакатов", True),
        ("Неделя чтения", "Проведён конкурс плакатов", False),
        ("Разработка карт наблюдения", "Фотоотчёт", True),
        ("Открытие игровой площадки", "Фотоотчёт", False),
        ("Семинар для психологов", "Договоры о целевом обучении", True),
        ("Изучение опыта школ", "Награждены лучшие вожатые", True),
        ("Слёт вожатых", "Награждены лучшие вожатые", False),
        ("Сверка списков", "Расписание консультаций", True),
    ],
)
def test_a_paper_comes_of_its_own_work(title: str, result: str, told: bool) -> None:
    row = replace(event("x", "measure", title=title), result=result)
    plan = project(roadmap("r", row, goals=[goal("g", "качество уроков")]))
    found = [finding.code.id for finding in check_subjects_of_results(plan)]
    assert ("L727" in found) is told


REGION = Municipality("Тульская область", "область", "Тульская область", "Тульской области")
DISTRICT = Municipality("Лесной район", "район", "Тульская область", "Лесного района")


@pytest.mark.parametrize(
    ("whose", "title", "codes"),
    [
        (REGION, "Семинар завучей (г. Ефремов)", []),
        (REGION, "Семинар завучей в городе Смоленске", ["L725"]),
        (REGION, "Выезды в школы Щёкинского и Узловского районов", []),
        (REGION, "Занятия в Орловском областном институте развития образования", ["L650"]),
        (DISTRICT, "Семинар завучей (г. Ефремов)", ["L725"]),
        (DISTRICT, "Выезды в школы Щёкинского и Узловского районов", ["L650"]),
    ],
)
def test_a_region_has_towns_and_districts(
    whose: Municipality, title: str, codes: list[str]
) -> None:
    made = project(roadmap("r", event("x", "measure", title=title)))
    found = check_municipality(replace(made, municipality=whose))
    assert [finding.code.id for finding in found][:1] == codes


def test_kindergartens_of_the_region_are_not_the_districts() -> None:
    made = project(roadmap("r", event("x", "measure", title="Опрос садов Тульской области")))
    assert [each.code.id for each in check_level(replace(made, municipality=DISTRICT))] == ["L653"]


@pytest.mark.parametrize("text", ["Северова Л.К.", "Л.К. Северова", "Северова"])
def test_a_surname_is_no_misprint(text: str) -> None:
    made = project(roadmap("r", event("x", "measure", title=text)))
    assert check_misprints(made) == ()


def test_a_point_of_the_plan_of_another_body_is_not_looked_for_here() -> None:
    row = replace(event("x", "measure", title="Опрос"), number="1")
    made = project(roadmap("r", row))
    for basis, told in (
        ("В соответствии с пунктом 7 плана работы министерства", False),
        ("В соответствии с пунктом 7 плана министерства", False),
        ("В соответствии с пунктом 7 плана", True),
    ):
        plan = replace(made, order=replace(made.order, preamble=(basis,)))
        assert bool(check_parts_named(plan)) is told, basis
