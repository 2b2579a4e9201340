"""A scan → lazy frames, through Narwhals: the same for every engine behind it.

Conditions become columns once; a mask is 0 or 1 in a column of its own; totals are plain sums.
The answer to each grouping has the keys as k0, k1 … and the totals as t0, t1 ….
"""

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import TypeAlias

import narwhals as nw
from narwhals.typing import IntoLazyFrameT

from engine.compile.plan import Grouping, Join, Mask, Path, Scan, State, Total
from engine.expressions.lowering import lower
from engine.model.conditions import ColumnType

Lazy: TypeAlias = nw.LazyFrame[IntoLazyFrameT]

_TYPES = {
    ColumnType.STRING: nw.String(),
    ColumnType.INTEGER: nw.Int64(),
    ColumnType.NUMBER: nw.Float64(),
    ColumnType.BOOLEAN: nw.Boolean(),
    ColumnType.DATE: nw.Date(),
}


def answers_to(
    scan: Scan, frames: Mapping[str, Lazy[IntoLazyFrameT]]
) -> list[Lazy[IntoLazyFrameT]]:
    """One lazy answer for each grouping of the scan."""
    frame = joined(scan, frames)
    trees = {f"__c{i}": lower(tree, {}) for i, tree in enumerate(scan.conditions)}
    if trees:
        frame = frame.with_columns(**trees)
    measured = _measured(scan)
    if measured:
        frame = frame.with_columns(**dict(measured.values()))
    names = {total: name for total, (name, _) in measured.items()}
    finest = min((len(each.keys) for each in scan.groupings), default=0)
    return [_grouped(frame, each, names, len(each.keys) > finest) for each in scan.groupings]


def joined(scan: Scan, frames: Mapping[str, Lazy[IntoLazyFrameT]]) -> Lazy[IntoLazyFrameT]:
    """The scan's dataset with the columns that its conditions reach over keys."""
    frame = frames[scan.dataset]
    for join in scan.joins:
        frame = _with_join(frame, join, frames)
    return frame


def _with_join(
    frame: Lazy[IntoLazyFrameT],
    join: Join,
    frames: Mapping[str, Lazy[IntoLazyFrameT]],
) -> Lazy[IntoLazyFrameT]:
    """The columns of the other table, named `key.column`; NULL where the table is absent."""
    names = {f"{join.key}.{name}": (name, kind) for name, kind in join.columns}
    if join.dataset not in frames:
        return frame.with_columns(
            **{alias: nw.lit(None).cast(_TYPES[kind]) for alias, (_, kind) in names.items()}
        )
    target = nw.col(join.target)
    columns = [nw.col(name).alias(alias) for alias, (name, _) in names.items()]
    other = frames[join.dataset].filter(~target.is_null()).select(target.alias("__key"), *columns)
    single = other.group_by("__key").agg(*(nw.col(alias).min() for alias in names))
    return frame.join(single, left_on=join.key, right_on="__key", how="left")


def _measured(scan: Scan) -> dict[Total, tuple[str, nw.Expr]]:
    """A column to sum for each distinct total; a bare count of all rows needs none."""
    totals = dict.fromkeys(total for grouping in scan.groupings for total in grouping.totals)
    asked = [total for total in totals if total.mask or total.column]
    return {total: (f"__t{i}", _column(total)) for i, total in enumerate(asked)}


def _column(total: Total) -> nw.Expr:
    mask = _mask(total.mask)
    if total.column is None:
        assert mask is not None
        return mask.cast(nw.Int64)
    column = _col(total.column)
    if total.filled:
        filled = ~column.is_null()
        return (filled if mask is None else mask & filled).cast(nw.Int64)
    return column if mask is None else nw.when(mask).then(column)


def _mask(mask: Mask) -> nw.Expr | None:
    parts = [
        nw.col(f"__c{i}").fill_null(False) if state is State.TRUE else nw.col(f"__c{i}").is_null()
        for i, state in mask
    ]
    return reduce(and_, parts) if parts else None


def _grouped(
    frame: Lazy[IntoLazyFrameT],
    grouping: Grouping,
    names: Mapping[Total, str],
    sparse: bool,
) -> Lazy[IntoLazyFrameT]:
    """Sums by the keys. A `sparse` grouping has a key of many values: rows of no mask are left."""
    sums = [
        (nw.col(names[total]).sum() if total in names else nw.len()).alias(f"t{i}")
        for i, total in enumerate(grouping.totals)
    ]
    if not grouping.keys:
        return frame.select(*sums)
    columns = [names[total] for total in grouping.totals if total in names]
    if sparse and len(columns) == len(grouping.totals):
        frame = frame.filter(reduce(or_, [nw.col(name) > 0 for name in columns]))
    keys = {f"k{i}": _col(path) for i, path in enumerate(grouping.keys)}
    return frame.with_columns(**keys).group_by(*keys).agg(*sums)


def _col(path: Path) -> nw.Expr:
    return nw.col(".".join(path))
