"""The comparison as a comment on a merge request."""

from collections.abc import Iterator
from html import escape

from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.reports.content.diff import (
    EFFECTS,
    ChangeView,
    DiffView,
    RoadmapView,
    TableView,
    WitnessView,
    impact_lines,
    known_lines,
)
from engine.reports.formats.markdown_text import asleep

MOST_CHANGES = 200
"""A comment has a limit; the rest is counted."""
MOST_ROWS = 8
_SPECIAL = str.maketrans(
    {each: f"\\{each}" for each in "\\`*_{}[]()#+|~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def diff_markdown(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """Headings by effect, a table of changes, witnesses folded."""
    return "\n".join(line for view in views for line in _project(view, words)) + "\n"


def _project(view: DiffView, words: Catalogue) -> Iterator[str]:
    yield f"## {escaped(view.project)}: {escaped(view.old_name)} → {escaped(view.new_name)}"
    yield ""
    yield escaped(view.summary)
    if view.roadmaps:
        yield ""
        yield from _roadmaps(view.roadmaps, words)
    if view.versions:
        yield ""
        yield from (f"- {escaped(version.sentence)}" for version in view.versions)
    shown = view.changes[:MOST_CHANGES]
    for effect in EFFECTS:
        chosen = [change_view for change_view in shown if change_view.effect is effect]
        if chosen:
            yield from _change_effect(effect, chosen, words)
    if len(view.changes) > MOST_CHANGES:
        yield ""
        yield words.text("diff.more_changes", count=len(view.changes) - MOST_CHANGES)
    if view.impact:
        yield ""
        yield f"### {words.text('diff.impact.title')}"
        yield ""
        yield from (escaped_line(line) for line in impact_lines(view.impact, words))


def _roadmaps(roadmaps: tuple[RoadmapView, ...], words: Catalogue) -> Iterator[str]:
    """A table: a roadmap a row, an effect a column."""
    heads = [words.text(f"diff.effect.{effect.value}") for effect in EFFECTS]
    yield "| " + " | ".join((words.text("diff.roadmap"), *map(escaped, heads))) + " |"
    yield "|---|" + "---:|" * len(heads)
    for roadmap in roadmaps:
        counts = [str(count or "") for _, count in roadmap.counts]
        yield "| " + " | ".join((escaped(roadmap.name), *counts)) + " |"


def _change_effect(effect: Effect, changes: list[ChangeView], words: Catalogue) -> Iterator[str]:
    yield ""
    yield f"### {words.text(f'diff.heading.{effect.value}')}"
    yield ""
    for change in changes:
        place = f" — `{change.where.replace('`', '')}`" if change.where else ""
        yield f"- **{change.code}** {escaped(change.sentence)}{place}"
        yield from (f"  - {escaped(line)}" for line in known_lines(change, words))
        if change.approval:
            yield f"  - ✓ {escaped(change.approval)}"
        else:
            yield f"  - {escaped(words.text('diff.fingerprint', fingerprint=change.fingerprint))}"
        if change.refusal:
            yield f"  - {escaped(change.refusal)}"
        for witness in change.witnesses:
            yield from _witness(witness, words)


def _witness(witness: WitnessView, words: Catalogue) -> Iterator[str]:
    yield ""
    yield f"  <details><summary>{asleep(escape(witness.sentence))}</summary>"
    for table in witness.tables:
        yield ""
        yield from (f"  {line}" for line in _table(table, words))
    yield ""
    yield "  </details>"


def _table(table: TableView, words: Catalogue) -> Iterator[str]:
    yield f"{escaped(table.title)}"
    yield ""
    times = words.text("diff.times")
    yield "| " + " | ".join((*map(escaped, table.columns), times)) + " |"
    yield "|" + "---|" * (len(table.columns) + 1)
    for cells, count in table.rows[:MOST_ROWS]:
        yield "| " + " | ".join((*map(escaped, cells), str(count))) + " |"


def escaped(text: str) -> str:
    """The text without anything that Markdown or HTML would take for its own."""
    return asleep(" ".join(text.split()).translate(_SPECIAL))


def escaped_line(line: str) -> str:
    """A line of a list, its indent and dash kept."""
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    dash = "- " if body.startswith("- ") else ""
    return f"{indent}{dash}{escaped(body.removeprefix(dash))}"
