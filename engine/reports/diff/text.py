"""The comparison for a terminal."""

from collections.abc import Iterator

from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.reports.diff.impact import impact_lines
from engine.reports.diff.view import ChangeView, DiffView, TableView

MOST_ROWS = 6


def diff_text(views: tuple[DiffView, ...], words: Catalogue, *, verbose: bool) -> str:
    """Project by project; what asks for less comes first."""
    return "\n".join(line for view in views for line in _project(view, words, verbose)) + "\n"


def _project(view: DiffView, words: Catalogue, verbose: bool) -> Iterator[str]:
    yield f"{view.project}: {view.old_name} → {view.new_name}"
    yield view.summary
    for change in view.changes:
        yield ""
        yield from _change(change, words, verbose)
    if view.impact:
        yield ""
        yield from impact_lines(view.impact, words)


def _change(change: ChangeView, words: Catalogue, verbose: bool) -> Iterator[str]:
    yield f"{change.label} · {change.code} · {change.sentence}"
    places = [str(each) for each in (change.old_place, change.new_place) if each]
    yield f"    {' → '.join(places)}"
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
