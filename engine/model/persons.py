"""By their headings: columns that tell a person from all others."""

import re

from engine.lazy import lazy_pattern

CODE_OF_PERSON = lazy_pattern(
    r"снилс|табельн|(?:\bкод|\bid|№|номер|идентификатор)\s+(?:участник|обучающ|учащ|ученик|"
    r"реб[её]нк|педагог|учител|работник|сотрудник|слушател|выпускник|воспитанник)",
    re.IGNORECASE,
)
