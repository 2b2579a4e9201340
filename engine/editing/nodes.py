"""A YAML file as its author sees it: values in their order, with the comments beside them.

What stands between two values: comments, empty lines, and signs that say nothing.
"""

from collections.abc import Iterator
from dataclasses import field

from engine.classes import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` on; `blank` says that an empty line stands before it."""

    text: str
    column: int
    blank: bool = False


@dataclass(slots=True)
class Scalar:
    """A text and how it was written: "" plain, the two quotes, | literal, > folded."""

    text: str
    style: str = ""


@dataclass(slots=True)
class Collection:
    """A mapping or a list; `tail` holds the comments after its last entry."""

    is_mapping: bool
    is_flow: bool = False
    column: int = 0
    entries: list["Entry"] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)

    def get(self, key: str) -> "Entry | None":
        """The entry of a key."""
        return next((entry for entry in self.entries if entry.key and entry.key.text == key), None)


Node = Scalar | Collection


@dataclass(slots=True)
class Entry:
    """`key: value`, or `- value` with no key."""

    key: Scalar | None
    value: Node = field(default_factory=lambda: Scalar(""))
    before: list[Comment] = field(default_factory=list)
    beside: Comment | None = None
    blank: bool = False


@dataclass(slots=True)
class Sheet:
    """A whole file: the comments at its head, and its root."""

    head: list[Comment]
    root: Collection


def comments_of(sheet: Sheet) -> list[str]:
    """Every comment of the file, sorted: what may be moved and never lost."""
    found = [comment.text for comment in sheet.head]
    _collect(sheet.root, found)
    return sorted(found)


def _collect(node: Collection, found: list[str]) -> None:
    found.extend(comment.text for comment in node.tail)
    for entry in node.entries:
        found.extend(comment.text for comment in entry.before)
        if entry.beside:
            found.append(entry.beside.text)
        if isinstance(entry.value, Collection):
            _collect(entry.value, found)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in a gap. `alone` says that nothing but blanks stands before it in its line."""

    at: int
    column: int
    text: str
    alone: bool
    blank: bool


@dataclass(slots=True)
class Gap:
    """The characters from `start` to `end` of a text; read it once."""

    text: str
    start: int
    end: int
    blank: bool = False
    """Whether an empty line stands after the last comment; given in from the gap before."""

    def remarks(self) -> Iterator[Remark]:
        """The comments in order; `blank` is up to date when all were taken."""
        if self.end <= self.start:
            return
        at = self.start
        while at <= self.end:
            stop = self.text.find("\n", at, self.end)
            stop = self.end if stop < 0 else stop
            yield from self._of_line(at, stop)
            at = stop + 1

    def _of_line(self, start: int, stop: int) -> Iterator[Remark]:
        line_start = self.text.rfind("\n", 0, start) + 1
        sign = self.text.find("#", start, stop)
        if sign >= 0:
            alone = not self.text[line_start:sign].strip()
            said = self.text[sign:stop].rstrip()
            yield Remark(sign, sign - line_start, said, alone, self.blank)
            self.blank = False
        elif stop < self.end and not self.text[line_start:stop].strip():
            self.blank = True
