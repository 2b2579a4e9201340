"""How far a figure is from its target: the least number that would suffice."""

from fractions import Fraction
from math import ceil, floor

from engine.compile.plan import Planned
from engine.measures.comparing import (
    demand_of,
    exact,
    exact_value,
    figure,
    limit_of,
    missed_side,
)
from engine.model.demands import Shape
from engine.model.measures import Form
from engine.model.project import Project
from engine.model.rules import Measure
from engine.model.targets import Operator, Target, Unit
from engine.results.verdicts import Distance, Figure, Tally


def distance_of(
    planned: Planned, target: Target, tally: Tally, project: Project
) -> Distance | None:
    """Rows, organisations, hours … that are lacking, or are too many."""
    assert planned.measure is not None
    side = missed_side(target, figure(tally))
    assert side.operator is not None
    amount = _amount(side.operator, limit_of(side), tally, planned.measure)
    return _distance(amount, planned.measure.unit(target, project), _exceeds(target, side))


def _exceeds(target: Target, side: Target) -> bool:
    """Whether it is the upper bound of a corridor that is missed."""
    return target.upper is not None and side.operator is Operator.AT_MOST


def distance_of_change(
    planned: Planned, target: Target, tallies: tuple[Tally, ...], project: Project
) -> Distance | None:
    """What the last period lacks; None when an earlier step failed, which nothing can mend."""
    assert planned.measure is not None
    counted, shape = planned.measure.of_one_period, planned.measure.over_time()
    operator = demand_of(target)
    last = tallies[-1]
    before = tallies[0] if shape is Shape.ENDS else tallies[-2]
    if counted.form is Form.COMPOSED:
        lacking, unit = abs(figure(before) - figure(last)), counted.unit(target, project)
        if counted.is_ratio:
            return _distance(_least(lacking * 100, 1), "percent_points")
        return _distance(_hundredths(lacking), unit)
    amount = _amount(operator, figure(before), last, counted)
    return _distance(amount, counted.unit(target, project))


def distance_of_statistic(target: Target, statistic: Figure) -> Distance | None:
    """How far a coefficient, an index or the result of a formula is, in the unit of its target."""
    value = exact_value(statistic)
    if value is None:
        return None
    side = missed_side(target, value)
    lacking, exceeds = abs(limit_of(side) - value), _exceeds(target, side)
    if target.unit is Unit.PERCENT:
        return _distance(_least(lacking * target.scale, 1), "percent_points", exceeds)
    unit = target.unit.value if target.unit else "units"
    return _distance(_least(lacking, 2), unit, exceeds)


def _amount(operator: Operator, limit: Fraction, tally: Tally, measure: Measure) -> Fraction | None:
    """The least that suffices: whole rows for what is counted, hundredths for a mean."""
    if measure.form is Form.AVERAGED:
        return _hundredths(abs(limit - figure(tally)))
    n, is_quotient = exact(tally.n), bool(measure.made_of())
    needed = limit * exact(tally.total) if tally.total else limit
    lacking = _lacking(operator, needed, n)
    if lacking is None or (n.denominator > 1 and (is_quotient or measure.form is Form.SUMMED)):
        return None if lacking is None else _hundredths(abs(needed - n))
    if n + lacking < 0 and tally.total is not None:
        return None
    if tally.total is not None and n + lacking > exact(tally.total) and not is_quotient:
        return None
    return abs(Fraction(lacking))


def _lacking(operator: Operator, needed: Fraction, n: Fraction) -> int | None:
    match operator:
        case Operator.AT_LEAST:
            return ceil(needed - n)
        case Operator.MORE:
            return floor(needed - n) + 1
        case Operator.AT_MOST:
            return -ceil(n - needed)
        case Operator.LESS:
            return -floor(n - needed) - 1
        case _:
            missing = needed - n
            return int(missing) if missing > 0 and missing.denominator == 1 else None


def _hundredths(value: Fraction) -> Fraction:
    return _least(value, 2)


def _least(value: Fraction, places: int) -> Fraction:
    """Rounded up to so many decimals, or to the first that shows it."""
    parts = 10**places
    while 0 < value * parts < 1:
        parts *= 10
    return Fraction(ceil(value * parts), parts)


def _distance(amount: Fraction | None, unit: str, exceeds: bool = False) -> Distance | None:
    if amount is None or amount <= 0:
        return None
    whole = amount.denominator == 1
    return Distance(int(amount) if whole else float(amount), unit, exceeds)
