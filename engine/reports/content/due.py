"""`roadmap plan --for`: what is due of a body in a week or a month, as a reminder ready to send."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.project import Body, Project
from engine.model.spec import Event, Roadmap, Window
from engine.plain import picked
from engine.reports.edition import event_number
from engine.reports.numbers import long_date
from engine.results.events import EventOutcome, Status
from engine.visible import harmless_lines

Json = dict[str, object]


class Turn(StrEnum):
    """Why an event stands in a reminder, the most urgent first."""

    OVERDUE = "overdue"
    DUE = "due"
    BEGINS = "begins"
    GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class Task:
    """One window of an event that is somebody's turn."""

    turn: Turn
    window: Window
    roadmap: Roadmap
    event: Event


_OPEN = frozenset({Status.UPCOMING, Status.IN_PROGRESS, Status.OVERDUE, Status.NO_DATA})


def week_of(day: date) -> Window:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + min(timedelta(days=6), date.max - monday))


def month_of(day: date) -> Window:
    """The calendar month of a day."""
    return Window(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def tasks_of(
    project: Project, stands: Sequence[EventOutcome], body: Body | None, span: Window, as_of: date
) -> tuple[Task, ...]:
    """What falls into the span or is overdue at `as_of`, by turn, then by its last day; of all
    bodies where none is named."""
    tasks = (
        Task(turn, occurrence.window, roadmap, event)
        for outcome in stands
        for roadmap, event in (_event(project, outcome),)
        if body is None or any(responsible.body == body.id for responsible in event.responsible)
        for occurrence in outcome.occurrences
        if occurrence.window and occurrence.status in _OPEN
        for turn in _turn(occurrence.window, occurrence.status, span, as_of)
    )
    order = list(Turn)
    return tuple(sorted(tasks, key=lambda task: (order.index(task.turn), task.window.end)))


def _event(project: Project, outcome: EventOutcome) -> tuple[Roadmap, Event]:
    roadmap = project.roadmap(outcome.roadmap)
    assert roadmap is not None
    return roadmap, next(event for event in roadmap.events if event.id == outcome.id)


def _turn(window: Window, status: Status, span: Window, as_of: date) -> Iterator[Turn]:
    """The reason, if there is one."""
    if window.end < as_of and status is Status.OVERDUE:
        yield Turn.OVERDUE
    elif span.start <= window.end <= span.end:
        yield Turn.DUE
    elif span.start <= window.start <= span.end:
        yield Turn.BEGINS
    elif window.start < span.start and span.end < window.end:
        yield Turn.GOES_ON


def due_text(
    project: Project, tasks: Sequence[Task], body: Body | None, span: Window, words: Catalogue
) -> str:
    """The reminder: to whom, for which days, and each task with its last day and its result."""
    dates = {"start": long_date(span.start, words), "end": long_date(span.end, words)}
    whom = body.name if body else project.municipality.name
    parts = [words.text("due.title", whom=whom, **dates)]
    for turn, found in groupby(tasks, key=lambda task: task.turn):
        lines = (line for task in found for line in _lines(task, body, words))
        parts.append("\n".join((words.text(f"due.{turn.value}"), *lines)))
    closing = "due.report_back" if any(_is_urgent(task) for task in tasks) else "due.nothing_due"
    return harmless_lines("\n\n".join((*parts, words.text(closing))))


def _is_urgent(task: Task) -> bool:
    return task.turn in (Turn.OVERDUE, Turn.DUE)


def _lines(task: Task, body: Body | None, words: Catalogue) -> Iterator[str]:
    title = " ".join((task.event.title or words.text("plan.lost_title")).split())
    key = "due.task_of" if body is None else "due.task"
    yield words.text(
        key,
        day=long_date(task.window.end, words),
        title=title,
        code=task.roadmap.code or task.roadmap.slug,
        number=event_number(task.roadmap, task.event),
        who=", ".join(
            responsible.text or responsible.body or "" for responsible in task.event.responsible
        )
        or "—",
    )
    if task.event.result:
        yield words.text("due.result", result=" ".join(task.event.result.split()))


def due_model(tasks: Sequence[Task], body: Body | None, span: Window) -> Json:
    """{"body", "from", "to", "tasks": [{"turn", "event", "title", "start", "end", …}]}."""
    return {
        "body": body.id if body else None,
        "from": span.start,
        "to": span.end,
        "tasks": [_task_model(task) for task in tasks],
    }


def _task_model(task: Task) -> Json:
    return {
        "turn": task.turn,
        "event": task.roadmap.full_id(task.event.id),
        **picked(task.event, "number title"),
        **picked(task.window, "start end"),
        "responsible": [picked(responsible, "text body") for responsible in task.event.responsible],
        "result": task.event.result,
    }
