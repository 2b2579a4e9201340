"""Targets: operator, value, unit; from them the direction of improvement."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Operator(StrEnum):
    """Comparison of the measured value with the target."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="


UPWARD = (Operator.AT_LEAST, Operator.MORE)


class Unit(StrEnum):
    """Units of a target; `percent` compares a ratio × 100."""

    PERCENT = "percent"
    PERSONS = "persons"
    ITEMS = "items"
    HOURS = "hours"
    POINTS = "points"


class Direction(StrEnum):
    """Where better lies; also the demand of a dynamics indicator."""

    UP = "up"
    DOWN = "down"
    NOT_LOWER = "not_lower"
    NOT_HIGHER = "not_higher"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach. `value` in `unit`; for a change `direction` stands instead."""

    text: str
    operator: Operator | None
    value: float | None
    unit: Unit | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached by a day; `by` as it is written: a year, a school year or a date."""

    by: str
    day: date
    target: Target
    warn: Target | None = None


WHOLE = Target("", Operator.AT_LEAST, 100.0, Unit.PERCENT, Direction.UP)
"""What coverage and each ask without a target: all."""
