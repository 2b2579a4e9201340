"""Targets: operator, value, unit; from them the direction of improvement."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.classes import dataclass


class Operator(StrEnum):
    """Comparison of the measured value with the target."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="
    BETWEEN = "between"


UPWARD = (Operator.AT_LEAST, Operator.MORE)


class Unit(StrEnum):
    """Units of a target; `percent` compares a ratio × 100."""

    PERCENT = "percent"
    PERCENT_POINTS = "percent_points"
    PERSONS = "persons"
    TEACHERS = "teachers"
    PUPILS = "pupils"
    ITEMS = "items"
    PLACES = "places"
    EVENTS = "events"
    DOCUMENTS = "documents"
    ORGANISATIONS = "organisations"
    SCHOOLS = "schools"
    HOURS = "hours"
    POINTS = "points"


PEOPLE = (Unit.PERSONS, Unit.TEACHERS, Unit.PUPILS)
THINGS = (
    Unit.ITEMS, Unit.PLACES, Unit.EVENTS, Unit.DOCUMENTS, Unit.ORGANISATIONS,
    Unit.SCHOOLS,
)  # fmt: skip
"""Words for what is counted one by one: they differ in the report, and not in what is asked."""


def are_alike(one: Unit | None, other: Unit | None) -> bool:
    """Whether two units count the same sort of thing: «5 шт.» are «5 ед.»."""
    kinds = ((unit in PEOPLE, unit in THINGS) for unit in (one, other))
    first, second = kinds
    return one is other or (any(first) and first == second)


class Direction(StrEnum):
    """Where better lies; also the demand of a dynamics indicator."""

    UP = "up"
    DOWN = "down"
    NOT_LOWER = "not_lower"
    NOT_HIGHER = "not_higher"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach. `value` in `unit`; for a change `direction` stands instead.

    A corridor (`BETWEEN`) goes from `value` to `upper`, both included. `grown` tells a figure that
    was counted from the baseline, in the words of `text`. `of_percents`: it is held against a
    figure that is percents from 0 to 100 already, and no fraction of one.
    """

    text: str
    operator: Operator | None
    value: float | None
    unit: Unit | None
    direction: Direction
    upper: float | None = None
    grown: bool = False
    of_percents: bool = False

    @property
    def scale(self) -> int:
        """By how much a figure is multiplied to be told in the target's unit."""
        return 100 if self.unit is Unit.PERCENT and not self.of_percents else 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figure from which one starts, `value` in `unit`; `dated` as it is written: a year, a
    school year or a day, and `day` the last of it."""

    text: str
    value: float
    unit: Unit | None
    dated: str
    day: date
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached by a day; `by` as it is written: a year, a school year or a date."""

    by: str
    day: date
    target: Target
    warn: Target | None = None


Bound = tuple[Fraction | None, bool]
"""A limit (None: there is none), and whether the limit itself lies outside."""


def bounds_of(target: Target) -> tuple[Bound, Bound]:
    """Between what the figure must lie that reaches the target."""
    assert target.value is not None
    value = Fraction(str(target.value))
    match target.operator:
        case Operator.AT_LEAST | Operator.MORE:
            return (value, target.operator is Operator.MORE), (None, False)
        case Operator.AT_MOST | Operator.LESS:
            return (None, False), (value, target.operator is Operator.LESS)
        case _:
            upper = value if target.upper is None else Fraction(str(target.upper))
            return (value, False), (upper, False)


def is_direction(target: Target) -> bool:
    """«рост» and its kin, or a bare comparison with nought: how a change goes, whatever its
    size."""
    if target.operator is None:
        return True
    return target.value == 0 and target.unit is None and target.operator is not Operator.EQUAL


def implies(one: Target, other: Target) -> bool:
    """Whether every figure that reaches `one` reaches `other`, both of them figures."""
    if one.value is None or other.value is None or not are_alike(one.unit, other.unit):
        return False
    (low, high), (least, most) = bounds_of(one), bounds_of(other)
    return _within(low, least, 1) and _within(high, most, -1)


def _within(inner: Bound, outer: Bound, sign: int) -> bool:
    """Whether a lower limit (`sign` 1) lies not below another, or an upper one not above."""
    if outer[0] is None:
        return True
    if inner[0] is None:
        return False
    beyond = (inner[0] - outer[0]) * sign
    return beyond > 0 or (beyond == 0 and (inner[1] or not outer[1]))


WHOLE = Target("", Operator.AT_LEAST, 100.0, Unit.PERCENT, Direction.UP)
"""What coverage and each ask without a target: all."""

AT_LEAST_ONE = Target("", Operator.AT_LEAST, 1.0, None, Direction.UP)
"""What exists asks."""
