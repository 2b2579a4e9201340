"""Values of an indicator by year, «Доля педагогов, %: 2024 – 60, 2025 – 65», as its targets.

An order prints what is to be reached in a year. Years before the period are where one starts from.
Which side is better is read from signs, else from where the values go; where they go nowhere, or up
and down, nothing is proposed, for a wrong side would judge the whole path wrongly.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.values import Mapped, Value
from engine.schedule.months import A_MONTH, month_number

_SEGMENT = lazy_pattern(
    r"\s*(?P<before>[^;:\d]*)"
    r"(?:(?P<day>\d\d)\.(?P<month>\d\d)\.)?(?P<year>20\d\d)(?!\d)"
    r"(?:\s*[/–—-]\s*(?:20)?(?P<second>\d\d)(?!\d))?"
    r"(?P<after>[^;:\d–—]*?)\s*(?:[–—:]|(?<=\s)-(?=\s))\s*(?P<value>[^;]+)"
)
_BASE = lazy_pattern(r"\b(?:базов|исходн|факт|отч[её]т|оценк|было)\w*", re.IGNORECASE)
_MONTH = lazy_pattern(A_MONTH, re.IGNORECASE)
_BESIDE_YEAR = lazy_pattern(
    rf"[\s(),.]*(?:(?:{A_MONTH}|уч|учебн\w+|год\w*|г|план\w*|прогноз\w*|целев\w+|базов\w+|исходн\w+|факт\w*|"
    r"отч[её]т\w*|оценк\w+|значени\w+|показател\w+|было|на|в)\b[\s(),.]*)*",
    re.IGNORECASE,
)
_A_UNIT = r"(?P<unit>%|процент\w*|чел\w*|ед\w*|шт\w*|балл\w*)"
_VALUE = lazy_pattern(
    r"(?P<sign>не менее|не ниже|не более|не выше|≥|≤|>=|<=)?\s*(?P<number>\d{1,9}(?:[.,]\d{1,6})?)"
    rf"\s*{_A_UNIT}?\.?",
    re.IGNORECASE,
)
_UNDATED = lazy_pattern(
    r"(?:было|был[ао]|сейчас|факт\w*|на начало(?: \w+)?|(?:базов|исходн|начальн)\w+)"
    r"(?:\s+(?:значени\w+|уровень|показател\w+))?\s*(?:[–—:-]\s*|\s)(?P<value>\d[^;]{0,40})",
    re.IGNORECASE,
)
_UNIT = lazy_pattern(rf"[,(]\s*{_A_UNIT}\.?\)?$", re.IGNORECASE)
_BETWEEN = lazy_pattern(r";|,(?=\s)|\s[–—-]\s(?=(?:стан[еу]т|будет)\b)", re.IGNORECASE)
_OF_VALUE = lazy_pattern(rf"\d\s*{_A_UNIT}(?!\w)", re.IGNORECASE)
_UNIT_PART = lazy_pattern(rf"ед\w*\.?\s*изм\w*\.?\s*[–—:-]\s*{_A_UNIT}", re.IGNORECASE)
_UNITS = (
    ("%", " %"),
    ("процент", " %"),
    ("чел", " чел."),
    ("ед", " ед."),
    ("шт", " шт."),
    ("балл", " баллов"),
)
_IS_SHARE = lazy_pattern(r"\W*(?:доля|процент|удельный вес)\b", re.IGNORECASE)
_UP, _DOWN = (
    frozenset(("не менее", "не ниже", "≥", ">=")),
    frozenset(("не более", "не выше", "≤", "<=")),
)
_LEAST = 2
_FULL = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A printed value: `by` as the specs write a time, `number` with a dot."""

    by: str
    number: Decimal
    sign: str = ""
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class YearlyValues:
    """An indicator's name, its unit as a target writes it, its values; `sign` is empty where the
    values do not say which side is better."""

    name: str
    unit: str
    points: tuple[Point, ...]
    base: Point | None
    sign: str

    def target(self, sign: str = "") -> list[Value]:
        """The targets by year, in the sign of the values or in another."""
        return [
            {"by": _by(each.by), "value": f"{sign or self.sign} {self._text(each)}"}
            for each in self.points
        ]

    @property
    def side(self) -> str:
        """The ground of the sign: printed, or that the values grow or fall."""
        if any(each.sign for each in self.points):
            return "signs_by_year"
        return "values_grow" if self.sign == ">=" else "values_fall"

    def baseline(self) -> Mapped:
        """The value before the period, as the key of an indicator; empty where none is printed."""
        if self.base is None:
            return {}
        return {"baseline": {"value": self._text(self.base), "date": _by(self.base.by)}}

    def _text(self, point: Point) -> str:
        return f"{str(point.number).replace('.', ',')}{self.unit}"


