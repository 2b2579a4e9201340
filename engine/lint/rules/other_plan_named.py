"""The plan's own figures and measures under the name of another document (L758)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_PLAN_NAMED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, roadmap_passages
from engine.lint.text.matters import OF_ONE_PLAN, matters_of
from engine.lint.text.phrases import is_paperwork_family
from engine.lint.text.taken_results import roots
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
    titles = " ".join((*(each for each in named if each), *(each.text for each in roadmap.goals)))
    for passage in roadmap_passages(roadmap):
        if passage.lost or passage.subject.kind == "document":
            continue
        if named_other := _of_another_matter(passage.text, titles):
            yield report(OTHER_PLAN_NAMED, passage, named_other, own=roadmap.title)
            continue
        for found in _OWN_WORK.finditer(passage.text):
            kind = _kind(found["said"])
            if kind is None or re.search(kind, titles, re.IGNORECASE):
                continue
            said = sum(len(re.findall(kind, each.text, re.IGNORECASE)) for each in every)
            if said < _LEAST:
                yield report(OTHER_PLAN_NAMED, passage, found.span("said"), own=roadmap.title)


_NAMED = lazy_pattern(
    r"\b(?:показател|мероприяти|реализаци|выполнени|исполнени|целей|цели|задач|итог|ход)\w*\s+"
    r"(?:плана|программы|комплекса\s+мер|дорожной\s+карты)(?:\s+мероприятий)?\s+по\s+"
    r"(?P<name>[^,;.()«»]{8,120})",
    re.IGNORECASE,
)


def _of_another_matter(text: str, titles: str) -> tuple[int, int] | None:
    """«показателей плана по работе с одарёнными детьми» in a plan of another matter."""
    for found in _NAMED.finditer(text):
        told = [root for root in roots(found["name"]) if not is_paperwork_family(root)]
        strange = matters_of(found["name"]) & OF_ONE_PLAN - matters_of(titles)
        if strange or (len(told) >= _LEAST and not roots(titles) & frozenset(told)):
            return found.span("name")
    return None


def _kind(said: str) -> str | None:
    """The pattern of the kind of document that the words begin with."""
    return next((words for words in _KINDS if re.match(words, said, re.IGNORECASE)), None)
