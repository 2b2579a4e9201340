"""A council is made, and a commission for the same meets (L768); the title of the order speaks of
another subject than its plan (L795)."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.classes import dataclass
from engine.codes.orders import ORDER_OF_OTHER_SUBJECT
from engine.codes.texts import NAMED_OTHERWISE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    passages_of,
    report,
    roadmap_passages,
    words_of,
)
from engine.lint.text.abbreviations import spelled_out
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, can_be
from engine.lint.text.phrases import family, is_audience, printed, subject_of
from engine.lint.text.things import Use, use_of
from engine.model.project import Project
from engine.model.spec import Roadmap

_HEADS = frozenset({
    "совет", "комиссия", "комитет", "штаб", "группа", "коллегия", "команда", "оргкомитет",
    "объединение", "ассоциация", "консилиум", "служба", "клуб", "президиум",
})  # fmt: skip
_PLAN = lazy_pattern(
    r"\b(?:план|программ|карт|комплекс|мер|мероприяти|проект|концепци)(?:[аыуи]|ов|ом|ой)?\b",
    re.IGNORECASE,
)
"""What is approved; after it stands what it is about."""
_FOR = frozenset({"по", "для"})
_OPENING = 4
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Body:
    """«муниципального совета по воспитанию»: head, attributes before, what it is for."""

    head: str
    attributes: frozenset[str]
    purpose: frozenset[str]
    passage: Passage
    span: tuple[int, int]


def check_bodies_made_and_met(project: Project) -> tuple[Finding, ...]:
    """The odd name of each body that a plan makes; the title of the order."""
    return (
        *(found for roadmap in project.roadmaps for found in _odd(project, roadmap)),
        *(found for roadmap in project.roadmaps for found in _in_results(roadmap)),
        *_of_order(project),
    )


def _in_results(roadmap: Roadmap) -> Iterator[Finding]:
    """«Создание экспертной комиссии», and the order is on the certifying commission."""
    for event in roadmap.events:
        cells = {each.field: each for each in event_passages(roadmap, event) if not each.lost}
        if "title" not in cells or "result" not in cells:
            continue
        made = [body for body in _bodies(cells["title"]) if _is_made(body)]
        given = list(_bodies(cells["result"]))
        one, other = (made[0], given[0]) if len(made) == len(given) == 1 else (None, None)
        if one and other and one.head == other.head and _are_of_two(one, other):
            yield report(
                NAMED_OTHERWISE, other.passage, other.span,
                other=one.passage.text[slice(*one.span)], related=((one.passage, "named-here"),),
            )  # fmt: skip


def _are_of_two(one: _Body, other: _Body) -> bool:
    """Whether each has an attribute that the other has not."""
    return bool(one.attributes - other.attributes) and bool(other.attributes - one.attributes)


def _odd(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    """A body said once, under the attributes of one that the plan makes and has under its own
    name elsewhere."""
    texts = [each for each in roadmap_passages(roadmap) if not each.lost]
    bodies = [body for each in texts for body in _bodies(each)]
    declared = {stem(word) for body in project.bodies for word in content(body.name)[:_LEAST]}
    times = Counter(body.head for body in bodies)
    for made in (body for body in bodies if _is_made(body)):
        for other in bodies:
            odd = times[other.head] == 1 and not _is_made(other)
            known = not other.purpose and stem(other.head) in declared
            if odd and not known and _is_same_but_head(made, other) and times[made.head] > 1:
                yield report(
                    NAMED_OTHERWISE, other.passage, other.span,
                    other=made.passage.text[slice(*made.span)],
                    related=((made.passage, "named-here"),),
                )  # fmt: skip


def _bodies(passage: Passage) -> Iterator[_Body]:
    words = words_of(passage.text) if passage.field in ("title", "result") else ()
    for at, word in enumerate(words):
        if word.lemma in _HEADS and can_be(word.text, "NOUN"):
            before = _attributes(words, at)
            after, end = _purpose(words, at)
            start = before[0].start if before else word.start
            attributes = frozenset(stem(each.lemma) for each in before)
            yield _Body(word.lemma, attributes, after, passage, (start, end))


def _attributes(words: tuple[Word, ...], at: int) -> list[Word]:
    found: list[Word] = []
    for word in reversed(words[:at]):
        if not can_be(word.text, "ADJF") or can_be(word.text, "NOUN", "PREP"):
            break
        found.insert(0, word)
    return found


def _purpose(words: tuple[Word, ...], at: int) -> tuple[frozenset[str], int]:
    """The words of «по воспитанию», and where they end; none is an empty set."""
    rest = words[at + 1 :]
    if not rest or rest[0].text.lower() not in _FOR:
        return frozenset(), words[at].end
    noun = next((word for word in rest[1:] if can_be(word.text, "NOUN")), None)
    if noun is None:
        return frozenset(), words[at].end
    told = [word for word in rest[1:] if word.start <= noun.start]
    return frozenset(stem(word.lemma) for word in told), noun.end


def _is_made(body: _Body) -> bool:
    """«Создание … совета», «Положение о … совете»: made there."""
    opening = words_of(body.passage.text)[:_OPENING]
    before = [word for word in opening if word.start < body.span[0]]
    return any(use_of(word.text) in (Use.MAKE, Use.APPROVE) for word in before)


def _is_same_but_head(made: _Body, other: _Body) -> bool:
    """Other head, the same purpose; where one of the two says none, the same attributes."""
    if made.head == other.head or other.passage.subject == made.passage.subject:
        return False
    if made.purpose and other.purpose:
        return made.purpose == other.purpose
    return bool(made.attributes) and made.attributes == other.attributes


def _of_order(project: Project) -> Iterator[Finding]:
    """«Об утверждении программы патриотического воспитания» above a plan of preschool quality."""
    names = [project.title, *project.order.annexes]
    goals: set[str] = set()
    for roadmap in project.roadmaps:
        names += [roadmap.title, roadmap.plan_title or ""]
        goals |= {word for goal in roadmap.goals for word in content(spelled_out(goal.text))}
    known = {family(word) for name in names for word in content(spelled_out(name))}
    for passage in passages_of(project):
        if passage.at.route != ("order", "title") or passage.lost:
            continue
        said = subject_of(_PLAN.split(spelled_out(passage.text), maxsplit=1)[-1])
        told = tuple(each for each in said if _tells(project, each))
        if len(told) >= _LEAST and not any(family(word) in known or word in goals for word in told):
            yield report(
                ORDER_OF_OTHER_SUBJECT, passage, strange=printed(passage.text, told) or told
            )


def _tells(project: Project, word: str) -> bool:
    """Whether the word tells a subject: not for whom, and not whose the order is."""
    whose = project.municipality
    own = {
        family(each)
        for each in content(f"{whose.name} {whose.genitive or ''} {whose.region or ''}")
    }
    return not is_audience(word) and family(word) not in own
