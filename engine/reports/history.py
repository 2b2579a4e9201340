"""What changed between two reports, in words: for a terminal, Markdown, JSON and the page."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from engine.messages import Catalogue
from engine.reports.findings import harmless
from engine.reports.markdown_parts import Lines, bold, plain
from engine.results.history import EventMove, Move, RunComparison, Side, VerdictMove

Json = dict[str, object]

MOVES = (Move.WORSE, Move.BETTER, Move.OTHER)
"""In the order in which they are read."""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A changed indicator: id, its words, «не выполнен (8 / 10) → выполнен (9 / 10)», causes."""

    id: str
    text: str
    change: str
    causes: str


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """Changes of one kind, under a heading."""

    title: str
    lines: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """Everything that changed since an earlier report."""

    lead: str
    groups: tuple[MoveGroup, ...]
    events: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.events


def view_since(comparison: RunComparison, words: Catalogue) -> SinceView:
    """The comparison in the words of a language."""
    groups = []
    for move in MOVES:
        moved = tuple(_line(each, words) for each in comparison.verdicts if each.move is move)
        if moved:
            title = words.text(f"history.move.{move.value}", count=len(moved))
            groups.append(MoveGroup(title, moved))
    return SinceView(
        lead=words.text("history.lead", old=comparison.old_as_of, new=comparison.new_as_of),
        groups=tuple(groups),
        events=tuple(_event(each, words) for each in comparison.events),
        files=tuple(_files(comparison, words)),
    )


def _line(move: VerdictMove, words: Catalogue) -> MoveLine:
    causes = ", ".join(words.text(f"history.cause.{cause.value}") for cause in move.causes)
    change = f"{_side(move.old, words)} → {_side(move.new, words)}"
    return MoveLine(move.id, move.text, change, words.text("history.because", causes=causes))


def _side(side: Side | None, words: Catalogue) -> str:
    if side is None:
        return words.text("history.absent")
    verdict = words.text(f"verdict.{side.verdict}")
    return f"{verdict} ({side.figure})" if side.figure else verdict


def _event(move: EventMove, words: Catalogue) -> str:
    old, new = (words.text(f"status.{status}") for status in (move.old, move.new))
    return f"{move.id}: {old} → {new}. {move.title}"


def _files(comparison: RunComparison, words: Catalogue) -> Iterator[str]:
    for key, names in (("specs", comparison.specs), ("tables", comparison.tables)):
        if names:
            yield words.text(f"history.{key}", names=names)


def since_text(comparison: RunComparison, words: Catalogue) -> str:
    """For a terminal."""
    view = view_since(comparison, words)
    lines = [view.lead, *view.files]
    for group in view.groups:
        lines += ["", group.title]
        lines += [f"  {each.id}: {each.change}\n      {each.causes}" for each in group.lines]
    if view.events:
        lines += ["", words.text("history.events"), *(f"  {each}" for each in view.events)]
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
    yield from (f"{plain(each)}\n" for each in view.files)
    for group in view.groups:
        yield f"\n### {plain(group.title)}\n"
        for each in group.lines:
            told = f"{plain(each.text)}: {plain(each.change)} ({plain(each.causes)})"
            yield f"- {bold(each.id)} {told}"
    if view.events:
        yield f"\n### {words.text('history.events')}\n"
        yield from (f"- {plain(each)}" for each in view.events)
    if view.is_empty:
        yield f"{words.text('history.nothing')}\n"


def since_model(comparison: RunComparison) -> Json:
    """The comparison as JSON-ready values; its schema is schemas/compare.schema.json."""
    return {"format": "compare/1", **asdict(comparison)}
