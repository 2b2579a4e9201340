"""`roadmap plan --format md`: the plan as tables that git and messengers show."""

from pathlib import Path

from engine.cycle import order_events
from engine.messages import catalogue
from engine.reports.formats.plan_markdown import plan_markdown
from tests.running import run
from tests.unit.builders import event, project, roadmap, window
from tests.unit.reports.test_plan import SEPTEMBER, Sources, plan

EXAMPLE = str(Path(__file__).parents[3] / "specs" / "dyatkovo-2021")


def test_the_plan_is_a_table_a_month() -> None:
    ordering, _ = order_events(plan())
    assert (
        plan_markdown(plan(), ordering, Sources(), catalogue())
        == """\
# План работ: Район, 2021-2022 учебный год

3 мероприятия. Связей по содержанию: 1, по циклу: 0.
Без дат: 1 мероприятие; они стоят последними среди готовых.

## Сентябрь 2021

| № | Мероприятие | Даты | Срок | Ответственные | Этап |
|---|---|---|---|---|---|
| 1 | 1.2/2.3 Разработка карт | 01.09.2021–30.09.2021 |  |  | управленческие решения |
| 2 | 1.2/2.5 Мониторинг результатов дорожных карт | 01.04.2021–30.04.2021; \
01.06.2021–30.06.2021; \\! сроки противоречат порядку |  | Отдел образования, ОО | мониторинг |

## Без дат

| № | Мероприятие | Даты | Срок | Ответственные | Этап |
|---|---|---|---|---|---|
| 3 | 1.2/2.6 Беседы |  |  |  | анализ |

## Противоречия в сроках: 1

- 1.2/2.5 заканчивается 30.06.2021, а 1.2/2.3, на которое оно опирается, начинается только \
01.09.2021.
  - low-results.yaml:1:5: 1.2/2.5 Мониторинг результатов дорожных карт
  - low-results.yaml:2:5: 1.2/2.3 Разработка карт

Порядок 1 мероприятия из 3 не проверен, потому что они ни с чем не связаны: нет ни общей \
цели или показателя (serves), ни «после чего» (after).
"""
    )


def test_of_many_windows_only_bounds_and_number_are_shown() -> None:
    fridays = [window(f"2021-09-{day:02d}") for day in (3, 10, 17, 24)]
    weekly = project(roadmap("r", event("a", when=[*fridays, window("2021-10-01")])))
    ordering, _ = order_events(weekly)
    shown = plan_markdown(weekly, ordering, Sources(), catalogue())
    assert "| 03.09.2021–01.10.2021, 5 сроков |" in shown


def test_text_of_a_spec_is_never_markup() -> None:
    hostile = project(roadmap("r", event("a", title="<b>a|b\x1b[2J\n# c", when=[SEPTEMBER])))
    ordering, _ = order_events(hostile)
    shown = plan_markdown(hostile, ordering, Sources(), catalogue())
    assert "\x1b" not in shown
    assert "\\<b\\>a\\|b·\\[2J \\# c" in shown


def test_the_command_writes_it_with_every_event() -> None:
    done = run("plan", EXAMPLE, "--format", "md")
    assert done.code == 0
    rows = [line for line in done.out.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert len(rows) == 117
