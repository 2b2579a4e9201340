"""A scan → lazy frames, through Narwhals: the same for every engine behind it. Frames of Polars are
taken as they are, too, since it has the same words.

Conditions become columns once, masks are columns of their own, and totals are plain sums, which
pass over the rows where a mask is unknown. The answer to each grouping has the keys as k0, k1 … and
the totals as t0, t1 ….
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias, TypeVar

import narwhals as nw
import polars as pl
from narwhals.typing import IntoLazyFrameT

from engine.expressions.lowering import Vocabulary, column_name, lower_in
from engine.model.conditions import ColumnType
from engine.query.questions import Days, Grouping, Join, Mask, Path, Scan, State, Total
from engine.tables import UNKEPT

Lazy: TypeAlias = nw.LazyFrame[IntoLazyFrameT]
Frame = TypeVar("Frame", nw.LazyFrame[Any], pl.LazyFrame)
"""A lazy frame of Narwhals, whatever is behind it, or of Polars."""

_TYPES = {
    ColumnType.STRING: "String",
    ColumnType.INTEGER: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.BOOLEAN: "Boolean",
    ColumnType.DATE: "Date",
}


def _words(frame: object) -> Vocabulary:
    return pl if isinstance(frame, pl.LazyFrame) else nw


def _type(words: Vocabulary, kind: ColumnType) -> Any:
    return getattr(words, _TYPES[kind])()


def answers_to(
    scan: Scan, frames: Mapping[str, Lazy[IntoLazyFrameT]], *, adds_booleans: bool
) -> list[Lazy[IntoLazyFrameT]]:
    """One lazy answer for each grouping of the scan.

    `adds_booleans` says that the engine sums true and false as they are, which is twice as fast,
    and a quarter faster again where none is unknown.
    """
    return answers_of(scan, joined(scan, frames), adds_booleans=adds_booleans)


def answers_of(
    scan: Scan,
    frame: Frame,
    *,
    adds_booleans: bool,
    labels: Sequence[str] | None = None,
) -> list[Frame]:
    """One lazy answer for each grouping, of a frame that is joined already.

    `labels` are the labels of periods that are needed, where others need not be read.
    """
    names = _names(scan)
    finest = min((len(grouping.keys) for grouping in scan.groupings if grouping.keys), default=0)
    ready: dict[object, Frame] = {}
    answers = []
    for grouping in scan.groupings:
        needed = labels if scan.period in grouping.keys else None
        key = grouping.days, needed is None
        if key not in ready:
            rows = of_labels(scan, needed, within(grouping.days, frame))
            ready[key] = _ready(scan, rows, names, adds_booleans)
        answers.append(_grouped(ready[key], grouping, names, len(grouping.keys) > finest))
    return answers


def days_of(groupings: Sequence[Grouping]) -> Days | None:
    """The days that hold every row that counts in any of the groupings; None where all rows may."""
    known = [grouping.days for grouping in groupings if grouping.days is not None]
    if not known or len(known) < len(groupings):
        return None
    first, last = min(days.first for days in known), max(days.last for days in known)
    return Days(known[0].column, first, last)


def within(days: Days | None, frame: Frame) -> Frame:
    """The rows of those days, and those without a date."""
    if days is None:
        return frame
    column = _col(_words(frame), days.column)
    return frame.filter(column.is_null() | column.is_between(days.first, days.last))


def of_labels(scan: Scan, labels: Sequence[str] | None, frame: Frame) -> Frame:
    """The rows of those labels, and those without one; all rows where None is given."""
    if labels is None or scan.period is None:
        return frame
    column = _col(_words(frame), scan.period)
    return frame.filter(column.is_null() | column.is_in(labels))


def _ready(scan: Scan, frame: Frame, names: Mapping[Total, str], adds_booleans: bool) -> Frame:
    """The frame with a column for each condition and each total."""
    frame = with_conditions(scan, frame)
    words = _words(frame)
    columns = {name: _column(words, total, adds_booleans) for total, name in names.items()}
    return frame.with_columns(**columns) if columns else frame


def with_conditions(scan: Scan, frame: Frame) -> Frame:
    """The frame with the conditions of the scan as columns, of which masks are made."""
    words = _words(frame)
    trees = {f"__c{i}": lower_in(words, tree, {}) for i, tree in enumerate(scan.conditions)}
    return frame.with_columns(**trees) if trees else frame


def joined(scan: Scan, frames: Mapping[str, Frame]) -> Frame:
    """The scan's dataset with the columns that its conditions reach over keys."""
    frame = frames[scan.dataset]
    for join in scan.joins:
        frame = _with_join(frame, join, frames)
    return frame


