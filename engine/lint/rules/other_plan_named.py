"""The plan's own figures and measures under the name of another document (L758)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_PLAN_NAMED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, roadmap_passages
from engine.model.project import Project
from engine.model.spec import Roadmap

_KINDS = (
    r"дорожн\w+\W{0,2}\s*карт\w+",
    r"программ\w+\s+развития",
    r"комплекс\w*\s+мер(?:оприятий)?\b",
    r"программ\w+",
    r"стратеги\w+",
    r"концепци\w+",
    r"проект\w*",
    r"план\w{0,2}(?:\s+мероприятий)?",
    r"модел\w+",
)
_OWN_WORK = lazy_pattern(
    r"\b(?:показател|мероприяти|реализаци|выполнени|исполнени|эффективност|действенност|результативност|"
    r"целей|цели|задач|итог|ход)\w*\s+(?:реализации\s+|выполнения\s+|исполнения\s+)?"
    r"(?P<said>[А-ЯЁ][а-яё]+(?:\s+[а-яё]+)?)",
)
_LEAST = 2


def check_other_plan_named(project: Project) -> tuple[Finding, ...]:
    """«показателей Программы развития» in a document that calls itself «Дорожная карта»."""
    every = tuple(passages_of(project))
    return tuple(
        found for roadmap in project.roadmaps for found in _misnamed(project, roadmap, every)
    )


def _misnamed(project: Project, roadmap: Roadmap, every: tuple[Passage, ...]) -> Iterator[Finding]:
    named = (project.title, roadmap.title, roadmap.plan_title, project.order.title)
    titles = " ".join(each for each in named if each)
    for passage in roadmap_passages(roadmap):
        if passage.lost or passage.subject.kind == "document":
            continue
        for found in _OWN_WORK.finditer(passage.text):
            kind = _kind(found["said"])
            if kind is None or re.search(kind, titles, re.IGNORECASE):
                continue
            said = sum(len(re.findall(kind, each.text, re.IGNORECASE)) for each in every)
            if said < _LEAST:
                yield report(OTHER_PLAN_NAMED, passage, found.span("said"), own=roadmap.title)


def _kind(said: str) -> str | None:
    """The pattern of the kind of document that the words begin with."""
    return next((words for words in _KINDS if re.match(words, said, re.IGNORECASE)), None)
