"""«Ежегодно» in a plan of one year."""

import re
from collections.abc import Iterator

from engine.codes.documents import YEARLY_IN_ONE_YEAR
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import period_of, written
from engine.lint.text.numbering import Item, about
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.schedule.calendar import months_between

_YEARLY = lazy_pattern(r"\bежегодн(?:о|ая|ое|ые|ый)\b", re.IGNORECASE)
_ONE_YEAR = 12

_Told = tuple[Item, str, str]


def check_yearly_work(project: Project) -> tuple[Finding, ...]:
    """A finding for each text that promises every year what the plan can hold once (L623)."""
    return tuple(
        about(
            YEARLY_IN_ONE_YEAR,
            roadmap,
            item,
            route,
            span=match.span(),
            quote=text,
            starts=written(period.start),
            ends=written(period.end),
        )
        for roadmap in project.roadmaps
        if (period := period_of(project, roadmap)) and months_between(period) <= _ONE_YEAR
        for item, route, text in _texts(roadmap)
        if (match := _YEARLY.search(text))
    )


def _texts(roadmap: Roadmap) -> Iterator[_Told]:
    """The schedule of an event, or else its other words; one text an item."""
    yield from ((section, "title", section.title or "") for section in roadmap.sections)
    yield from ((indicator, "text", indicator.text) for indicator in roadmap.indicators)
    for event in roadmap.events:
        told = {
            "schedule": event.schedule.text or "",
            "title": event.title or "",
            "result": event.result or "",
        }
        route = next((name for name, text in told.items() if _YEARLY.search(text)), "title")
        yield event, route, told[route]
