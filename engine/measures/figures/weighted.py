"""share and mean with `weight:`: rows count by the number in a column of theirs.

Rows are asked by the values of their weight, which no engine need multiply: of each value their
number, or the sum of their column. The products are made here, in fractions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import compress

import polars as pl

from engine.classes import dataclass
from engine.measures.comparing import ZERO, exact
from engine.measures.figures.tallies import absent_rows
from engine.model.conditions import Condition
from engine.model.demands import Missing
from engine.query.answers import Answers, key_name, organisation_name, rounded
from engine.query.nodata import NoData, no_data
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import Reach, Span, keys_of, reach_of, set_aside_of, with_key
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Measurement, Tally


@dataclass(frozen=True, slots=True)
class WeightedTask(OfRows):
    """By the values of the weight: what is added (rows that count, or the sum of a column), rows of
    the whole, rows of which it is unknown. `column` is None for a share."""

    reach: Reach
    weight: Path
    column: Path | None
    n: Slot
    whole: Slot
    rows: Slot
    unknown: Slot | None
    set_aside: Slot | None
    missing: Missing

    def figure(self, run: Run) -> Measurement | NoData:
        """Σ weights of what counts (or Σ weight · value) over Σ weights; whole and by place."""
        answers = run.answers
        absent = absent_rows(self.reach, answers)
        if absent:
            return absent
        groups = tuple(_groups(self, answers))
        if any(group.weight is not None and group.weight < 0 for group in groups):
            return no_data("negative_weights", column=".".join(self.weight))
        unread = answers.unlabelled(self.reach, self.rows, self.set_aside)
        whole_aside = answers.by_organisation(self.reach).total(self.set_aside)
        asides = dict(_asides(self, answers)) if self.reach.organisation else {}
        members = answers.members.on(self.reach.day) if self.reach.organisation else {}
        if groups and not any(group.whole for group in groups if group.weight is not None):
            return no_data("all_missing", dataset=self.reach.dataset)
        overall = _tally(self, None, groups, int(whole_aside) + unread)
        weightless = sum(group.rows for group in groups if group.weight == 0)
        if weightless and not overall.total:
            return no_data("weights_are_nought", column=".".join(self.weight))
        lowest, highest = _bounds(self, groups, overall)
        return Measurement(
            overall,
            lowest,
            highest,
            by_organisation=tuple(_parts(self, groups, asides, {})),
            by_municipality=tuple(_parts(self, groups, asides, members)) if members else (),
            members=members,
            rows_read=int(answers.by_organisation(self.reach).total(self.reach.read)),
            unread_period=unread,
            weightless=weightless,
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of an organisation that have one weight; `added` is their sum of a column, or the
    number of those that count."""

    code: str | None
    weight: Fraction | None
    added: Fraction
    whole: int
    unknown: int
    rows: int


def weighted_task(
    weight: str,
    scan: ScanBuilder,
    span: Span,
    where: Condition | None,
    of: Condition | None,
    *,
    column: str | None,
    missing: Missing,
) -> WeightedTask:
    """Rows of `where` with `of` true, or the values of `column`, by the values of the weight."""
    path, added = path_of(weight), path_of(column) if column else None
    keys, taken = with_key(scan, path), scan.mask((where, State.TRUE))
    unknown = (where, State.TRUE), (of, State.UNKNOWN)
    return WeightedTask(
        reach=reach_of(scan, span),
        weight=path,
        column=added,
        n=scan.slot(keys, Total(scan.mask((where, State.TRUE), (of, State.TRUE)), added)),
        whole=scan.slot(keys, Total(taken, added, filled=added is not None)),
        rows=scan.slot(keys, Total(taken)),
        unknown=scan.slot(keys, Total(scan.mask(*unknown))) if of is not None else None,
        set_aside=set_aside_of(scan, keys_of(scan), where),
        missing=missing,
    )


