"""One thing of the plan at two levels: of the district here, of the region there (L791)."""

import re
from collections.abc import Iterable, Iterator

from engine.classes import dataclass
from engine.codes.texts import OTHER_LEVEL, THING_AT_TWO_LEVELS
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.rules.levels_of_bodies import executors_of, stands_at
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    passages_of,
    report,
    roadmap_passages,
    words_of,
)
from engine.lint.text.deeds import stem
from engine.lint.text.levels import LEVEL, OF_ALL_LEVELS, Height, height_of, own_height
from engine.lint.text.morphology import forms, words_before
from engine.lint.text.phrases import ROUNDS
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_NAME = lazy_pattern("^[^«»]{0,40}«(?P<name>[^«»]{3,60})»")
_GOES_THERE = lazy_pattern(
    r"участ[ин]|направлен|направит|представлен|заявк|сопровожд|поддержк|делегац|подготовк\w*\s+к|отбор|для\s|выдвиж|победител|"
    r"результат|итогам|рамках|основе|решени\w+\s+регион|во\s+исполнен|ознаком",
    re.IGNORECASE,
)
_SENDS = lazy_pattern(r"участи|направлен|направит|представлен|выступлен|заявк|защит", re.IGNORECASE)
_PLAN = lazy_pattern(r"карт|программ|план|комплекс|проект|концепци", re.IGNORECASE)
_CARRIES_OUT = lazy_pattern(
    r"(?:реализаци|внедрени|выполнени|исполнени|рамк|участи|сопровожд|достижени|показател|введени)"
    r"[а-яё]*\s+(?:[а-яё]+\s+){0,2}?$",
    re.IGNORECASE,
)
"""«План мероприятий по реализации регионального проекта»: the plan is the district's own."""
_HELD_IN = lazy_pattern(r"\b(?:на|в)\s+(?:заседани\w+\s+|совещани\w+\s+)?$", re.IGNORECASE)
_OPENING = 5


@dataclass(frozen=True, slots=True)
class _Levelled:
    """«муниципального конкурса «Лучший советник»»: its height, noun, attributes, name, place."""

    height: Height
    noun: str
    attributes: tuple[str, ...]
    name: str
    passage: Passage
    span: tuple[int, int]


def check_things_at_two_levels(project: Project) -> tuple[Finding, ...]:
    """Named things under two levels; what a row holds at a level that its own words deny."""
    own, roadmaps = own_height(project), project.roadmaps
    passages = _by_words(passages_of(project)) if own else {}
    return (
        *(found for roadmap in roadmaps for found in _named(project, roadmap)),
        *(found for roadmap in roadmaps for found in _titles(project, roadmap)),
        *(found for roadmap in roadmaps if own for found in _held(project, roadmap, own, passages)),
    )


def _levelled(passage: Passage) -> Iterator[_Levelled]:
    if passage.lost or passage.field in ("responsible", "schedule"):
        return
    for found in LEVEL.finditer(passage.text):
        height = height_of(found["level"])
        name = _NAME.match(passage.text[found.end("noun") :])
        noun = words_of(found["noun"])[0].lemma
        person = "anim" in forms(noun)[0].grammemes  # each level has its coordinator
        if height is not None and noun not in ROUNDS and not person:
            attributes = tuple(map(stem, content(found["between"])))
            yield _Levelled(
                height, noun, attributes, name["name"] if name else "", passage, found.span()
            )


