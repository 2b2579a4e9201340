"""A clause of the order charges one body with a work, the plan another (L790)."""

import re
from collections.abc import Iterator

from engine.codes.orders import CLAUSE_AGAINST_EXECUTOR
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, normalised, passages_of, report
from engine.lint.text.abbreviations import introductions
from engine.lint.text.errands import Errand, errands_of, is_body, row_of
from engine.lint.text.passages import event_passages
from engine.model.project import Body, Project
from engine.model.spec import Event, Roadmap

_NUMBERED = lazy_pattern(r"^\W*(?P<number>\d{1,2}(?:\.\d{1,2})*)")


def check_clauses_and_executors(project: Project) -> tuple[Finding, ...]:
    """«Старшему воспитателю ознакомить педагогов …» in the order, «Завхоз» in that row."""
    clauses = [
        passage
        for passage in passages_of(project)
        if passage.subject.roadmap is None and passage.field == "preamble" and not passage.lost
    ]
    return tuple(found for passage in clauses for found in _judge(project, passage, clauses))


def _judge(project: Project, passage: Passage, clauses: list[Passage]) -> Iterator[Finding]:
    for errand in errands_of(passage.text):
        body = charged(project, errand.who or _above(passage, clauses))
        for roadmap in project.roadmaps if body else ():
            event = row_of(errand, roadmap.events)
            if event and body and _is_others(project, event, body):
                yield _finding(roadmap, event, passage, errand, body)


def _finding(
    roadmap: Roadmap, event: Event, passage: Passage, errand: Errand, body: Body
) -> Finding:
    cells = [each for each in event_passages(roadmap, event) if each.field == "responsible"]
    return report(
        CLAUSE_AGAINST_EXECUTOR, passage, body=body.name, title=event.title or event.id,
        other=tuple(each.text for each in cells),
        related=tuple((each, "named-here") for each in cells),
    )  # fmt: skip


def _above(passage: Passage, clauses: list[Passage]) -> str:
    """«2. Директору центра:» above «2.1. ознакомить …» says who."""
    number = _NUMBERED.match(passage.text)
    if number is None or "." not in number["number"]:
        return ""
    parent = number["number"].rsplit(".", 1)[0]
    for clause in clauses:
        found = _NUMBERED.match(clause.text)
        if found and found["number"] == parent:
            return re.sub(r"\b[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|\([^()]*\)", " ",
                          clause.text[found.end() :]).strip(" .:")  # fmt: skip
    return ""


def charged(project: Project, who: str) -> Body | None:
    """The one body that the words before the verb name; of several the one named in full."""
    named = [
        (len(normalised(name)), body)
        for body in project.bodies
        for name in _names(project, body)
        if is_body(who, name)
    ]
    longest = max((length for length, _ in named), default=0)
    bodies = {body.id: body for length, body in named if length == longest}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _names(project: Project, body: Body) -> tuple[str, ...]:
    """As declared, and what the document introduces an abbreviation for."""
    own = (body.name, *body.aliases)
    made = introductions(passages_of(project))
    return (*own, *(each.meaning for each in made if each.short in own))


def _is_others(project: Project, event: Event, body: Body) -> bool:
    """Whether the row has executors, each is a declared body, and none of them is this one."""
    own = [each.body for each in event.responsible]
    if not own or None in own or body.id in own:
        return False
    texts = [normalised(each.text or "") for each in event.responsible]
    names = [normalised(name) for name in _names(project, body)]
    return not any(one in other or other in one for one in names for other in texts if other)
