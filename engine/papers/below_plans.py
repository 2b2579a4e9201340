"""Lines that stand below a plan: who wrote, signed, agreed to or read it."""

import re

from engine.lazy import lazy_pattern

SIGNATURE = lazy_pattern(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s*[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.")

_WHO_WROTE = lazy_pattern(
    r"(исполнитель|исп|исполнители|составил[аи]?|составитель|подготовил[аи]?|разработал[аи]?|"
    r"тел|телефон|контактн\w+ \w+)( документа| плана)?\s*[.:]\s*\S|"
    r"(с \S.{0,60}?)?ознакомлен[аы]?\b|\(?согласован[оаы]?\b\)?\s*([:.]|$|[А-ЯЁ_«])|"
    r"(рассмотрен|принят|утвержден|утверждён)[оаы]?\s+на\s+(заседании|педагог|совещани)|"
    r"м\.\s?п\.|подпис[ьи]\b|дата\s*:?\s*_",
    re.IGNORECASE,
)
_OF_POST = lazy_pattern(
    r"(директор|заместител|зам\.|начальник|заведующ|руководител|председател|глава|методист|"
    r"секретар|и\.\s?о\.|врио|специалист|главный специалист|ведущий специалист)",
    re.IGNORECASE,
)
BELOW_SIGNATURE = lazy_pattern(r"\((подпись|расшифровка|должность|ф\.? ?и\.? ?о)\b", re.IGNORECASE)
"""What is printed below the line of a signature."""
_LONGEST = 220


def is_below_plans(text: str) -> bool:
    """«Исполнитель: …», «С планом ознакомлены», «Директор ____ И.И. Иванов»: who wrote, signed or
    read a plan, and neither a section nor an event of it."""
    if not text or len(text) > _LONGEST:
        return False
    is_signed = "___" in text or (_OF_POST.match(text) and SIGNATURE.search(text))
    return _WHO_WROTE.match(text.strip(" *")) is not None or bool(is_signed)
