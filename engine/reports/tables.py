"""Rows of a table as the engine sees them, for a terminal and as JSON."""

from collections.abc import Iterable, Sequence
from datetime import date

from engine.diagnostics import Finding, Severity
from engine.messages import Catalogue

_WIDEST = 28
Row = Sequence[object]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings, then by the number of cells, then by code."""
    return sorted(findings, key=lambda each: (_rank(each), -_count(each), each.code.id))


def counts_of(findings: Iterable[Finding]) -> dict[str, int]:
    """Code → how many cells, rows or files; never capped."""
    counts: dict[str, int] = {}
    for each in worst_first(findings):
        counts[each.code.id] = counts.get(each.code.id, 0) + _count(each)
    return counts


def _rank(finding: Finding) -> int:
    return 0 if finding.severity is Severity.ERROR else 1


def _count(finding: Finding) -> int:
    count = dict(finding.params).get("count", 1)
    return count if isinstance(count, int) else 1


def preview_text(
    title: str, columns: Sequence[str], rows: Sequence[Row], total: int, words: Catalogue
) -> str:
    """A heading and the rows in aligned columns; NULL is an empty cell marked with ∅."""
    cells = [[_shown(value) for value in row] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in cells)]) for at, name in enumerate(columns)]
    counted = words.text("data-preview.rows", count=total)
    shown = words.text("data-preview.shown", count=len(rows)) if len(rows) < total else ""
    lines = [f"{title}: {counted}" + (f", {shown}" if shown else ""), _line(columns, widths)]
    lines.append("  ".join("-" * width for width in widths))
    return "\n".join([*lines, *(_line(row, widths) for row in cells)])


def cell_model(value: object) -> object:
    """A value for JSON: dates in ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _shown(value: object) -> str:
    if value is None:
        return "∅"
    text = " ".join(str(value).split())
    text = "".join(sign if sign.isprintable() else "·" for sign in text)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
