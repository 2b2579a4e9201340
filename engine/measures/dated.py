"""Parameters whose value is another from a date on: `[{from: 2021-09-01, value: 30}, …]`.

The value is the one that stood when the judged period began: a new bound is not laid on old years.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from engine.classes import dataclass
from engine.codes.spec import KEY_MISSING, UNEXPECTED_KEY
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import nearest
from engine.yamltext import quote

DATED = ("from", "value")
"""The keys of a value that stands from a day on."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One value, from when it stands, and its place in the list."""

    start: date
    value: object
    at: int


def is_dated(value: object) -> bool:
    """Whether the value is a list of values with dates."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(each, Mapping) and set(each) == set(DATED) for each in value)
    )


def means_dates(value: object) -> bool:
    """Whether the value is a list of mappings, whatever their keys: where no list belongs, values
    with dates are meant."""
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(each, Mapping) for each in value)
    )


def dated_faults(value: object, at: Origin) -> Iterator[Finding]:
    """Keys of values with dates that should not be there, or are not."""
    assert isinstance(value, Sequence)
    for number, each in enumerate(value):
        unused = [key for key in DATED if key not in each]
        for key in each:
            if key not in DATED:
                hint = nearest(key, unused) or ""
                unused = [name for name in unused if name != hint]
                place = at.under(number, key, on_key=True)
                told = () if hint else DATED
                yield finding(UNEXPECTED_KEY, place, key=quote(key), hint=hint, known=told)
        for key in unused:
            yield finding(KEY_MISSING, at.under(number), key=key, title="")


def values_of(value: object) -> Iterator[Dated | int]:
    """The values in their order; of one whose date is none, its place."""
    assert isinstance(value, Sequence)
    for at, each in enumerate(value):
        start = _day(each["from"])
        yield at if start is None else Dated(start, each["value"], at)


def misplaced(value: object) -> int | None:
    """The place of the first date that is none, or not later than the one before it."""
    last = None
    for each in values_of(value):
        if isinstance(each, int):
            return each
        if last is not None and each.start <= last:
            return each.at
        last = each.start
    return None


def standing(value: object, day: date) -> Dated | None:
    """What stood on the day; None before the first date."""
    known = [each for each in values_of(value) if isinstance(each, Dated) and each.start <= day]
    return known[-1] if known else None


def last_day(value: object, stood: Dated) -> date | None:
    """The day before the next value; None where there is none yet."""
    later = [each for each in values_of(value) if isinstance(each, Dated) and each.at > stood.at]
    return later[0].start - timedelta(days=1) if later else None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