def _groups(task: WeightedTask, answers: Answers) -> Iterator[_Group]:
    """The rows that are taken, by organisation and weight, in an order that is always the same."""
    slots = (task.n, task.whole, task.unknown or task.n, task.rows)
    name, weight = organisation_name(task.reach, task.rows), key_name(task.weight, task.rows)
    code = pl.col(name).cast(pl.String) if name else pl.lit(None, pl.String)
    sums = (pl.col(f"t{slot.index}").sum().alias(f"s{at}") for at, slot in enumerate(slots))
    frame = answers.in_sight(task.reach, task.rows).filter(pl.col(f"t{task.rows.index}") > 0)
    small = frame.group_by(code.alias("code"), pl.col(weight).alias("weight")).agg(*sums)
    for key, own, added, whole, unknown, rows in small.sort("code", "weight").iter_rows():
        yield _Group(
            key,
            None if own is None else exact(own),
            exact(rounded(added or 0)),
            int(whole),
            int(unknown) if task.unknown else int(rows - whole),
            int(rows),
        )


def _asides(task: WeightedTask, answers: Answers) -> Iterator[tuple[str | None, int]]:
    """Organisations that have rows in the period, with those that are set aside."""
    folded = answers.by_organisation(task.reach)
    rows = folded.has_rows(task.reach, task.set_aside)
    asides = map(int, folded.column(task.set_aside))
    yield from compress(zip(folded.codes, asides, strict=True), rows)


def _parts(
    task: WeightedTask,
    groups: Iterable[_Group],
    asides: Mapping[str | None, int],
    members: Mapping[str, str],
) -> Iterator[Tally]:
    """A tally an organisation, or a municipality where `members` lead to them; of none last."""
    own: dict[str | None, list[_Group]] = defaultdict(list)
    aside: dict[str | None, int] = defaultdict(int)
    if task.reach.organisation is None:
        return
    for group in groups:
        own[_place(group.code, members)].append(group)
    for code, rows in asides.items():
        aside[_place(code, members)] += rows
    for key in sorted(own.keys() | aside.keys(), key=_last_of_none):
        yield _tally(task, key, own.get(key, []), aside[key])


def _place(code: str | None, members: Mapping[str, str]) -> str | None:
    return members.get(code or "") if members else code


def _last_of_none(key: str | None) -> tuple[bool, str]:
    return key is None, key or ""


def _tally(task: WeightedTask, key: str | None, groups: Iterable[_Group], aside: int) -> Tally:
    """Weights added up; persons are told of the rows behind them. A row without a weight is
    missing, as one without an answer is."""
    own = list(groups)
    known = [(group, group.weight) for group in own if group.weight is not None]
    excluded = task.column is None and task.missing is Missing.EXCLUDE
    n = sum((weight * each.added for each, weight in known), ZERO)
    total = sum((weight * _whole(each, excluded) for each, weight in known), ZERO)
    persons = sum(_whole(each, excluded) for each, _ in known)
    lacking = sum(group.rows for group in own if group.weight is None)
    unknown = sum(each.unknown for each, _ in known)
    counted = sum(int(each.added) for each, _ in known) if task.column is None else None
    return Tally(
        key, _number(n), _number(total), lacking + unknown, aside, persons, counted=counted
    )  # fmt: skip


def _whole(group: _Group, excluded: bool) -> int:
    return group.whole - group.unknown if excluded else group.whole


def _number(value: Fraction) -> float:
    """A whole number as such, any other to nine decimals, as all sums are."""
    return int(value) if value.denominator == 1 else rounded(float(value))


def _bounds(
    task: WeightedTask, groups: Iterable[_Group], overall: Tally
) -> tuple[Tally | None, Tally | None]:
    """The share if every missing answer were a no, and a yes; a missing weight may be anything."""
    if task.missing is not Missing.INDETERMINATE or task.column is not None or not overall.missing:
        return None, None
    bare = overall._replace(missing=0)
    if any(group.weight is None for group in groups):
        whole = overall.total or 1
        return bare._replace(n=0, total=whole), bare._replace(n=whole, total=whole)
    more = sum((group.weight * group.unknown for group in groups if group.weight is not None), ZERO)
    return bare, bare._replace(n=_number(exact(overall.n) + more))
