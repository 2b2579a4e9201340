"""Where the events of a project stand on a day: its pictures, and whose turn it is, in a child."""

from datetime import date
from pathlib import Path
from typing import Any

from engine.children import Value
from engine.cycle import order_events
from engine.judging import events_at
from engine.load import load_project
from engine.messages import Language, catalogue
from engine.model.project import Project
from engine.options import Options
from engine.plain import to_plain
from engine.reports.charts.matrix import matrix_picture
from engine.reports.charts.svg import Layout
from engine.reports.charts.timeline import timeline_pictures
from engine.reports.content.due import due_model, due_text, month_of, tasks_of, week_of
from engine.runs.databases import database_addresses


def draw_roadmap(folder: str, slug: str, day: str, place: str, lang: str) -> Value:
    """Pictures of a roadmap by their widths; `place` is the address of its page, below which the
    events have pages of their own. None where there is no such roadmap."""
    project, words, today = _project(folder), catalogue(Language(lang)), date.fromisoformat(day)
    roadmap = project.roadmap(slug) if project else None
    if project is None or roadmap is None:
        return None
    ordering, _ = order_events(project)
    rows = [row for row in ordering.matrix if row.roadmap == slug]
    stands = [event for event in events_at(project, _options(today)) if event.roadmap == slug]
    events = {event.id for event in roadmap.events}

    def address(id: str) -> str:
        return (
            f"{place.replace('/roadmaps/', '/events/')}/{id}" if id in events else f"{place}#{id}"
        )

    drawn: dict[str, Value] = {"matrix": [], "timeline": []}
    for layout in Layout:
        if rows:
            made = matrix_picture(roadmap, rows, words, layout=layout, address=address)
            drawn["matrix"] = [*_listed(drawn["matrix"]), [layout.value, made]]
        drawn["timeline"] = [*_listed(drawn["timeline"]), *(
            [layout.value, picture]
            for picture in timeline_pictures(
                roadmap, stands, words, period=roadmap.period or project.period, as_of=today,
                layout=layout, address=address,
            )
        )]  # fmt: skip
    return drawn


def _listed(value: Any) -> list[Value]:
    return list(value)


def whose_turn(folder: str, body: str, span: str, day: str, lang: str) -> Value:
    """What is due of a body (empty: of anybody) in the week or month about a day: the model of
    `plan --for`, and its text, ready to send. None where there is no such body."""
    project, words, today = _project(folder), catalogue(Language(lang)), date.fromisoformat(day)
    if project is None:
        return None
    whose = next((each for each in project.bodies if each.id == body), None)
    if body and whose is None:
        return None
    window = (month_of if span == "month" else week_of)(today)
    tasks = tasks_of(project, events_at(project, _options(today)), whose, window, today)
    model: Any = to_plain(due_model(tasks, whose, window))
    return {**model, "text": due_text(project, tasks, whose, window, words)}


def _project(folder: str) -> Project | None:
    return load_project(Path(folder)).project


def _options(day: date) -> Options:
    return Options(day, None, database_addresses())
