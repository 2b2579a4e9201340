"""A row out of the course of a section whose other rows stand in order of their dates (L753)."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engine.codes.documents import OUT_OF_COURSE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import first_day, last_day, lasts_all_along, written
from engine.lint.text.deeds import stems
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage

_LEAST_ROWS = 5
_SUBJECT = 3
"""One word of so many makes a measure follow from an analysis; less of it is a theme."""
_CARRIED_OUT = (Stage.RECOMMENDATION, Stage.DECISION)
"""What measures carry out: one shared word is enough."""
_LATER = (Stage.RECOMMENDATION, Stage.DECISION, Stage.MEASURE, Stage.EFFECTIVENESS)

Row = tuple[Event, date]


def check_course_of_sections(project: Project) -> tuple[Finding, ...]:
    """One finding for the one row that breaks the course and that builds on what comes later."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for rows in _sections(roadmap)
        for found in _broken(roadmap, rows) or _before_decision(roadmap, rows)
    ) + tuple(found for roadmap in project.roadmaps for found in _summed_up_early(roadmap))


def _sections(roadmap: Roadmap) -> Iterator[list[Row]]:
    for section in (*(each.id for each in roadmap.sections), None):
        events = (event for event in roadmap.events if event.section == section)
        yield [
            (event, min(window.end for window in event.schedule.windows))
            for event in events
            if event.schedule.windows and not lasts_all_along(event)
        ]


_FOLLOW = 3
"""So many rows that follow the decision make the one before it odd."""


def _before_decision(roadmap: Roadmap, rows: list[Row]) -> list[Finding]:
    """The one measure of a section that is over before the decision at its head, which the others
    follow.
    """
    if not rows or rows[0][0].stages != (Stage.DECISION,):
        return []
    (head, _), *rest = rows
    starts, ends = first_day(head), last_day(head)
    measures = [
        each for each, _ in rest
        if each.stages == (Stage.MEASURE,) and set(each.serves) & set(head.serves)
    ]  # fmt: skip
    early = [measure for measure in measures if starts and (last_day(measure) or starts) < starts]
    late = [
        measure for measure in measures if ends and (first_day(measure) or starts or ends) >= ends
    ]
    if len(early) != 1 or len(late) < _FOLLOW or early[0].after:
        return []
    return [_told(roadmap, early[0], [head])]


_GATHERS = lazy_pattern(
    r"\b(?:сбор|собрать|сведени|данн|отч[её]т|доклад|анализ|оцен|подсч[её]т)\w*\b", re.IGNORECASE
)
_OF_FULFILMENT = lazy_pattern(
    r"(?:достижени\w+\s+(?:целев\w+\s+|план\w+\s+)?(?:показател|цел)|"
    r"(?:выполнени|реализаци|исполнени)\w+\s+(?:плана|дорожн|комплекса мер))",
    re.IGNORECASE,
)
_OF_A_PART = lazy_pattern(r"20\d\d|полугоди|квартал|четверт|промежуточн|ход[еа]?\b", re.IGNORECASE)


def _sums_up(title: str) -> bool:
    gathers = _GATHERS.search(title)
    return bool(gathers and _OF_FULFILMENT.search(title, gathers.end()))


def _summed_up_early(roadmap: Roadmap) -> Iterator[Finding]:
    """«Сбор итоговых сведений о достижении показателей» before the last look at the same goals."""
    sums = [
        each
        for each in roadmap.events
        if _sums_up(each.title or "")
        and not _OF_A_PART.search(each.title or "")
        and len(each.schedule.windows) == 1
        and not lasts_all_along(each)
    ]
    for event in sums:
        ends = last_day(event)
        left = [
            each
            for each in roadmap.events
            if each not in sums
            and Stage.MONITORING in each.stages
            and set(each.serves) & set(event.serves)
            and ends is not None
            and (first_day(each) or ends) > ends
        ]
        if left:
            yield _told(roadmap, event, left)


def _told(roadmap: Roadmap, event: Event, needed: list[Event]) -> Finding:
    ends = last_day(event)
    return about(
        OUT_OF_COURSE, roadmap, event, "schedule",
        related=[beside(roadmap, each, "needed-here", "schedule") for each in needed],
        ends=written(ends), needed=needed[0].title or needed[0].id,
    )  # fmt: skip


def _broken(roadmap: Roadmap, rows: list[Row]) -> list[Finding]:
    """The one row without which the section goes forward, if it builds on a later one."""
    if len(rows) < _LEAST_ROWS or _in_turn(rows):
        return []
    odd = [row for row in rows if _in_turn([each for each in rows if each is not row])]
    for event, ends in odd:
        place = next(at for at, (each, _) in enumerate(rows) if each is event)
        needed = [
            each for each, end in rows[:place]
            if end > ends and not _may_be_over(each, ends) and _builds_on(roadmap, event, each)
        ]  # fmt: skip
        if needed:
            return [_told(roadmap, event, needed)]
    return []


def _may_be_over(work: Event, day: date) -> bool:
    """«IV квартал»: the work may well end before the last day of it."""
    turn = min(work.schedule.windows)
    in_month = (turn.end.year, turn.end.month) == (day.year, day.month)
    return turn.is_of_months and turn.start < day and in_month


def _in_turn(rows: list[Row]) -> bool:
    return all(one <= other for (_, one), (_, other) in pairwise(rows))


def _builds_on(roadmap: Roadmap, event: Event, before: Event) -> bool:
    """A later stage of the same goals; a measure must also speak of the same things."""
    order = list(Stage)
    later = order.index(event.stages[0]) > order.index(before.stages[-1])
    if event.stages[0] not in _LATER or not later or not set(event.serves) & set(before.serves):
        return False
    if event.after and event.stages[0] is Stage.DECISION and before.id not in event.after:
        return False
    if before.stages == (Stage.DECISION,) and set(event.serves) <= set(before.serves):
        return True
    own = frozenset(stems(roadmap.title))
    said, other = (frozenset(stems(each.title or "")) - own for each in (event, before))
    carried_out = before.stages[-1] in _CARRIED_OUT
    least = 1 if carried_out else max(1, min(len(said), len(other)) / _SUBJECT)
    return event.stages[0] is not Stage.MEASURE or len(said & other) >= least
