"""A schedule that names another event is a hard link."""

import pytest

from engine.cycle import order_events
from engine.model.spec import Offset, Schedule, ScheduleKind
from tests.unit.builders import event, project, roadmap


def relative(anchor: str, amount: int | None = None) -> Schedule:
    offset = Offset(amount, "working_days") if amount is not None else None
    return Schedule("…", ScheduleKind.RELATIVE, anchor=anchor, offset=offset)


@pytest.mark.parametrize("anchor", ["testing", "r/testing", "проведение диагностики"])
def test_not_later_than_a_day_before_an_event_comes_before_it(anchor: str) -> None:
    plan = project(
        roadmap(
            "r",
            event("testing", title="Проведение диагностики."),
            event("notice", when=relative(anchor, -1)),
        )
    )
    ordering, _ = order_events(plan)
    assert [planned.id for planned in ordering.order] == ["r/notice", "r/testing"]


@pytest.mark.parametrize("amount", [None, 0, 10])
def test_any_other_relative_schedule_comes_after_its_anchor(amount: int | None) -> None:
    plan = project(
        roadmap("r", event("notice", when=relative("testing", amount)), event("testing"))
    )
    ordering, _ = order_events(plan)
    assert [planned.id for planned in ordering.order] == ["r/testing", "r/notice"]


def test_an_anchor_outside_the_plan_links_nothing() -> None:
    plan = project(roadmap("r", event("notice", when=relative("оценочная процедура", -1))))
    ordering, findings = order_events(plan)
    assert (ordering.edges, findings) == ((), ())
