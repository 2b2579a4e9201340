"""The same indicator twice: with and without a figure, with two figures (L664–L667)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from engine.codes.texts import (
    DEMANDS_IN_CONFLICT,
    INDICATORS_IN_CONFLICT,
    REPEATED_INDICATOR,
    TWIN_WITHOUT_FIGURE,
)
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, content, indicator_passages, likeness, report
from engine.lint.text.abbreviations import expanded
from engine.lint.text.morphology import can_be
from engine.lint.text.phrases import family, is_paperwork
from engine.model.project import Project
from engine.model.spec import Roadmap

_FIGURE = lazy_pattern(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|тыс|чел|шт|балл|процент)?", re.I)
_GRADE = lazy_pattern(r"\d[\d\s,и–-]{0,60}(?:класс|год|лет|учебн)\w*", re.I)
_EVERY = lazy_pattern(r"\b(?:кажд\w+|все[хм]?)\b", re.I)
_YEAR = lazy_pattern(r"\b20\d\d\b")
_SAME = 0.8
_MOSTLY = 0.45
_OVERHEAD = frozenset({"обеспечение", "наличие", "охват", "процент", "менее", "ежегодно"})
_ALL = ("100", "%")


def check_twin_indicators(project: Project) -> tuple[Finding, ...]:
    """Each indicator that repeats or contradicts an earlier one of its roadmap."""
    return tuple(found for roadmap in project.roadmaps for found in _twins(roadmap))


def _twins(roadmap: Roadmap) -> Iterator[Finding]:
    for earlier, later in combinations(indicator_passages(roadmap), 2):
        if earlier.lost or later.lost:
            continue
        code = _fault(earlier.text, later.text)
        if code:
            figured = code is TWIN_WITHOUT_FIGURE and bool(figures(earlier.text))
            one, other = (later, earlier) if figured or code is not TWIN_WITHOUT_FIGURE else (
                earlier, later
            )  # fmt: skip
            yield _finding(code, one, other)


def _finding(code: Code, passage: Passage, other: Passage) -> Finding:
    return report(code, passage, other=other.text, related=((other, "first-here"),))


def _fault(earlier: str, later: str) -> Code | None:
    one, other = demand(earlier), demand(later)
    first, second = figures(earlier), figures(later)
    if one and one == other and first != second and years_named(earlier) == years_named(later):
        if not first or not second:
            return TWIN_WITHOUT_FIGURE
        return INDICATORS_IN_CONFLICT if same_units(first, second) else None
    if _same_thing(earlier, later) and first and second and first != second:
        return INDICATORS_IN_CONFLICT if same_units(first, second) else None
    if first == second and _same(one, other):
        return REPEATED_INDICATOR
    return DEMANDS_IN_CONFLICT if _same_group_other_deed(earlier, later) else None


_COUNTING = frozenset({
    "количество", "число", "доля", "процент", "показатель", "составлять", "составить", "быть",
    "являться", "достигать", "удельный", "вес", "общий", "всего", "менее", "более", "ниже", "выше",
    "равный", "значение",
})  # fmt: skip
"""Words that only introduce a figure."""
_SAME_THING = 0.8


def _same_thing(earlier: str, later: str) -> bool:
    """Whether both count one thing in other words: «подписано 12 соглашений», «количество
    подписанных соглашений – 10».
    """
    if years_named(earlier) != years_named(later) or _grades(earlier) != _grades(later):
        return False
    one, other = _things(earlier), _things(later)
    least = min(len(one), len(other))
    return least >= _LEAST_THINGS and len(one & other) >= _SAME_THING * len(one | other)


_LEAST_THINGS = 3


@lru_cache(maxsize=4096)
def _things(text: str) -> frozenset[str]:
    told = (word for word in demand(text) if word not in _COUNTING and word.isalpha())
    return frozenset(family(word) for word in told)


@lru_cache(maxsize=4096)
def _grades(text: str) -> frozenset[str]:
    return frozenset(one for found in _GRADE.findall(text) for one in re.findall(r"\d+", found))


def years_named(text: str) -> set[str]:
    """The years that stand in the text."""
    return set(_YEAR.findall(text))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One of them says all that the other says, and hardly more."""
    held = set(one) <= set(other) or set(other) <= set(one)
    return held and likeness(" ".join(one), " ".join(other)) >= _SAME


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[tuple[str, str], ...]:
    """Numbers to reach with their units; grades and years are none."""
    plain = _GRADE.sub(" ", text)
    found = [(each["number"].replace(",", "."), (each["unit"] or "").lower())
             for each in _FIGURE.finditer(plain)]  # fmt: skip
    return (*found, _ALL) if not found and _EVERY.search(plain) else tuple(found)


@lru_cache(maxsize=4096)
def demand(text: str) -> tuple[str, ...]:
    """The words of the demand without its figure and without those that only introduce it."""
    bare = _FIGURE.sub(" ", re.sub(r"не\s+(?:менее|более)", " ", _GRADE.sub(" ", text)))
    words = (word for word in content(expanded(bare)) if word not in _OVERHEAD)
    return tuple(_one_kind(word) for word in words)


def _one_kind(word: str) -> str:
    """«Общеобразовательные организации» and «ОО» count as one thing."""
    return {"общеобразовательный": "образовательный"}.get(word, word)


def same_units(first: tuple[tuple[str, str], ...], second: tuple[tuple[str, str], ...]) -> bool:
    """Whether both count in the same units, in the same order."""
    return [unit for _, unit in first] == [unit for _, unit in second]


def _same_group_other_deed(earlier: str, later: str) -> bool:
    """«100 % выпускников продолжили …» twice, each with another continuation."""
    if _ALL not in figures(earlier) or _ALL not in figures(later):
        return False
    one, other = demand(earlier), demand(later)
    return (
        bool(one and other)
        and one[0] == other[0]
        and bool(_verbs(one) & _verbs(other))
        and likeness(" ".join(one), " ".join(other)) >= _MOSTLY
        and not _are_two_papers(set(one), set(other))
    )


def _are_two_papers(one: set[str], other: set[str]) -> bool:
    """«в каждой школе утверждена программа», «… утвержден план»: one may well have both."""
    return all(any(map(is_paperwork, words)) for words in (one - other, other - one))


def _verbs(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if can_be(word, "INFN", "VERB")}
