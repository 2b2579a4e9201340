"""What a title in the infinitive asks for: «Проанализировать …», «Провести опрос …»."""

import re

from engine.lazy import lazy_pattern
from engine.lint.text.morphology import lemma

_ASKED = (
    (lazy_pattern(r"^\W*(?:проанализир|анализир)\w*ть\b", re.I), "анализ"),
    (lazy_pattern(r"^\W*(?:сравни|сопостави)ть\b", re.I), "сопоставление"),
    (lazy_pattern(r"^\W*обобщить\b", re.I), "обобщение"),
    (lazy_pattern(r"^\W*(?:опросить|проанкетировать)\b", re.I), "опрос"),
    (lazy_pattern(r"^\W*собрать\b", re.I), "сбор"),
    (lazy_pattern(r"^\W*(?:обсудить|рассмотреть|заслушать)\b", re.I), "рассмотрение"),
    (lazy_pattern(r"^\W*(?:обучить|ознакомить|наградить)\b", re.I), "обучение"),
)
_HELD = lazy_pattern(
    r"^\W*(?:провести|организовать(?:\s+и\s+провести)?|составить|подготовить|разработать|направить)\s+"
    r"(?:[а-яё]+(?:ый|ий|ую|юю|ое|ее|ые|ие|ых|их)\s+){0,3}(?P<noun>[а-яё-]+)",
    re.IGNORECASE,
)


def asked_for(title: str) -> str:
    """What a title in the infinitive asks for: «Проанализировать …», «Провести опрос …»."""
    held = _HELD.search(title)
    if held:
        return lemma(held["noun"])
    return next((deed for words, deed in _ASKED if words.search(title)), "")
