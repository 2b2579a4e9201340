"""A number before a colon and the things that are listed behind it (L730)."""

import re
from collections.abc import Iterator

from engine.codes.documents import FIGURE_DIFFERS
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.morphology import count_of
from engine.model.project import Project

_QUOTED = r"«[^«»]{3,200}»(?:\s*\([^()]{0,80}\))?"
_PERSON = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
_BETWEEN = r"(?:\s*[,;]\s*(?:и\s+)?|\s+и\s+)"
_NUMBER = (
    r"\d{1,2}|дв(?:а|е|ух|ум|умя)|тр(?:и|[её]х|[её]м|емя)|четыр(?:е|[её]х|[её]м|ьмя)|"
    r"(?:пят|шест|сем|девят|десят)(?:ь|и|ью)|восемь|восьми"
)
_LISTED = tuple(
    lazy_pattern(
        rf"(?<![\w-])(?P<said>(?P<count>{_NUMBER})(?:\s+[а-яё-]{{3,}}){{1,3}})"
        rf"(?:\s+[а-яё-]+){{0,6}}\s*:\s*(?P<items>{item}(?:{_BETWEEN}{item}){{1,30}})\s*(?:[.;]|$)"
    )
    for item in (_QUOTED, _PERSON)
)
_ITEM = lazy_pattern(rf"{_QUOTED}|{_PERSON}")
_INEXACT = lazy_pattern(
    r"(?:№|\b(?:менее|более|меньше|больше|ниже|выше|до|от|около|свыше|по|с|из|кажд\w*))\s*$",
    re.IGNORECASE,
)
_MEASURES = lazy_pattern(
    r"(?:год|лет|класс|час|дн|день|дня|недел|месяц|раз|процент|балл|этап|тур|смен|курс)", re.I
)
_LEAST = 2


def check_listed_things(project: Project) -> tuple[Finding, ...]:
    """«Организовать четыре семинара: «…», «…», «…»», «в составе шести человек: …» of five."""
    return tuple(
        found
        for passage in passages_of(project)
        if not passage.lost and ":" in passage.text
        for found in _miscounted(passage)
    )


def _miscounted(passage: Passage) -> Iterator[Finding]:
    for pattern in _LISTED:
        for found in pattern.finditer(passage.text):
            count, noun = count_of(found["count"].lower()), found["said"].split()[1]
            if count is None or count < _LEAST or _MEASURES.match(noun):
                continue
            listed = len(_ITEM.findall(found["items"]))
            if listed != count and not ends_at(_INEXACT, passage.text, found.start("said")):
                yield report(
                    FIGURE_DIFFERS, passage, found.span("said"), said_here=found["said"],
                    elsewhere=str(listed),
                )  # fmt: skip
