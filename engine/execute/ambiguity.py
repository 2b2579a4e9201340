"""Keys that lead to several rows: no rule may look a value up over one, on any engine."""

from collections.abc import Iterator

import polars as pl

from engine.classes import dataclass
from engine.compile import Plan
from engine.compile.columns import keys_followed
from engine.compile.plan import Planned, PlannedDecision
from engine.datasets import Dataset, Tables, again_of, code_in
from engine.diagnostics import Place
from engine.query.nodata import NoData, no_data
from engine.query.questions import Join, Path, Scan
from engine.tables import ROW

Asking = Planned | PlannedDecision


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A key of a dataset whose code stands in several rows of the other table, to which rows of the
    dataset lead over the keys of a path; `code` is empty in a file of persons."""

    dataset: str
    over: Path
    other: str
    title: str
    code: str
    count: int
    place: Place

    @property
    def no_data(self) -> NoData:
        """Why nothing can be told."""
        return no_data("ambiguous_key", dataset=self.other, key=self.code)


def ambiguities(plan: Plan, tables: Tables) -> tuple[Ambiguity, ...]:
    """Those among the keys that the scans of the plan follow."""
    return tuple(
        found
        for scan in plan.scans
        for join in scan.joins
        if scan.dataset in tables.datasets and join.dataset in tables.datasets
        for found in _ambiguous(scan, join, tables)
    )


def met_by(asking: Asking, plan: Plan, known: tuple[Ambiguity, ...]) -> Ambiguity | None:
    """The first that the rule meets, or None."""
    followed = keys_followed(plan, asking) if known else frozenset()
    return next(
        (ambiguity for ambiguity in known if (ambiguity.dataset, ambiguity.over) in followed), None
    )


def _ambiguous(scan: Scan, join: Join, tables: Tables) -> Iterator[Ambiguity]:
    own, other = _start(scan, join, tables), tables.datasets[join.dataset]
    if own is None:
        return
    pairs = tuple((meeting.own[-1], meeting.target) for meeting in join.on)
    again = again_of(own.lazy, _told_apart(other, join), pairs)
    if again.height:
        place = other.source.place(int(again[ROW][0]), join.targets[0])
        code = "" if place.file in tables.of_persons else code_in(again, join.targets)
        title = other.resource.title
        yield Ambiguity(scan.dataset, join.over, join.dataset, title, code, again.height, place)


def _start(scan: Scan, join: Join, tables: Tables) -> Dataset | None:
    """The table whose rows the last key of the join starts at."""
    before = (each.dataset for each in scan.joins if each.over == join.over[:-1])
    return tables.datasets.get(next(before, scan.dataset))


def _told_apart(other: Dataset, join: Join) -> pl.LazyFrame:
    """Of organisations with days of their own, which may stand in several rows, those rows that
    differ in what is looked up."""
    if other.resource.lifetime is None:
        return other.lazy
    names = list(dict.fromkeys((*join.targets, *(name for name, _ in join.columns))))
    return other.lazy.unique(names, keep="first", maintain_order=True)
