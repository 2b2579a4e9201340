"""A raw sheet → a dataset: header, rows, types, constraints, in this order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from engine.codes import tables as codes
from engine.datasets.casting import DTYPES, reading
from engine.datasets.constraints import (
    TEXT,
    row_faults,
    unusable_patterns,
    value_faults,
    with_hint,
)
from engine.datasets.faults import SHOWN, Fault, find_faults, shortened
from engine.datasets.header import Header, find_header
from engine.datasets.rows import table_rows, total_rows
from engine.datasets.tables import CellSource, Dataset
from engine.diagnostics import Finding, finding
from engine.model.tables import Field, Resource
from engine.tables import ROW, CellFault, FaultyCell, RawSheet


def assemble(resource: Resource, raw: RawSheet) -> tuple[Dataset | None, list[Finding]]:
    """The dataset of a declared table; None when its columns cannot be told apart."""
    header = find_header(resource, raw)
    if not isinstance(header, Header):
        return None, list(header)
    columns = {
        each.name: header.columns[each.name]
        for each in resource.fields
        if each.name in header.columns and each.name not in resource.personal
    }
    source = CellSource(raw.file, raw.sheet, columns)
    body = raw.frame.slice(header.first)
    texts, totals = table_rows(resource, source, body)
    serial_shift = None if raw.sheet is None else raw.serial_shift
    frame, wrong = _typed(resource, source, texts, serial_shift=serial_shift)
    ours = frozenset(body[ROW]) - frozenset(totals[ROW]) if raw.faulty else frozenset()
    findings = [
        *header.findings,
        *_faulty(resource, source, [each for each in raw.faulty if each.row in ours]),
        *total_rows(resource, source, totals),
        *wrong,
    ]
    if frame.is_empty():
        place = raw.place(int(raw.frame[ROW][header.first - 1]), min(columns.values()))
        findings.append(finding(codes.NO_ROWS, place, table=resource.title))
    return Dataset(resource, frame, source), findings


def _typed(
    resource: Resource, source: CellSource, texts: pl.DataFrame, *, serial_shift: int | None
) -> tuple[pl.DataFrame, list[Finding]]:
    patterns = list(unusable_patterns(resource))
    without = {each.at for each in patterns}
    fields = [
        _without_pattern(each) if each.origin in without else each
        for each in resource.fields
        if each.name in source.columns
    ]
    decimal = resource.dialect.decimal
    both = texts.select(ROW, *_with_types(fields, decimal=decimal, serial_shift=serial_shift))
    faults = {each.name: list(value_faults(resource, each)) for each in fields}
    values = find_faults(resource, source, both, _flat(faults.values()))
    if any(each.code is not codes.WRONG_TYPE for each in values):
        both = both.with_columns(_emptied(name, each) for name, each in faults.items())
    rows = find_faults(resource, source, both, row_faults(resource))
    frame = both.select(ROW, *(each.name for each in fields))
    return frame, [*patterns, *map(with_hint, values), *rows]


def _with_types(
    fields: list[Field], *, decimal: str, serial_shift: int | None
) -> Iterator[pl.Expr]:
    """Each column twice: its text under `TEXT`, its values under its name."""
    for each in fields:
        yield pl.col(each.name).alias(TEXT + each.name)
        value = reading(each, decimal=decimal, serial_shift=serial_shift)
        yield value.cast(DTYPES[each.type]).alias(each.name)


def _emptied(name: str, faults: list[Fault]) -> pl.Expr:
    """The column with NULL where a value breaks a constraint."""
    wrong = pl.any_horizontal(fault.wrong.fill_null(False) for fault in faults)
    return pl.when(~wrong).then(pl.col(name)).alias(name)


def _faulty(resource: Resource, source: CellSource, faulty: list[FaultyCell]) -> Iterator[Finding]:
    """Formulas without a value and errors of Excel in the cells of the table."""
    missing = {value.lower() for value in resource.missing_values}
    for name, at in source.columns.items():
        cells = [each for each in faulty if each.column == at]
        formulas = [each for each in cells if each.fault is CellFault.FORMULA]
        errors = [each for each in cells if each not in formulas]
        unsaid = [each for each in errors if each.text.lower() not in missing]
        for code, group in ((codes.FORMULA_WITHOUT_VALUE, formulas), (codes.ERROR_IN_CELL, unsaid)):
            if group:
                field = resource.field(name)
                places = [source.place(each.row, name) for each in group[:SHOWN]]
                yield finding(
                    code,
                    places[0],
                    column=field.header if field else name,
                    value=shortened(group[0].text),
                    count=len(group),
                    more=len(group) - 1 if len(group) > 1 else "",
                    cells=tuple(str(place.cell) for place in places[1:]),
                )


def _without_pattern(field: Field) -> Field:
    return replace(field, constraints=replace(field.constraints, pattern=None))


def _flat(groups: Iterable[list[Fault]]) -> Iterator[Fault]:
    return (fault for group in groups for fault in group)
