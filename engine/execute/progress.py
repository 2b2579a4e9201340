"""Whether a figure comes to its target in time: the growth a year that is, against the one needed.

So statistical offices tell of indicators with a target and a day: the growth since the baseline is
compared with the growth that leads from the baseline to the target, both a year and on a straight
line. Here the whole of it is asked for, and fractions are compared.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.classes import dataclass
from engine.measures.comparing import Range, exact, limit_of, missed_side, range_of, reaches
from engine.model.spec import Indicator
from engine.model.targets import Target, Unit
from engine.results.verdicts import IndicatorOutcome, Measurement

_YEAR = Fraction(1461, 4)
"""Days, leap years counted."""


class Course(StrEnum):
    """Where a figure is on its way."""

    REACHED = "reached"
    ON_PATH = "on_path"
    BEHIND = "behind"
    MOVING_AWAY = "moving_away"


@dataclass(frozen=True, slots=True)
class Progress:
    """`actual` and `required` are growth a year in the unit of the target (percent points of a
    share); `limit` is the figure to be reached by `day`."""

    course: Course
    actual: Fraction
    required: Fraction
    limit: Fraction
    day: date
    unit: Unit | None


def progress_of(outcome: IndicatorOutcome, as_of: date) -> Progress | None:
    """None where there is no baseline, no target still to come, or no single figure yet."""
    indicator, today = outcome.indicator, outcome.verdict.day or as_of
    aim = _aim(indicator, today)
    value = _figure(outcome.verdict.measurement)
    base = indicator.baseline
    if aim is None or value is None or base is None or base.day >= today:
        return None
    target, day = aim
    scale = target.scale
    start = exact(base.value) / scale
    side = missed_side(target, start)
    required = (limit_of(side) - start) * scale / _years(base.day, day)
    actual = (value - start) * scale / _years(base.day, today)
    if _is_there(target, start):
        required = Fraction(0)
    course = _course(target, value, actual, required)
    return Progress(course, actual, required, limit_of(side) * scale, day, target.unit)


def _aim(indicator: Indicator, today: date) -> tuple[Target, date] | None:
    """The next target that has a day: what is to be reached from here."""
    path = [(milestone.target, milestone.day) for milestone in indicator.path]
    if not path and indicator.target and indicator.due:
        path = [(indicator.target, indicator.due)]
    coming = (each for each in path if each[1] >= today and each[0].value is not None)
    return next(coming, None)


def _figure(measured: Measurement | None) -> Fraction | None:
    """The one figure that is known, and may be told."""
    if measured is None or measured.overall.withheld or measured.overall.total == 0:
        return None
    if measured.statistic and measured.statistic.withheld:
        return None
    found = range_of(measured)
    return found.low if found.low == found.high else None


def _years(since: date, until: date) -> Fraction:
    return (until - since).days / _YEAR


def _is_there(target: Target, value: Fraction) -> bool:
    return reaches(target, Range(value, value)) is True


def _course(target: Target, value: Fraction, actual: Fraction, required: Fraction) -> Course:
    if _is_there(target, value):
        return Course.REACHED
    if required == 0 or actual * required < 0:
        return Course.MOVING_AWAY
    return Course.ON_PATH if abs(actual) >= abs(required) else Course.BEHIND
