"""Rows that name or serve another roadmap than their own (L654, L655, L677)."""

from collections.abc import Iterator

from engine.codes.texts import OTHER_DIRECTION_RESULT, OTHER_ROADMAP_NAMED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, content, event_passages, report, roadmap_passages, shared_part
from engine.lint.text.abbreviations import expanded
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_NAMED = lazy_pattern(
    r"дорожн\w+\s+карт(?:у|ы|ой|е|а)[»\"“”]?\)?\s*(?:по\s+)?"
    r"(?P<said>(?:развити|реализаци|внедрени|формировани)\w+\s+"
    r"(?P<name>(?:\w+\s+)?(?:систем\w+|механизм\w+|[А-ЯЁ]*СОКО)[^.;,(«»]*))",
)
_SYSTEM = lazy_pattern(
    r"(?:систем|механизм)\w*\s+(?P<name>.+?)(?=\s+(?:в|на)\s+(?:[А-ЯЁ\d]|\w[А-ЯЁ])|\s*\(|$)"
)
_PERIOD = lazy_pattern(r"\s+(?:в|на)\s+(?:[А-ЯЁ]|\d).*$")
_ANOTHER = 0.5
_SIGNATURE = 4
_SIGNATURE_LEAST = 3


def check_other_roadmap(project: Project) -> tuple[Finding, ...]:
    """Own roadmaps called by another's name, results of another direction."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (*_misnamed(roadmap), *_strange_results(project, roadmap))
    )


def own_titles(roadmap: Roadmap) -> str:
    """The words that name the roadmap."""
    return f"{roadmap.title} {roadmap.plan_title or ''}"


def named_systems(roadmap: Roadmap) -> Iterator[tuple[Passage, tuple[int, int], str]]:
    """Every «дорожная карта … системы …» of its texts, and the name given."""
    for passage in roadmap_passages(roadmap):
        if passage.field == "title" and passage.subject.kind == "document":
            continue
        if found := _NAMED.search(passage.text):
            yield passage, found.span("said"), expanded(_PERIOD.sub("", found["name"]))


def _misnamed(roadmap: Roadmap) -> Iterator[Finding]:
    for passage, span, name in named_systems(roadmap):
        if shared_part(name, own_titles(roadmap)) <= _ANOTHER:
            yield report(OTHER_ROADMAP_NAMED, passage, span, own=roadmap.title)


def _strange_results(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    others = list({each.title: each for each in project.roadmaps if each is not roadmap}.values())
    for event in roadmap.events:
        for passage in event_passages(roadmap, event):
            if passage.field == "result":
                yield from _strange_result(roadmap, others, event, passage)


def _strange_result(
    roadmap: Roadmap, others: list[Roadmap], event: Event, passage: Passage
) -> Iterator[Finding]:
    own = f"{own_titles(roadmap)} {event.title or ''} {dict(event.suggested).get('title', '')}"
    for other in others:
        signature = _signature(other)
        if signature and _holds(passage.text, signature) and not _holds(own, signature):
            yield report(
                OTHER_DIRECTION_RESULT, passage, other=other.title, title=event.title or ""
            )
            return


def _signature(roadmap: Roadmap) -> tuple[str, ...]:
    """The first words that name its system: («оценка», «качество», «подготовка», …)."""
    found = _SYSTEM.search(roadmap.title)
    words = content(found["name"])[:_SIGNATURE] if found else ()
    return words if len(words) >= _SIGNATURE_LEAST else ()


def _holds(text: str, signature: tuple[str, ...]) -> bool:
    words = content(text)
    return any(words[at : at + len(signature)] == signature for at in range(len(words)))
