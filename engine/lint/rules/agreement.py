"""Adjectives and participles that do not agree with their nouns (L735)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from engine.codes.texts import WORDS_DISAGREE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import Form, agreements, cases_of, ends_before, forms, is_known
from engine.model.project import Project
from engine.schedule import month_number

_ONE_MORE = lazy_pattern(r"(?:,| и) [а-яё]{3,}")
_LISTED = lazy_pattern(r"\s*(?:,|и\s)")
_LISTED_LATER = lazy_pattern(r"[^.;]*(?:,|\sи\s)")
_UNSURE = frozenset({
    "переменный", "приемный", "приёмный", "учительский", "производный", "составляющий",
    "ответственный", "данный", "рабочий", "учащийся", "больной", "подобный",
})  # fmt: skip

_UNCOUNTED = frozenset({
    "сопровождение", "обеспечение", "образование", "обучение", "воспитание", "развитие", "питание",
    "просвещение", "управление", "руководство", "обслуживание", "взаимодействие", "планирование",
    "сотрудничество", "оздоровление", "самоопределение", "финансирование", "благополучие",
    "здоровье", "поведение", "творчество", "наставничество", "мышление", "участие", "внимание",
})  # fmt: skip
"""Of these there are not several: «организационное и методическое сопровождения» is wrong."""

_OF_WHOM = frozenset({
    "родной", "близкий", "знакомый", "взрослый", "учёный", "ученый", "животный", "любимый",
    "старший", "младший", "дежурный", "уполномоченный", "доверенный",
})  # fmt: skip
"""What stands for a noun and has a genitive of its own: «родные детей», «старшие вожатых»."""


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
    opens = _opens(passage.text)
    for one, other in pairwise(words):
        counted = before is not None and (before.text.isdigit() or _counts(before.text))
        between = passage.text[one.end : other.start]
        listed = (
            before is not None
            and _is_one_of_many(before.text, one.text, other.text)
            and other.lemma not in _UNCOUNTED
            and not (earlier and _is_of_many(earlier.text, before.text, one.text, other.text))
        )
        first = one.text.lower() if one.start == opens else one.text
        several = _ONE_MORE.match(passage.text, other.end) and _is_plural(first)
        unsure = counted or listed or several or _is_a_day(one.text, other.text)
        if between == " " and not unsure and _disagree(first, other.text):
            yield one.start, other.end
        earlier, before = before, one
    yield from _participles(passage.text, words)
    yield from _passives(passage.text, words)
    yield from _predicates(passage.text, words)
    yield from _subjects(passage.text, words)


def _is_a_day(one: str, other: str) -> bool:
    """«по девятое июля»: the day and its month."""
    return month_number(other) > 0 and one.lower().endswith(("ое", "ого", "ому", "ым", "ом"))


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
        listed = _LISTED.match(text, other.end) or first.lower() in ("и", "или")
        listed = listed or ends_before(text, one.start) == ","
        ahead = any(
            forms(word.text)[0].part == "NOUN" and agreements(one.text) & agreements(word.text)
            for word in later
        )
        if not listed and not ahead:
            yield one.start, other.end


@lru_cache(maxsize=16384)
def _is_passive(participle: str, noun: str) -> bool:
    if not (noun.islower() and is_known(participle) and is_known(noun)):
        return False
    said, things = forms(participle), forms(noun)
    if not {form.part for form in said} <= {"PRTF", "ADJF"} or any(
        thing.part != "NOUN" for thing in things
    ):
        return False
    passive = any("pssv" in form.grammemes for form in said)
    plain = all(thing.case in ("nomn", "accs") for thing in things) and not any(
        {"Fixd", "Pltm"} & thing.grammemes for thing in things
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
            word
            for word in words[max(0, at + 1 - _SAID_BEFORE) : at + 1]
            if any(reading.part in _NOMINAL for reading in forms(word.text))
        ]
        unsure = any(
            not is_known(word.text) or word.text.isdigit() or word.text.isupper()
            for word in words[max(0, at + 1 - _SAID_BEFORE) : at + 1]
        )
        if not nouns or unsure:
            continue
        ahead = any(
            forms(word.text)[0].part == "NOUN" and agreements(word.text) & agreements(other.text)
            for word in words[at + 2 : at + 2 + _SAID_AFTER]
        )
        agree = [noun for noun in nouns if _may_rule(noun.text, other.text)]
        if not ahead and (not agree or _is_of_persons(nouns[-1].text, other, agree)):
            yield nouns[-1].start, other.end


@lru_cache(maxsize=16384)
def _may_rule(noun: str, participle: str) -> bool:
    """Whether they agree; «работников, завершившие» meet only as the living and things do."""
    joint = agreements(noun) & agreements(participle)
    return bool(joint) and not _is_of_other_life(noun, participle, joint)


_OF_PERSONS = frozenset({"работать", "участвовать", "преподавать", "обучаться", "проживать"})


def _is_of_persons(nearest: str, participle: Word, agree: list[Word]) -> bool:
    """«выплат учителям, работающих в …»: what only persons do, after persons in another case."""
    return (
        participle.lemma in _OF_PERSONS
        and all("anim" in form.grammemes for form in forms(nearest))
        and not any("anim" in forms(word.text)[0].grammemes for word in agree)
        and not any(forms(word.text)[0].part in ("NPRO", "ADJF", "PRTF") for word in agree)
    )


@lru_cache(maxsize=16384)
def _is_participle(word: str) -> bool:
    readings = forms(word)
    return word.islower() and is_known(word) and {reading.part for reading in readings} == {"PRTF"}


def _predicates(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """«Проведена семинар»: a short participle before its noun, in another gender or number."""
    for one, other in pairwise(words):
        if text[one.end : other.start] == " " and _differ(one.text.lower(), other.text):
            many = "plur" in forms(one.text)[0].grammemes
            listed = many and _LISTED_LATER.match(text, other.end)
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
        reading.part == "NOUN" and {"plur", "anim"} <= reading.grammemes and reading.case == "nomn"
        for reading in readings
    )


@lru_cache(maxsize=16384)
def _is_of_one(verb: str) -> bool:
    readings = forms(verb)
    return is_known(verb) and all(
        reading.part == "VERB" and "sing" in reading.grammemes and "neut" not in reading.grammemes
        for reading in readings
    )


@lru_cache(maxsize=16384)
def _differ(participle: str, noun: str) -> bool:
    if not noun.islower() or noun == "друг" or not (is_known(participle) and is_known(noun)):
        return False
    short, nouns = forms(participle), forms(noun)
    if {form.part for form in short} != {"PRTS"} or {form.part for form in nouns} != {"NOUN"}:
        return False
    if any({"Fixd", "ms-f", "Ms-f", "Pltm"} & form.grammemes for form in nouns):
        return False
    said = {made for made in agreements(noun) if made[0] == "nomn"}
    return bool(said) and said.isdisjoint(map(_nominative, short))


def _nominative(form: Form) -> tuple[str, str, str]:
    number = "plur" if "plur" in form.grammemes else "sing"
    gender = next((each for each in ("masc", "femn", "neut") if each in form.grammemes), "")
    return "nomn", number, "" if number == "plur" else gender


def _is_one_of_many(before: str, adjective: str, noun: str) -> bool:
    """«цифрового и гуманитарного профилей»: several singular adjectives of one plural noun."""
    joins = before.lower() in ("и", "или") or any(form.part == "ADJF" for form in forms(before))
    cases = {case for case, number, _ in agreements(adjective) if number == "sing"}
    many = {case for case, number, _ in agreements(noun) if number == "plur"}
    return joins and bool(cases & many)


@lru_cache(maxsize=16384)
def _is_of_many(first: str, joins: str, adjective: str, noun: str) -> bool:
    """«предметным и методической компетенциям»: both must be plural."""
    if joins.lower() not in ("и", "или") or not _is_plain_adjective(first):
        return False
    cases = {case for case, number, _ in agreements(noun) if number == "plur"}
    cases &= cases_of(adjective)
    said = {number for case, number, _ in agreements(first) if case in cases}
    return said == {"plur"}


def _counts(word: str) -> bool:
    return any(form.part in ("NUMR", "ADVB") for form in forms(word))


@lru_cache(maxsize=16384)
def _disagree(adjective: str, following: str) -> bool:
    if not (adjective.islower() and following.islower()):
        return False
    if not (is_known(adjective) and is_known(following)) or "-" in adjective + following:
        return False
    if not (_is_plain_adjective(adjective) or _is_attribute_of(adjective, following)):
        return False
    plain = _is_plain_adjective(following) or _is_plain_noun(following)
    joint = agreements(adjective) & agreements(following)
    return plain and (not joint or _is_of_other_life(adjective, following, joint))


def _is_of_other_life(
    adjective: str, following: str, joint: frozenset[tuple[str, str, str]]
) -> bool:
    """«опытные педагогов», «новых уроки»: they meet in the accusative alone, one as of the living,
    the other as of things.
    """
    if {case for case, _, _ in joint} != {"accs"}:
        return False
    said, named = _lives(adjective), _lives(following)
    return bool(said and named) and not said & named


def _lives(word: str) -> frozenset[str]:
    """Of the living or of things, as the accusative of the word has it; empty where it is both."""
    readings = forms(word)
    attribute = readings[0].part == "ADJF"
    accusative = (
        form.grammemes
        for form in readings
        if form.case == "accs" and not (attribute and form.part == "NOUN")
    )
    marks = [grammemes & {"anim", "inan"} for grammemes in accusative]
    return frozenset[str]().union(*marks) if all(marks) else frozenset()


def _is_plain_adjective(word: str) -> bool:
    readings = forms(word)
    sure = all(reading.part == "ADJF" and "Subx" not in reading.grammemes for reading in readings)
    return sure and readings[0].lemma not in _UNSURE and "Apro" not in readings[0].grammemes


def _is_attribute_of(word: str, noun: str) -> bool:
    """«одарёнными детей», «молодыми педагогов»: what may be a participle or stand for a noun is an
    attribute before persons that it does not rule (by «кем», «кому»)."""
    readings = forms(word)
    parts = {reading.part for reading in readings}
    sure = parts <= {"ADJF", "PRTF"} or (
        parts == {"ADJF", "NOUN"} and readings[0].lemma not in _OF_WHOM
    )
    adjective = readings[0].part == "ADJF" and "Apro" not in readings[0].grammemes
    persons = all("anim" in reading.grammemes for reading in forms(noun))
    ruled = any(reading.case in ("ablt", "datv") for reading in forms(noun))
    return sure and adjective and persons and not ruled and readings[0].lemma not in _UNSURE


def _is_plain_noun(word: str) -> bool:
    readings = forms(word)
    known = all(reading.part == "NOUN" for reading in readings)
    return known and not any({"Fixd", "Name", "Surn"} & reading.grammemes for reading in readings)
