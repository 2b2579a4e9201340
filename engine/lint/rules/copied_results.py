"""The same result for different events (L656, L657)."""

from collections.abc import Iterator
from itertools import combinations, groupby, pairwise

from engine.codes.texts import COPIED_RESULT, SIMILAR_RESULT
from engine.diagnostics import Finding
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    likeness,
    normalised,
    report,
    shared_part,
)
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import can_be
from engine.lint.text.phrases import is_audience, is_paperwork, subject_of
from engine.model.project import Project
from engine.model.spec import Roadmap

_TELLING_WORDS = 6
_SAME_TITLE = 0.6
_SHORT_SUBJECT = 2
_TITLE_EXPLAINS = 0.6
_NEARLY = 0.75

Row = tuple[str, Passage]
"""The title of an event, and its result."""


def check_copied_results(project: Project) -> tuple[Finding, ...]:
    """Each result that stands word for word, or nearly, at an event with another title."""
    rows = _rows(project)
    copies = tuple(_copies(rows))
    seen = {(each.subject, other.subject) for each, other, _ in copies}
    short = [pair for roadmap in project.roadmaps for pair in _short_copies(roadmap)]
    similar = [
        (later, earlier)
        for _, own in groupby(rows, key=lambda row: row[1].subject.roadmap)
        for (title, earlier), (other_title, later) in combinations(own, 2)
        if (later.subject, earlier.subject) not in seen
        and _differ(title, other_title)
        and content(earlier.text)[0] == content(later.text)[0]
        and likeness(earlier.text, later.text) >= _NEARLY
        and not _explained(other_title, later.text)
    ]
    return (
        *(_copied(later, earlier, title) for later, earlier, title in copies),
        *(
            report(SIMILAR_RESULT, one, related=((other, "first-here"),))
            for one, other in (*similar, *short)
        ),
    )


def _short_copies(roadmap: Roadmap) -> Iterator[tuple[Passage, Passage]]:
    """Short results with a subject of their own, the same at rows of other subjects."""
    rows: dict[str, list[tuple[str, Passage, frozenset[str]]]] = {}
    for event in roadmap.events:
        cells = {passage.field: passage for passage in event_passages(roadmap, event)}
        title, result = cells.get("title"), cells.get("result")
        if title is None or result is None or result.lost or title.lost or _tells(result.text):
            continue
        joined = [word for word in content(result.text) if "-" in word]
        told = frozenset(map(stem, (*subject_of(result.text), *joined, *_named(result.text))))
        rows.setdefault(_without_audience(result.text), []).append((title.text, result, told))
    for same in rows.values():
        own = [each for each in same if each[2] & frozenset(map(stem, content(each[0])))]
        for title_text, result, told in same:
            strange = not told & frozenset(map(stem, content(title_text)))
            others = [each for each in (own or same[:1]) if each[1] is not result]
            enough = len(told) >= _SHORT_SUBJECT or bool(own)
            if told and strange and enough and others and _differ(others[0][0], title_text):
                yield result, others[0][1]


def _without_audience(text: str) -> str:
    """«Речевые карты детей» and «Речевые карты» are one result: for whom and where apart."""
    return " ".join(word for word in content(text) if not is_audience(word)) or normalised(text)


def _named(text: str) -> tuple[str, ...]:
    """A paper after a telling adjective is a thing: «штатное расписание»."""
    words = content(text)
    return tuple(
        later
        for earlier, later in pairwise(words)
        if is_paperwork(later) and not is_paperwork(earlier) and can_be(earlier, "ADJF")
    )


def _rows(project: Project) -> list[Row]:
    """Events whose whole title and telling result are known."""
    rows = []
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            cells = {passage.field: passage for passage in event_passages(roadmap, event)}
            title, result = cells.get("title"), cells.get("result")
            if title and result and not result.lost and not title.lost and _tells(result.text):
                rows.append((title.text, result))
    return rows


def _tells(result: str) -> bool:
    return len(content(result)) >= _TELLING_WORDS


def _copies(rows: list[Row]) -> Iterator[tuple[Passage, Passage, str]]:
    """The later result, the first one with the same words, the later title."""
    first: dict[str, Row] = {}
    for title, result in rows:
        earlier_title, earlier = first.setdefault(normalised(result.text), (title, result))
        if earlier is not result and _differ(earlier_title, title):
            yield result, earlier, title


def _copied(later: Passage, earlier: Passage, title: str) -> Finding:
    return report(COPIED_RESULT, later, title=title, related=((earlier, "first-here"),))


def _differ(title: str, other: str) -> bool:
    return likeness(title, other) < _SAME_TITLE


def _explained(title: str, result: str) -> bool:
    """Whether the result mostly says again what its own title says."""
    return shared_part(result, title) >= _TITLE_EXPLAINS
