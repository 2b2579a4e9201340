"""Nearly the same result in two roadmaps, by different events (L704)."""

from itertools import combinations

from engine.codes.across import RESULT_PROMISED_TWICE
from engine.diagnostics import Finding
from engine.lint.text import Passage, content, event_passages, likeness, normalised, report
from engine.model.project import Project

_TELLING_WORDS = 5
_ALIKE = 0.85
_SAME_TITLE = 0.6
_STAND_FOR_ALL = 2

_Row = tuple[str, Passage]
"""The title of an event, and its result."""


def check_promised_twice(project: Project) -> tuple[Finding, ...]:
    """Each result that an earlier roadmap promises too; copies word for word are L656."""
    rows = _in_two_at_most(_rows(project))
    return tuple(
        report(RESULT_PROMISED_TWICE, later, related=((earlier, "first-here"),))
        for (title, earlier), (other_title, later) in combinations(rows, 2)
        if earlier.subject.roadmap != later.subject.roadmap
        and normalised(earlier.text) != normalised(later.text)
        and likeness(earlier.text, later.text) >= _ALIKE
        and likeness(title, other_title) < _SAME_TITLE
    )


def _in_two_at_most(rows: list[_Row]) -> list[_Row]:
    """Equal rows of two roadmaps stand for those of a hundred."""
    said: dict[tuple[str, str], int] = {}
    kept = []
    for title, result in rows:
        key = (title, normalised(result.text))
        said[key] = said.get(key, 0) + 1
        if said[key] <= _STAND_FOR_ALL:
            kept.append((title, result))
    return kept


def _rows(project: Project) -> list[_Row]:
    rows = []
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            cells = {passage.field: passage for passage in event_passages(roadmap, event)}
            result = cells.get("result")
            if result and not result.lost and len(content(result.text)) >= _TELLING_WORDS:
                rows.append((event.title or "", result))
    return rows
