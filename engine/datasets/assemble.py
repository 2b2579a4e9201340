"""Raw sheets → a dataset: header, rows, types, constraints, in this order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from engine.codes import tables as codes
from engine.datasets.cache import KeptLook, Piece
from engine.datasets.constraints import (
    EMPTYING,
    REPEATED,
    emptied,
    has_unread,
    missing_faults,
    repeated_faults,
    unusable_layout,
    unusable_patterns,
    value_faults,
    with_hint,
)
from engine.datasets.cumulative import cumulative_by_numbers
from engine.datasets.faults import Fault, Find, find_each, find_faults
from engine.datasets.large import assemble_large
from engine.datasets.lookalikes import lookalikes
from engine.datasets.parts import Part, chained, numbered, read_part
from engine.datasets.patterns import is_usable
from engine.datasets.summaries import sums_of_others
from engine.datasets.tables import PART, TEXT, CellSource, Dataset
from engine.datasets.twice import repeated_rows
from engine.datasets.typed import assemble_typed
from engine.datasets.versions import versions_of_files
from engine.datasets.warnings import (
    dropped_times,
    pasted_twice,
    personal_columns,
    short_years,
    suspicions,
    zeros_of,
)
from engine.diagnostics import Finding, finding
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW, RawSheet


def assemble(
    resource: Resource,
    pieces: Sequence[RawSheet | Piece],
    scratch: Callable[[], Path],
    kept: KeptLook,
) -> tuple[Dataset | None, list[Finding]]:
    """The dataset of a declared table; None when its columns cannot be told apart. A large table
    is written into the folder that `scratch` gives; `kept` knows what was found out before."""
    findings = list(unusable_layout(resource))
    if findings:
        return None, findings
    sheets = [each for each in pieces if isinstance(each, RawSheet)]
    if len(sheets) == len(pieces) and all(raw.typed is not None for raw in sheets):
        typed = assemble_typed(resource, sheets, kept)
        if typed is not None:
            return typed[0], [*findings, *typed[1]]
    if any(raw.blocks for raw in sheets):
        dataset, found = assemble_large(resource, pieces, scratch(), judged=_judged)
        return dataset, [*findings, *found]
    parts: list[Part] = []
    for piece in pieces:
        part = read_part(resource, piece) if isinstance(piece, RawSheet) else piece
        if isinstance(part, Part):
            parts.append(part)
        findings += part.findings if isinstance(part, Part) else part
    if not parts:
        return None, findings
    source = chained([part.source for part in parts])
    both = _together([numbered(part, number, PART) for number, part in enumerate(parts)])
    rows, found = _judged(resource, source, both, is_whole=True)
    findings += found
    findings += cumulative_by_numbers(resource, source, rows, findings)
    if rows.is_empty():
        column = next(iter(source.columns), None) if source.sheet else None
        place = source.place(max(parts[0].header_row, 1), column)
        findings.append(finding(codes.NO_ROWS, place, table=resource.title))
    return Dataset(resource, rows, source), findings


def judged_by_cell(resource: Resource, parts: Sequence[Part]) -> tuple[Dataset, list[Finding]]:
    """The dataset of parts that were read, with a finding for each cell that is wrong."""
    source = chained([part.source for part in parts])
    both = _together([numbered(part, number, PART) for number, part in enumerate(parts)])
    judged = _Judged(resource, source, both, find_each)
    rows = judged.rows(is_whole=True)
    return Dataset(resource, rows, source), judged.findings


def _judged(
    resource: Resource, source: CellSource, both: pl.DataFrame, *, is_whole: bool
) -> tuple[pl.DataFrame, list[Finding]]:
    """The typed rows and what is wrong with them; repeats are looked for in a whole table."""
    judged = _Judged(resource, source, both)
    rows = judged.rows(is_whole=is_whole)
    return rows, judged.findings


class _Judged:
    """The values of a table after its constraints; `findings` fill up as it is judged."""

    def __init__(
        self, resource: Resource, source: CellSource, both: pl.DataFrame, find: Find = find_faults
    ) -> None:
        self.resource, self.source, self.both, self.find = resource, source, both, find
        self.fields = [
            field if is_usable(field.constraints.pattern) else _without_pattern(field)
            for field in resource.fields
            if field.name not in resource.personal
        ]
        self.findings: list[Finding] = list(unusable_patterns(resource))

    def rows(self, *, is_whole: bool) -> pl.DataFrame:
        """The typed columns with NULL where a value breaks a constraint."""
        both = self.both
        faults = {field.name: list(self._faults(field)) for field in self.fields}
        empty = [fault for fault in missing_faults(self.resource) if _has_blanks(both, fault)]
        findings = self._find(both, [*_flat(faults.values()), *empty])
        self.findings += map(with_hint, findings)
        if any(each.code in EMPTYING for each in findings):
            both = both.with_columns(emptied(name, each) for name, each in faults.items() if each)
        repeats = list(repeated_faults(self.resource)) if is_whole else []
        odd = (
            *suspicions(self.resource, zeros=zeros_of(both), has_texts=True),
            *short_years(self.resource),
            *dropped_times(self.resource),
        )
        findings = self._find(both, (*repeats, *odd))
        self.findings += [each for each in findings if each.code in REPEATED]
        if is_whole:
            self.findings += lookalikes(self.resource, self.source, both)
            pasted = list(pasted_twice(self.resource, self.source, both))
            names = [field.name for field in self.fields]
            rows = both.select(ROW, *names)
            self.findings += sums_of_others(self.resource, self.source, both)
            versions = list(versions_of_files(self.resource, self.source, both))
            self.findings += pasted or versions or repeated_rows(self.resource, self.source, rows)
        self.findings += [each for each in findings if each.code not in REPEATED]
        self.findings += personal_columns(self.resource, self.source, both)
        return both.select(ROW, *(field.name for field in self.fields))

    def _faults(self, field: Field) -> Iterator[Fault]:
        is_wide = field.taken is Taken.VALUE
        faults = value_faults(self.resource, field, is_unread=has_unread(self.both, field))
        return (replace(fault, is_wide=is_wide) for fault in faults)

    def _find(self, frame: pl.DataFrame, faults: Iterable[Fault]) -> list[Finding]:
        return self.find(self.resource, self.source, frame.lazy(), faults)


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    return frames[0] if len(frames) == 1 else pl.concat(frames)


def _has_blanks(both: pl.DataFrame, fault: Fault) -> bool:
    return bool(both[TEXT + fault.column].null_count())


def _without_pattern(field: Field) -> Field:
    return replace(field, constraints=replace(field.constraints, pattern=None))


def _flat(groups: Iterable[list[Fault]]) -> Iterator[Fault]:
    return (fault for group in groups for fault in group)
