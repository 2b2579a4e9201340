"""Rows without an answer and rows set aside: their number tells of persons like every other.

Two pupils of a hundred without a mark are two persons. Where such a number is few, it is hidden,
and so many beside it as keep the total from giving it away; so are the worst and the best case,
which differ by it.
"""

from collections.abc import Callable
from dataclasses import replace

from engine.classes import dataclass
from engine.disclosure.cells import (
    Cell,
    Hidden,
    grouped,
    hidden_cells,
    hidden_in_groups,
    is_given_away,
)
from engine.results.verdicts import Measurement, Tally, Verdict

_Number = Callable[[Tally], float]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Organisations and municipalities of which the numbers are not told; whether the total's."""

    cells: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    whole: bool = False

    def __or__(self, other: "Gaps") -> "Gaps":
        groups = self.groups | other.groups
        return Gaps(self.cells | other.cells, groups, self.whole or other.whole)


def few_gaps(measured: Measurement, hidden: Hidden, least: int) -> Gaps:
    """What must not be told beside the figures that are hidden already."""
    gaps = _gaps(measured, hidden, least, lambda tally: tally.missing)
    gaps |= _gaps(measured, hidden, least, lambda tally: tally.set_aside)
    unread = measured.unread_period
    others = measured.overall.set_aside - unread
    few = any(0 < number < least for number in (unread, others, measured.weightless))
    return gaps | Gaps(whole=few)


def without_gaps(verdict: Verdict, gaps: Gaps, least: int) -> Verdict:
    """The verdict without the numbers of rows that must not be told."""
    measured = verdict.measurement
    assert measured is not None
    measurement = replace(
        measured,
        by_organisation=_told(measured.by_organisation, gaps.cells),
        by_value=_of_values(measured.by_value, least, gaps),
        by_municipality=_told(measured.by_municipality, gaps.groups),
        steps=tuple(untold(step) if _is_few(step, least) else step for step in measured.steps),
    )
    if gaps.whole:
        measurement = replace(
            measurement,
            overall=untold(measurement.overall),
            rows_read=0,
            unread_period=0,
            weightless=0,
            lowest=_bound(measurement.lowest),
            highest=_bound(measurement.highest),
        )
    if measurement == measured:
        return verdict
    kept = tuple((name, value) for name, value in verdict.params if name != "missing")
    return replace(verdict, measurement=measurement, params=kept if gaps.whole else verdict.params)


def _gaps(measured: Measurement, hidden: Hidden, least: int, number: _Number) -> Gaps:
    cells = [Cell(each.key or "", number(each)) for each in measured.by_organisation]
    whole = 0 < number(measured.overall) < least
    if not measured.by_municipality:
        keys = hidden_cells(cells, least, hidden.cells)
        return Gaps(keys, whole=whole or is_given_away(cells, least, hidden.cells))
    groups = grouped(cells, measured.members)
    found = hidden_in_groups(groups, least, hidden.cells, hidden.groups)
    return Gaps(found.cells, found.groups, whole or found.whole)


def _is_few(tally: Tally, least: int) -> bool:
    return any(0 < number < least for number in (tally.missing, tally.set_aside))


def _told(tallies: tuple[Tally, ...], keys: frozenset[str]) -> tuple[Tally, ...]:
    return tuple(untold(tally) if (tally.key or "") in keys else tally for tally in tallies)


def _of_values(tallies: tuple[Tally, ...], least: int, gaps: Gaps) -> tuple[Tally, ...]:
    """Rows without an answer are told of all values or of none: they add up to the total."""
    if not gaps.whole and not any(tally.withheld or _is_few(tally, least) for tally in tallies):
        return tallies
    return tuple(untold(tally) for tally in tallies)


def untold(tally: Tally) -> Tally:
    """The figure without the numbers of rows that it is not made of."""
    return tally._replace(missing=0, set_aside=0, gaps_withheld=True)


def _bound(tally: Tally | None) -> Tally | None:
    """The worst or the best case: it differs from the other by the rows without an answer."""
    if tally is None:
        return None
    return Tally(tally.key, 0, None if tally.total is None else 0, withheld=True)
