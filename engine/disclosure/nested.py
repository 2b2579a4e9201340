"""Indicators that speak of the same rows, or of a part of another's: what subtraction would tell.

Teachers of a school and its young teachers stand in one report; the difference is the older ones. A
difference that tells of too few is hidden at the narrower indicator, with as many others beside it
as keep the totals from giving it away. Each indicator tells of up to three sets of rows: those that
it is about, the counted ones, and the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from engine.classes import dataclass
from engine.compile import period_of
from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.model.conditions import Both, Clause, Condition
from engine.model.measures import Narrowed
from engine.model.project import Project
from engine.model.rules import Measure
from engine.results.verdicts import IndicatorOutcome, Measurement, Tally

_Condition = Condition | tuple[str, Condition]
_Conditions = frozenset[_Condition]
_Sizes = frozenset[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Organisations (and municipalities: `groups`; `values` of a breakdown) that are hidden for
    what another indicator, or an earlier publication, tells; whether the whole is."""

    keys: frozenset[str] = frozenset()
    whole: bool = False
    groups: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def __or__(self, other: "Beside") -> "Beside":
        keys, groups = self.keys | other.keys, self.groups | other.groups
        values = self.values | other.values
        return Beside(keys, self.whole or other.whole, groups, values)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table for which all conditions are true: how many, and in each organisation."""

    dataset: str
    conditions: _Conditions
    period: object
    whole: float
    sizes: Mapping[str, float] = field(compare=False)

    def is_part_of(self, other: "Rows") -> bool:
        """Whether these are fewer rows, of the same table and time."""
        same = (self.dataset, self.period) == (other.dataset, other.period)
        return same and other.conditions < self.conditions

    @property
    def what(self) -> tuple[str, _Conditions]:
        """Which rows of which table they are, whatever the time."""
        return self.dataset, self.conditions


class Wider:
    """The rows of all indicators, by one of their conditions: what a set is part of is found
    without a look at every other (a project may have thousands of indicators)."""

    def __init__(self, rows: Mapping[str, tuple[Rows, ...]]) -> None:
        self._tellers: dict[tuple[Rows, _Sizes], set[str]] = defaultdict(set)
        self._found: dict[tuple[str, _Condition | None], dict[tuple[Rows, _Sizes], Rows]]
        self._found = defaultdict(dict)
        for id, own in rows.items():
            for one in own:
                known = one, frozenset(one.sizes.items())
                self._tellers[known].add(id)
                self._found[one.dataset, next(iter(one.conditions), None)].setdefault(known, one)

    def of(self, id: str, narrow: Rows) -> Iterator[tuple[Rows, Rows]]:
        """The narrower rows beside each wider set that another indicator tells of."""
        for condition in (None, *narrow.conditions):
            for known, wide in self._found.get((narrow.dataset, condition), {}).items():
                if narrow.is_part_of(wide) and self._tellers[known] != {id}:
                    yield wide, narrow


def rows_of(
    outcome: IndicatorOutcome, measure: Measure | None, project: Project
) -> tuple[Rows, ...]:
    """The sets of rows that the indicator tells of; none where they are no rows of a table."""
    measured = outcome.verdict.measurement
    if measured is None or measure is None:
        return ()
    return rows_told(measured, measure, period_of_rows(outcome, measure, project))


def period_of_rows(outcome: IndicatorOutcome, measure: Measure, project: Project) -> object:
    """The time of the rows that an indicator tells of, as far as it can be the same of two."""
    return _period(outcome, project), measure.over_time() is not None


def rows_told(measured: Measurement, measure: Measure, period: object) -> tuple[Rows, ...]:
    """The sets of rows behind a figure of the measure."""
    dataset = measure.counts_rows_of or ""
    return tuple(
        Rows(
            dataset,
            frozenset(_conditions(narrowed)),
            period,
            _number(measured.overall, which),
            _sizes(measured, which),
        )
        for which, narrowed in measure.tallied.told_rows()
    )


def _conditions(narrowed: Narrowed) -> Iterator[_Condition]:
    for clause, holds in narrowed:
        if holds:
            yield from _parts(clause)
        else:
            yield ("not", clause.tree)


def hidden_beside(pairs: Iterable[tuple[Rows, Rows]], least: int) -> Beside:
    """What wider rows of the same period would tell of the narrower ones, pair by pair."""
    keys: frozenset[str] = frozenset()
    whole = False
    for wide, narrow in pairs:
        cells = list(_differences(wide, narrow))
        keys |= hidden_cells(cells, least)
        rest = Cell("", wide.whole - narrow.whole)
        whole |= is_given_away(cells, least) or rest.is_small(least)
    return Beside(keys, whole)


def _parts(clause: Clause) -> tuple[Condition, ...]:
    return clause.tree.items if isinstance(clause.tree, Both) else (clause.tree,)


def _period(outcome: IndicatorOutcome, project: Project) -> object:
    roadmap = project.roadmap(outcome.roadmap) if outcome.roadmap else None
    return period_of(project, roadmap)


def _differences(wide: Rows, narrow: Rows) -> Iterator[Cell]:
    for code in sorted({*wide.sizes, *narrow.sizes}):
        rest = wide.sizes.get(code, 0) - narrow.sizes.get(code, 0)
        if rest > 0:
            yield Cell(code, rest)


def _number(tally: Tally, which: int) -> float:
    """N (or the rows behind a sum), n, or what is left of N."""
    counted = tally.persons_counted
    return (tally.size, counted, tally.size - counted)[which]


def _sizes(measured: Measurement, which: int) -> dict[str, float]:
    tallies = measured.by_organisation
    return {tally.key: _number(tally, which) for tally in tallies if tally.key is not None}
