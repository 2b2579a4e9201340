"""Rows of csv whose cells cannot be counted on: more or fewer than the header has, or quotation
marks that make no pairs."""

from collections.abc import Iterable

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.header import Header, cells_of
from engine.datasets.tables import CellSource
from engine.diagnostics import Code, Finding, finding
from engine.model.tables import Resource
from engine.tables import ROW, RawSheet

MOST_LINES = 20
"""Lines that one finding names; the count is never cut."""

_WRITTEN, _FILLED = "written:", "filled:"


@dataclass(frozen=True, slots=True)
class Uneven:
    """Rows by line: `stray` and `longer` are set aside, `shorter` are read."""

    stray: frozenset[int]
    longer: frozenset[int]
    shorter: frozenset[int]

    @property
    def set_aside(self) -> frozenset[int]:
        """The rows that are not counted, whichever fault they have."""
        return self.stray | self.longer


def uneven_rows(raw: RawSheet, header: Header, body: pl.DataFrame) -> Uneven:
    """The rows of the body that are not as wide as the header; blank cells at the end of a row
    make it neither longer nor shorter."""
    if not raw.is_ragged:
        return Uneven(frozenset(), frozenset(), frozenset())
    stray = frozenset(raw.stray)
    if header.first and _is_even(body, *_of_header(raw, header)):
        return Uneven(stray, frozenset(), frozenset())
    widths = _widths(body)
    written, headed = _of_header(raw, header) if header.first else _usual(widths)
    longer = widths.filter(pl.col(_FILLED) > written)[ROW]
    shorter = widths.filter((pl.col(_WRITTEN) < headed) & (pl.col(_FILLED) > 0))[ROW]
    return Uneven(stray, frozenset(longer) - stray, frozenset(shorter) - stray)


def _is_even(body: pl.DataFrame, written: int, headed: int) -> bool:
    """Whether a look at the columns is enough: all rows reach the last heading, none goes on."""
    names = [name for name in body.columns if name != ROW]
    is_reached = not headed or (str(headed - 1) in names and not body[str(headed - 1)].null_count())
    beyond = (body[name] for name in names if int(name) >= written)
    return is_reached and all(series.null_count() == len(series) for series in beyond)


def _widths(frame: pl.DataFrame) -> pl.DataFrame:
    """How many cells each row has, and how many up to the last one that is filled."""
    names = [name for name in frame.columns if name != ROW]
    written = [pl.when(pl.col(name).is_not_null()).then(int(name) + 1) for name in names]
    filled = [pl.when(pl.col(name).str.strip_chars() != "").then(int(name) + 1) for name in names]
    return frame.select(
        ROW,
        pl.max_horizontal(written).fill_null(0).alias(_WRITTEN),
        pl.max_horizontal(filled).fill_null(0).alias(_FILLED),
    )


def _usual(widths: pl.DataFrame) -> tuple[int, int]:
    """What most rows have stands for the header of a table without one."""
    usual = widths.filter(pl.col(_FILLED) > 0)[_WRITTEN].mode().max()
    return (int(usual), int(usual)) if isinstance(usual, int) else (0, 0)


def _of_header(raw: RawSheet, header: Header) -> tuple[int, int]:
    """The cells of the header, and those up to its last heading."""
    above = cells_of(raw.frame.slice(max(header.first - header.depth, 0), header.depth))
    cells = [(int(name) + 1, cell) for name in above.columns for cell in above[name]]
    written = max((at for at, cell in cells if cell is not None), default=0)
    return written, max((at for at, cell in cells if cell is not None and cell.strip()), default=0)


def told(
    resource: Resource, source: CellSource, uneven: Uneven, rows: Iterable[int]
) -> list[Finding]:
    """One finding for each kind of them among the rows of the table, with their lines."""
    ours = frozenset(rows)
    kinds = (
        (codes.STRAY_QUOTE, uneven.stray),
        (codes.ROW_LONGER, uneven.longer),
        (codes.ROW_SHORTER, uneven.shorter),
    )
    return [
        _finding(code, resource, source, sorted(lines & ours))
        for code, lines in kinds
        if lines & ours
    ]


def _finding(code: Code, resource: Resource, source: CellSource, lines: list[int]) -> Finding:
    return finding(
        code,
        source.place(lines[0]),
        table=resource.title,
        count=len(lines),
        cells=tuple(map(str, lines[1:MOST_LINES])),
    )
