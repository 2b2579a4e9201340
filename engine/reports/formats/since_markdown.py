"""What changed between two reports, in words: for a terminal, Markdown, JSON and the page."""

from dataclasses import asdict

from engine.messages import Catalogue
from engine.reports.content.since import SinceView, view_since
from engine.reports.formats.markdown_text import Lines, bold, plain
from engine.results.changes import RunComparison
from engine.visible import harmless

Json = dict[str, object]


def since_text(comparison: RunComparison, words: Catalogue) -> str:
    """For a terminal."""
    view = view_since(comparison, words)
    lines = [view.lead, *view.files]
    for group in view.groups:
        lines += ["", group.title]
        lines += [
            f"  {move_line.id}: {move_line.change}\n      {move_line.causes}"
            for move_line in group.lines
        ]
    if view.events:
        lines += ["", words.text("history.events"), *(f"  {event}" for event in view.events)]
    if view.is_empty:
        lines += ["", words.text("history.nothing")]
    return "\n".join(harmless(line) if "\n" not in line else line for line in lines)


def since_markdown(comparison: RunComparison, words: Catalogue) -> str:
    """For a message or a comment."""
    return "\n".join(since_lines(view_since(comparison, words), words)) + "\n"


def since_lines(view: SinceView, words: Catalogue) -> Lines:
    """The section as lines of Markdown."""
    yield f"\n## {words.text('history.title')}\n"
    yield f"{plain(view.lead)}\n"
    yield from (f"{plain(file)}\n" for file in view.files)
    for group in view.groups:
        yield f"\n### {plain(group.title)}\n"
        for line in group.lines:
            told = f"{plain(line.text)}: {plain(line.change)} ({plain(line.causes)})"
            yield f"- {bold(line.id)} {told}"
    if view.events:
        yield f"\n### {words.text('history.events')}\n"
        yield from (f"- {plain(event)}" for event in view.events)
    if view.is_empty:
        yield f"{words.text('history.nothing')}\n"


def since_model(comparison: RunComparison) -> Json:
    """The comparison as JSON-ready values; its schema is schemas/compare.schema.json."""
    return {"format": "compare/1", **asdict(comparison)}
