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
from engine.model.composites import is_difference
from engine.model.rules import (
    Agreement,
    Change,
    CompareLists,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    Exists,
    Formula,
    Index,
    Measure,
    OfOrganisations,
    Rule,
    Shape,
    Share,
)
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
)

_NO_TARGET = (Exists, EachDocument, EachRow)
_WHOLE_BY_DEFAULT = (CoverageOfValues, CoverageOfList, CompareLists)
_COUNTED = (*PEOPLE, *THINGS)
_NUMBERS = (*_COUNTED, Unit.HOURS, Unit.POINTS)
_RATIOS = (Share, CoverageOfValues, CoverageOfList)


def check_target(rule: Rule, target: Target | None, origin: Origin) -> tuple[Finding, ...]:
    """Findings at the target, or at the indicator that lacks one."""
    measure = rule.measure
    if target is None:
        absent = not isinstance(measure, (*_NO_TARGET, *_WHOLE_BY_DEFAULT))
        return (finding(TARGET_MISSING, origin),) if absent else ()
    if isinstance(measure, _NO_TARGET):
        return (finding(TARGET_NOT_EXPECTED, origin, text=target.text),)
    return tuple(_check_figure(measure, target, origin))


_ABOUT_JUDGING = ("due", "warn", "judge")


def check_shown(rule: Rule | None, keys: Container[str], origin: Origin) -> Iterator[Finding]:
    """Findings about `target: none` where nothing is measured, and about keys that say how to judge
    what is judged against nothing."""
    if rule and isinstance(rule.measure, _NO_TARGET):
        yield finding(TARGET_NOT_EXPECTED, _at(origin, "target"), text="none")
    for key in _ABOUT_JUDGING:
        if key in keys:
            yield finding(SHOWN_IS_NOT_JUDGED, _at(origin, key), key=key)


def _at(origin: Origin, key: str) -> Origin:
    return Origin(origin.file, (*origin.route, key))


def check_warning(
    rule: Rule, target: Target | None, warn: Target, origin: Origin
) -> tuple[Finding, ...]:
    """Findings at the warning level: it must fit the rule, and be easier to reach than the target,
    or else no figure lies between them."""
    faults = check_target(rule, warn, origin)
    asked = target or (WHOLE if isinstance(rule.measure, _WHOLE_BY_DEFAULT) else None)
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
            yield finding(KEY_OF_EACH_TARGET, _at(origin, key), key=key)
    for number, (one, other) in enumerate(pairwise(path), 1):
        place = Origin(origin.file, (*origin.route, "target", number))
        if other.day <= one.day:
            yield finding(TARGETS_OUT_OF_ORDER, _at(place, "by"), by=other.by, before=one.by)
        if _kind(one.target) != _kind(other.target):
            before = one.target.text
            yield finding(
                TARGETS_UNLIKE, _at(place, "value"), text=other.target.text, before=before
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
    elif (is_ratio(measure) and _out_of_reach(target)) or _is_below_nought(measure, target):
        yield finding(TARGET_OUT_OF_REACH, origin, text=target.text)


def is_ratio(measure: Measure) -> bool:
    """Whether the figure is n / N, which a target compares as a percentage."""
    if isinstance(measure, Agreement):
        return measure.sign is not None or measure.statistic.is_ratio
    return isinstance(measure, (*_RATIOS, OfOrganisations))


def _expected(measure: Measure, target: Target) -> str | None:
    """What the target should have been: direction, figure, percent, number; None when it fits."""
    if target.unit is Unit.PERCENT_POINTS and not _tells_a_difference(measure):
        return "percent" if is_ratio(measure) else "number"
    if isinstance(measure, Index | Formula):
        return None if target.value is not None else "figure"
    if isinstance(measure, Change):
        if _is_direction(target):
            return None
        return _expected_slope(measure, target) if measure.shape is Shape.SLOPE else "direction"
    if target.value is None:
        return "figure"
    if is_ratio(measure):
        return None if target.unit is Unit.PERCENT else "percent"
    return None if target.unit in _allowed(measure) else "number"


def _tells_a_difference(measure: Measure) -> bool:
    """Whether the figure of shares is in percent points."""
    if isinstance(measure, Change):
        return measure.shape is Shape.SLOPE and is_ratio(measure.of)
    return is_difference(measure)


def _expected_slope(trend: Change, target: Target) -> str | None:
    """A slope is asked for in the unit of what rises or falls, of a share in percent points."""
    if is_ratio(trend.of):
        return None if target.unit in (Unit.PERCENT, Unit.PERCENT_POINTS) else "percent"
    return None if target.unit in _allowed(trend.of) else "number"


def _allowed(measure: Measure) -> tuple[Unit | None, ...]:
    """The units that a figure without a denominator may be asked for in."""
    if isinstance(measure, Agreement):
        return (None,)
    return (None, *_COUNTED) if isinstance(measure, Count) else (None, *_NUMBERS)


def _is_direction(target: Target) -> bool:
    """«рост» and its kin, or a bare comparison with nought."""
    if target.operator is None:
        return True
    return target.value == 0 and target.unit is None and target.operator is not Operator.EQUAL


def _is_below_nought(measure: Measure, target: Target) -> bool:
    """Whether a figure that is never negative is asked for below nought."""
    return (is_ratio(measure) or isinstance(measure, Count)) and (target.value or 0) < 0


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
