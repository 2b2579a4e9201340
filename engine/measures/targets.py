"""The spelling of a target: «>= 70 %», «не менее 2 тыс. человек», «рост»."""

import re
from datetime import date
from fractions import Fraction
from functools import cache

from engine.codes.rules import BAD_TARGET, EMPTY_CORRIDOR
from engine.diagnostics import Finding, Origin, finding
from engine.lazy import lazy_pattern
from engine.model.targets import Direction, Operator, Target, Unit
from engine.query.periods import read_declared

_OPERATORS: tuple[tuple[str, Operator], ...] = (
    (r">=|≥|не\s+(?:менее|меньше|ниже)|минимум|от", Operator.AT_LEAST),
    (r"<=|≤|не\s+(?:более|больше|выше)|максимум", Operator.AT_MOST),
    (r">|более|больше|свыше|выше", Operator.MORE),
    (r"<|менее|меньше|ниже", Operator.LESS),
    (r"=|ровно|равно", Operator.EQUAL),
)
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"п\.?\s?п\.?|процентн\w+\s+пункт\w*|pp|percent(?:age)?\s+points?", Unit.PERCENT_POINTS),
    (r"%|процент\w*|percent", Unit.PERCENT),
    (r"чел\.?|человек\w*|persons?", Unit.PERSONS),
    (r"педагог\w*|учител\w*|teachers?", Unit.TEACHERS),
    (r"обучающ\w*|учени\w*|учащ\w*|школьник\w*|pupils?", Unit.PUPILS),
    (r"шт\.?|штук\w*|pieces?|ед\.?|единиц\w*|items?", Unit.ITEMS),
    (r"мест\w*|places?", Unit.PLACES),
    (r"мероприяти\w*|events?", Unit.EVENTS),
    (r"документ\w*|documents?", Unit.DOCUMENTS),
    (r"организаци\w*|учреждени\w*|оо|organisations?", Unit.ORGANISATIONS),
    (r"школ\w*|schools?", Unit.SCHOOLS),
    (r"ч\.?|час\w*|hours?", Unit.HOURS),
    (r"балл\w*|б\.?|points?", Unit.POINTS),
)
_DIRECTIONS: tuple[tuple[str, Direction], ...] = (
    (r"рост|увеличение|повышение|положительная\s+динамика|up", Direction.UP),
    (r"снижение|сокращение|уменьшение|down", Direction.DOWN),
    (r"не\s+ниже|not[ _]lower", Direction.NOT_LOWER),
    (r"не\s+выше|not[ _]higher", Direction.NOT_HIGHER),
)
_SPACE = r"[ \u00a0\u2009\u202f]"
_NUMBER = lazy_pattern(
    rf"(?P<minus>[-−])?(?P<whole>\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,3}}|\d{{1,12}})"
    r"(?:[.,](?P<part>\d{1,12}))?"
    rf"(?:{_SPACE}*(?P<times>тыс(?:\.|яч\w*)?|млн\.?))?"
)
_BETWEEN = lazy_pattern(
    r"\s*(?:(?P<from>(?:в\s+(?:пределах|диапазоне)\s+)?от|between|между)\s+"
    r"|в\s+(?:пределах|диапазоне)\s+)?",
    re.IGNORECASE,
)
_AND = lazy_pattern(r"\s*(?:до|to|and|и(?=\s)|–|—|-|\.\.)\s*", re.IGNORECASE)
_BETTER = {
    Operator.AT_LEAST: Direction.UP,
    Operator.MORE: Direction.UP,
    Operator.EQUAL: Direction.UP,
    Operator.BETWEEN: Direction.UP,
    Operator.AT_MOST: Direction.DOWN,
    Operator.LESS: Direction.DOWN,
}


def last_day(by: object) -> date | None:
    """The day by which something is to be reached «by 2023», «by 2022/23», «by 2023-09-01»."""
    text = str(by).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        window = read_declared(text)
        return window.end if window else None


_NONE = ("none", "нет", "без цели")


def means_none(text: str) -> bool:
    """Whether the figure is to be shown and held against nothing: `target: none`."""
    return text.strip().casefold() in _NONE


