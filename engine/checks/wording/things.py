"""What an event makes, carries out, watches or reports on, read from its title.

«Проведение мониторинга реализации программы поддержки ОО» → it watches «программа поддержки ОО».
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from engine.checks.wording.stems import likeness, stems

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
    also_runs: bool
    head: str
    name: frozenset[str]


_DOINGS: tuple[tuple[str, Doing], ...] = (
    (r"разработ|формирован|составлен|утвержден|создани|построени|определени", Doing.MAKE),
    (r"реализаци|внедрени|апробаци|исполнени|выполнени", Doing.RUN),
    (r"мониторинг|контрол", Doing.WATCH),
    (r"анализ", Doing.ANALYSE),
    (r"отч[её]т|обсужден", Doing.REPORT),
)
_HEAD = re.compile(
    r"\b(программ|дорожн\w+[»\"]? карт|план(?:а|ов|у|е|ы|ом|ами)?\b(?!-)|модел|проект(?=[аоуы]|\b)|"
    r"методик|комплекс\w* мер|показател|траектори|маршрут|регламент|положени)\w*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:проведени\w+|организаци\w+|осуществлени\w+|подготовк\w+|обеспечени\w+)\s+(?:и\s+)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME_ENDS = re.compile(
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
    runs = doings[0] is Doing.MAKE and Doing.RUN in doings
    name = _NAME_ENDS.split(plain[head.end() :])[0]
    return Deed(doings[0], runs, head[1].casefold()[:6], frozenset(stems(name)))


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
