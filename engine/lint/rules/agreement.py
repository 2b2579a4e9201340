"""Adjectives that do not agree with what they stand before (L735)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from engine.codes.texts import WORDS_DISAGREE
from engine.diagnostics import Finding
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import forms, is_known
from engine.model.project import Project

_NUMBERS = ("sing", "plur")
_GENDERS = ("masc", "femn", "neut")
_UNSURE = frozenset({"ответственный", "данный", "рабочий", "учащийся", "больной", "подобный"})

Concord = tuple[str, str, str]
"""Case, number and gender of a reading; no gender in the plural."""


def check_agreement(project: Project) -> tuple[Finding, ...]:
    """Each adjective right before a noun, or before another adjective of the same noun."""
    return tuple(
        report(WORDS_DISAGREE, passage, span)
        for passage in passages_of(project)
        if passage.whole
        for span in _disagreeing(passage)
    )


def _disagreeing(passage: Passage) -> Iterator[tuple[int, int]]:
    words = words_of(passage.text)
    before: Word | None = None
    for one, other in pairwise(words):
        counted = before is not None and (before.text.isdigit() or _counts(before.text))
        between = passage.text[one.end : other.start]
        listed = before is not None and _is_one_of_many(before.text, one.text, other.text)
        if between == " " and not (counted or listed) and _disagree(one.text, other.text):
            yield one.start, other.end
        before = one


def _is_one_of_many(before: str, adjective: str, noun: str) -> bool:
    """«цифрового и гуманитарного профилей»: several singular adjectives of one plural noun."""
    joins = before.lower() in ("и", "или") or any(each.part == "ADJF" for each in forms(before))
    cases = {case for case, number, _ in _readings(adjective) if number == "sing"}
    many = {case for case, number, _ in _readings(noun) if number == "plur"}
    return joins and bool(cases & many)


def _counts(word: str) -> bool:
    return any(each.part in ("NUMR", "ADVB") for each in forms(word))


@lru_cache(maxsize=16384)
def _disagree(adjective: str, following: str) -> bool:
    if not (adjective.islower() and following.islower()):
        return False
    if not (is_known(adjective) and is_known(following)) or "-" in adjective + following:
        return False
    if not _is_plain_adjective(adjective):
        return False
    plain = _is_plain_adjective(following) or _is_plain_noun(following)
    return plain and not _readings(adjective) & _readings(following)


def _is_plain_adjective(word: str) -> bool:
    readings = forms(word)
    sure = all(each.part == "ADJF" and "Subx" not in each.grammemes for each in readings)
    return sure and readings[0].lemma not in _UNSURE and "Apro" not in readings[0].grammemes


def _is_plain_noun(word: str) -> bool:
    readings = forms(word)
    known = all(each.part == "NOUN" for each in readings)
    return known and not any({"Fixd", "Name", "Surn"} & each.grammemes for each in readings)


@lru_cache(maxsize=16384)
def _readings(word: str) -> frozenset[Concord]:
    return frozenset(
        agreed for each in forms(word) for agreed in _agreements(each.case, each.grammemes)
    )


def _agreements(case: str, grammemes: frozenset[str]) -> Iterator[Concord]:
    """A plural agrees in number alone; a noun of both genders in either."""
    plain = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}.get(case, case)
    number = next((each for each in _NUMBERS if each in grammemes), "sing")
    if number == "plur":
        yield plain, number, ""
        return
    genders = [each for each in _GENDERS if each in grammemes] or list(_GENDERS)
    yield from ((plain, number, gender) for gender in genders)
