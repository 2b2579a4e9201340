"""An indicator whose rows are a part of another's: what subtraction of the two would tell.

Teachers of a school and its young teachers stand in one report; the difference is the older ones. A
small difference is hidden at the narrower indicator, with as many others beside it as keep the
totals from giving it away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.compile import period_of
from engine.model.conditions import Both, Clause, Condition
from engine.model.rules import Count, Mean, Share
from engine.reports.edition import Edition
from engine.reports.hiding import Cell, hidden_cells, is_given_away
from engine.results.verdicts import IndicatorOutcome


@dataclass(frozen=True, slots=True)
class Beside:
    """Organisations that are hidden since another indicator stands beside; whether the whole is."""

    keys: frozenset[str] = frozenset()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that are the group of a measure: of one table, all conditions being true."""

    dataset: str
    conditions: frozenset[Condition]


def hidden_beside(outcome: IndicatorOutcome, edition: Edition) -> Beside:
    """What the wider indicators of the same period would tell of a narrower one."""
    own = _rows(outcome, edition)
    if own is None:
        return Beside()
    keys: frozenset[str] = frozenset()
    whole = False
    for wide in _wider(outcome, own, edition):
        cells = list(_differences(wide, outcome))
        rest = _whole(wide) - _whole(outcome)
        keys |= hidden_cells(cells, edition.least)
        whole |= is_given_away(cells, edition.least) or 0 < rest < edition.least
    return Beside(keys, whole)


def _wider(outcome: IndicatorOutcome, own: _Rows, edition: Edition) -> Iterator[IndicatorOutcome]:
    for other in edition.outcome.judged:
        rows = _rows(other, edition)
        if rows is None or rows.dataset != own.dataset or not rows.conditions < own.conditions:
            continue
        if _period(other, edition) == _period(outcome, edition):
            yield other


def _rows(outcome: IndicatorOutcome, edition: Edition) -> _Rows | None:
    """None where the group is no rows of a table, or nothing was measured."""
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    if rule is None or outcome.verdict.measurement is None:
        return None
    match rule.measure:
        case Share(dataset=dataset, where=clause) | Mean(dataset=dataset, where=clause):
            return _Rows(dataset, frozenset(_parts(clause)))
        case Count(dataset=dataset, of=of, distinct=None, since=None):
            return _Rows(dataset, frozenset(_parts(of)))
        case _:
            return None


def _parts(clause: Clause | None) -> tuple[Condition, ...]:
    if clause is None:
        return ()
    return clause.tree.items if isinstance(clause.tree, Both) else (clause.tree,)


def _period(outcome: IndicatorOutcome, edition: Edition) -> object:
    roadmap = edition.roadmap(outcome.roadmap) if outcome.roadmap else None
    return period_of(edition.outcome.project, roadmap)


def _differences(wide: IndicatorOutcome, narrow: IndicatorOutcome) -> Iterator[Cell]:
    larger, smaller = _sizes(wide), _sizes(narrow)
    for code in sorted({*larger, *smaller}):
        rest = larger.get(code, 0) - smaller.get(code, 0)
        if rest > 0:
            yield Cell(code, rest)


def _whole(outcome: IndicatorOutcome) -> float:
    measurement = outcome.verdict.measurement
    assert measurement is not None
    return measurement.overall.size


def _sizes(outcome: IndicatorOutcome) -> dict[str, float]:
    measurement = outcome.verdict.measurement
    assert measurement is not None
    return {each.key: each.size for each in measurement.by_organisation if each.key is not None}
