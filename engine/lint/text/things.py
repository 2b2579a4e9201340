"""The things that works make and use, by the noun phrases that name them.

«Составление календаря событий» makes a «календарь»; «Размещение календаря на сайте» uses it.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import likeness, stem
from engine.lint.text.morphology import Word, can_be, forms, words_of


class Use(IntEnum):
    """What is done with a thing: nothing is approved before it is made, or used before that."""

    MAKE = 1
    APPROVE = 2
    USE = 3


_USES: tuple[tuple[str, Use], ...] = (
    (
        r"(?:раз|до)работ|состав(?:л|ит)|подготов|с?формиров|созда|написа|проектиров|спроектир|"
        r"выработ",
        Use.MAKE,
    ),
    (r"утвер[жд]|согласов", Use.APPROVE),
    (
        r"размещ|размест|публик|опублик|направл|направит|рассыл|разосла|ознаком|рассм[ао]тр|обсу[жд]|"
        r"представл|презент|защит[аы]\b|доведени|довести|распростран|реализ|внедр|апроб|исполн|выполн|"
        r"примен|использов|экспертиз|рецензир",
        Use.USE,
    ),
)
_OF_USE = tuple((lazy_pattern(words, re.IGNORECASE), use) for words, use in _USES)
_ANEW = lazy_pattern(r"^(?:корректир|актуализ|обновл|доработ|внесени|пересмотр)", re.IGNORECASE)
"""What is made anew was used before."""
_LIGHT = lazy_pattern(
    r"^(?:проведени|организаци|осуществлени|обеспечени|провест|организ)", re.IGNORECASE
)
_ON = frozenset({"о", "об", "обо", "по"})
"""Prepositions after which a name goes on: «положение о центрах»."""
_BASED_ON = lazy_pattern(r"^(?:итог|результат|вопрос|данн|завершен|оконч|тем[аеу]|предмет)")
_NAMING = ("ADJF", "PRTF", "NUMR")
_OPENING = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing by the lemma of its head noun and the stems of the words that tell it apart."""

    head: str
    name: frozenset[str]


@dataclass(frozen=True, slots=True)
class Done:
    """A thing, and what is done with it."""

    use: Use
    thing: Thing


@lru_cache(maxsize=8192)
def use_of(word: str) -> Use | None:
    """What the word of a deed does with a thing; None where it says nothing of that."""
    return next((use for pattern, use in _OF_USE if pattern.match(word)), None)


@lru_cache(maxsize=8192)
def done_with(title: str) -> tuple[Done, ...]:
    """What the title does with things: «Разработка и утверждение программы» makes one."""
    words = words_of(title)
    uses = list(_uses(title, words))
    if not uses:
        return tuple(Done(Use.USE, thing) for thing in _followed(title, words))
    at, use = uses[0][0], min(use for _, use in uses)
    things = _listed(title, words, uses[-1][0] + 1)
    return tuple(Done(use, thing) for thing in things) if at < _OPENING else ()


def _uses(title: str, words: tuple[Word, ...]) -> Iterator[tuple[int, Use]]:
    """The deeds that the title opens with, joined by «и»."""
    for at, word in enumerate(words):
        use = use_of(word.text)
        if _ANEW.match(word.text):
            return
        if use is not None and can_be(word.text, "NOUN", "INFN"):
            yield at, use
        elif not (_LIGHT.match(word.text) or can_be(word.text, *_NAMING, "CONJ")):
            return


def _followed(title: str, words: tuple[Word, ...]) -> Iterator[Thing]:
    """«обучение по маршрутам»: what a work goes by."""
    for at, word in enumerate(words[:-1]):
        if word.text.lower() == "по" and not _BASED_ON.match(words[at + 1].text.lower()):
            yield from _listed(title, words, at + 1)


def _listed(title: str, words: tuple[Word, ...], start: int) -> Iterator[Thing]:
    """The noun phrase that begins there, and what «и» joins to it."""
    phrase: list[Word] = []
    for before, word in zip((None, *words[start:]), words[start:], strict=False):
        joined = before is None or title[before.end : word.start].isspace()
        if not joined or _ends_name(word):
            break
        phrase.append(word)
    thing = _thing(phrase)
    if thing:
        yield thing


def _ends_name(word: Word) -> bool:
    return word.text.lower() not in _ON and forms(word.text)[0].part in ("PREP", "CONJ", "VERB")


def _thing(phrase: list[Word]) -> Thing | None:
    head = next((word for word in phrase if _is_noun(word.text)), None)
    if head is None:
        return None
    rest = [word.text for word in phrase if word is not head and word.text.lower() not in _ON]
    return Thing(head.lemma, frozenset(stem(each) for each in rest if not each.isdigit()))


def _is_noun(word: str) -> bool:
    """A noun, or an abbreviation."""
    return forms(word)[0].part == "NOUN" or (word.isupper() and len(word) > 1)


@lru_cache(maxsize=8192)
def given_by(result: str) -> tuple[Thing, ...]:
    """The things that a result names: «Отчёт об эффективности, перечень мер»."""
    parts = re.split(r"[,;]", result)
    read = (_first(part) for part in parts)
    return tuple(thing for thing in read if thing and thing.name)


def _first(part: str) -> Thing | None:
    return next(_listed(part, words_of(part), 0), None)


_ALIKE = 0.75


def are_one(used: Thing, made: Thing, common: frozenset[str]) -> bool:
    """Whether two phrases name one thing; words of the whole plan tell nothing apart."""
    one, other = used.name - common, made.name - common
    if used.head != made.head or not one or not other:
        return False
    return likeness(one, other) >= _ALIKE
