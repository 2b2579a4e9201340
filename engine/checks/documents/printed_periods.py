"""Another period of the same plan, printed elsewhere in it."""

import re
from collections.abc import Iterator

from engine.checks.wording.dates import plan_years
from engine.checks.wording.pointing import about
from engine.checks.wording.times import period_of, written
from engine.codes.documents import ANOTHER_PERIOD
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.schedules import Window
from engine.model.spec import Roadmap

_THE_PLAN = re.compile(r"дорожн\w+[»\"]?\W+карт|план\w* мероприятий", re.IGNORECASE)
_SCHOOL = 9


def check_printed_periods(project: Project) -> tuple[Finding, ...]:
    """Texts of the passport and the plan that give the roadmap other years than its title (L613)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        if (period := period_of(project, roadmap))
        for found in _judge(roadmap, period)
    )


def _judge(roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    said = {"starts": written(period.start), "ends": written(period.end)}
    for row in roadmap.passport:
        for number, text in enumerate(row.items):
            for quote, span in _other_years(text, period):
                yield about(
                    ANOTHER_PERIOD, roadmap, row, "items", number, span=span, quote=quote, **said
                )
    for event in roadmap.events:
        for quote, span in _other_years(event.title or "", period):
            yield about(ANOTHER_PERIOD, roadmap, event, "title", span=span, quote=quote, **said)


def _other_years(text: str, period: Window) -> Iterator[tuple[str, tuple[int, int]]]:
    for first, last, school, span in plan_years(text):
        if _THE_PLAN.search(text[: span[0]]) and _differs(first, last, school, period):
            yield text[slice(*span)], span


def _differs(first: int, last: int, school: bool, period: Window) -> bool:
    """Other years, or calendar years where the plan is of a school year."""
    if (first, last) == (period.start.year, period.end.year):
        is_school = period.start.month == _SCHOOL
        return is_school and not school
    return first < period.end.year
