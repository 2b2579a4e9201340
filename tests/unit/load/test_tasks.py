"""«Задачи» beside the goals: what serves a task serves its goal."""

from pathlib import Path

import pytest

from engine.cycle.coverage import coverage_matrix
from engine.load import load_project
from engine.model.project import Project
from tests.running import run

PROJECT = """\
format: project/1
id: tasks
title: Задачи
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2022 год, from: "2022-01-01", to: "2022-12-31"}
roadmaps: [plan.yaml]
"""
GOALS = """\
goals:
  - {id: access, text: Доступность}
  - {id: quality, text: Качество}
tasks:
  - {id: places, text: Создать новые места, goal: access}
  - {id: teachers, text: Обучить педагогов, goal: quality}
"""
PLAN = """\
format: roadmap/1
slug: plan
title: Дорожная карта
{goals}indicators:
  - {{id: trained, goal: teachers, text: обученные педагоги, not_measurable: no_figure}}
events:
  - id: open-rooms
    title: Открытие кружков
    stage: measure
    serves: [places]
    schedule: Май 2022 г.
    responsible: [{{text: Отдел образования}}]
    result: Справка
"""


def _write(folder: Path, goals: str = GOALS) -> Path:
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN.format(goals=goals), encoding="utf-8")
    return folder


def _project(folder: Path) -> Project:
    project = load_project(folder).project
    assert project is not None, load_project(folder).findings
    return project


def test_what_serves_a_task_stands_in_the_row_of_its_goal(tmp_path: Path) -> None:
    project = _project(_write(tmp_path))
    filled = {
        row.goal: [id for cell in row.cells for id in cell.ids] for row in coverage_matrix(project)
    }
    assert filled == {"access": ["access", "open-rooms"], "quality": ["quality", "trained"]}
    (indicator,) = project.roadmaps[0].indicators
    assert (indicator.goal, indicator.task) == ("quality", "teachers")


def test_the_only_goal_need_not_be_named(tmp_path: Path) -> None:
    goals = "goals: [{id: access, text: Доступность}]\ntasks:\n  - {id: places, text: Места}\n"
    goals += "  - {id: teachers, text: Педагоги}\n"
    tasks = _project(_write(tmp_path, goals)).roadmaps[0].tasks
    assert [task.goal for task in tasks] == ["access", "access"]


def test_tasks_alone_are_goals(tmp_path: Path) -> None:
    goals = "tasks:\n  - {id: places, text: Места}\n  - {id: teachers, text: Педагоги}\n"
    project = _project(_write(tmp_path, goals))
    assert [goal.id for goal in project.roadmaps[0].goals] == ["places", "teachers"]
    assert "S156" not in run("validate", str(tmp_path)).out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("goal: access}", "goal: acces}", "S120"),
        (", goal: access}", "}", "S102"),
        ("{id: places,", "{id: quality,", "S"),
        ("{id: places,", "{id: other,", "S"),
    ],
)
def test_names_of_tasks_lead_somewhere(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in GOALS
    done = run("validate", str(_write(tmp_path, GOALS.replace(old, new, 1))))
    assert done.code == 1
    assert f"ошибка {code}" in done.out


def test_tasks_are_shown_and_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    _write(old)
    _write(new, GOALS.replace("Создать новые места", "Создать места"))
    assert '"text": "Создать новые места"' in run("show", str(old), "--format", "json").out
    assert "задачи" in run("diff", str(old), str(new)).out
