"""Parquet whose columns have the declared types already: never text, never in memory as a whole.

The rows stay a lazy frame over the files. What the way over text would do to them (trim, take for
missing, leave out as rows of totals, spell as listed) is looked for in one pass; where any of it
is there to be done, that way is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.cache import Examined, KeptLook
from engine.datasets.constraints import (
    EMPTYING,
    emptied,
    missing_faults,
    unusable_patterns,
    value_faults,
    with_hint,
)
from engine.datasets.faults import Fault, find_faults
from engine.datasets.header import Header
from engine.datasets.large import repeats_of_large
from engine.datasets.lookalikes import lookalikes
from engine.datasets.parts import chained, header_of
from engine.datasets.rows import is_stray
from engine.datasets.tables import PART, TEXT, CellSource, Dataset
from engine.datasets.types import DTYPES
from engine.datasets.warnings import personal_columns, suspicions
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW, UNKEPT, RawSheet, without_noise

_NOISE = "noise:"

SUSPECTED = 1_000_000
"""Rows in which probable mistakes are looked for."""

_FEW = 200_000
"""So many different texts are looked at instead of all cells."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One file. `path` is the file itself where it has the declared names and types already."""

    rows: pl.LazyFrame
    source: CellSource
    findings: tuple[Finding, ...]
    path: Path | None


def assemble_typed(
    resource: Resource, sheets: Sequence[RawSheet], kept: KeptLook
) -> tuple[Dataset, list[Finding]] | None:
    """The dataset over the files, and what is wrong with it; None where it must be read as text."""
    if not _is_plain(resource) or any(unusable_patterns(resource)):
        return None
    parts = []
    for number, raw in enumerate(sheets):
        part = _sheet(resource, raw, number)
        if part is None:
            return None
        parts.append(part)
    rows = parts[0].rows if len(parts) == 1 else pl.concat([sheet.rows for sheet in parts])
    source = chained([sheet.source for sheet in parts])
    looked = _looked(resource, source, rows, kept)
    if looked.needs_text:
        return None
    clean = _without_noise(resource, rows) if looked.is_noisy else rows
    judged = _emptied(resource, clean, looked.findings)
    paths = [sheet.path for sheet in parts if sheet.path is not None] if judged is rows else []
    files = tuple(paths) if len(paths) == len(parts) else ()
    is_large = any(raw.blocks for raw in sheets)
    dataset = Dataset(resource, judged if is_large else judged.collect(), source, files)
    findings = [*(each for part in parts for each in part.findings), *looked.findings]
    if dataset.height == 0:
        findings.append(finding(codes.NO_ROWS, source.place(1), table=resource.title))
    return dataset, findings


def _looked(resource: Resource, source: CellSource, rows: pl.LazyFrame, kept: KeptLook) -> Examined:
    """What is wrong with the cells, or that they must be read as text."""
    files = tuple(part.file for part in source.parts)
    found = kept.find(resource, files)
    if found is None:
        needs_text, is_noisy = _needs_text(resource, rows)
        clean = _without_noise(resource, rows) if is_noisy else rows
        wrong = () if needs_text else tuple(_wrong(resource, source, clean))
        found = Examined(needs_text, is_noisy, wrong)
        unnamed = tuple(each.unquoted() for each in wrong) if resource.personal else wrong
        kept.keep(resource, files, replace(found, findings=unnamed))
    return found


def _is_plain(resource: Resource) -> bool:
    """True where nothing is declared that changes cells or chooses rows."""
    layout = (resource.group, resource.end, resource.totals, resource.unpivot, resource.skip)
    return (
        not any(layout)
        and resource.missing_values == ("",)
        and all(_is_plain_field(field) for field in _fields(resource))
        and any(field.type is not ColumnType.STRING for field in _fields(resource))
    )


def _is_plain_field(field: Field) -> bool:
    changed = (field.extract, field.values, field.unit, field.format, field.fills_down)
    compares_cells = field.constraints.pattern and field.type is not ColumnType.STRING
    is_changed = any(changed) or compares_cells or field.missing_values is not None
    return field.taken is Taken.COLUMN and not is_changed


def _fields(resource: Resource) -> list[Field]:
    return [field for field in resource.fields if field.name not in resource.personal]


def _sheet(resource: Resource, raw: RawSheet, number: int) -> _Sheet | None:
    """One file with the declared names and types; None where a column has another type."""
    header = header_of(resource, raw)
    if not isinstance(header, Header) or raw.typed is None or header.first != 1:
        return None
    kinds = raw.typed.rows.collect_schema()
    columns, where, is_same = [], {}, True
    for field in _fields(resource):
        at = header.columns.get(field.name)
        if at is None:
            columns.append(pl.lit(None, dtype=DTYPES[field.type]).alias(field.name))
            is_same = False
            continue
        if not _has_type(kinds[str(at)], field.type):
            return None
        where[field.name] = at
        is_same &= raw.typed.names[at] == field.name and kinds[str(at)] == DTYPES[field.type]
        columns.append(_cast(pl.col(str(at)), kinds[str(at)], field.type).alias(field.name))
    row = pl.col(ROW).cast(pl.Int64) + number * PART
    source = CellSource(raw.file, raw.sheet, where)
    rows = raw.typed.rows.select(row, *columns)
    return _Sheet(rows, source, header.findings, raw.typed.path if is_same else None)


