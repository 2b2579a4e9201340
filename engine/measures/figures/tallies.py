"""Tallies of rows: the whole, its organisations, and what is missing at worst and at best."""

from collections.abc import Iterable
from itertools import compress

from engine.model.demands import Missing
from engine.query.answers import Answers, Folded
from engine.query.nodata import NoData, no_data
from engine.query.scope import (
    Reach,
)
from engine.query.tasks import OfRows
from engine.results.verdicts import Measurement, Tally


def absent_rows(reach: Reach, answers: Answers) -> NoData | None:
    """Why there is nothing to count in, or None: a table with rows in sight may count to nought."""
    if answers.visible(reach):
        return None
    if answers.rows(reach):
        return no_data("no_rows_in_period", dataset=reach.dataset)
    return no_data("no_rows", dataset=reach.dataset)


def measurement(
    task: OfRows,
    folded: Folded,
    overall: Tally,
    parts: Iterable[Tally],
    missing: Missing,
    unread: int,
) -> Measurement:
    """A measurement with its worst and best case, and the organisations that have rows."""
    reach = task.reach
    read = folded.column(reach.read)
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
