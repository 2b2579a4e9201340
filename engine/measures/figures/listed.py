"""listed: in how many groups of rows each organisation reaches the bound."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from engine.classes import dataclass
from engine.measures.comparing import Range, compare, exact, limit_of
from engine.measures.figures.organisations import OrganisationsTask, read_rows, signs_of
from engine.measures.figures.tallies import absent_rows
from engine.measures.listed import Listed
from engine.query.answers import Answers, key_name, organisation_name, rounded
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    unknown_of,
    where_of,
    with_key,
)
from engine.query.tasks import Run
from engine.results.verdicts import Figure, Measurement


def ask(measure: Listed, asker: Asker, span: Span) -> "ListedTask":
    """n and N, or sum and number of values, by organisation and group."""
    asked, by, scan = measure.of.rows(), path_of(measure.by), asker.scan(measure.of.dataset)
    assert asked is not None
    keys, where = with_key(scan, by), where_of(scan, span, asked.where)
    aside = set_aside_of(scan, keys_of(scan), where)
    reach = reach_of(scan, span)
    if asked.column is not None:
        mask, column = scan.mask((where, State.TRUE)), path_of(asked.column)
        n = scan.slot(keys, Total(mask, column))
        total = scan.slot(keys, Total(mask, column, filled=True))
        return ListedTask(measure, reach, by, n, total, None, aside)
    counted = span.bound(asked.of)
    n = scan.slot(keys, Total(scan.mask((where, State.TRUE), (counted, State.TRUE))))
    total = scan.slot(keys, Total(scan.mask((where, State.TRUE))))
    unknown = unknown_of(scan, keys, where, counted)
    return ListedTask(measure, reach, by, n, total, unknown, aside)


@dataclass(frozen=True, slots=True)
class ListedTask(OrganisationsTask):
    """listed: a share or a mean for each organisation and each value of a column."""

    measure: Listed
    reach: Reach
    by: Path
    n: Slot
    total: Slot
    unknown: Slot | None
    set_aside: Slot | None

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield self.reach, self.set_aside

    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with the number of groups."""
        return _listed(self, run.answers)


def _listed(task: ListedTask, answers: Answers) -> Measurement | NoData:
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    name = organisation_name(task.reach, task.n)
    assert name is not None
    groups = _groups(task, name, answers)
    figures = [_listed_figure(code, groups[code], task.measure) for code in sorted(groups)]
    folded = answers.by_organisation(task.reach)
    unread = answers.unlabelled(task.reach, task.total)
    aside = folded.total(task.set_aside) + unread + _ungrouped(task, name, answers)
    return signs_of(figures, int(aside), read_rows(task.reach, answers), unread=unread)


def _ungrouped(task: ListedTask, name: str, answers: Answers) -> int:
    """Rows that belong and name no organisation, or no group."""
    by, count = key_name(task.by, task.n), f"t{task.total.index}"
    frame = answers.in_sight(task.reach, task.total)
    return int(frame.filter(pl.col(name).is_null() | pl.col(by).is_null())[count].sum())


def _groups(task: ListedTask, name: str, answers: Answers) -> dict[str, list[tuple[float, int]]]:
    """n and N of each organisation for each value of the column; rows without one are left."""
    by = key_name(task.by, task.n)
    frame = answers.in_sight(task.reach, task.n).filter(
        pl.col(name).is_not_null() & pl.col(by).is_not_null()
    )
    total = pl.col(f"t{task.total.index}").sum()
    if task.unknown:
        total = total - pl.col(f"t{task.unknown.index}").sum()
    small = frame.group_by(name, by).agg(
        pl.col(f"t{task.n.index}").sum().alias("n"), total.alias("total")
    )
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for code, n, whole in small.select(name, "n", "total").iter_rows():
        if whole:
            found[str(code)].append((rounded(n), int(whole)))
    return found


def _listed_figure(code: str, groups: list[tuple[float, int]], measure: Listed) -> Figure:
    """In how many groups the bound is reached; unknown where small groups could decide it."""
    assert measure.bound.operator is not None
    limit, judged = (
        limit_of(measure.bound),
        [group for group in groups if group[1] >= measure.min_n],
    )
    reached = sum(
        compare(measure.bound.operator, Range(value, value), Range(limit, limit)) is True
        for value in (exact(n) / whole for n, whole in judged)
    )
    open_groups = len(groups) - len(judged)
    sign = True if reached >= measure.groups else None
    if sign is None and reached + open_groups < measure.groups and judged:
        sign = False
    return Figure(code, reached, n=sum(whole for _, whole in groups), sign=sign)
