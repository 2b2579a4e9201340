"""A file that was read, is of the expected format, and keeps to its schema."""

from collections.abc import Callable

from engine.diagnostics import Finding, Origin
from engine.load.entries import Entry
from engine.load.lookalikes import refuse_lookalikes
from engine.load.schemas import FORMATS, is_valid
from engine.load.sources import Reading
from engine.load.versions import format_fault
from engine.yamltext import Document

Refine = Callable[[Document, list[Finding]], list[Finding]]
"""Replaces findings of the schema by more telling ones."""


def checked_entry(
    reading: Reading,
    path: str,
    kind: str,
    *,
    named_at: Origin | None = None,
    refine: Refine | None = None,
) -> Entry | None:
    """The root mapping of a file, or None with findings. `named_at` is where the path stands."""
    document = reading.document(path, named_at)
    if document is None:
        return None
    findings = faults_of(document, kind, refine)
    reading.findings.extend(findings)
    return None if findings else Entry(document.file, document.data)


def faults_of(document: Document, kind: str, refine: Refine | None = None) -> list[Finding]:
    """Where a document is not of the expected format or does not keep to its schema."""
    unknown = _unknown_format(document, kind)
    if unknown:
        return [unknown]
    findings = refuse_lookalikes(document)
    if is_valid(kind, document.data):
        return findings
    from engine.load.explain import explain

    explained = explain(document, kind)
    return findings + (refine(document, explained) if refine else explained)


def _unknown_format(document: Document, kind: str) -> Finding | None:
    return format_fault(document, tuple(name for name, of in FORMATS.items() if of == kind))
