"""Two versions of one table among its files (D305): «свод.csv» and «свод (1).csv» with a few rows
changed would count nearly everything twice."""

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from engine.codes import tables as codes
from engine.datasets.tables import PART, CellSource
from engine.diagnostics import Finding, Related, finding
from engine.model.tables import Resource
from engine.tables import ROW

_FEWEST = 5
"""Fewer rows may well be the same by chance."""
_MOST, _MOST_PARTS = 1_000_000, 60
_OWN = 0.9
"""So many rows of a file differ from one another: what tells them apart differs by file."""


def versions_of_files(
    resource: Resource, source: CellSource, both: pl.DataFrame
) -> Iterator[Finding]:
    """One warning for each file that shares half of its rows, or of another's, with an earlier."""
    names = [each.name for each in resource.fields if each.name in both.columns]
    parts = len(source.parts)
    if resource.primary_key or not 1 < parts <= _MOST_PARTS or both.height > _MOST or not names:
        return
    hashed = pl.DataFrame({"part": both[ROW] // PART, "row": both.select(names).hash_rows()})
    own = {
        int(key[0]): (set(rows["row"]), rows.height)
        for key, rows in hashed.group_by("part", maintain_order=True)
    }
    told = set[int]()
    for one, other in combinations(sorted(own), 2):
        (first, height), (second, length) = own[one], own[other]
        common = len(first & second)
        vary = len(first) >= _OWN * height and len(second) >= _OWN * length
        if other in told or common < _FEWEST or common * 2 < min(height, length) or not vary:
            continue
        told.add(other)
        earlier, later = (
            source.place(int(both.filter(pl.col(ROW) // PART == part)[ROW][0]))
            for part in (one, other)
        )
        yield finding(
            codes.VERSIONS_OF_FILE, later, related=[Related(earlier, "first-here")],
            table=resource.title, count=common, first=source.parts[one].file,
        )  # fmt: skip