def read_target(text: str, origin: Origin) -> Target | Finding:
    """The target written at `origin`, or a finding at the part that is not understood."""
    for pattern, direction in _DIRECTIONS:
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return Target(text, None, None, None, direction)
    corridor = _corridor(text, origin)
    if corridor:
        return corridor
    found = operator_at(text, 0)
    if found:
        return _figure(text, _skip(text, found[1]), found[0], origin)
    return _not_understood(text, _skip(text, 0), "operator", origin)


def operator_at(text: str, at: int) -> tuple[Operator, int] | None:
    """The comparison at that place, and where it ends."""
    for pattern, operator in _OPERATORS:
        match = _word(pattern, text, _skip(text, at))
        if match:
            return operator, match.end()
    return None


def _corridor(text: str, origin: Origin) -> Target | Finding | None:
    """«50–70 %», «от 50 % до 70 %»; None where no two numbers stand."""
    opening = _BETWEEN.match(text)
    low = _NUMBER.match(text, opening.end() if opening else 0)
    unit = low and unit_at(text, _skip(text, low.end()))
    joint = low and _AND.match(text, unit[1] if unit else low.end())
    high = joint and _NUMBER.match(text, joint.end())
    if not (low and joint and high):
        return None
    at = _skip(text, high.end())
    other = unit_at(text, at)
    at = _skip(text, other[1] if other else at)
    if at < len(text):
        return _not_understood(text, at, "end" if other else "unit", origin)
    units = [each[0] if each else None for each in (unit, other)]
    bounds = [_value(each) for each in (low, high)]
    if bounds[0] >= bounds[1] or (unit and units[0] is not units[1]):
        return finding(EMPTY_CORRIDOR, origin, text=text)
    between = Operator.BETWEEN
    return Target(text, between, bounds[0], units[1], _BETTER[between], upper=bounds[1])


_PIECES = lazy_pattern(r"\d\s*(?:шт|pieces)", re.IGNORECASE)


def says_pieces(text: str, unit: Unit | None) -> bool:
    """Whether what is counted one by one is «шт.» in the text, and not «ед.»."""
    return unit is Unit.ITEMS and _PIECES.search(text) is not None


def number_at(text: str, at: int) -> tuple[float, int] | None:
    """The number at that place, and where it ends."""
    match = _NUMBER.match(text, at)
    return (_value(match), match.end()) if match else None


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit at that place, and where it ends."""
    for pattern, unit in _UNITS:
        found = _word(pattern, text, at)
        if found:
            return unit, found.end()
    return None


def _figure(text: str, at: int, operator: Operator, origin: Origin) -> Target | Finding:
    match = _NUMBER.match(text, at)
    if not match:
        return _not_understood(text, at, "number", origin)
    value = _value(match)
    at = _skip(text, match.end())
    if at == len(text):
        return Target(text, operator, value, None, _BETTER[operator])
    found = unit_at(text, at)
    if found is None:
        return _not_understood(text, at, "unit", origin)
    unit, end = found
    at = _skip(text, end)
    if at < len(text):
        return _not_understood(text, at, "end", origin)
    return Target(text, operator, value, unit, _BETTER[operator])


def _value(match: re.Match[str]) -> float:
    """The number with its «тыс.» or «млн»: 1,001 тыс. is 1001, and not almost 1001."""
    written = Fraction(re.sub(r"\D", "", match["whole"]) + "." + (match["part"] or "0"))
    times = match["times"] or ""
    written *= 1000 if times.startswith("тыс") else 1_000_000 if times else 1
    return float(-written if match["minus"] else written)


def _word(pattern: str, text: str, at: int) -> re.Match[str] | None:
    """The word at that place, whole: «от» does not begin «отлично», and «ч» not «человек»."""
    return _whole(pattern).match(text, at)


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)|(?:{pattern})(?<=\W)", re.IGNORECASE)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _not_understood(text: str, at: int, expected: str, origin: Origin) -> Finding:
    span = (at, len(text)) if at < len(text) else (0, len(text))
    place = Origin(origin.file, origin.route, span=span)
    found = text[at:].strip()
    params = ((expected, found or "…"), ("found", found), ("text", text))
    return Finding(BAD_TARGET, place, tuple(sorted(params)))
