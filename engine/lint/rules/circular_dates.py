"""Dates that lead nowhere: to the roadmap itself, to what the event itself draws up, to no plan."""

import re
from collections.abc import Iterator

from engine.codes.documents import CIRCULAR_SCHEDULE, SCHEDULE_ELSEWHERE
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stems
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind

_ROADMAP_ITSELF = lazy_pattern(r"дорожн\w+[»\"]?\s+карт|настоящ\w+ план", re.IGNORECASE)
_OF_OTHERS = lazy_pattern(r"регион|федерал|област|министер|департамент\w* (?:област|кра)", re.I)
_SCHEDULE = lazy_pattern(r"график|план", re.IGNORECASE)
_DRAWS_UP = lazy_pattern(r"^\W*(?:разработ|составлен|утвержден|формирован)", re.IGNORECASE)
_VAGUE = frozenset(
    stems(
        "график графики отдельный план план-график работы сроки проведения мероприятий утвержденный"
    )
)


def check_circular_dates(project: Project) -> tuple[Finding, ...]:
    """Schedules that refer to themselves (L621) or to a plan that nobody can name (L622)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in _judge(roadmap, event)
    )


def _judge(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    text = event.schedule.text or ""
    if event.schedule.anchor is None or event.schedule.kind is ScheduleKind.RELATIVE:
        return
    if _is_circular(event, text):
        yield _finding(CIRCULAR_SCHEDULE, roadmap, event, text)
    elif not event.schedule.windows and _is_vague(event.schedule.anchor):
        yield _finding(SCHEDULE_ELSEWHERE, roadmap, event, text)


def _is_circular(event: Event, text: str) -> bool:
    if _ROADMAP_ITSELF.search(text) and not _OF_OTHERS.search(text):
        return True
    return _draws_up_its_own(event)


def _draws_up_its_own(event: Event) -> bool:
    """«Разработка плана-графика ВПР» dated «в соответствии с графиком ВПР»."""
    title, anchor = event.title or "", event.schedule.anchor or ""
    made = bool(_DRAWS_UP.search(title)) and bool(_SCHEDULE.search(title))
    named = frozenset(stems(anchor)) - _VAGUE
    return made and bool(_SCHEDULE.search(anchor)) and bool(named) and _holds(title, anchor, named)


def _holds(title: str, anchor: str, named: frozenset[str]) -> bool:
    acronyms = set(re.findall(r"\b[А-ЯЁ]{2,}\b", anchor))
    told = set(re.findall(r"\b[А-ЯЁ]{2,}\b", title))
    return named <= frozenset(stems(title)) and acronyms <= told


def _is_vague(anchor: str) -> bool:
    return frozenset(stems(anchor)) <= _VAGUE


def _finding(code: Code, roadmap: Roadmap, event: Event, text: str) -> Finding:
    anchor = event.schedule.anchor or ""
    return about(code, roadmap, event, "schedule", quote=text, anchor=anchor)