def _with_join(
    frame: Frame,
    join: Join,
    frames: Mapping[str, Frame],
) -> Frame:
    """The columns of the other table, named by `column_name`; NULL where the table is absent, and
    where a part of the key is."""
    words = _words(frame)
    names = {column_name((*join.over, name)): (name, kind) for name, kind in join.columns}
    if join.dataset not in frames:
        return frame.with_columns(
            **{
                alias: words.lit(None).cast(_type(words, kind))
                for alias, (_, kind) in names.items()
            }
        )
    columns = [words.col(name).alias(alias) for alias, (name, _) in names.items()]
    there: dict[str, Any] = {
        f"__key{i}": _as(words, each.as_type, (each.target,), each.types[1])
        for i, each in enumerate(join.on)
    }
    keyed = frames[join.dataset].select(*columns, **there)
    filled = reduce(and_, (~words.col(name).is_null() for name in there))
    single = keyed.filter(filled).group_by(*there).agg(*(words.col(alias).min() for alias in names))
    own = {f"__own{i}": each for i, each in enumerate(join.on)}
    alike = {
        name: _as(words, each.as_type, each.own, each.types[0])
        for name, each in own.items()
        if each.as_type
    }
    left = [name if name in alike else column_name(each.own) for name, each in own.items()]
    frame = frame.with_columns(**alike) if alike else frame
    frame = frame.join(single, left_on=left, right_on=[*there], how="left")
    return frame.drop(*alike) if alike else frame


def _as(words: Vocabulary, kind: ColumnType | None, path: Path, own: ColumnType) -> Any:
    """The column as that type; numbers that one with a fraction does not hold exactly are none, and
    the text of the number 1 is «1»."""
    column = _col(words, path)
    if kind is None:
        return column
    if kind is ColumnType.NUMBER:
        column = words.when(column.is_between(-UNKEPT, UNKEPT)).then(column)
    found = column.cast(_type(words, kind))
    is_number = kind is ColumnType.STRING and own is ColumnType.NUMBER
    return found.str.replace_all(r"\.0$", "") if is_number else found


def _names(scan: Scan) -> dict[Total, str]:
    """The column to sum for each distinct total; a bare count of all rows needs none."""
    totals = dict.fromkeys(total for grouping in scan.groupings for total in grouping.totals)
    asked = [total for total in totals if total.mask or total.column]
    return {total: f"__t{i}" for i, total in enumerate(asked)}


def _column(words: Vocabulary, total: Total, adds_booleans: bool) -> Any:
    mask = _mask(words, total.mask)
    if total.column is not None and not total.filled:
        column = _col(words, total.column)
        column = column * column if total.squared else column
        return column if mask is None else words.when(mask).then(column)
    filled = [~_col(words, total.column).is_null()] if total.column else []
    ones = reduce(and_, [*([mask] if mask is not None else []), *filled])
    return ones.fill_null(False) if adds_booleans else ones.cast(words.Int64)


def mask_of(mask: Mask) -> nw.Expr | None:
    """True of the rows of the mask; None where it takes every row."""
    expression: nw.Expr | None = _mask(nw, mask)
    return expression


def _mask(words: Vocabulary, mask: Mask) -> Any:
    parts = [
        words.col(f"__c{i}") if state is State.TRUE else words.col(f"__c{i}").is_null()
        for i, state in mask
    ]
    return reduce(and_, parts) if parts else None


def _grouped(
    frame: Frame,
    grouping: Grouping,
    names: Mapping[Total, str],
    sparse: bool,
) -> Frame:
    """Sums by the keys. A `sparse` grouping has a key of many values: rows of no mask are left."""
    words = _words(frame)
    sums = [
        (words.col(names[total]).sum() if total in names else words.len()).alias(f"t{i}")
        for i, total in enumerate(grouping.totals)
    ]
    if not grouping.keys:
        return frame.select(*sums)
    masks = [_mask(words, total.mask) for total in grouping.totals]
    chosen = [mask for mask in masks if mask is not None]
    if sparse and len(chosen) == len(masks):
        frame = frame.filter(reduce(or_, chosen))
    keys = {f"k{i}": _col(words, path) for i, path in enumerate(grouping.keys)}
    return frame.with_columns(**keys).group_by(*keys).agg(*sums)


def _col(words: Vocabulary, path: Path) -> Any:
    return words.col(column_name(path))
