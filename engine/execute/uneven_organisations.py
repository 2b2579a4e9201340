"""Figures held against one another that are of different organisations (E707): a school that sent
nothing this year makes growth a fall, and a share of all the rest smaller."""

from collections.abc import Iterator

import polars as pl

from engine.classes import dataclass
from engine.codes.run import ORGANISATIONS_DIFFER
from engine.compile import Plan, Planned
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, finding
from engine.model.measures import Measure
from engine.model.spec import Window
from engine.query.periods import read_period

_NAMED = 5
_MOST_LACKING = 2
"""A table of less than half of the list is of some of the organisations, and meant so."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows of a table in a period: what is held against another side of the same rule."""

    dataset: Dataset
    period: Window | None
    said: str

    def organisations(self) -> frozenset[str]:
        """The codes that have rows."""
        resource = self.dataset.resource
        names = [name for name in (resource.organisation, resource.period) if name]
        rows = self.dataset.lazy.select(pl.col(names).cast(pl.String)).unique().drop_nulls()
        pairs = rows.collect(engine="streaming").rows()
        return frozenset(row[0] for row in pairs if self._is_in(row[1:]))

    def _is_in(self, label: tuple[str, ...]) -> bool:
        if not label or self.period is None:
            return True
        days = read_period(label[0])
        return days is not None and self.period.start <= days.start and days.end <= self.period.end


def uneven_organisations(plan: Plan, tables: Tables) -> Iterator[Finding]:
    """For each rule that compares periods or tables of one row an organisation: who is in one of
    them and not in another; of one over a single such table, who is in the project's list only."""
    listed = _listed(plan, tables)
    for planned in plan.indicators:
        sides = {
            (side.dataset.resource.name, side.period): side for side in _sides(planned, tables)
        }
        rule = planned.indicator.rule
        if not sides or rule is None or planned.owing:
            continue
        known = [(side, side.organisations()) for side in sides.values()]
        alone = len(known) == 1
        every = frozenset[str]().union(*(codes for _, codes in known))
        if alone and every <= listed and len(listed) <= len(every) * _MOST_LACKING:
            every = listed
        for side, codes in known:
            lacking = sorted(every - codes)
            if codes and lacking:
                yield finding(
                    ORGANISATIONS_DIFFER, rule.origin,
                    id=planned.full_id, table=side.dataset.resource.title, period=side.said,
                    names=tuple(lacking[:_NAMED]), count=len(lacking),
                    more=max(len(lacking) - _NAMED, 0) or "",
                    listed="1" if alone else "", compared="" if alone else "1",
                )  # fmt: skip


def _listed(plan: Plan, tables: Tables) -> frozenset[str]:
    """The codes of the organisations of the project, where it has one list."""
    names = plan.project.organisations
    dataset = tables.datasets.get(names[0]) if len(names) == 1 else None
    column = dataset.resource.organisation if dataset else None
    if dataset is None or column is None or column not in dataset.columns:
        return frozenset()
    codes = dataset.lazy.select(pl.col(column).cast(pl.String).drop_nulls()).collect()
    return frozenset(codes[column].to_list())


def _sides(planned: Planned, tables: Tables) -> Iterator[_Side]:
    measure = planned.measure
    if measure is None:
        return
    if not measure.periods() and not measure.tallied.made_of():
        yield from _alone(planned, measure, tables)
    for label in measure.periods():
        period = read_period(label)
        for dataset in _of_organisations(measure.of_one_period, tables) if period else ():
            if dataset.resource.period:
                yield _Side(dataset, period, label)
    for part in () if measure.periods() else measure.tallied.made_of():
        own = read_period(part.period) if part.period else planned.window
        for dataset in _of_organisations(part.of, tables) if part.of else ():
            yield _Side(dataset, own if dataset.resource.period else None, part.period or "")


def _alone(planned: Planned, measure: Measure, tables: Tables) -> Iterator[_Side]:
    """The table of a figure of all its rows; a condition may well be about some organisations."""
    rows = measure.rows()
    if rows is None or rows.where is not None or rows.dataset in planned.undated:
        return
    for dataset in _of_organisations(measure, tables):
        yield _Side(dataset, planned.window if dataset.resource.period else None, "")


def _of_organisations(measure: Measure, tables: Tables) -> Iterator[Dataset]:
    """The tables of which a row is an organisation: no row there means that nothing was sent."""
    name = measure.counts_rows_of
    dataset = tables.datasets.get(name) if name else None
    if dataset is None or not dataset.resource.is_of_organisations:
        return
    own = (dataset.resource.organisation, dataset.resource.period)
    if all(column is None or column in dataset.columns for column in own):
        yield dataset
