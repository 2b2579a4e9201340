"""What `evaluate` says on the terminal when it is done: the summary, then what is wrong.

The comparison for a terminal.

Rows of a table as the engine sees them, for a terminal and as JSON.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from engine.diagnostics import Finding, Severity
from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.reports.content.diff import (
    ChangeView,
    DiffView,
    TableView,
    impact_lines,
    known_lines,
)
from engine.reports.content.findings import render_text
from engine.reports.edition import Edition
from engine.reports.places import Places
from engine.results.outcome import Outcome

if TYPE_CHECKING:  # a comparison is told without what reads tables
    from engine.datasets.counting import CountedValue


def closing_text(
    outcome: Outcome, made: Edition, sources: Places, words: Catalogue, *, verbose: bool = False
) -> str:
    """The sentences of the report's first screen, and the findings with their places."""
    findings = render_text(outcome.findings, sources, words, verbose=verbose)
    told = summary_text(made)
    return "\n\n".join(part for part in (findings, told) if part)


def summary_text(made: Edition) -> str:
    """The sentences of the report's first screen."""
    from engine.reports.content.summary import view_summary

    return "\n".join(view_summary(made).sentences)


MOST_ROWS = 6


def diff_text(views: tuple[DiffView, ...], words: Catalogue, *, verbose: bool) -> str:
    """Project by project; what asks for less comes first."""
    return "\n".join(line for view in views for line in _project(view, words, verbose)) + "\n"


def _project(view: DiffView, words: Catalogue, verbose: bool) -> Iterator[str]:
    yield f"{view.project}: {view.old_name} → {view.new_name}"
    yield view.summary
    for roadmap in view.roadmaps:
        yield f"  {roadmap.name}: {roadmap.summary}"
    yield from (f"  {version.sentence}" for version in view.versions)
    for change in view.changes:
        yield ""
        yield from _change(change, words, verbose)
    if view.impact:
        yield ""
        yield from impact_lines(view.impact, words)


def _change(change: ChangeView, words: Catalogue, verbose: bool) -> Iterator[str]:
    yield f"{change.label} · {change.code} · {change.sentence}"
    yield from (f"    {line}" for line in known_lines(change, words))
    yield f"    {change.where}"
    if change.effect in (Effect.WEAKER, Effect.STRICTER, Effect.UNKNOWN) or verbose:
        for witness in change.witnesses:
            yield f"    {witness.sentence}"
            for table in witness.tables:
                yield from (f"      {line}" for line in _table(table, words))
    mark = words.text("diff.fingerprint", fingerprint=change.fingerprint)
    yield f"    {change.approval or mark}"
    if change.refusal:
        yield f"    {change.refusal}"


def _table(table: TableView, words: Catalogue) -> Iterator[str]:
    yield f"{table.title}: {' | '.join(table.columns)}"
    for cells, times in table.rows[:MOST_ROWS]:
        more = f"   × {times}" if times > 1 else ""
        yield f"  {' | '.join(cells)}{more}"
    if len(table.rows) > MOST_ROWS:
        yield "  " + words.text("diff.more_rows", count=len(table.rows) - MOST_ROWS)


_WIDEST = 28
Row = Sequence[object]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings, then by the number of cells, then by code."""
    return sorted(findings, key=lambda each: (_rank(each), -_count(each), each.code.id))


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


def values_text(
    table: str, column: str, values: "Sequence[CountedValue]", most: int, words: Catalogue
) -> str:
    """A heading and, in aligned columns, each value with its rows."""
    rows = [
        (_shown(value.value), str(value.rows),
         words.text("data-values.unlisted") if value.is_unlisted else "")
        for value in values[:most]
    ]  # fmt: skip
    head = (words.text("data-values.value"), words.text("data-values.rows"), "")
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    shown = words.text("data-preview.shown", count=most) if len(values) > most else ""
    told = words.text("data-values.head", table=table, column=column, n=len(values),
                      count=len(values))  # fmt: skip
    lines = [f"{told}, {shown}" if shown else told, _line(head, widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


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
