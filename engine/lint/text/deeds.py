"""What an event makes, carries out, watches or reports on, read from its title.

«Проведение мониторинга реализации программы поддержки ОО» → it watches «программа поддержки ОО».

Russian words compared without their endings: enough to see that two phrases name one thing.

What an event says it builds on: «по результатам анализа», «на основе мониторинга».
"""

import re
from enum import IntEnum
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import Span
from engine.model.spec import Event, Stage

_WORD = lazy_pattern(r"[а-яёa-z]+(?:-[а-яё]+)*", re.IGNORECASE)
_ENDING = lazy_pattern(
    r"(?:иями|ями|ами|иях|ыми|ими|ого|его|ому|ему|ости|остью|ость|ией|ием|иям|ях|ах|ов|ев|ей|ой|ий|"
    r"ый|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ым|им|ом|ем|ам|ям|ия|ии|ию|ья|ьи|ью|ы|и|а|я|о|е|у|ю|ь)$"
)
_LENGTH = 7
_LEAST = 3
_EMPTY_WORDS = frozenset(
    [
        "для", "при", "про", "или", "что", "как", "это", "его", "ее", "их", "над", "под", "без",
        "чтобы", "также", "том", "числе", "далее", "между", "которые", "которых", "которого",
        "года", "год", "году", "годы", "годов", "лет", "через", "этот", "данный", "данных", "числа",
    ]
)  # fmt: skip


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """«программы», «программой» → «програм»: the word without its ending, cut to seven letters."""
    plain = word.casefold().replace("ё", "е")
    return _ENDING.sub("", plain)[:_LENGTH] if len(plain) > _LEAST else plain


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; abbreviations stay whole."""
    words = _WORD.findall(text)
    told = (word for word in words if len(word) >= _LEAST or word.isupper())
    return tuple(stem(word) for word in told if word.casefold() not in _EMPTY_WORDS)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the shorter phrase that the other one holds: 0 … 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


ALIKE = 0.75
"""The part of the shorter name that two names of one thing share."""


class Doing(IntEnum):
    """What is done with a thing, in the order of its life."""

    MAKE = 1
    RUN = 2
    WATCH = 3
    ANALYSE = 4
    REPORT = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, and with which thing: its head word and the stems of its name."""

    doing: Doing
    head: str
    name: frozenset[str]


_DOINGS: tuple[tuple[str, Doing], ...] = (
    (r"разработ|формирован|составлен|утвержден|создани|построени|определени", Doing.MAKE),
    (r"реализаци|внедрени|апробаци|исполнени|выполнени", Doing.RUN),
    (r"мониторинг|контрол", Doing.WATCH),
    (r"анализ", Doing.ANALYSE),
    (r"отч[её]т|обсужден", Doing.REPORT),
)
_HEAD = lazy_pattern(
    r"\b(программ|дорожн\w+[»\"]? карт|план(?:а|ов|у|е|ы|ом|ами)?\b(?!-)|модел|проект(?=[аоуы]|\b)|"
    r"методик|комплекс\w* мер|показател|траектори|маршрут|регламент|положени)\w*",
    re.IGNORECASE,
)
_LEAD = lazy_pattern(
    r"^\W*(?:проведени\w+|организаци\w+|осуществлени\w+|подготовк\w+|обеспечени\w+)\s+(?:и\s+)?",
    re.IGNORECASE,
)
_BRACKETS = lazy_pattern(r"\([^()]*\)")
_NAME_ENDS = lazy_pattern(
    r"[,;:.]| на основе | с целью | для | в рамках | по результатам | по итогам ", re.IGNORECASE
)
_OPENING_WORDS = 3


def read_deed(title: str) -> Deed | None:
    """The deed of a title; None where it does nothing with a thing that has a life of its own."""
    plain = _LEAD.sub("", _BRACKETS.sub(" ", title))
    head = _HEAD.search(plain)
    doings = _doings(plain[: head.start()]) if head else []
    if head is None or not doings:
        return None
    name = _NAME_ENDS.split(plain[head.end() :])[0]
    return Deed(doings[0], head[1].casefold()[:6], frozenset(stems(name)))


def same_thing(one: Deed, other: Deed) -> bool:
    """Whether two deeds are done with one thing."""
    return (
        one.head == other.head
        and min(len(one.name), len(other.name)) > 1
        and likeness(one.name, other.name) >= ALIKE
    )


def _doings(before: str) -> list[Doing]:
    """The deeds named before the thing; the first must stand among the opening words."""
    words = before.split()
    found = [(at, doing) for at, word in enumerate(words) for doing in _doing(word)]
    if not found or found[0][0] >= _OPENING_WORDS:
        return []
    return [doing for _, doing in found]


def _doing(word: str) -> list[Doing]:
    return [doing for pattern, doing in _DOINGS if re.match(pattern, word, re.IGNORECASE)]


@dataclass(frozen=True, slots=True)
class Basis:
    """The work that an event builds on: its stage, the words that tell it apart, and the place."""

    stage: Stage
    name: frozenset[str]
    span: Span


_BASIS = lazy_pattern(
    r"(?:по результатам|по итогам|на основе|на основании|с уч[её]том|исходя из|"
    r"(?=анализ\w* (?:результатов )?(?:мониторинг|диагностик)))\s*([^,;:.()]*)",
    re.IGNORECASE,
)
_OF_ANALYSIS = lazy_pattern(r"анализ\w* (?:результатов )?(?=мониторинг|диагностик)", re.IGNORECASE)
_WORKS = (
    (lazy_pattern(r"\bанализ\w*", re.IGNORECASE), Stage.ANALYSIS),
    (lazy_pattern(r"\b(?:мониторинг|диагностик)\w*", re.IGNORECASE), Stage.MONITORING),
)
_NEXT_WORK = lazy_pattern(r"\s(?:для|и (?:разработ|подготов|формиров|провед))", re.IGNORECASE)
_REPORTED = lazy_pattern(r"представлен\w*[^.;]{0,20}\sрезультат\w*\s+([^,;.()]+)", re.IGNORECASE)
_OPENING = 40
_FOREIGN = lazy_pattern(
    r"регионал|федерал|всеросс|рособрнадзор|национальн|международн|рынка", re.IGNORECASE
)
_PLAIN = frozenset(
    stems(
        "проведенного полученных данных результатов результатам каждой показателей итогам "
        "оценочной процедуры образовательных анализ мониторинг комплексного выявления"
    )
)


def read_bases(event: Event) -> tuple[Basis, ...]:
    """What the title of an event says that it builds on."""
    return bases_of(event.title or "")


def bases_of(title: str) -> tuple[Basis, ...]:
    """What a title says the work builds on. The work of others (region, country) is left out."""
    found = (_basis(title, match) for match in _BASIS.finditer(title))
    return tuple(basis for basis in found if basis is not None)


def read_reported(event: Event) -> frozenset[str]:
    """The stems of the work whose results the event presents: «представлены результаты …»."""
    match = _REPORTED.search(event.result or "")
    return frozenset(stems(match[1])) if match else frozenset()


def _basis(title: str, match: re.Match[str]) -> Basis | None:
    told = _NEXT_WORK.split(match[1])[0]
    if _FOREIGN.search(told):
        return None
    own = _OF_ANALYSIS.match(told)
    rest = told[own.end() :] if own and match[0] == match[1] else told
    for pattern, stage in _WORKS:
        work = pattern.search(rest[:_OPENING])
        if work:
            name = frozenset(stems(rest[: work.start()] + rest[work.end() :])) - _PLAIN
            return Basis(stage, name, (match.start(), match.start(1) + len(told)))
    return None