def _has_type(kind: pl.DataType, type: ColumnType) -> bool:
    """A float32 has none of ours: widened, 0.1 is 0.10000000149, and what was written is its
    text."""
    match type:
        case ColumnType.STRING:
            return kind == pl.String
        case ColumnType.INTEGER:
            return kind.is_integer() and kind != pl.UInt64
        case ColumnType.NUMBER:
            return kind == pl.Float64 or (kind.is_integer() and kind != pl.UInt64)
        case ColumnType.BOOLEAN:
            return kind == pl.Boolean
        case ColumnType.DATE:
            return kind == pl.Date


def _cast(column: pl.Expr, kind: pl.DataType, type: ColumnType) -> pl.Expr:
    return column if kind == DTYPES[type] else column.cast(DTYPES[type])


def _without_noise(resource: Resource, rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows with their numbers as a workbook would keep them."""
    names = [each.name for each in _fields(resource) if each.type is ColumnType.NUMBER]
    return rows.with_columns(without_noise(pl.col(name)).alias(name) for name in names)


def _needs_text(resource: Resource, rows: pl.LazyFrame) -> tuple[bool, bool]:
    """Whether a cell or a row would not pass the way over text unchanged, and whether the last
    figures of a number are noise."""
    fields = _fields(resource)
    names = [each.name for each in fields]
    odd = [pl.all_horizontal(pl.col(name).is_null() for name in names).any().alias("blank")]
    noisy: list[pl.Expr] = []
    for field in fields:
        value = pl.col(field.name)
        if field.type is ColumnType.NUMBER:
            is_kept = value.is_finite() & (value.abs() < UNKEPT)
            odd.append((~is_kept).any().alias(field.name))
            noisy.append((without_noise(value) != value).any().alias(_NOISE + field.name))
        elif field.type is ColumnType.STRING and field.constraints.enum:
            odd.append(
                (~value.is_in([str(each) for each in field.constraints.enum]))
                .any()
                .alias(field.name)
            )
    texts = [each.name for each in fields if each.type is ColumnType.STRING]
    kinds = [pl.col(name).approx_n_unique().alias(f"{TEXT}{name}") for name in texts]
    seen = rows.select(*odd, *kinds, *noisy).collect(engine="streaming").row(0, named=True)
    is_noisy = any(flag for name, flag in seen.items() if name.startswith(_NOISE))
    if any(flag for name, flag in seen.items() if not name.startswith((TEXT, _NOISE))):
        return True, is_noisy
    return any(_is_odd(rows.select(name), seen[TEXT + name]) for name in texts), is_noisy


def _is_odd(column: pl.LazyFrame, kinds: int) -> bool:
    texts = column.unique() if kinds <= _FEW else column
    return bool(texts.select(is_stray(pl.first()).any()).collect(engine="streaming").item())


def _wrong(resource: Resource, source: CellSource, rows: pl.LazyFrame) -> Iterator[Finding]:
    """Everything that is wrong with values of the right types."""
    fields = _fields(resource)
    both = rows.with_columns(pl.col(field.name).alias(TEXT + field.name) for field in fields)
    faults = [fault for field in fields for fault in _ranges(resource, field)]
    findings = find_faults(resource, source, both, [*faults, *missing_faults(resource)])
    yield from map(with_hint, findings)
    judged = _emptied(resource, rows, findings)
    yield from find_faults(resource, source, judged.head(SUSPECTED), suspicions(resource))
    yield from lookalikes(resource, source, judged.head(SUSPECTED))
    yield from personal_columns(resource, source, judged)
    yield from repeats_of_large(resource, source, judged)


def _emptied(resource: Resource, rows: pl.LazyFrame, found: Iterable[Finding]) -> pl.LazyFrame:
    """The rows with NULL where a value breaks a constraint; the same ones where none does."""
    if not any(each.code in EMPTYING for each in found):
        return rows
    fields = _fields(resource)
    both = rows.with_columns(pl.col(field.name).alias(TEXT + field.name) for field in fields)
    faults = {field.name: list(_ranges(resource, field)) for field in fields}
    wrong = [emptied(name, each) for name, each in faults.items() if each]
    return both.with_columns(wrong).select(ROW, *(field.name for field in fields))


def _ranges(resource: Resource, field: Field) -> Iterator[Fault]:
    """What may be wrong with a value that has its type."""
    return (fault for fault in value_faults(resource, field) if fault.code in EMPTYING)
