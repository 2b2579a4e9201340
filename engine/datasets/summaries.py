"""A sheet or a file of a table that sums up the others (D306): «Свод» beside a sheet a school."""

import re
from collections.abc import Iterator

import polars as pl

from engine.codes import tables as codes
from engine.datasets.tables import PART, CellSource
from engine.datasets.totals import summed
from engine.diagnostics import Finding, finding
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.tables import Resource, Taken
from engine.tables import ROW

_FEWEST = 3
"""Of two sheets one is the other, and not what sums them up."""

_TELLING = 10
"""A smaller sum of two numbers is one by chance."""

_MOST = 1_000_000
_NAME = lazy_pattern(
    r"свод|всего|итог|общ(ий|ая|ее|ие)|год\b|район|округ|муниципал|регион|summary|total|all\b",
    re.IGNORECASE,
)


def sums_of_others(resource: Resource, source: CellSource, both: pl.DataFrame) -> Iterator[Finding]:
    """One warning about the first part whose rows, or sums of all amounts, are those of all other
    parts together. One column of amounts may agree by chance: then its name has to say so, too."""
    if len(source.parts) < _FEWEST or both.height > _MOST:
        return
    part = (pl.col(ROW) // PART).alias("part")
    for number in _candidates(resource, both.with_columns(part)):
        own = both.filter(part == number)
        others = both.filter(part != number)
        at = source.parts[number]
        if others.select(part.n_unique()).item() < _FEWEST - 1:
            return
        if _has_sums(resource, own, others, at.sheet or at.file) or _has_rows(
            resource, own, others
        ):
            yield finding(codes.SUM_OF_OTHERS, source.place(int(own[ROW][0])), table=resource.title)
            return


def _candidates(resource: Resource, both: pl.DataFrame) -> list[int]:
    """The parts that have half of all rows, or half of what some column adds up to."""
    names = [field.name for field in summed(resource, both)]
    sums = both.group_by("part").agg(pl.len(), *(pl.col(name).sum() for name in names)).sort("part")
    halves = [
        ((2 * pl.col(name) - pl.col(name).sum()).abs() <= 1e-5 * pl.col(name).abs())
        & (pl.col(name) != 0)
        for name in ("len", *names)
    ]
    return sums.filter(pl.any_horizontal(halves))["part"].to_list()


def _has_sums(resource: Resource, own: pl.DataFrame, others: pl.DataFrame, name: str) -> bool:
    """Whether all whole numbers add up to the same; others may be means, and some do as well."""
    fits = 0
    for field in summed(resource, own):
        if _labels(own[field.name], others[field.name]):
            continue
        sums = [float(part[field.name].sum()) for part in (own, others)]
        is_same = abs(sums[0] - sums[1]) <= 1e-6 * abs(sums[0])
        if not is_same and field.type is ColumnType.INTEGER:
            return False
        fits += is_same and abs(sums[0]) >= _TELLING
    return fits > 1 or (fits == 1 and _NAME.search(name) is not None)


def _labels(own: pl.Series, others: pl.Series) -> bool:
    """Whether they are numbers of classes or of years, the same on every sheet: no amounts."""
    return own.n_unique() == len(own) and bool(own.is_in(others.implode()).all())


def _has_rows(resource: Resource, own: pl.DataFrame, others: pl.DataFrame) -> bool:
    """Whether the rows are the same, less what the names of sheets and files give."""
    taken = (Taken.COLUMN, Taken.GROUP, Taken.HEADING, Taken.VALUE)
    fields = [each for each in resource.fields if each.name in own.columns and each.taken in taken]
    names = [each.name for each in fields]
    if resource.primary_key or not 1 < own.height == others.height or not names:
        return False
    return bool((_hashed(own, names) == _hashed(others, names)).all())


def _hashed(rows: pl.DataFrame, names: list[str]) -> pl.Series:
    return rows.select(names).hash_rows().sort()
