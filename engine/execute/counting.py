"""Tasks over rows → measurements: share, count, sum, mean, and their change over periods."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import compress, repeat

import polars as pl

from engine.compile.needed import DistinctTask, RowsTask, SumTask
from engine.execute.answers import Answers, Folded, key_name, organisation_name, rounded
from engine.execute.nodata import NoData, no_data
from engine.execute.rolling import rolled
from engine.model.rules import Missing
from engine.query.scope import Reach
from engine.results.verdicts import Measurement, Tally


def absent_rows(reach: Reach, answers: Answers) -> NoData | None:
    """Why there is nothing to count in, or None: a table with rows in sight may count to nought."""
    if answers.visible(reach):
        return None
    if answers.rows(reach):
        return no_data("no_rows_in_period", dataset=reach.dataset)
    return no_data("no_rows", dataset=reach.dataset)


def count_rows(task: RowsTask, answers: Answers) -> Measurement | NoData:
    """share and count of rows."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    folded = answers.by_organisation(task.reach)
    unlabelled = answers.unlabelled(task.reach, task.rows, task.set_aside)
    slots = (task.n, task.unknown, task.rows, task.set_aside)
    n, unknown, rows, aside = (int(folded.total(slot)) for slot in slots)
    excluded = unknown if task.missing is Missing.EXCLUDE else 0
    whole = rows - excluded if task.ratio else None
    overall = Tally(None, n, whole, unknown, aside + unlabelled)
    measured = measurement(task, folded, overall, _parts(task, folded), task.missing, unlabelled)
    return rolled(measured, task, answers, partial(_parts, task))


def _parts(task: RowsTask, folded: Folded) -> Iterable[Tally]:
    """A tally an organisation, made without a loop of our own: there may be very many."""
    unknown, rows = folded.column(task.unknown), folded.column(task.rows)
    totals = (rows - unknown if task.missing is Missing.EXCLUDE else rows).to_list()
    return map(
        Tally,
        folded.codes,
        folded.column(task.n).to_list(),
        totals if task.ratio else repeat(None),
        unknown.to_list(),
        folded.column(task.set_aside).to_list(),
    )


def measurement(
    task: RowsTask | DistinctTask | SumTask,
    folded: Folded,
    overall: Tally,
    parts: Iterable[Tally],
    missing: Missing,
    unread: int,
) -> Measurement:
    """A measurement with its worst and best case, and the organisations that have rows."""
    reach = task.reach
    read = folded.column(reach.read).to_list()
    seen = compress(parts, folded.has_rows(reach, task.set_aside)) if reach.organisation else ()
    bounds = bounds_of(overall) if missing is Missing.INDETERMINATE else (None, None)
    return Measurement(
        overall,
        *bounds,
        by_organisation=tuple(seen),
        rows_read=sum(read),
        unread_period=unread,
    )


def bounds_of(tally: Tally) -> tuple[Tally | None, Tally | None]:
    """The tally if every missing answer were a no, and if every one were a yes."""
    if not tally.missing:
        return None, None
    best = Tally(tally.key, tally.n + tally.missing, tally.total, 0, tally.set_aside)
    return Tally(tally.key, tally.n, tally.total, 0, tally.set_aside), best


def count_distinct(task: DistinctTask, answers: Answers) -> Measurement | NoData:
    """Distinct values among the rows that count; a value is missing if it only might count."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    frame, key = answers.in_sight(task.reach, task.n), key_name(task.column, task.n)
    counted = frame.filter(pl.col(f"t{task.n.index}") > 0)
    unkeyed = int(counted.filter(pl.col(key).is_null())[f"t{task.n.index}"].sum())
    possible = counted
    if task.unknown:
        maybe = pl.col(f"t{task.unknown.index}") > 0
        possible = frame.filter((pl.col(f"t{task.n.index}") > 0) | maybe)
    folded = answers.by_organisation(task.reach)
    unlabelled = answers.unlabelled(task.reach, task.reach.read, task.set_aside)
    aside = folded.total(task.set_aside) + unkeyed + unlabelled
    n, most = counted[key].drop_nulls().n_unique(), possible[key].drop_nulls().n_unique()
    overall = Tally(None, n, None, most - n, int(aside))
    name = organisation_name(task.reach, task.n)
    parts = _distinct_parts(task, name, counted, possible, folded)
    measured = measurement(task, folded, overall, parts, task.missing, unlabelled)
    if name is None:
        return measured
    members = answers.members.on(task.reach.day)
    if not members:
        return measured
    there, likely = (_with_municipality(frame, name, members) for frame in (counted, possible))
    parts_of = partial(_distinct_parts, task, "of", there, likely)
    return rolled(measured, task, answers, parts_of)


def _with_municipality(
    frame: pl.DataFrame, organisation: str, members: Mapping[str, str]
) -> pl.DataFrame:
    """Whoever counts in two organisations of a municipality counts there once."""
    codes = frame[organisation].cast(pl.String).to_list()
    return frame.with_columns(pl.Series("of", [members.get(code) for code in codes], pl.String))


def _distinct_parts(
    task: DistinctTask,
    name: str | None,
    counted: pl.DataFrame,
    possible: pl.DataFrame,
    folded: Folded,
) -> list[Tally]:
    key = key_name(task.column, task.n)
    if name is None:
        return []
    certain, most = _uniques(counted, name, key), _uniques(possible, name, key)
    aside = folded.column(task.set_aside).to_list()
    return [
        Tally(code, n := certain.get(code, 0), None, most.get(code, 0) - n, int(set_aside))
        for code, set_aside in zip(folded.codes, aside, strict=True)
    ]


def _uniques(frame: pl.DataFrame, organisation: str, key: str) -> dict[str | None, int]:
    counts = (
        frame.filter(pl.col(key).is_not_null())
        .group_by(pl.col(organisation).cast(pl.String).alias("code"))
        .agg(pl.col(key).n_unique().alias("n"))
    )
    return dict(zip(counts["code"].to_list(), counts["n"].to_list(), strict=True))


def sum_column(task: SumTask, answers: Answers) -> Measurement | NoData:
    """sum and mean: the known values, and how many are not known."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    folded = answers.by_organisation(task.reach)
    if folded.total(task.rows) and not folded.total(task.filled):
        return no_data("all_missing", dataset=task.reach.dataset)
    unlabelled = answers.unlabelled(task.reach, task.rows, task.set_aside)
    overall = _sum_tally(
        task, None,
        folded.total(task.total), folded.total(task.filled), folded.total(task.rows),
        folded.total(task.set_aside) + unlabelled,
    )  # fmt: skip
    parts = _sum_parts(task, folded)
    measured = measurement(task, folded, overall, parts, Missing.EXCLUDE, unlabelled)
    return rolled(measured, task, answers, partial(_sum_parts, task))


def _sum_parts(task: SumTask, folded: Folded) -> list[Tally]:
    slots = (task.total, task.filled, task.rows, task.set_aside)
    columns = (folded.column(slot).to_list() for slot in slots)
    return [
        _sum_tally(task, code, total, filled, rows, aside)
        for code, total, filled, rows, aside in zip(folded.codes, *columns, strict=True)
    ]


def _sum_tally(
    task: SumTask, code: str | None, total: float, filled: float, rows: float, aside: float
) -> Tally:
    count = int(filled) if task.mean else None
    persons = int(filled) if task.of_persons and not task.mean else None
    return Tally(code, rounded(total), count, int(rows - filled), int(aside), persons)
