"""Findings as records for other programs: one a line, with its place and what to do."""

from collections.abc import Iterator, Sequence

from engine.diagnostics import Finding, Place
from engine.messages import Catalogue
from engine.reports.content.batches import Batch
from engine.reports.content.findings import in_order
from engine.reports.formats.records import Record, render_records

COLUMNS = (
    "project", "severity", "code", "name", "file", "line", "column", "sheet", "cell", "roadmap",
    "kind", "id", "message", "fix",
)  # fmt: skip


def findings_records(format_: str, batches: Sequence[Batch], words: Catalogue) -> str | bytes:
    """The findings of all projects as csv, jsonl or xlsx."""
    records = (record for batch in batches for record in _records(batch, words))
    return render_records(format_, COLUMNS, records, words.text("findings.sheet"))


def _records(batch: Batch, words: Catalogue) -> Iterator[Record]:
    for finding in in_order(batch.findings, batch.places):
        record = _record(finding, batch, words)
        yield record
        yield from ({**record, **at} for at in _others(finding))


def _others(finding: Finding) -> Iterator[Record]:
    """The other cells of a finding about many; the lines and columns of a csv file."""
    if isinstance(finding.at, Place) and isinstance(
        cells := dict(finding.params).get("cells"), tuple
    ):
        for cell in map(str, cells):
            line, _, letters = cell.partition(":")
            yield {"line": int(line), "cell": letters} if line.isdigit() else {"cell": cell}


def _record(finding: Finding, batch: Batch, words: Catalogue) -> Record:
    place, subject = batch.places.place(finding.at), finding.subject
    return {
        "project": batch.name,
        "severity": finding.severity.value,
        "code": finding.code.id,
        "name": finding.code.name,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
        "roadmap": subject.roadmap if subject else None,
        "kind": subject.kind if subject else None,
        "id": subject.id if subject else None,
        "message": words.finding(finding),
        "fix": words.advice(finding),
    }
