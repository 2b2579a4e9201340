"""Targets that count from a baseline: «рост на 5 п.п.», «не ниже уровня прошлого года»."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.classes import dataclass
from engine.codes.rules import BASELINE_MISSING, BASELINE_UNFIT, GROWTH_UNCLEAR
from engine.diagnostics import Finding, Origin, finding
from engine.lazy import lazy_pattern
from engine.measures.targets import last_day, number_at, operator_at, read_target, unit_at
from engine.model.demands import Shape
from engine.model.rules import Rule
from engine.model.targets import (
    UPWARD,
    Baseline,
    Direction,
    Operator,
    Target,
    Unit,
    are_alike,
    is_direction,
)
from engine.query.periods import read_period

_UP = r"рост|прирост|увеличение|увеличить|повышение|повысить|growth|increase"
_DOWN = r"снижение|снизить|сокращение|сократить|уменьшение|уменьшить|decline|decrease"
_YEAR = r"(?P<year{n}>прошл\w+|предыдущ\w+|last|\d{{4}}(?:\s*[/–—-]\s*\d{{2,4}})?)"
_LEVEL = (
    r"(?:(?:the\s+)?baseline|(?:the\s+)?level\s+of\s+" + _YEAR.format(n=1) + r"(?:\s+year)?"
    r"|(?:(?:базов\w+|исходн\w+)(?:\s+|$)|уровн\w+|значени\w+|показател\w+)+"
    r"(?:\s+(?:за\s+)?" + _YEAR.format(n=2) + r"\s+(?:учебн\w+\s+)?(?:год\w*|г\.?))?"
    r"|" + _YEAR.format(n=3) + r"\s+(?:учебн\w+\s+)?(?:год\w*|г\.?))"
)
_WORD = lazy_pattern(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+", re.IGNORECASE)
_LEAST = r"(?:не\s+(?:менее|меньше)(?:\s*,?\s*чем)?\s+|at\s+least\s+)?"
_BY = lazy_pattern(rf"{_LEAST}(?P<by>на|by|в)\s+{_LEAST}", re.IGNORECASE)
_SIGN = lazy_pattern(r"(?P<up>\+)\s*|(?P<down>[-−])\s*")
_TIMES = lazy_pattern(r"\s*(?:раза?|times)(?!\w)", re.IGNORECASE)
_AFTER = lazy_pattern(
    r"\s*(?:(?P<up>больше|выше|more|higher)|(?P<down>меньше|ниже|less|lower))(?:\s*,?\s*чем)?",
    re.IGNORECASE,
)
_TAIL = lazy_pattern(
    rf"\s*(?:(?:к|от|с|относительно|против|по\s+сравнению\s+с|по\s+отношению\s+к|from|than)\s+)?"
    rf"{_LEVEL}",
    re.IGNORECASE,
)
_WHOLE_LEVEL = lazy_pattern(rf"\s*,?\s*(?:чем\s+|than\s+)?(?:в\s+)?{_LEVEL}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Growth:
    """How far from the baseline: by an amount in a unit, so many `times`, or not at all. `year` is
    the one that the words name."""

    operator: Operator
    amount: Fraction = Fraction(0)
    unit: Unit | None = None
    times: bool = False
    year: str | None = None


def read_growth(text: str) -> Growth | None:
    """What counts from a baseline; None where the text is no such target."""
    text = text.strip()
    found = operator_at(text, 0)
    if found and (level := _WHOLE_LEVEL.fullmatch(text, found[1])):
        return Growth(found[0], year=_year(level))
    word = _WORD.match(text)
    by = _BY.match(text, word.end() if word else 0)
    if by is None and (word := _SIGN.match(text)) is None:
        return None
    return _amount(text, word, by)


def _amount(text: str, word: re.Match[str] | None, by: re.Match[str] | None) -> Growth | None:
    number = number_at(text, by.end() if by else word.end() if word else 0)
    if number is None:
        return None
    value, at = number
    times = _TIMES.match(text, at) if by and by["by"].lower() != "by" else None
    if bool(times) is not bool(by and by["by"].lower() == "в"):
        return None
    unit = None if times else unit_at(text, at + len(text[at:]) - len(text[at:].lstrip()))
    at = times.end() if times else unit[1] if unit else at
    word = word or _AFTER.match(text, at)
    if word is None:
        return None
    at = max(at, word.end())
    tail = _TAIL.fullmatch(text, at)
    if text[at:].strip() and tail is None:
        return None
    operator = Operator.AT_LEAST if word["up"] else Operator.AT_MOST
    year = _year(tail) if tail else None
    return Growth(operator, Fraction(str(value)), unit[0] if unit else None, bool(times), year)


def _year(level: re.Match[str]) -> str | None:
    return next((each for each in level.group("year1", "year2", "year3") if each), None)


def read_baseline(
    value: str, written: str, source: str | None, origin: Origin
) -> Baseline | Finding:
    """The figure that one starts from: «42 %» of a year."""
    value = value.strip()
    read = read_target(f"= {value}", origin)
    if isinstance(read, Finding) or read.value is None:
        return finding(BASELINE_UNFIT, origin.under("value"), value=value)
    day = last_day(written)
    if day is None:
        return finding(BASELINE_UNFIT, origin.under("date"), unread=written)
    return Baseline(value, read.value, read.unit, written, day, source)


def read_level(
    text: str, origin: Origin, baseline: Baseline | None, rule: Rule | None, start: date | None
) -> Target | Finding:
    """The target written at `origin`; what counts from the baseline is the figure that it comes to.
    `start` is the first day of the judged period: its year tells which one is the last."""
    growth = read_growth(text)
    if growth is not None and baseline is None and _is_of_periods(growth, rule):
        return _between_periods(text, growth)
    if growth is not None:
        return _grown(text, growth, baseline, origin, start)
    read = read_target(text, origin)
    is_figure = rule is not None and rule.measure.over_time() is None
    if isinstance(read, Finding) or read.operator is not None or baseline is None or not is_figure:
        return read
    return _grown(text, Growth(_OF_DIRECTIONS[read.direction]), baseline, origin, start)


def _is_of_periods(growth: Growth, rule: Rule | None) -> bool:
    """Whether the growth is one from period to period, which needs no baseline; «на 5 %» does: of
    a share it may be percents of it or percent points."""
    is_change = rule is not None and rule.measure.over_time() in (Shape.ENDS, Shape.EVERY_STEP)
    is_plain = not growth.times and growth.year is None and growth.unit is not Unit.PERCENT
    return is_change and is_plain and growth.amount > 0


def _between_periods(text: str, growth: Growth) -> Target:
    """«рост на 5 п.п.»: a difference of at least so much."""
    is_up = growth.operator in UPWARD
    value = float(growth.amount if is_up else -growth.amount)
    direction = Direction.UP if is_up else Direction.DOWN
    return Target(text, growth.operator, value, growth.unit, direction)


_OF_DIRECTIONS = {
    Direction.UP: Operator.MORE,
    Direction.DOWN: Operator.LESS,
    Direction.NOT_LOWER: Operator.AT_LEAST,
    Direction.NOT_HIGHER: Operator.AT_MOST,
}


def _grown(
    text: str, growth: Growth, baseline: Baseline | None, origin: Origin, start: date | None
) -> Target | Finding:
    if baseline is None:
        return finding(BASELINE_MISSING, origin, text=text)
    if growth.year and not _is_of_year(baseline, growth.year, start):
        return finding(BASELINE_UNFIT, origin, year=text, date=baseline.dated)
    value = _reached(growth, baseline)
    if isinstance(value, str):
        told = ((value, text), ("base", baseline.text))
        return Finding(GROWTH_UNCLEAR, origin, tuple(sorted(told)))
    direction = (
        Direction.DOWN if growth.operator in (Operator.AT_MOST, Operator.LESS) else Direction.UP
    )
    return Target(text, growth.operator, float(value), baseline.unit, direction, grown=True)


_SHARES = (Unit.PERCENT, Unit.PERCENT_POINTS)


def _reached(growth: Growth, baseline: Baseline) -> Fraction | str:
    """The figure that it comes to, or why it cannot be told: a key of the message."""
    base = Fraction(str(baseline.value))
    if not growth.amount and (growth.times or growth.unit):
        return "empty"
    sign = 1 if growth.operator in UPWARD else -1
    is_share = baseline.unit in _SHARES
    if growth.times:
        value = base * growth.amount if sign > 0 else base / growth.amount
    elif growth.unit is Unit.PERCENT:
        if is_share:
            return "percent"
        value = base * (1 + sign * growth.amount / 100)
    elif growth.unit is Unit.PERCENT_POINTS:
        if not is_share:
            return "points"
        value = base + sign * growth.amount
    elif growth.amount and not _is_in_unit(growth, baseline):
        return "unit"
    else:
        value = base + sign * growth.amount
    if value < 0 <= base and baseline.unit is not Unit.PERCENT_POINTS:
        return "empty"
    return value if Fraction(str(float(value))) == value else "inexact"


def _is_in_unit(growth: Growth, baseline: Baseline) -> bool:
    """«Рост на 5» is in the unit of the baseline, unless that is a share."""
    if growth.unit is None:
        return baseline.unit not in _SHARES
    return are_alike(growth.unit, baseline.unit)


def _is_of_year(baseline: Baseline, year: str, start: date | None) -> bool:
    """Whether the baseline is of the year that the target names; «прошлый» is the one before."""
    if year[0].isdigit():
        window = read_period(year)
        return window is not None and window.end == baseline.day
    return start is None or 0 < (start - baseline.day).days <= 366


def check_baseline(
    baseline: Baseline, targets: tuple[tuple[Target, date | None], ...], origin: Origin
) -> Finding | None:
    """Where the baseline and what is asked do not go together: units, or the order of days."""
    for target, day in targets:
        if target.value is not None and not _is_same(baseline.unit, target.unit):
            return finding(
                BASELINE_UNFIT, origin.under("value"), unit=baseline.text, target=target.text
            )
        if day is not None and day <= baseline.day:
            return finding(
                BASELINE_UNFIT, origin.under("date"), late=baseline.dated, day=day.isoformat()
            )
    return None


def _is_same(one: Unit | None, other: Unit | None) -> bool:
    return are_alike(one, other) or {one, other} == {Unit.PERCENT, Unit.PERCENT_POINTS}


def plain_unit(target: Target, rule: Rule | None) -> Target:
    """Differences of shares are kept as percents, whether they are asked for in % or in п.п.; of a
    mean of percents a bare number is as many percents."""
    if rule is not None and rule.measure.of_one_period.in_percents and not is_direction(target):
        return replace(target, unit=Unit.PERCENT, of_percents=True)
    if target.unit is not Unit.PERCENT_POINTS:
        return target
    return replace(target, unit=Unit.PERCENT)


def baseline_as_measured(baseline: Baseline | None, rule: Rule | None) -> Baseline | None:
    """The baseline of a mean of percents is percents, too, where it is a bare number."""
    if baseline is None or baseline.unit or rule is None or not rule.measure.in_percents:
        return baseline
    return replace(baseline, unit=Unit.PERCENT)
