"""A body is made, and the result is of another one of its kind."""

import pytest

from engine.lint.rules.bodies_made_and_met import check_bodies_made_and_met
from tests.unit.builders import event, goal, project, roadmap


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Создание творческой группы учителей пения", "Приказ о составе проблемной группы", True),
        ("Формирование городской счетной комиссии", "Состав городской конкурсной комиссии", True),
        ("Создание попечительского совета", "Положение о наблюдательном совете", True),
        ("Создание попечительского совета школы", "Положение о попечительском совете", False),
        ("Создание городского совета отцов", "Приказ о составе совета", False),
        ("Показ работ творческой группы", "Отзыв методического совета", False),
    ],
)
def test_result_of_another_body(title: str, result: str, told: bool) -> None:
    row = event("e", "measure", title=title, result=result)
    made = project(roadmap("r", row, goals=[goal("g", "пение")]))
    assert bool(check_bodies_made_and_met(made)) is told
