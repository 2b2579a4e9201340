"""Works that a title names within itself: what it is for, and what it looks back at.

«Отбор наставников для работы в наставнических парах» comes before «Работа наставнических пар»;
«Сбор отчетов о работе наставнических пар» after it. The words are read by their place in the
phrase, whatever deed the title begins with.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import content
from engine.lint.text.phrases import deed_of, family, is_audience, is_paperwork

_NAME = r"(?P<work>[^,;:.()«»]+)"
_FOR = lazy_pattern(
    r"\sдля\s+(?P<deed>проведени[яе]|организации|участия\s+в|работы\s+(?:в|во|на)|"
    rf"использования\s+(?:в|на|при)|прохождения|подготовки\s+к)?\s*{_NAME}",
    re.IGNORECASE,
)
_OUTCOMES = lazy_pattern(
    r"\b(?:итог|результат)(?:ы|ов|ам|ами|ах)\s+"
    + _NAME
    + r"|\b(?:сбор\w*|собрать|представлени\w+|обобщени\w+|анализ\w*|при[её]м\w*|свод\w*)\s+"
    r"(?:[а-яё]+\s+){0,2}?(?:отч[её]т|справ|свед|информац|данн|материал|фотоотч[её]т)[а-яё]*\s+"
    r"(?:[а-яё]+\s+){0,2}?(?:о|об|по)\s+(?:ходе|проведени[ию]|результатах|итогах)?\s*"
    r"(?P<told>[^,;:.()«»]+)",
    re.IGNORECASE,
)
_LOOKS = lazy_pattern(
    r"^\W*(?:проведени\w+\s+)?(?:анализ|разбор|обобщени|обработк|сопоставлени)\w*\s+"
    r"(?:(?:итог|результат|данны|материал)\w*\s+)?" + _NAME,
    re.IGNORECASE,
)
_TAIL = lazy_pattern(
    r"\s(?:для|в рамках|с целью|в целях|по итогам|по результатам)\s", re.IGNORECASE
)
_OTHER_TIME = lazy_pattern(
    r"20\d\d|прошл|предыдущ|прошедш|регион|федерал|всеросс|област|кажд|год|четверт|полугоди",
    re.IGNORECASE,
)
_ONLY_A_FORM = lazy_pattern(r"\b(?:форм[ыау]?|шаблон|макет|образец|образц|план|график)\b", re.I)
_LEAST, _MOST_SAID, _OPENING = 2, 0.8, 3


@dataclass(frozen=True, slots=True)
class Named:
    """The families of the words that name a work, the first of them, and whether the title says
    outright that the work is done («для работы в …»).
    """

    words: frozenset[str]
    head: str
    outright: bool = False


@lru_cache(maxsize=4096)
def meant_for(title: str) -> tuple[Named, ...]:
    """The works that what the title does is for."""
    return tuple(
        named
        for found in _FOR.finditer(title)
        if (named := _named(found["work"], outright=bool(found["deed"]), deed=found["deed"] or ""))
    )


@lru_cache(maxsize=4096)
def looked_back_at(title: str) -> tuple[Named, ...]:
    """The works whose outcome the title gathers, weighs or tells of; of this time, not another."""
    if _OTHER_TIME.search(title) or _ONLY_A_FORM.search(title):
        return ()
    said = [found["work"] or found["told"] for found in _OUTCOMES.finditer(title)]
    return tuple(named for words in said for part in _joined(words) if (named := _named(part)))


@lru_cache(maxsize=4096)
def weighed(title: str) -> tuple[Named, ...]:
    """What an analysis weighs: «Анализ запросов учителей»."""
    found = None if _OTHER_TIME.search(title) else _LOOKS.match(title)
    return tuple(named for named in (_named(found["work"]),) if named) if found else ()


def _joined(words: str) -> Iterator[str]:
    """«диагностической работы и посещения уроков»: each of the two, and the whole."""
    yield from dict.fromkeys((words, *re.split(r"\s+и\s+", words)))


_FOR_WHOM = frozenset({family("обучающийся"), family("учащийся")})
"""«обучающихся 9 классов», read by the dictionary as a participle."""


def _named(words: str, *, outright: bool = False, deed: str = "") -> Named | None:
    plain = [word for word in content(_TAIL.split(words)[0]) if word.replace("-", "").isalpha()]
    if deed.lower().startswith("работы"):
        plain = ["работа", *plain]
    own = [
        word
        for word in plain
        if not is_audience(word) and not is_paperwork(word) and family(word) not in _FOR_WHOM
    ]
    if len(plain) < _LEAST or not own:
        return None
    return Named(frozenset(map(family, plain)), family(plain[0]), outright)


@lru_cache(maxsize=16384)
def is_work(named: Named, title: str) -> bool:
    """Whether the title is the work itself: its deed is named, and so is nearly all the rest."""
    deed = family(deed_of(title))
    return deed in named.words and _says(named, title)


@lru_cache(maxsize=16384)
def is_done_to(named: Named, title: str) -> bool:
    """Whether the title does something with what is named: «Изучение запросов учителей»."""
    told = [family(word) for word in content(title) if word.replace("-", "").isalpha()]
    return named.head in told[:_OPENING] and _says(named, title)


def _says(named: Named, title: str) -> bool:
    told = {family(word) for word in content(title)}
    return len(named.words & told) >= max(_LEAST, _MOST_SAID * len(named.words))
