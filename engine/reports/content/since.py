"""What changed since an earlier report, as a reader sees it."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.results.changes import EventMove, Move, RunComparison, Side, VerdictMove

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
        """Whether nothing has moved since the earlier run."""
        return not self.groups and not self.events


def view_since(comparison: RunComparison, words: Catalogue) -> SinceView:
    """The comparison in the words of a language."""
    groups = []
    for move in MOVES:
        moved = tuple(
            _line(verdict, words) for verdict in comparison.verdicts if verdict.move is move
        )
        if moved:
            title = words.text(f"history.move.{move.value}", count=len(moved))
            groups.append(MoveGroup(title, moved))
    return SinceView(
        lead=words.text("history.lead", old=comparison.old_as_of, new=comparison.new_as_of),
        groups=tuple(groups),
        events=tuple(_event(event, words) for event in comparison.events),
        files=tuple(_files(comparison, words)),
    )


def _line(move: VerdictMove, words: Catalogue) -> MoveLine:
    causes = ", ".join(words.text(f"history.cause.{cause.value}") for cause in move.causes)
    change = f"{_side(move.old, words)} → {_side(move.new, words)}"
    return MoveLine(move.id, move.text, change, words.text("history.because", causes=causes))


def _side(side: Side | None, words: Catalogue) -> str:
    if side is None:
        return words.text("history.absent")
    verdict = _word("verdict", side.verdict, words)
    return f"{verdict} ({side.figure})" if side.figure else verdict


def _word(kind: str, said: str, words: Catalogue) -> str:
    """The word for a verdict or status; as it stands in a report that another hand changed."""
    key = f"{kind}.{said}"
    return words.text(key) if words.has(key) else said


def _event(move: EventMove, words: Catalogue) -> str:
    old, new = (_word("status", status, words) for status in (move.old, move.new))
    return f"{move.id}: {old} → {new}. {move.title}"


def _files(comparison: RunComparison, words: Catalogue) -> Iterator[str]:
    changed = {"specs": comparison.specs, "tables": comparison.tables, "gone": comparison.gone}
    for key, names in changed.items():
        if names:
            yield words.text(f"history.{key}", names=names)
    if comparison.renumbered:
        yield words.text("history.renumbered")
