"""Files that may hold names of persons; no finding repeats what stands in them.

A name slips into any cell: one separator too many shifts the row. So the whole file is meant where
a table read from it has a personal column, or a heading of it asks for names.
"""

from collections.abc import Iterable

import polars as pl

from engine.codes import tables as codes
from engine.datasets.constraints import unusable_patterns, value_faults
from engine.datasets.parts import Part
from engine.datasets.warnings import PERSON, PERSONAL
from engine.diagnostics import Finding, Origin, Place
from engine.model.tables import Resource


def files_of_persons(declared: Iterable[str], findings: Iterable[Finding]) -> frozenset[str]:
    """The files of tables with personal columns, and those in which such a column was seen."""
    seen = (
        finding.at.file
        for finding in findings
        if isinstance(finding.at, Place) and _shows_names(finding)
    )
    return frozenset({*declared, *seen})


def unquoted(findings: Iterable[Finding], of_persons: frozenset[str]) -> tuple[Finding, ...]:
    """The findings without what they repeat from files of persons; one about a declaration may
    repeat the names of sheets of any of them."""
    return tuple(
        finding.unquoted()
        if (of_persons if isinstance(finding.at, Origin) else finding.at.file in of_persons)
        else finding
        for finding in findings
    )


def may_name_persons(resource: Resource, pieces: Iterable[Part | tuple[Finding, ...]]) -> bool:
    """Whether a name may have slipped into the cells that were read: such a part is not kept."""
    return any(
        bool(files_of_persons((), _findings(piece)))
        or (bool(resource.personal) and (bool(_findings(piece)) or _has_slipped(resource, piece)))
        for piece in pieces
    )


def _findings(piece: Part | tuple[Finding, ...]) -> tuple[Finding, ...]:
    return piece.findings if isinstance(piece, Part) else piece


def _has_slipped(resource: Resource, piece: Part | tuple[Finding, ...]) -> bool:
    if not isinstance(piece, Part):
        return False
    fields = [field for field in resource.fields if field.name not in resource.personal]
    if any(unusable_patterns(resource)):
        return True
    faults = (fault for field in fields for fault in value_faults(resource, field))
    wrong = [fault.wrong.fill_null(False) for fault in faults]
    odd = bool(wrong) and bool(piece.both.select(pl.any_horizontal(wrong).any()).item())
    return odd or bool(piece.source.misfits) or _tells_a_name(piece.both)


def _tells_a_name(cells: pl.DataFrame) -> bool:
    """Whether any text is a full name: one that is declared as a text of another kind fits it."""
    texts = cells.select(pl.col(pl.String).str.contains(PERSON).any())
    return texts.width > 0 and any(texts.row(0))


def _shows_names(finding: Finding) -> bool:
    if finding.code is codes.PERSONAL:
        return True
    columns = dict(finding.params).get("columns")
    if finding.code is not codes.EXTRA_COLUMN or not isinstance(columns, tuple):
        return False
    return any(PERSONAL.search(str(column)) for column in columns)
