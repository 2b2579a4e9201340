"""One contest, programme or institution of the plan under two names (L768)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine.codes.texts import NAMED_OTHERWISE
from engine.diagnostics import Finding
from engine.lint.text import Passage, report, roadmap_passages, words_of
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import forms
from engine.model.project import Project

_CALLED = re.compile("«(?P<name>[^«»]{3,60})»")
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in quotes, and the noun before it: «конкурс «Учитель года»»."""

    kind: str
    name: tuple[str, ...]
    passage: Passage
    span: tuple[int, int]


def check_names_of_things(project: Project) -> tuple[Finding, ...]:
    """«Город мастеров» in one row, «Город умельцев» in another: one camp, one word apart."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in _odd_ones(list(_names(roadmap_passages(roadmap))))
    )


def _names(passages: tuple[Passage, ...]) -> Iterator[_Name]:
    for passage in passages:
        if passage.lost or passage.field in ("responsible", "schedule"):
            continue
        for found in _CALLED.finditer(passage.text):
            before = words_of(passage.text[: found.start()])
            noun = before[-1] if before and forms(before[-1].text)[0].part == "NOUN" else None
            words = tuple(stem(word.text) for word in words_of(found["name"]))
            if noun and words:
                yield _Name(noun.lemma, words, passage, found.span("name"))


def _odd_ones(names: list[_Name]) -> Iterator[Finding]:
    """A name said in one row, and one said elsewhere of the same kind that differs in one word."""
    rows = Counter({(each.kind, each.name): 0 for each in names})
    for kind, name, _ in {(each.kind, each.name, each.passage.subject) for each in names}:
        rows[kind, name] += 1
    told: set[tuple[str, tuple[str, ...]]] = set()
    later_first = list(reversed(names))
    for each in sorted(later_first, key=lambda one: rows[one.kind, one.name]):
        other = next((one for one in names if _is_twin(each, one)), None)
        pair = other and (other.kind, other.name)
        if other and (each.kind, each.name) not in told and pair not in told:
            told.add((each.kind, each.name))
            text = other.passage.text[slice(*other.span)]
            yield report(
                NAMED_OTHERWISE, each.passage, each.span, other=text,
                related=((other.passage, "named-here"),),
            )  # fmt: skip


def _is_twin(one: _Name, other: _Name) -> bool:
    """Two words or more, all but one the same; ordinals and figures count different things."""
    if one.kind != other.kind or len(one.name) != len(other.name) or len(one.name) < 2:
        return False
    if one.passage.subject == other.passage.subject:
        return False
    differ = [pair for pair in zip(one.name, other.name, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and all(
        len(word) >= _LEAST_LETTERS and word.isalpha() for word in differ[0]
    )
