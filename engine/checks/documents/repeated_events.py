"""Rows of one plan with the same title (L658)."""

import re
from collections.abc import Iterator

from engine.checks.texts import content, event_passages, likeness, report
from engine.checks.texts.passages import Passage
from engine.codes.texts import REPEATED_EVENT
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.spec import Roadmap

_SAME = 0.86
_BRACKETS = re.compile(r"\([^()]*\)")
_TELLING_WORDS = 3


def check_repeated_events(project: Project) -> tuple[Finding, ...]:
    """Each row whose title an earlier row of the plan has."""
    plans: dict[str, list[Roadmap]] = {}
    for roadmap in project.roadmaps:
        plans.setdefault(roadmap.plan_title or roadmap.slug, []).append(roadmap)
    return tuple(found for plan in plans.values() for found in _repeated(plan))


def _repeated(plan: list[Roadmap]) -> Iterator[Finding]:
    """Roadmaps under one title are one plan."""
    earlier: list[Passage] = []
    for title in (title for roadmap in plan for title in _titles(roadmap)):
        twin = next((each for each in earlier if _same(each.text, title.text)), None)
        if twin:
            yield report(REPEATED_EVENT, title, related=((twin, "first-here"),))
        earlier.append(title)


def _titles(roadmap: Roadmap) -> Iterator[Passage]:
    for event in roadmap.events:
        for passage in event_passages(roadmap, event):
            if passage.field == "title" and not passage.lost and _tells(passage.text):
                yield passage


def _tells(title: str) -> bool:
    return len(content(title)) >= _TELLING_WORDS


def _same(one: str, other: str) -> bool:
    """The same deed with the same thing; remarks in brackets do not tell them apart."""
    first, second = _BRACKETS.sub(" ", one), _BRACKETS.sub(" ", other)
    return content(first)[:1] == content(second)[:1] and likeness(first, second) >= _SAME
