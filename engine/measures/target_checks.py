"""Does the target fit what the rule computes?"""

from collections.abc import Container, Iterator
from itertools import pairwise

from engine.codes.rules import (
    KEY_OF_EACH_TARGET,
    SHOWN_IS_NOT_JUDGED,
    TARGET_MISSING,
    TARGET_NOT_EXPECTED,
    TARGET_OUT_OF_REACH,
    TARGET_UNIT,
    TARGETS_OUT_OF_ORDER,
    TARGETS_UNLIKE,
    WARNING_NOT_WEAKER,
)
from engine.diagnostics import Finding, Origin, finding
from engine.model.measures import Measure
from engine.model.rules import Rule
from engine.model.targets import (
    PEOPLE,
    THINGS,
    WHOLE,
    Direction,
    Milestone,
    Operator,
    Target,
    Unit,
    implies,
    is_direction,
)


def check_target(rule: Rule, target: Target | None, origin: Origin) -> tuple[Finding, ...]:
    """Findings at the target, or at the indicator that lacks one."""
    measure = rule.measure
    if target is None:
        return (finding(TARGET_MISSING, origin),) if measure.implied is None else ()
    if not measure.takes_target:
        return (finding(TARGET_NOT_EXPECTED, origin, text=target.text),)
    return tuple(_check_figure(measure, target, origin))


_ABOUT_JUDGING = ("due", "warn", "judge")


def check_shown(rule: Rule | None, keys: Container[str], origin: Origin) -> Iterator[Finding]:
    """Findings about `target: none` where nothing is measured, and about keys that say how to judge
    what is judged against nothing."""
    if rule and not rule.measure.takes_target:
        yield finding(TARGET_NOT_EXPECTED, origin.under("target"), text="none")
    for key in _ABOUT_JUDGING:
        if key in keys:
            yield finding(SHOWN_IS_NOT_JUDGED, origin.under(key), key=key)


def check_warning(
    rule: Rule, target: Target | None, warn: Target, origin: Origin
) -> tuple[Finding, ...]:
    """Findings at the warning level: it must fit the rule, and be easier to reach than the target,
    or else no figure lies between them."""
    faults = check_target(rule, warn, origin)
    asked = target or (WHOLE if rule.measure.implied else None)
    if faults or asked is None or is_weaker(warn, asked):
        return faults
    return (finding(WARNING_NOT_WEAKER, origin, text=warn.text, target=asked.text or "100 %"),)


_OF_EACH = ("due", "warn")


def check_path(
    path: tuple[Milestone, ...], keys: Container[str], origin: Origin
) -> Iterator[Finding]:
    """Findings about targets by year: one after another, all in one unit and one direction, and
    with no key beside them that each has of its own. `origin` is the indicator's."""
    for key in _OF_EACH:
        if key in keys:
            yield finding(KEY_OF_EACH_TARGET, origin.under(key), key=key)
    for number, (one, other) in enumerate(pairwise(path), 1):
        place = origin.under("target", number)
        if other.day <= one.day:
            yield finding(TARGETS_OUT_OF_ORDER, place.under("by"), by=other.by, before=one.by)
        if _kind(one.target) != _kind(other.target):
            before = one.target.text
            yield finding(
                TARGETS_UNLIKE, place.under("value"), text=other.target.text, before=before
            )


def _kind(target: Target) -> tuple[object, ...]:
    """What targets of one path have in common: the unit, and where better lies."""
    down = target.direction in (Direction.DOWN, Direction.NOT_HIGHER)
    unit = next((each[0] for each in (PEOPLE, THINGS) if target.unit in each), target.unit)
    return unit, down, target.value is None


def is_weaker(one: Target, other: Target) -> bool:
    """Whether whatever reaches `other` reaches `one`, and something reaches `one` alone."""
    if one.value is None or other.value is None:
        eased = {Direction.UP: Direction.NOT_LOWER, Direction.DOWN: Direction.NOT_HIGHER}
        return other.value is None and eased.get(other.direction) is one.direction
    return implies(other, one) and not implies(one, other)


def _check_figure(measure: Measure, target: Target, origin: Origin) -> Iterator[Finding]:
    expected = _expected(measure, target)
    if expected:
        yield Finding(TARGET_UNIT, origin, ((expected, target.text), ("text", target.text)))
    elif (_is_part(measure) and _out_of_reach(target)) or _is_below_nought(measure, target):
        yield finding(TARGET_OUT_OF_REACH, origin, text=target.text)


def _expected(measure: Measure, target: Target) -> str | None:
    """What the target should have been: figure, percent, number; None when it fits."""
    if target.unit is Unit.PERCENT_POINTS and not _tells_a_difference(measure):
        return "percent" if _is_of_shares(measure) else "number"
    if measure.made_of():
        return None if target.value is not None else "figure"
    if measure.over_time() is not None:
        return None if is_direction(target) else _expected_unit(measure.of_one_period, target)
    return "figure" if target.value is None else _expected_unit(measure, target)


def _is_of_shares(measure: Measure) -> bool:
    """Whether it is a share, or made of shares that are written in it."""
    parts = [part.of for part in measure.made_of()]
    if bool(parts) and all(part and (part.is_ratio or part.in_percents) for part in parts):
        return True
    return measure.is_ratio or measure.of_one_period.in_percents


def _expected_unit(measure: Measure, target: Target) -> str | None:
    """A ratio, and the slope of one, is asked for in percent; what is counted in its unit."""
    if measure.is_ratio:
        return None if target.unit in (Unit.PERCENT, Unit.PERCENT_POINTS) else "percent"
    if measure.in_percents and target.unit is Unit.PERCENT_POINTS:
        return None
    return None if target.unit in measure.units else "percent" if measure.in_percents else "number"


def _tells_a_difference(measure: Measure) -> bool:
    """Whether the figure of shares is in percent points."""
    if measure.over_time() is not None:
        return measure.of_one_period.is_ratio or measure.of_one_period.in_percents
    return measure.is_difference


def _is_part(measure: Measure) -> bool:
    """Whether n is a part of N; one number as percents of another may be more than all of it."""
    return measure.is_ratio and not measure.made_of()


def _is_below_nought(measure: Measure, target: Target) -> bool:
    """Whether a figure that is never negative is asked for below nought."""
    return measure.never_negative and (target.value or 0) < 0


def _out_of_reach(target: Target) -> bool:
    value, operator = target.value or 0, target.operator
    if target.upper is not None:
        return value < 0 or target.upper > 100 or (value, target.upper) == (0, 100)
    if operator is Operator.MORE:
        return value >= 100
    if operator is Operator.LESS:
        return value <= 0 or value > 100
    if operator is Operator.AT_LEAST:
        return value > 100 or value <= 0
    return value > 100 or (operator is Operator.AT_MOST and value >= 100)