def values_by_year(text: str, years: Sequence[str]) -> YearlyValues | None:
    """The values that a text ends with. None where there are fewer than two targets, or where one
    cannot be read: half of a path is none. `years` are those of the period, from its first."""
    name, colon, tail = text.partition(": ")
    if not colon:
        return None
    said = [part for part in tail.rstrip(" .;").split(";") if part.strip()]
    units = [m["unit"] for part in said if (m := _UNIT_PART.search(part))]
    dated = [part for part in said if _SEGMENT.match(part)]
    read = [(point, unit) for part in dated for point, unit in _points(part)]
    if len(read) < len(dated):
        return None
    begin = years[0][:4] if years else ""
    units += [unit for _, unit in read if unit]
    if found := _UNIT.search(name.strip()):
        units.append(found["unit"])
    bases = [point for point, _ in read if point.is_base or _last_day(point.by) < begin]
    points = tuple(point for point, _ in read if point not in bases)
    days = [_last_day(each.by) for each in points]
    is_path = bool(points) and all(one < two for one, two in pairwise(days))
    base, undated = bases[-1] if bases else None, _undated(tail)
    if not is_path or len(read) + (undated is not None) < _LEAST:
        return None
    unit = _unit(name, units, points)
    if unit is None:
        return None
    return YearlyValues(name, unit, points, base, _sign(points, base or undated, unit))


def _undated(tail: str) -> Point | None:
    """«Было – 20»: the value from which one starts, where no year is printed with it."""
    for part in _BETWEEN.split(tail.rstrip(" .;")):
        found = _UNDATED.fullmatch(part.strip())
        value = _VALUE.fullmatch(found["value"].strip()) if found else None
        if value is not None:
            return Point("", Decimal(value["number"].replace(",", ".")))
    return None


def undated_base(text: str) -> str:
    """The value of an indicator that is printed as the one before, without its year, as a baseline
    writes it; empty where there is none."""
    name, _, tail = text.partition(": ")
    point = _undated(tail)
    if point is None:
        return ""
    units = [each["unit"] for part in tail.split(";") if (each := _UNIT_PART.search(part))]
    units += [found["unit"] for found in _OF_VALUE.finditer(tail)]
    if own := _UNIT.search(name.strip()):
        units.append(own["unit"])
    unit = _unit(name, units, (point,)) or ""
    return f"{str(point.number).replace('.', ',')}{unit}"


def holds_years(text: str) -> bool:
    """Whether a text ends with two values by year or more, be they read or not."""
    tail = text.partition(": ")[2]
    return sum(_SEGMENT.match(part) is not None for part in tail.split(";")) >= _LEAST


def _points(part: str) -> Iterator[tuple[Point, str]]:
    """The point of one printed value, with its unit; none where it is not wholly understood."""
    found = _SEGMENT.fullmatch(part)
    value = _VALUE.fullmatch(found["value"].strip()) if found else None
    if found is None or value is None:
        return
    around = f"{found['before']} {found['after']}"
    by, second = found["year"], found["second"]
    is_next_year = second is None or int(second) == int(by[2:]) + 1
    if not (is_next_year and _BESIDE_YEAR.fullmatch(around)):
        return
    if month := _MONTH.search(found["before"]):
        if found["day"] or second:
            return
        number = month_number(month[0])
        by = f"{by}-{number:02}-{monthrange(int(by), number)[1]}"
    elif found["day"]:
        by = f"{by}-{found['month']}-{found['day']}"
    elif second:
        by = f"{by}/{second}"
    sign = (value["sign"] or "").casefold()
    figure = Decimal(value["number"].replace(",", "."))
    yield Point(by, figure, sign, _BASE.search(around) is not None), value["unit"] or ""


def _last_day(by: str) -> str:
    """The day by which a value is to be reached; school years end in August."""
    if by[4:5] == "/":
        return f"{by[:2]}{by[5:]}-08-31"
    return by if by[4:] else f"{by}-12-31"


def _by(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def _unit(name: str, said: Sequence[str], points: Sequence[Point]) -> str | None:
    """The one unit of all; a share without a sign is in percent, but «0,62» may be a part of one:
    None there, and where two units are printed."""
    found = {
        unit for each in said for stem, unit in _UNITS if each.casefold().startswith(stem)
    }  # fmt: skip
    if not found and _IS_SHARE.match(name):
        return " %" if max(each.number for each in points) > 1 else None
    if len(found) > 1:
        return None
    return next(iter(found), "")


def _sign(points: Sequence[Point], base: Point | None, unit: str) -> str:
    """The sign of all: the printed one, else by where the values go from the first."""
    said = {each.sign for each in points if each.sign}
    if said:
        return ">=" if said <= _UP else "<=" if said <= _DOWN else ""
    numbers = [each.number for each in ((base, *points) if base else points)]
    if numbers[0] < numbers[-1] and numbers == sorted(numbers):
        return ">="
    if numbers[0] > numbers[-1] and numbers == sorted(numbers, reverse=True):
        return "<="
    if set(numbers) == {Decimal(0)}:
        return "<="
    return ">=" if unit == " %" and set(numbers) == {Decimal(_FULL)} else ""
