"""A plan in parts by months: «до 15» below «Сентябрь 2024» is a day of September."""

from pathlib import Path

import pytest

from engine.load import load_project
from engine.model.spec import Window

PROJECT = """format: project/1
id: p
title: План
municipality: {name: Лесной район}
method: "2020"
period: {text: 2024-2025 учебный год, from: "2024-09-01", to: "2025-08-31"}
roadmaps: [plan.yaml]
"""
PLAN = """format: roadmap/1
slug: plan
title: План работы
sections:
  - {{id: s, number: null, title: {title}, not_printed: [number]}}
events:
  - id: e
    section: s
    number: "1"
    title: Совещание
    stage: measure
    schedule: {schedule}
    responsible: [{{text: Отдел}}]
    result: Протокол
"""


@pytest.mark.parametrize(
    ("title", "schedule", "days"),
    [
        ("Сентябрь 2024", "до 15", ["2024-09-15"]),
        ("ОКТЯБРЬ", "20-25", ["2024-10-20..2024-10-25"]),
        ("Январь 2025 г.", '"28"', ["2025-01-28"]),
        ("Апрель", "в течение месяца", ["2025-04-01..2025-04-30"]),
        ("Апрель", "до 12 мая", ["2025-05-12"]),
        ("Подготовка к сентябрю 2024", "до 15", []),
    ],
)
def test_a_day_is_one_of_the_month_that_the_section_is(
    tmp_path: Path, title: str, schedule: str, days: list[str]
) -> None:
    (tmp_path / "project.yaml").write_text(PROJECT, "utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN.format(title=title, schedule=schedule), "utf-8")
    loaded = load_project(tmp_path)
    assert loaded.project is not None, loaded.findings
    (event,) = loaded.project.roadmaps[0].events
    assert [_written(window) for window in event.schedule.windows] == days


def _written(window: Window) -> str:
    first, last = window.start.isoformat(), window.end.isoformat()
    return first if first == last else f"{first}..{last}"