def _named(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    """«муниципального конкурса «Лучший советник»» in one row, «регионального» in the next."""
    things = [each for passage in roadmap_passages(roadmap) for each in _levelled(passage)]
    own = own_height(project)
    called: dict[tuple[str, str], list[_Levelled]] = {}
    for thing in things:
        if thing.name and not _goes_there(thing):
            called.setdefault((thing.noun, thing.name), []).append(thing)
    for of_one in called.values():
        first = min(of_one, key=lambda one: one.height is own)
        others = (each for each in of_one if each.height != first.height)
        if (other := next(others, None)) is not None:
            yield _differ(first, other)


def _goes_there(thing: _Levelled) -> bool:
    """Whether the words before it send somebody to it, or go by what it gave."""
    return bool(_GOES_THERE.search(words_before(thing.passage.text, thing.span[0])))


def _differ(one: _Levelled, other: _Levelled) -> Finding:
    return report(
        THING_AT_TWO_LEVELS, one.passage, one.span,
        other=other.passage.text[slice(*other.span)], related=((other.passage, "named-here"),),
    )  # fmt: skip


def _titles(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    """«Паспорт муниципальной дорожной карты … области»: the plan itself at another level."""
    own = own_height(project)
    for passage in roadmap_passages(roadmap):
        if passage.at.route not in (("title",), ("plan_title",)):
            continue
        for thing in _levelled(passage):
            ahead = len(words_of(words_before(passage.text, thing.span[0]))) < _OPENING
            plan = _PLAN.match(thing.noun) and ahead
            country = thing.height in (None, Height.COUNTRY)
            carries_out = ends_at(_CARRIES_OUT, passage.text, thing.span[0])
            if own and plan and thing.height is not own and not (country or carries_out):
                yield report(OTHER_LEVEL, passage, thing.span)


def _held(
    project: Project, roadmap: Roadmap, own: Height, passages: dict[str, list[Passage]]
) -> Iterator[Finding]:
    """«на муниципальном педагогическом совете» in a kindergarten whose «педагогический совет» it
    is in the result, and in other rows."""
    for event in roadmap.events:
        for passage in event_passages(roadmap, event):
            if passage.field not in ("title", "result"):
                continue
            for thing in _levelled(passage):
                odd = thing.height not in (own, Height.COUNTRY) and _is_own_doing(thing)
                if odd and not stands_at(executors_of(project, event), thing.height):
                    yield from _against(thing, event, passages.get(thing.noun, []), own)


def _by_words(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """The passages by the lemmas of their words: a thing is looked for where its noun stands."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.lost or passage.field == "schedule":
            continue
        for lemma in dict.fromkeys(word.lemma for word in words_of(passage.text)):
            found.setdefault(lemma, []).append(passage)
    return found


def _is_own_doing(thing: _Levelled) -> bool:
    """What the row holds, makes or gives: the place of its deed, or the first thing it names."""
    before = words_before(thing.passage.text, thing.span[0])
    if OF_ALL_LEVELS.match(thing.noun):
        return False
    if _HELD_IN.search(before):
        return not _SENDS.search(before)
    first = len(words_of(before)) <= (thing.passage.field == "title")
    return first and not _GOES_THERE.search(before)


def _against(
    thing: _Levelled, event: Event, passages: list[Passage], own: Height
) -> Iterator[Finding]:
    """The same thing without a level, or at the plan's own, in this row or as a body of others."""
    for other in passages:
        if other.at == thing.passage.at:
            continue
        near = other.subject.kind == "event" and other.subject.id == event.id
        if not near and len(thing.attributes) < 1:
            continue
        span = _unlevelled(other.text, thing, own)
        if span:
            yield report(
                THING_AT_TWO_LEVELS, thing.passage, thing.span, other=other.text[slice(*span)],
                related=((other, "named-here"),),
            )  # fmt: skip
            return


def _unlevelled(text: str, thing: _Levelled, own: Height) -> tuple[int, int] | None:
    """Where the text has the noun with the same attributes and no other level before them."""
    words = words_of(text)
    for at, word in enumerate(words):
        start = at - len(thing.attributes)
        if word.lemma != thing.noun or start < 0:
            continue
        if tuple(stem(each.lemma) for each in words[start:at]) != thing.attributes:
            continue
        level = height_of(words[start - 1].text) if start else None
        if level in (None, own):
            return words[start].start, word.end
    return None
