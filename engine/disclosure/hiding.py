"""What is hidden of each indicator, all of them seen together (decisions 43, 44, 117)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from engine.classes import dataclass
from engine.disclosure.breakdowns import breakdown_of, hidden_values
from engine.disclosure.cells import (
    Cell,
    Hidden,
    few_of,
    grouped,
    hidden_cells,
    hidden_in_groups,
    is_given_away,
)
from engine.disclosure.earlier import beside_earlier
from engine.disclosure.nested import Beside, Rows, Wider, hidden_beside, rows_of
from engine.disclosure.persons import (
    cell_of,
    cells_of,
    counts_persons,
    figure_cells,
    small_shares,
)
from engine.model.project import Project
from engine.model.rules import Measure
from engine.results.outcome import Publication
from engine.results.verdicts import IndicatorOutcome, Tally

NOTHING = Hidden()
WHOLE = "*"
"""The key of the whole among the `few`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is judged, and what is hidden of it; found once, when it is asked."""

    project: Project
    outcomes: Sequence[IndicatorOutcome]
    earlier: Sequence[Publication] = ()
    known: dict[str, tuple[object, Hidden]] = field(default_factory=dict)

    @property
    def least(self) -> int:
        """Persons below which a figure does not leave the department."""
        return self.project.minimum_group

    def measure(self, outcome: IndicatorOutcome) -> Measure | None:
        """What the indicator or requirement measures."""
        rule = outcome.indicator.rule
        return rule.measure if rule else None

    def is_of_persons(self, outcome: IndicatorOutcome) -> bool:
        """Whether persons stand behind the figures of the indicator."""
        measure = self.measure(outcome)
        return measure is not None and counts_persons(measure, self.project)

    def hidden(self, outcome: IndicatorOutcome) -> Hidden:
        """What is hidden of an outcome, beside all the others."""
        if not self.known:
            self._look()
        known = self.known.get(outcome.full_id)
        if known is None or known[0] is not outcome.verdict:
            others = [
                indicator_outcome
                for indicator_outcome in self.outcomes
                if indicator_outcome.full_id != outcome.full_id
            ]
            return Sheet(self.project, [*others, outcome], self.earlier).hidden(outcome)
        return known[1]

    def told(self, outcome: IndicatorOutcome) -> Hidden:
        """What is hidden of an outcome; of its whole and of its periods, too."""
        measurement = outcome.verdict.measurement
        if measurement is None:
            return NOTHING
        found = self.hidden(outcome)
        periods = frozenset(
            step.key or "" for step in measurement.steps if self.hides_whole(outcome, step)
        )
        bounds = (measurement.overall, measurement.lowest, measurement.highest)
        whole = any(self.hides_whole(outcome, bound) for bound in bounds if bound)
        return replace(found, whole=whole, periods=periods)

    def hides_whole(self, outcome: IndicatorOutcome, tally: Tally) -> bool:
        """Whether the figure of the whole (or of a period) tells of too few persons."""
        measure = self.measure(outcome)
        if measure is not None and measure.counts_organisations:
            return False
        if not self.is_of_persons(outcome):
            return False
        cell = cell_of(tally, measure, self.project)
        return cell.is_small(self.least) or self.hidden(outcome).whole

    def _look(self) -> None:
        """Where two indicators speak of the same rows, what one hides the other hides, too."""
        rows = {
            indicator_outcome.full_id: self._rows(indicator_outcome)
            for indicator_outcome in self.outcomes
        }
        every = Wider(rows)
        beside = {
            id: hidden_beside((pair for one in own for pair in every.of(id, one)), self.least)
            for id, own in rows.items()
        }
        since = {
            indicator_outcome.full_id: self._since(indicator_outcome)
            for indicator_outcome in self.outcomes
        }
        beside = {id: before | since[id] for id, before in beside.items()}
        near = _near(rows)
        found = {
            indicator_outcome.full_id: self._found(
                indicator_outcome, beside[indicator_outcome.full_id]
            )
            for indicator_outcome in self.outcomes
        }
        waiting = list(self.outcomes)
        while waiting:
            outcome = waiting.pop()
            id = outcome.full_id
            also = frozenset().union(*(found[each].cells for each in near[id]))
            wider = beside[id] | Beside(also)
            if also <= found[id].cells or wider == beside[id]:
                continue
            beside[id] = wider
            found[id] = self._found(outcome, wider)
            waiting += [
                indicator_outcome
                for indicator_outcome in self.outcomes
                if indicator_outcome.full_id in near[id]
            ]
        found |= self._with_values(found, rows, since)
        for indicator_outcome in self.outcomes:
            repeated = since[indicator_outcome.full_id] != Beside()
            told = replace(found[indicator_outcome.full_id], is_repeated=repeated)
            self.known[indicator_outcome.full_id] = indicator_outcome.verdict, told

    def _with_values(
        self,
        found: Mapping[str, Hidden],
        rows: Mapping[str, tuple[Rows, ...]],
        since: Mapping[str, Beside],
    ) -> dict[str, Hidden]:
        """The same with the values of breakdowns that are hidden, of the indicators that have
        one."""
        broken = [
            own
            for outcome in self.outcomes
            if self.is_of_persons(outcome)
            and (own := breakdown_of(outcome, self.measure(outcome), self.project))
        ]
        if not broken:
            return {}
        before = {id: each.values for id, each in since.items()}
        wholes = {
            outcome.full_id: replace(
                found[outcome.full_id],
                whole=found[outcome.full_id].whole or self._is_small(outcome),
            )
            for outcome in self.outcomes
        }
        values = hidden_values(broken, rows, wholes, before, self.least)
        return {
            id: replace(found[id], values=keys, whole=found[id].whole or is_open)
            for id, (keys, is_open) in values.items()
        }

    def _is_small(self, outcome: IndicatorOutcome) -> bool:
        """Whether the whole itself, or its worst or best case, tells of too few persons."""
        measured, measure = outcome.verdict.measurement, self.measure(outcome)
        if measured is None or not self.is_of_persons(outcome):
            return False
        bounds = (measured.overall, measured.lowest, measured.highest)
        cells = (cell_of(bound, measure, self.project) for bound in bounds if bound)
        return any(cell.is_small(self.least) for cell in cells)

    def _rows(self, outcome: IndicatorOutcome) -> tuple[Rows, ...]:
        if not self.is_of_persons(outcome):
            return ()
        return rows_of(outcome, self.measure(outcome), self.project)

    def _since(self, outcome: IndicatorOutcome) -> Beside:
        """What earlier publications forbid to tell."""
        if not self.earlier or not self.is_of_persons(outcome):
            return Beside()
        return beside_earlier(outcome, self.measure(outcome), self.project, self.earlier)

    def _found(self, outcome: IndicatorOutcome, beside: Beside) -> Hidden:
        measurement = outcome.verdict.measurement
        if measurement is None or not self.is_of_persons(outcome):
            return NOTHING
        measure = self.measure(outcome)
        whole = cell_of(replace_key(measurement.overall), measure, self.project)
        shares = cells_of(measurement, measure, self.project)
        figures = figure_cells(measurement, measure)
        small = small_shares(measurement, measure, self.least) | _own_cells(figures, beside.keys)
        every = (*shares, *figures, whole)
        few = few_of(every, self.least)
        if not (measurement.by_municipality or measurement.municipal_figures):
            own = _own_cells(shares, beside.keys)
            cells = hidden_cells(shares, self.least, own)
            cells |= hidden_cells(figures, self.least, small)
            gone = beside.whole or is_given_away(shares, self.least, own)
            return Hidden(cells, frozenset(), gone, few)
        found = [
            hidden_in_groups(grouped(cells, measurement.members), self.least, also, beside.groups)
            for cells, also in ((shares, _own_cells(shares, beside.keys)), (figures, small))
        ]
        cells, groups, more = (
            frozenset().union(*parts)
            for parts in (
                [hidden.cells for hidden in found],
                [hidden.groups for hidden in found],
                [hidden.few - {WHOLE} for hidden in found],
            )
        )
        return Hidden(cells, groups, beside.whole or found[0].whole, few | more)


def replace_key(tally: Tally) -> Tally:
    """The tally of the whole, by the key that stands for it."""
    return tally._replace(key=WHOLE)


def _own_cells(cells: Sequence[Cell], keys: frozenset[str]) -> frozenset[str]:
    """Of the organisations that another indicator hides those that have persons here."""
    return keys & {cell.key for cell in cells if cell.size > 0}


def _near(rows: Mapping[str, tuple[Rows, ...]]) -> dict[str, list[str]]:
    """The indicators that speak of the same rows as another."""
    speaking: dict[object, list[str]] = defaultdict(list)
    for id, own in rows.items():
        for what in {one.what for one in own}:
            speaking[what].append(id)
    return {
        id: [*dict.fromkeys(other for one in own for other in speaking[one.what] if other != id)]
        for id, own in rows.items()
    }
