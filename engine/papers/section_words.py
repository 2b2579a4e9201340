"""Words that name a part of a plan: «Раздел 2», «Направление 3», «Подготовительный этап»."""

import re

from engine.lazy import lazy_pattern
from engine.papers.documents import Paragraph
from engine.papers.headings import simple

LINE_LENGTH = 260
"""Letters of a line that may be a heading."""
_SECTION = lazy_pattern(
    r"(раздел|этап|блок|модуль|направление)\s+(№\s*)?(\d{1,2}|[IVX]{1,5})\b|[IVX]{1,5}[.)]\s+[А-ЯЁ]",
    re.IGNORECASE,
)


def is_section(each: Paragraph) -> bool:
    """«Раздел 2. Работа с педагогами», «III. Контроль»: a line that names a part of a plan."""
    return _SECTION.match(each.text) is not None and len(each.text) <= LINE_LENGTH


_STAGE = lazy_pattern(r"[а-я-]+(ый|ий|ой) (этап|блок|раздел|период)\b.{0,120}")


def is_stage(text: str) -> bool:
    """«Подготовительный этап (январь – март)»: a part of a plan without a number."""
    return _STAGE.fullmatch(simple(text)) is not None
