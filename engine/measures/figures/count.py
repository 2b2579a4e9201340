"""count: rows, or distinct values of a column among them."""

from collections.abc import Mapping
from functools import partial

import polars as pl

from engine.classes import dataclass
from engine.measures.count import Count
from engine.measures.figures.rolling import rolled
from engine.measures.figures.share import RowsTask, rows_task
from engine.measures.figures.tallies import absent_rows, measurement
from engine.model.demands import Missing
from engine.query.answers import Answers, Folded, key_name, organisation_name
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    in_period,
    keys_of,
    reach_of,
    set_aside_of,
    unknown_of,
    with_key,
)
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Measurement, Tally


def ask(measure: Count, asker: Asker, span: Span) -> "RowsTask | DistinctTask":
    """Rows with `of`, each for itself or by the values of a column."""
    scan, span = asker.scan(measure.dataset), span.since(measure.since)
    where, of = in_period(scan.resource, span), span.bound(measure.of)
    if measure.distinct is None:
        return rows_task(scan, span, where, of, ratio=False, missing=measure.missing)
    column = path_of(measure.distinct)
    keys = with_key(scan, column)
    return DistinctTask(
        reach=reach_of(scan, span),
        column=column,
        n=scan.slot(keys, Total(scan.mask((where, State.TRUE), (of, State.TRUE)))),
        unknown=unknown_of(scan, keys, where, of),
        set_aside=set_aside_of(scan, keys_of(scan), where),
        missing=measure.missing,
    )


@dataclass(frozen=True, slots=True)
class DistinctTask(OfRows):
    """count of distinct values of a column among the rows that count."""

    reach: Reach
    column: Path
    n: Slot
    unknown: Slot | None
    set_aside: Slot | None
    missing: Missing

    def figure(self, run: Run) -> Measurement | NoData:
        """Distinct values among the rows that count."""
        return count_distinct(self, run.answers)


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
    aside = folded.column(task.set_aside)
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
