"""Whether the text of an indicator counts persons, and not their deeds, works or papers."""

import re

from engine.lazy import lazy_pattern

_PERSONS = lazy_pattern(
    r"\b(?:обучающ|учащ|ученик|школьник|выпускник|воспитанник|дет(?:ей|и|ям)\b|педагог|учител|"
    r"работник|участник|победител|приз[её]р|родител|слушател|наставник|специалист|руководител|"
    r"студент|человек)",
    re.IGNORECASE,
)
_NO_PERSONS = lazy_pattern(
    r"\b(?:участий|работ\b|мест\b|случаев|раз\b|дипломов|результатов|записей|заявок|школ(?:ах)?\b|"
    r"организаци(?:й|ях)|сертификатов|удостоверений|посещений|обращений)",
    re.IGNORECASE,
)


def counts_persons(text: str) -> bool:
    """«число обучающихся – участников» does, «число участий обучающихся» does not."""
    return bool(_PERSONS.search(text)) and not _NO_PERSONS.search(text)
