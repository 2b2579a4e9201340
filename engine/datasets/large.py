"""A table that is too large for the memory: read, judged and written block by block.

Repeated keys of a table that is too large for the memory: looked for share by share.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import polars as pl

from engine.codes import tables as codes
from engine.datasets.cache import Piece
from engine.datasets.constraints import header_of, unique_columns
from engine.datasets.parts import Part, chained, numbered, read_blocks, read_part
from engine.datasets.tables import PART, CellSource, Dataset
from engine.diagnostics import Finding, Related, finding
from engine.model.tables import Resource
from engine.tables import ROW, RawSheet

SHARE = 4_000_000
"""Rows that are grouped at a time."""

_TIMES, _FIRST, _SECOND = "times:", "first:", "second:"


def repeats_of_large(
    resource: Resource, source: CellSource, rows: pl.LazyFrame
) -> Iterator[Finding]:
    """One finding for each set of columns that repeats. All rows with the same values have the
    same hash, so each share of the hashes can be searched alone, exactly."""
    height = int(rows.select(pl.len()).collect(engine="streaming").item())
    shares = height // SHARE + 1
    for code, columns in unique_columns(resource):
        count, first, second = 0, 0, None
        for share in range(shares):
            again = _repeats(rows, columns, share, shares)
            if again.height:
                count += int(again[_TIMES].sum()) - again.height
                number = int(again[_SECOND].min())  # type: ignore[arg-type]
                if second is None or number < second:
                    second = number
                    first = int(again.sort(_SECOND)[_FIRST][0])
        if second is not None:
            headers = tuple(header_of(resource, name) for name in columns)
            yield finding(
                code,
                source.place(second, columns[0]),
                related=[Related(source.place(first, columns[0]), "first-here")],
                column=headers[0],
                columns=headers,
                table=resource.title,
                count=count,
                more=count - 1 if count > 1 else "",
                cells=(),
                value="",
            )


def _repeats(rows: pl.LazyFrame, columns: tuple[str, ...], share: int, shares: int) -> pl.DataFrame:
    mine = pl.struct(columns).hash(seed=0) % shares == share
    filled = pl.all_horizontal(pl.col(name).is_not_null() for name in columns)
    row = pl.col(ROW)
    groups = rows.filter(filled & mine).group_by(columns)
    totals = groups.agg(
        pl.len().alias(_TIMES), row.min().alias(_FIRST), row.bottom_k(2).max().alias(_SECOND)
    )
    return totals.filter(pl.col(_TIMES) > 1).collect(engine="streaming")


_OF_A_BLOCK = ("count", "more", "cells", "value", "hint")


class Judged(Protocol):
    """Gives the typed rows of a block and what is wrong with them."""

    def __call__(
        self, resource: Resource, source: CellSource, both: pl.DataFrame, *, is_whole: bool
    ) -> tuple[pl.DataFrame, list[Finding]]:
        """The rows of one block that are kept, and what is wrong with the others."""


def assemble_large(
    resource: Resource, pieces: Sequence[RawSheet | Piece], scratch: Path, *, judged: Judged
) -> tuple[Dataset | None, list[Finding]]:
    """The dataset as a lazy frame over Parquet in `scratch`; findings of all blocks added up."""
    sources: list[CellSource] = []
    findings: list[Finding] = []
    files: list[Path] = []
    for piece in pieces:
        number, is_first = len(sources), True
        for part in _parts(resource, piece):
            if not isinstance(part, Part):
                findings += (part,) if isinstance(part, Finding) else part
                continue
            if is_first:
                sources.append(part.source)
                is_first = False
            source = chained([*sources[:number], part.source])
            rows, found = judged(resource, source, numbered(part, number, PART), is_whole=False)
            findings += (*part.findings, *found)
            files.append(scratch / f"{resource.name}-{len(files)}.parquet")
            rows.write_parquet(files[-1])
    if not files:
        return None, findings
    table, source = pl.scan_parquet(files, glob=False), chained(sources)
    findings += repeats_of_large(resource, source, table)
    dataset = Dataset(resource, table, source, tuple(files))
    if dataset.height == 0:
        findings.append(finding(codes.NO_ROWS, source.place(1), table=resource.title))
    return dataset, _added_up(findings)


def _parts(resource: Resource, piece: RawSheet | Piece) -> Iterable[Piece | Finding]:
    if not isinstance(piece, RawSheet):
        return [piece]
    return read_blocks(resource, piece) if piece.blocks else [read_part(resource, piece)]


def _added_up(findings: list[Finding]) -> list[Finding]:
    """One finding for the same thing in several blocks, with the whole count."""
    found: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        params = dict(each.params)
        same = [(name, value) for name, value in each.params if name not in _OF_A_BLOCK]
        key = each.code.id, getattr(each.at, "file", ""), *same
        if "count" not in params:
            key = each.code.id, each.at, each.params
        before = found.setdefault(key, each)
        if before is not each and "count" in params:
            count = int(str(dict(before.params)["count"])) + int(str(params["count"]))
            more = dict(before.params) | {"count": count, "more": count - 1}
            found[key] = replace(before, params=tuple(sorted(more.items())))
    return list(found.values())
