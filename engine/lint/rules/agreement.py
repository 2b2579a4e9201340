"""Adjectives and participles that do not agree with their nouns (L735)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from engine.codes.texts import WORDS_DISAGREE
from engine.diagnostics import Finding
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import Form, agreements, forms, is_known
from engine.model.project import Project

_UNSURE = frozenset({
    "переменный", "приемный", "приёмный", "учительский", "производный", "составляющий",
    "ответственный", "данный", "рабочий", "учащийся", "больной", "подобный",
})  # fmt: skip


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
    earlier: Word | None = None
    before: Word | None = None
    for one, other in pairwise(words):
        counted = before is not None and (before.text.isdigit() or _counts(before.text))
        between = passage.text[one.end : other.start]
        listed = (
            before is not None
            and _is_one_of_many(before.text, one.text, other.text)
            and not (earlier and _is_of_many(earlier.text, before.text, one.text, other.text))
        )
        first = one.text.lower() if one.start == _opens(passage.text) else one.text
        several = re.match(r"(?:,| и) [а-яё]{3,}", passage.text[other.end :]) and _is_plural(first)
        unsure = counted or listed or several
        if between == " " and not unsure and _disagree(first, other.text):
            yield one.start, other.end
        earlier, before = before, one
    yield from _participles(passage.text, words)
    yield from _passives(passage.text, words)
    yield from _predicates(passage.text, words)
    yield from _subjects(passage.text, words)


def _is_plural(adjective: str) -> bool:
    """«одинаковыми именем и текстом»: one adjective of several nouns."""
    return all(number == "plur" for _, number, _ in agreements(adjective))


def _opens(text: str) -> int:
    """Where the first word stands, after quotes and brackets."""
    return len(text) - len(text.lstrip(' «("—–-'))


def _passives(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """«Утверждённый положение»: a passive participle before a thing in the nominative."""
    for at, (one, other) in enumerate(pairwise(words)):
        if text[one.end : other.start] != " " or not _is_passive(one.text.lower(), other.text):
            continue
        later = words[at + 2 : at + 2 + _SAID_AFTER]
        first = words[at - 1].text if at else ""
        listed = re.match(r"\s*(?:,|и\s)", text[other.end :]) or first.lower() in ("и", "или")
        listed = listed or text[: one.start].rstrip().endswith(",")
        ahead = any(
            forms(each.text)[0].part == "NOUN" and agreements(one.text) & agreements(each.text)
            for each in later
        )
        if not listed and not ahead:
            yield one.start, other.end


@lru_cache(maxsize=16384)
def _is_passive(participle: str, noun: str) -> bool:
    if not (noun.islower() and is_known(participle) and is_known(noun)):
        return False
    said, things = forms(participle), forms(noun)
    if not {each.part for each in said} <= {"PRTF", "ADJF"} or any(
        each.part != "NOUN" for each in things
    ):
        return False
    passive = any("pssv" in each.grammemes for each in said)
    plain = all(each.case in ("nomn", "accs") for each in things) and not any(
        {"Fixd", "Pltm"} & each.grammemes for each in things
    )
    return passive and plain and not agreements(participle) & agreements(noun)


_SAID_BEFORE = 25
_SAID_AFTER = 4
"""«…, разработанные участниками карточки»: the noun may follow."""
_NOMINAL = ("NOUN", "NPRO", "NUMR", "ADJF", "PRTF")


def _participles(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """«учителей, работающим в …»: a participle after a comma that agrees with no noun before it."""
    for at, (one, other) in enumerate(pairwise(words)):
        if text[one.end : other.start] != ", " or not _is_participle(other.text):
            continue
        nouns = [
            each
            for each in words[max(0, at + 1 - _SAID_BEFORE) : at + 1]
            if any(reading.part in _NOMINAL for reading in forms(each.text))
        ]
        unsure = any(
            not is_known(each.text) or each.text.isdigit() or each.text.isupper()
            for each in words[max(0, at + 1 - _SAID_BEFORE) : at + 1]
        )
        if not nouns or unsure:
            continue
        ahead = any(
            forms(each.text)[0].part == "NOUN" and agreements(each.text) & agreements(other.text)
            for each in words[at + 2 : at + 2 + _SAID_AFTER]
        )
        agree = [each for each in nouns if agreements(each.text) & agreements(other.text)]
        if not ahead and (not agree or _is_of_persons(nouns[-1].text, other, agree)):
            yield nouns[-1].start, other.end


_OF_PERSONS = frozenset({"работать", "участвовать", "преподавать", "обучаться", "проживать"})


def _is_of_persons(nearest: str, participle: Word, agree: list[Word]) -> bool:
    """«выплат учителям, работающих в …»: what only persons do, after persons in another case."""
    return (
        participle.lemma in _OF_PERSONS
        and all("anim" in each.grammemes for each in forms(nearest))
        and not any("anim" in forms(each.text)[0].grammemes for each in agree)
        and not any(forms(each.text)[0].part in ("NPRO", "ADJF", "PRTF") for each in agree)
    )


@lru_cache(maxsize=16384)
def _is_participle(word: str) -> bool:
    readings = forms(word)
    return word.islower() and is_known(word) and {each.part for each in readings} == {"PRTF"}


def _predicates(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """«Проведена семинар»: a short participle before its noun, in another gender or number."""
    for one, other in pairwise(words):
        if text[one.end : other.start] == " " and _differ(one.text.lower(), other.text):
            many = "plur" in forms(one.text)[0].grammemes
            listed = many and re.match(r"[^.;]*(?:,|\sи\s)", text[other.end :])
            if not listed:
                yield one.start, other.end


def _subjects(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """«выпускники которых показал»: a plural subject and a verb in the singular."""
    for at, (one, other) in enumerate(pairwise(words)):
        subject = words[at - 1] if at and one.lemma == "который" else one
        plain = text[subject.end : other.start].replace(one.text, "").isspace()
        if plain and _is_subject_of_many(subject.text) and _is_of_one(other.text):
            yield subject.start, other.end


@lru_cache(maxsize=16384)
def _is_subject_of_many(noun: str) -> bool:
    readings = forms(noun)
    return is_known(noun) and all(
        each.part == "NOUN" and {"plur", "anim"} <= each.grammemes and each.case == "nomn"
        for each in readings
    )


@lru_cache(maxsize=16384)
def _is_of_one(verb: str) -> bool:
    readings = forms(verb)
    return is_known(verb) and all(
        each.part == "VERB" and "sing" in each.grammemes and "neut" not in each.grammemes
        for each in readings
    )


@lru_cache(maxsize=16384)
def _differ(participle: str, noun: str) -> bool:
    if not noun.islower() or noun == "друг" or not (is_known(participle) and is_known(noun)):
        return False
    short, nouns = forms(participle), forms(noun)
    if {each.part for each in short} != {"PRTS"} or {each.part for each in nouns} != {"NOUN"}:
        return False
    if any({"Fixd", "ms-f", "Ms-f", "Pltm"} & each.grammemes for each in nouns):
        return False
    said = {made for made in agreements(noun) if made[0] == "nomn"}
    return bool(said) and said.isdisjoint(map(_nominative, short))


def _nominative(form: Form) -> tuple[str, str, str]:
    number = "plur" if "plur" in form.grammemes else "sing"
    gender = next((each for each in ("masc", "femn", "neut") if each in form.grammemes), "")
    return "nomn", number, "" if number == "plur" else gender


def _is_one_of_many(before: str, adjective: str, noun: str) -> bool:
    """«цифрового и гуманитарного профилей»: several singular adjectives of one plural noun."""
    joins = before.lower() in ("и", "или") or any(each.part == "ADJF" for each in forms(before))
    cases = {case for case, number, _ in agreements(adjective) if number == "sing"}
    many = {case for case, number, _ in agreements(noun) if number == "plur"}
    return joins and bool(cases & many)


@lru_cache(maxsize=16384)
def _is_of_many(first: str, joins: str, adjective: str, noun: str) -> bool:
    """«предметным и методической компетенциям»: both must be plural."""
    if joins.lower() not in ("и", "или") or not _is_plain_adjective(first):
        return False
    cases = {case for case, number, _ in agreements(noun) if number == "plur"}
    cases &= {case for case, _, _ in agreements(adjective)}
    said = {number for case, number, _ in agreements(first) if case in cases}
    return said == {"plur"}


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
    return plain and not agreements(adjective) & agreements(following)


def _is_plain_adjective(word: str) -> bool:
    readings = forms(word)
    sure = all(each.part == "ADJF" and "Subx" not in each.grammemes for each in readings)
    return sure and readings[0].lemma not in _UNSURE and "Apro" not in readings[0].grammemes


def _is_plain_noun(word: str) -> bool:
    readings = forms(word)
    known = all(each.part == "NOUN" for each in readings)
    return known and not any({"Fixd", "Name", "Surn"} & each.grammemes for each in readings)
