"""Headings that give their rows a time, and rows of another one (L625)."""

from collections.abc import Iterator

from engine.codes.documents import DATE_AGAINST_SCHEDULE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import period_of
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Section, Window
from engine.schedule import resolve_schedule

_BRACKETED = lazy_pattern(r"\((?P<when>[^()]*\d[^()]*)\)")
_AT_END = lazy_pattern(r"[.:–—-]\s+(?P<when>[^.:()]*20\d\d\s*(?:г\.|год[а-я]*)[^.:()]*)$")
_YEAR = lazy_pattern(r"20\d\d")


def check_dates_of_sections(project: Project) -> tuple[Finding, ...]:
    """«Подготовительный этап (I полугодие 2025 года)» over a row of April 2026: the row, or the
    heading where none of its rows is of that time.
    """
    return tuple(
        found
        for roadmap in project.roadmaps
        for section in roadmap.sections
        for found in _of_section(roadmap, section, period_of(project, roadmap))
    )


def _of_section(roadmap: Roadmap, section: Section, period: Window | None) -> Iterator[Finding]:
    title = section.title or ""
    said = _BRACKETED.search(title) or _AT_END.search(title)
    read = resolve_schedule(said["when"], period) if said else None
    if said is None or read is None or not read.windows or read.remarks or section.lost:
        return
    if not _YEAR.search(said["when"]):
        return
    frame = Window(min(each.start for each in read.windows), max(each.end for each in read.windows))
    rows = [
        each
        for each in roadmap.events
        if each.section == section.id and each.schedule.windows and not each.lost
    ]
    outside = [each for each in rows if _is_outside(each, frame)]
    told = [[each] for each in outside] if len(outside) * 2 < len(rows) else []
    if outside and len(outside) == len(rows):
        told = [outside]
    for events in told:
        yield about(
            DATE_AGAINST_SCHEDULE, roadmap, section, "title", span=said.span("when"),
            related=[beside(roadmap, each, "scheduled-here", "schedule") for each in events],
            quote=said["when"], schedule=events[0].schedule.text or "",
            title=events[0].title or events[0].id,
        )  # fmt: skip


def _is_outside(event: Event, frame: Window) -> bool:
    """Whether no turn of the row meets the time of its heading."""
    return all(each.end < frame.start or each.start > frame.end for each in event.schedule.windows)
