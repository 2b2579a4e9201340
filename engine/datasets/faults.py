"""A fault of many cells → one finding with an example, the count, and some more addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from engine.classes import dataclass
from engine.datasets.rows import addresses
from engine.datasets.tables import AT, CellSource
from engine.diagnostics import Code, Finding, Param, Place, Related, Worded
from engine.model.tables import Resource
from engine.tables import ROW

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """What may be wrong with a cell of a column, as an expression that is true where it is.

    `shown` is the column whose value is quoted, None where it may name a person. `first_of` are
    the columns whose first row with the same values is shown beside. `is_wide` says that the cell
    stands in a column that differs from row to row.
    """

    code: Code
    column: str
    wrong: pl.Expr
    shown: str | None
    params: tuple[tuple[str, Param], ...] = ()
    first_of: tuple[str, ...] = ()
    is_wide: bool = False


Find = Callable[[Resource, CellSource, pl.LazyFrame, Iterable[Fault]], list[Finding]]
"""How faults become findings: `find_faults` or `find_each`."""


def find_faults(
    resource: Resource, source: CellSource, frame: pl.LazyFrame, faults: Iterable[Fault]
) -> list[Finding]:
    """One finding a fault that occurs; all faults are counted in one pass over the frame."""
    listed = list(faults)
    if not listed:
        return []
    counts = _counts(frame, listed)
    return [
        _finding(
            resource, source, frame, fault, _wrong_rows(frame, fault, addresses()), count=int(count)
        )
        for fault, count in zip(listed, counts, strict=True)
        if count
    ]


def _counts(frame: pl.LazyFrame, faults: list[Fault]) -> tuple[int, ...]:
    """How many cells have each fault."""
    return (
        frame.select(
            fault.wrong.fill_null(False).sum().alias(str(number))
            for number, fault in enumerate(faults)
        )
        .collect(engine="streaming")
        .row(0)
    )


MOST_CELLS = 500
"""So many cells of one fault are told one by one."""


def find_each(
    resource: Resource, source: CellSource, frame: pl.LazyFrame, faults: Iterable[Fault]
) -> list[Finding]:
    """A finding for every cell that is wrong: for whoever has to mend them."""
    listed = list(faults)
    counts = _counts(frame, listed) if listed else ()
    wrong = [fault for fault, count in zip(listed, counts, strict=True) if count]
    return [
        _finding(resource, source, frame, fault, rows.slice(at, 1), count=1)
        for fault in wrong
        for rows in (_wrong_rows(frame, fault, MOST_CELLS),)
        for at in range(rows.height)
    ]


def _wrong_rows(frame: pl.LazyFrame, fault: Fault, most: int) -> pl.DataFrame:
    return frame.filter(fault.wrong).head(most).collect(engine="streaming")


def _finding(
    resource: Resource, source: CellSource, frame: pl.LazyFrame, fault: Fault, rows: pl.DataFrame,
    *, count: int,
) -> Finding:  # fmt: skip
    ats = rows[AT] if AT in rows.columns and fault.is_wide else [None] * rows.height
    places = [
        source.place(int(row), fault.column, at) for row, at in zip(rows[ROW], ats, strict=True)
    ]
    field = resource.field(fault.column)
    shown = fault.shown if source.fits(int(rows[ROW][0])) else None
    params: dict[str, Param] = {
        "column": field.header if field else fault.column,
        "table": resource.title,
        "count": count,
        "more": count - 1 if count > 1 else "",
        "cells": tuple(place.spot for place in places[1:]),
        "value": shortened(_written(rows[shown][0])) if shown else "",
    }
    related = _first(source, frame, fault, rows.row(0, named=True))
    params |= dict(fault.params)
    if shown and "texts" in params:
        texts = _texts(rows[shown], places)
        others = list(texts.items())[1 : _OTHERS + 1]
        params["texts"] = tuple(texts)
        params["others"] = tuple(_told_at(*each) for each in others)
    return Finding(fault.code, places[0], tuple(sorted(params.items())), tuple(related))


_OTHERS = 3


def _told_at(text: str, spot: str) -> Worded:
    return Worded("value.at", (("spot", spot), ("value", text)))


def _texts(texts: pl.Series, places: Sequence[Place]) -> dict[str, str]:
    """The different texts, each with the cell in which it stands first."""
    first: dict[str, str] = {}
    for text, place in zip(texts, places, strict=True):
        first.setdefault(shortened(_written(text)), place.spot)
    return first


def _written(value: object) -> str:
    """A cell as one would write it: a whole number without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def shortened(text: str) -> str:
    """A quoted cell: one line of bearable length."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _first(
    source: CellSource, frame: pl.LazyFrame, fault: Fault, row: Mapping[str, object]
) -> list[Related]:
    if not fault.first_of:
        return []
    same = [pl.col(name) == pl.lit(row[name]) for name in fault.first_of]
    number = int(frame.filter(same).select(ROW).head(1).collect(engine="streaming")[ROW][0])
    return [Related(source.place(number, fault.column), "first-here")]
