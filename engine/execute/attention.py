"""Organisations that need attention: their part of a shortfall, a failed `each`, no data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from engine.compile import Plan, Planned
from engine.compile.plan import Owed
from engine.datasets import Tables
from engine.execute.engines import lazy_frames
from engine.execute.frames import joined
from engine.execute.verdicts import target_of
from engine.expressions.lowering import lower
from engine.measures.comparing import exact, figure, limit_of, missed_side
from engine.model.measures import Form
from engine.model.spec import Level
from engine.model.targets import UPWARD, Target
from engine.query.questions import Scan
from engine.results.outcome import Need
from engine.results.verdicts import (
    IndicatorOutcome,
    Measurement,
    Tally,
    VerdictKind,
    is_too_small,
)

_LACKING = (
    VerdictKind.WARNED, VerdictKind.NOT_MET, VerdictKind.NOT_DUE, VerdictKind.INDETERMINATE,
)  # fmt: skip


def find_needs(
    plan: Plan, tables: Tables, outcomes: tuple[IndicatorOutcome, ...]
) -> tuple[Need, ...]:
    """For each indicator that is not met, the organisations behind it, the largest part first."""
    listed = cache(lambda owed: organisations_that_owe(owed, plan.scans, tables))
    needs: list[Need] = []
    for planned, outcome in zip(plan.indicators, outcomes, strict=True):
        measured, kind = outcome.verdict.measurement, outcome.verdict.kind
        if measured is None or planned.measure is None:
            continue
        if kind in _LACKING:
            needs += sorted(_lacking(planned, measured), key=lambda n: (-n.amount, n.organisation))
            needs += sorted(_behind(planned, measured), key=lambda n: (-n.amount, n.organisation))
        needs += _silent(planned, measured, listed)
    return tuple(needs)


def _lacking(planned: Planned, measured: Measurement) -> Iterator[Need]:
    measure = planned.measure
    assert measure is not None
    if measure.judges_each or _by_school(planned):
        tallies = {tally.key: tally for tally in measured.by_organisation}
        for element in measured.elements:
            if element.key and not element.found:
                yield _failed(planned, element.key, tallies.get(element.key))
    elif measure.form is Form.OF_ORGANISATIONS:
        yield from _with_sign(planned, measured)
    elif measure.form is not Form.OVER_TIME:
        yield from _shortfalls(planned, measured.by_organisation, Level.SCHOOL)


def _failed(planned: Planned, organisation: str, tally: Tally | None) -> Need:
    """What the organisation has against a target of its own; an `each` has no figure."""
    if tally is None or not _by_school(planned):
        return Need(organisation, planned.full_id, "failed_each", 1, None, None)
    parts = _shortfalls(planned, (tally,), Level.SCHOOL)
    exactly = Need(
        organisation, planned.full_id, "failed_each", 1, tally.n, tally.total, times=tally.times
    )
    return next(parts, exactly)


def _shortfalls(planned: Planned, tallies: tuple[Tally, ...], level: Level) -> Iterator[Need]:
    for tally in tallies:
        side = missed_side(target_of(planned), figure(tally))
        part = _part(planned, tally, side)
        if part > 0 and tally.key is not None and not is_too_small(tally, planned.indicator):
            reason = _REASONS[_is_mean(planned), _is_bound_above(side)]
            amount = int(part) if part.denominator == 1 else float(part)
            yield Need(
                tally.key, planned.full_id, reason, amount, tally.n, tally.total, level, tally.times
            )


_REASONS = {
    (False, False): "shortfall", (False, True): "excess",
    (True, False): "mean_below", (True, True): "mean_above",
}  # fmt: skip
"""Why a part draws attention, by: it is a mean, and the target is an upper bound."""


def _is_bound_above(target: Target) -> bool:
    return target.operator not in (*UPWARD, "=")


def _behind(planned: Planned, measured: Measurement) -> Iterator[Need]:
    """The municipalities of a region with their parts of the shortfall."""
    measure = planned.measure
    if measure is None or measure.form in (Form.OVER_TIME, Form.OF_ORGANISATIONS):
        return
    yield from _shortfalls(planned, measured.by_municipality, Level.MUNICIPALITY)


def _with_sign(planned: Planned, measured: Measurement) -> Iterator[Need]:
    """The organisations that show the sign: what there is to look into."""
    for each in measured.figures:
        if each.key is not None and each.sign:
            yield Need(each.key, planned.full_id, "has_sign", 1, None, None)


def _is_mean(planned: Planned) -> bool:
    return planned.measure is not None and planned.measure.form is Form.AVERAGED


def _by_school(planned: Planned) -> bool:
    return planned.indicator.judge is Level.SCHOOL


def _part(planned: Planned, tally: Tally, target: Target) -> Fraction:
    """How much of n the organisation lacks, or has too much, to be at the target itself; of a mean
    how far it lies from the target."""
    if not tally.total or target.operator is None:
        return Fraction(0)
    lacking = limit_of(target) * exact(tally.total) / exact(tally.times) - exact(tally.n)
    part = -lacking if _is_bound_above(target) else lacking
    if _is_mean(planned):
        return max(part * exact(tally.times) / exact(tally.total), Fraction(0))
    return Fraction(-(-part.numerator // part.denominator)) if part > 0 else Fraction(0)


def _silent(
    planned: Planned, measured: Measurement, listed: Callable[[Owed], tuple[str, ...]]
) -> Iterator[Need]:
    """Organisations that owe rows, and have none in sight; who owes what most rules share."""
    silent = {
        code
        for owed in planned.owing
        if owed.table in measured.heard
        for code in listed(replace(owed, table=""))
        if code not in measured.heard[owed.table]
    }
    for code in sorted(silent):
        yield Need(code, planned.full_id, "no_data", 0, None, None)


def organisations_that_owe(owed: Owed, scans: Iterable[Scan], tables: Tables) -> tuple[str, ...]:
    """Their codes, in order; none where the list was not read."""
    if owed.dataset not in tables.datasets:
        return ()
    scan = next(each for each in scans if each.dataset == owed.dataset)
    frame = joined(scan, lazy_frames(scan, tables))
    if owed.where is not None:
        frame = frame.filter(lower(owed.where, {}))
    codes = frame.select(owed.code).to_native().collect()[owed.code]
    return tuple(sorted(str(code) for code in codes.drop_nulls().unique()))
