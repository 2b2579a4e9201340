"""The figures that an indicator's text promises: «не менее 70 %», «до двух третей», «отсутствие …».

A number counts where its words make it a figure to reach: a sign of percent, a comparison, or a
unit of a figure. Years, grades, ages, terms and numbers of documents are none.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from engine.classes import dataclass
from engine.lazy import ends_at, lazy_pattern
from engine.model.targets import Operator, Unit
from engine.schedule import A_MONTH

_UNITS = (
    "ноль|нол один|одн дв три|тр четыр|четырех пят шест сем восем|восьм девят десят одиннадцат "
    "двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
_TENS = (
    "двадцат тридцат сорок пятьдесят|пятидесят шестьдесят|шестидесят семьдесят|семидесят "
    "восемьдесят|восьмидесят девяност"
)
_WORDS: tuple[tuple[str, int], ...] = (
    *((stem, value) for value, stems in enumerate(_UNITS.split()) for stem in stems.split("|")),
    *(
        (stem, 10 * value)
        for value, stems in enumerate(_TENS.split(), 2)
        for stem in stems.split("|")
    ),
    ("сто", 100), ("ста", 100), ("двести", 200), ("двухсот", 200), ("триста", 300),
    ("трехсот", 300), ("пятьсот", 500), ("пятисот", 500), ("тысяч", 1000),
)  # fmt: skip
_ENDINGS = r"(?:[ьиюяаоуеы]|ью|ин|ому|ого|ой|ум|ух|ем|ех|емя|мя|ьми|ми|им|их)?"
_VALUES = dict(_WORDS)
_ENDING = lazy_pattern(_ENDINGS)
_PARTS: tuple[tuple[str, Fraction], ...] = (
    (r"половин\w*", Fraction(1, 2)),
    (r"(?:двух|две) трет\w*", Fraction(2, 3)),
    (r"(?:одной |одна )?трет(?:и|ь|ью|и)(?!\w)", Fraction(1, 3)),
    (r"(?:трех|три) четверт\w*", Fraction(3, 4)),
    (r"(?:одной |одна )?четверт(?:и|ь|ью)(?!\w)", Fraction(1, 4)),
)
_STEMS = "|".join(stem for stem, _ in sorted(_WORDS, key=lambda each: -len(each[0])))
_WORD = rf"(?:{_STEMS}){_ENDINGS}"
_DIGITS = r"\d{1,3}(?: \d{3}){1,3}(?! ?\d)|\d{1,12}(?!\d)(?:[.,]\d{1,12}(?!\d))?"
"""Not longer than a target may be: what has more digits is no figure that anybody promises."""
_NUMBER = (
    rf"(?:(?:{_DIGITS})(?: ?(?:тыс(?:яч\w*|\.)?|млн\.?))?"
    rf"|(?<!\w){_WORD}(?: {_WORD})*(?:(?!\w)|(?=процентн)))"
)
_PERCENT = r"(?: ?%| ?процент(?:а|ов|ам|ами|ах|у|ом)?(?!\w)|[- ]?(?:процент|%-)н\w+)"
_POINTS = r"(?: ?(?:п\. ?п\.|процентн\w+ пункт\w*))"
_AT_LEAST = r"не (?:менее|меньше|ниже|мень?ше),?(?: чем| чем на)?|как минимум|минимум"
_AT_MOST = r"не (?:более|больше|выше|свыше),?(?: чем)?|не (?:превыша|превыси)\w*|максимум"
_MORE = r"более(?:,? чем)?|больше(?:,? чем)?|свыше|выше|превыша\w+|превысит\w*"
_LESS = r"менее(?:,? чем)?|меньше(?:,? чем)?|ниже"
_COMPARED: tuple[tuple[str, Operator | None], ...] = (
    (_AT_LEAST, Operator.AT_LEAST),
    (_AT_MOST, Operator.AT_MOST),
    (_MORE, Operator.MORE),
    (_LESS, Operator.LESS),
    (r"ровно", Operator.EQUAL),
)
_BETWEEN = (
    r"(?:(?: (?:в|во|у|с|со|на|для|по|чем|среди|из|до|доли|доля|долю|уровня|порога|значения))*) "
)
_AFTER: tuple[tuple[str, Operator], ...] = (
    (r"(?:и|или|либо) (?:более|больше|выше)", Operator.AT_LEAST),
    (r"(?:и|или|либо) (?:менее|меньше|ниже)", Operator.AT_MOST),
)
_MEASURED: tuple[tuple[str, Unit], ...] = (
    (r"(?:чел\.|чел(?!\w)|человек\w*)", Unit.PERSONS),
    (r"(?:шт\.|шт(?!\w)|штук\w*|единиц\w*)", Unit.ITEMS),
    (r"балл\w*", Unit.POINTS),
    (r"(?:академических |учебных )?час(?:а|ов|у)?(?!\w)", Unit.HOURS),
)
_NO_FIGURE = lazy_pattern(
    r"(?:-?(?:х|й|го|м|ом|е|я|ой|ей|ми|и)(?!\w))?[ -]?(?:/|[–-] ?\d|и \d+ ?(?:класс|год)|г\."
    r"|г(?!\w)|гг|год|лет|месяц|мес\.|недел|дн|ден|сут|полугоди|квартал|класс|кл\.|курс|учебн|минут|этап"
    rf"|{A_MONTH}|раз(?:дел|ряд)"
    r"|раза? (?:в|за) (?:недел|месяц|квартал|полугоди|четверт|триместр|день|кажд))"
    r"|\.\d"
)
_NAMED = lazy_pattern(
    r"(?:№|п\.|пункт\w*|пп\.|стать\w+|ст\.|приложени\w+|форм\w+|таблиц\w+|[а-яa-z]{2,}-) ?$"
)
_UP = lazy_pattern(
    r"\b(?:рост|увеличени|прирост|повышени|увеличи|довед\w+|довест|достиж|достиг)\w*"
)
_DOWN = lazy_pattern(r"\b(?:снижени|сокращени|уменьшени|сниз|сократ|уменьш)\w*")
_ABSENCE = lazy_pattern(r"^[^\w]*(?:полное )?отсутствие\b|[:–—-] (?:полное )?отсутствие\b")
_TIMES = lazy_pattern(r" раза?(?! в\b)(?!\w)")
_BY = lazy_pattern(r"(?:^| )на (?:не (?:менее|более)(?:,? чем)? (?:на )?)?$")
_FROM_ONE, _TO_ONE = lazy_pattern(r"(?<!\w)от $"), lazy_pattern(r"(?<!\w)до $")
_SPACES = lazy_pattern(r"\s+")
_FAR = 2000
"""Letters before a figure in which a word of growth is looked for: more than an indicator has."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A figure of a text. `operator` is None where the text compares with no word; `unit` where it
    counts things by their own name; `is_step` marks a growth («на 5 п.п.»), not a level."""

    value: Fraction
    operator: Operator | None
    unit: Unit | None
    is_step: bool = False


def promised(text: str) -> tuple[Promised, ...]:
    """The figures of a text, in their order."""
    plain = _SPACES.sub(" ", text).lower().replace("ё", "е").replace("−", "-")
    found = list(_figures(plain))
    if _ABSENCE.search(plain):
        found.append(Promised(Fraction(0), Operator.AT_MOST, None))
    return tuple(found)


_ALL = lazy_pattern(
    r"\W*(?:(?:за|в|во|на|у|для|с|со|к|ко)\s+)?(?:все(?:х|ми|м)?|кажд\w+)\s", re.IGNORECASE
)


def speaks_of_all(text: str) -> bool:
    """«За всеми молодыми педагогами закреплены наставники»: a hundred percent of them."""
    return bool(_ALL.match(text))


_YEAR = lazy_pattern(r"(?<!\w)(?<!с )20\d\d(?!\d)")


def years_of(text: str) -> tuple[str, ...]:
    """The years of the figures, in their order; the one that is counted from («с 2025») is none."""
    return tuple(_YEAR.findall(text))


def rises(text: str) -> bool | None:
    """Whether a text speaks of growth (True) or of decline (False); None where of both or neither.
    «Повышение квалификации» is no growth."""
    plain = _SPACES.sub(" ", text).lower().replace("ё", "е")
    plain = re.sub(
        r"повышени\w* (?:профессиональн\w+ )?(?:квалификац|уровн|компетен)\w*", " ", plain
    )
    up = bool(_UP.search(plain) or ("положительн" in plain and "динамик" in plain))
    down = bool(_DOWN.search(plain) or ("отрицательн" in plain and "динамик" in plain))
    return None if up is down else up


def _figures(text: str) -> Iterator[Promised]:
    done = 0
    for match in _ANY.finditer(text):
        if match.start() < done:
            continue
        read = _range(text, match) or _single(text, match)
        if read:
            figure, done = read
            yield figure


_PART = "|".join(pattern for pattern, _ in _PARTS)
_ANY = lazy_pattern(rf"(?<![\w.,/-])(?:{_PART}|{_NUMBER})")
_FROM = "с "
_UP_TO = lazy_pattern(r" (?:до|-|–|—) ")
_AFTER_NUMBER = lazy_pattern(rf"(?P<points>{_POINTS})|(?P<percent>{_PERCENT})")


@cache
def _whole_range() -> re.Pattern[str]:
    """Compiled when a text asks for it: few do, and it is large."""
    return re.compile(
        rf"(?<!\w){_FROM}(?P<low>{_NUMBER}){_PERCENT}?[^,;%]{{0,30}}? до (?P<high>{_NUMBER})"
        rf"(?P<percent>{_PERCENT})?"
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)


def _upper(text: str, end: int) -> int | None:
    """Where the second number of «50 до 70», «50 – 70» ends; the first ends at `end`."""
    joined = _UP_TO.match(text, end)
    found = joined and _number().match(text, joined.end())
    return found.end() if found else None


def _range(text: str, match: re.Match[str]) -> tuple[Promised, int] | None:
    """«с 50 до 70 %»: the second is to be reached, the first says from which side."""
    start = max(match.start() - len(_FROM), 0)
    found = _whole_range().match(text, start) if text.startswith(_FROM, start) else None
    if found is None or _is_other(text, found.end()):
        return None
    low, high = _value(found["low"]), _value(found["high"])
    if low is None or high is None or not (found["percent"] or _measured(text, found.end())):
        return None
    operator = Operator.AT_LEAST if high > low else Operator.AT_MOST
    unit = Unit.PERCENT if found["percent"] else _measured(text, found.end())
    return Promised(high, operator, unit), found.end()


def _single(text: str, match: re.Match[str]) -> tuple[Promised, int] | None:
    written, end = match[0], match.end()
    part = next((value for pattern, value in _PARTS if re.fullmatch(pattern, written)), None)
    value = part * 100 if part is not None else _value(written)
    if value is None:
        return None
    after = _AFTER_NUMBER.match(text, end)
    unit = Unit.PERCENT if part is not None or after else _unit(text, end)
    operator, is_compared = _operator(text, match.start(), after.end() if after else end)
    if unit is None and (
        not is_compared or _is_other(text, end) or ends_at(_NAMED, text, match.start())
    ):
        return None
    step = bool(after and after["points"]) or _is_step(text, match.start(), end)
    return Promised(value, operator, unit, step), after.end() if after else end


def _is_other(text: str, end: int) -> bool:
    """Whether what follows makes the number a year, a grade, an age, a term."""
    return _NO_FIGURE.match(text, _upper(text, end) or end) is not None


def _is_step(text: str, start: int, end: int) -> bool:
    """«увеличение на 5 %», «в 2 раза»."""
    far = max(start - _FAR, 0)
    is_said = _TIMES.match(text, end) or ends_at(_BY, text, start)
    return bool(is_said and any(words.search(text, far, start) for words in (_UP, _DOWN)))


def _unit(text: str, end: int) -> Unit | None:
    """The unit after a number, or after the second of «от 50 до 70 %»."""
    upper = _upper(text, end)
    if upper and _AFTER_NUMBER.match(text, upper):
        return Unit.PERCENT
    return _measured(text, upper or end)


def _measured(text: str, end: int) -> Unit | None:
    rest = text[end:].lstrip()
    return next((unit for pattern, unit in _MEASURED if re.match(pattern, rest)), None)


def _operator(text: str, start: int, end: int) -> tuple[Operator | None, bool]:
    """The comparison beside a number, and whether there is one."""
    for pattern, operator in _AFTER:
        if re.match(rf" ?\(?{pattern}", text[end:]):
            return operator, True
    for pattern, compared in _COMPARED:
        if ends_at(re.compile(rf"(?<!\w)(?:{pattern}){_BETWEEN}?$"), text, start):
            return compared, True
    if ends_at(_FROM_ONE, text, start):
        return Operator.AT_LEAST, False
    if ends_at(_TO_ONE, text, start):
        grows = rises(text[max(start - _FAR, 0) : start])
        return (None if grows is None else Operator.AT_LEAST if grows else Operator.AT_MOST), True
    return None, False


def _value(written: str) -> Fraction | None:
    """The number, in digits or in words."""
    digits = re.match(_DIGITS, written)
    if digits is None:
        return _of_words(written)
    value = Fraction(digits[0].replace(" ", "").replace(",", "."))
    times = 1000 if "тыс" in written else 1_000_000 if "млн" in written else 1
    return value * times


def _of_words(written: str) -> Fraction | None:
    total = 0
    for word in written.split():
        stem = max(
            (
                each
                for each in _VALUES
                if word.startswith(each) and _ENDING.fullmatch(word, len(each))
            ),
            key=len,
            default=None,
        )
        if stem is None:
            return None
        value = _VALUES[stem]
        total = max(total, 1) * value if value == 1000 else total + value
    return Fraction(total)
