"""What of a plan becomes an entry of a calendar, in the words of the order; no iCalendar here."""

import re
from collections.abc import Iterator
from datetime import date

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.citations import printed
from engine.model.project import Body, Project
from engine.model.spec import Event, Indicator, Roadmap, Schedule, ScheduleKind, Window
from engine.reports.edition import event_label
from engine.reports.numbers import short_window
from engine.visible import harmless

_REPEATED = (ScheduleKind.RRULE, ScheduleKind.RECURRING)
_SAYS_BY = lazy_pattern(r"\b(?:до|не\s+позднее)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a plan, or an indicator or requirement with a day of its own.

    `uid` is without the occurrence; `lines` are the description; all texts are without control
    characters.
    """

    uid: str
    schedule: Schedule
    summary: str
    lines: tuple[str, ...]
    categories: tuple[str, ...]
    file: str
    """The file of the project where it stands."""

    @property
    def is_deadline(self) -> bool:
        """Whether its days are the last ones on which the work may be done."""
        return _is_deadline(self.schedule)


def calendar_entries(project: Project, words: Catalogue, body: Body | None) -> Iterator[Entry]:
    """All entries in the order of the specs, or those that `body` is responsible for."""
    yield from _of_events(project, words, body)
    yield from _of_indicators(project, words, body)


def one_line(text: str) -> str:
    """Foreign text on one line, without characters that iCalendar does not allow."""
    return harmless(" ".join(text.split()))


def _of_events(project: Project, words: Catalogue, body: Body | None) -> Iterator[Entry]:
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            if body is None or any(
                responsible.body == body.id for responsible in event.responsible
            ):
                yield _of_event(project, roadmap, event, words)


def _of_event(project: Project, roadmap: Roadmap, event: Event, words: Catalogue) -> Entry:
    title = event.title or words.text("plan.lost_title")
    lines = (
        *_schedule_lines(event.schedule, words),
        *_work_lines(event, words),
        words.text("ics.roadmap", title=roadmap.title),
        *_clause_line([*_order(project, roadmap, words), *_row(roadmap, event, words)], words),
    )
    return Entry(
        uid=f"{project.id}.{roadmap.slug}.{event.id}",
        schedule=event.schedule,
        summary=one_line(f"{event_label(roadmap, event)} {title}"),
        lines=tuple(one_line(line) for line in lines),
        categories=(
            *(words.text(f"stage.{stage.value}") for stage in event.stages),
            *_time_category(event.schedule, words),
        ),
        file=event.origin.file,
    )


def _of_indicators(project: Project, words: Catalogue, body: Body | None) -> Iterator[Entry]:
    """Only requirements name a body. They have no roadmap: "_", which is no slug, in the UID."""
    for roadmap in project.roadmaps if body is None else ():
        for indicator in roadmap.indicators:
            if indicator.due:
                yield _of_indicator(project, roadmap, indicator, indicator.due, words)
    for requirement in project.requirements:
        own = body is None or requirement.body == body.id
        if own and requirement.indicator.due:
            due = requirement.indicator.due
            yield _of_indicator(project, None, requirement.indicator, due, words)


def _of_indicator(
    project: Project, roadmap: Roadmap | None, indicator: Indicator, due: date, words: Catalogue
) -> Entry:
    schedule = Schedule(None, ScheduleKind.DEADLINE, (Window(due, due),))
    code = (roadmap.code or roadmap.slug) if roadmap else printed(indicator.clause)
    titles = [words.text("ics.roadmap", title=roadmap.title)] if roadmap else []
    clause = [indicator.clause.text] if indicator.clause else []
    lines = (*titles, *_clause_line([*_order(project, roadmap, words), *clause], words))
    return Entry(
        uid=f"{project.id}.{roadmap.slug if roadmap else '_'}.{indicator.id}.due",
        schedule=schedule,
        summary=one_line(words.text("ics.indicator", code=code, text=indicator.text)),
        lines=tuple(one_line(line) for line in lines),
        categories=(words.text("stage.indicator"), *_time_category(schedule, words)),
        file=indicator.origin.file,
    )


def _schedule_lines(schedule: Schedule, words: Catalogue) -> Iterator[str]:
    """The schedule as printed, and its other readings."""
    if schedule.text:
        yield words.text("ics.schedule", schedule=schedule.printed)
    else:
        yield words.text("ics.no_schedule")
    if schedule.windows and schedule.candidates:
        readings = ", ".join(short_window(candidate, words) for candidate in schedule.candidates)
        yield words.text("ics.other_reading", dates=readings)


def _work_lines(event: Event, words: Catalogue) -> Iterator[str]:
    """Who does it and what comes out."""
    who = ", ".join(responsible.text for responsible in event.responsible if responsible.text)
    if who:
        yield words.text("ics.responsible", who=who)
    if event.result:
        yield words.text("ics.result", result=event.result)


def _clause_line(parts: list[str], words: Catalogue) -> Iterator[str]:
    if parts:
        yield words.text("ics.clause", clause=", ".join(parts))


def _order(project: Project, roadmap: Roadmap | None, words: Catalogue) -> Iterator[str]:
    if project.order.number:
        yield words.text("ics.order", number=project.order.number)
    if roadmap and roadmap.annex:
        yield roadmap.annex


def _row(roadmap: Roadmap, event: Event, words: Catalogue) -> Iterator[str]:
    for section in (each for each in roadmap.sections if each.id == event.section):
        heading = ". ".join(part for part in (section.number, section.title) if part)
        yield words.text("ics.section", heading=heading)
    if event.number:
        yield words.text("ics.item", number=event.number)
    if event.clause:
        yield event.clause.text


def _time_category(schedule: Schedule, words: Catalogue) -> Iterator[str]:
    """By what a reader hides or finds entries: deadlines, the whole period, no date."""
    if not schedule.windows:
        yield words.text("ics.category.undated")
    elif _is_deadline(schedule):
        yield words.text("ics.category.deadline")
    elif schedule.kind is ScheduleKind.CONTINUOUS:
        yield words.text("ics.category.continuous")


def _is_deadline(schedule: Schedule) -> bool:
    """«до 01.11.2021», and a repeated «до 5 числа каждого месяца», whose kind is its repetition."""
    if schedule.kind in _REPEATED:
        single = all(window.start == window.end for window in schedule.windows)
        said = _SAYS_BY.search(schedule.text or "") is not None
        return bool(schedule.windows) and single and said
    return schedule.kind is ScheduleKind.DEADLINE and bool(schedule.windows)
