"""Text → sheet: PyYAML's events give the values and their places, the gaps between them the rest.

A comment above an entry belongs to that entry, so it moves with it; one beside it stays beside it;
one after the last entry, indented like it, stays at the end of the collection.
"""

from engine.editing.nodes import Collection, Comment, Entry, Gap, Remark, Scalar, Sheet
from engine.yamltext.events import (
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    marks,
    open_events,
)

_END_OF_FILE = -1


def read_sheet(text: str) -> Sheet:
    """The sheet of a text that `yamltext.parse` reads without errors, its root a mapping."""
    return _Reader(text).read()


class _Reader:
    """Walks the events once. `_owner` is the entry that ended last: comments stand beside it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = open_events(text).get_event
        self._at = 0
        self._ended = 0
        self._blank = False
        self._owner: Entry | None = None
        self._waiting: list[Comment] = []
        self._closed: list[Collection] = []

    def read(self) -> Sheet:
        self._next()
        self._next()
        root = Entry(None)
        event = self._next()
        self._pass_gap(event)
        head, self._waiting = self._waiting, []
        self._value(event, root)
        while type(event := self._next()) is not DocumentEndEvent:
            self._pass_gap(event)
        self._pass(self._at, len(self._text))
        self._begin(_END_OF_FILE)
        assert isinstance(root.value, Collection)
        return Sheet(head + root.before, root.value)

    def _value(self, event: Event, owner: Entry) -> None:
        self._pass_gap(event)
        if isinstance(event, ScalarEvent):
            self._settle(owner)
            owner.value = Scalar(event.value, event.style or "")
            self._end(event, owner)
            return
        is_mapping = isinstance(event, MappingStartEvent)
        column = marks(event)[0].column
        node = Collection(is_mapping, bool(event.flow_style), column)  # type: ignore[attr-defined]
        owner.value = node
        if node.is_flow:
            self._settle(owner)
            self._at = max(self._at, marks(event)[1].index)
        self._entries(node, owner)

    def _entries(self, node: Collection, owner: Entry) -> None:
        last = MappingEndEvent if node.is_mapping else SequenceEndEvent
        while not isinstance(event := self._next(), last):
            self._pass_gap(event)
            entry = Entry(None)
            node.entries.append(entry)
            entry.before = self._begin(node.column)
            entry.blank, self._blank = self._blank, False
            if node.is_mapping:
                assert isinstance(event, ScalarEvent)
                entry.key = Scalar(event.value, event.style or "")
                self._end(event, entry)
                event = self._next()
            self._value(event, entry)
        self._pass_gap(event)
        self._close(node, event, owner)

    def _close(self, node: Collection, event: Event, owner: Entry) -> None:
        if not node.is_flow:
            self._closed.append(node)
            return
        node.tail.extend(self._waiting)
        self._waiting = []
        self._at = self._ended = max(self._at, marks(event)[1].index)
        self._owner = owner

    def _begin(self, column: int) -> list[Comment]:
        """The comments of an entry that begins; what is indented deeper ends what was closed."""
        waiting, closed = self._waiting, self._closed
        self._waiting, self._closed = [], []
        for index, comment in enumerate(waiting):
            if not closed or comment.column <= column:
                return waiting[index:]
            home = next(
                (collection for collection in closed if collection.column <= comment.column),
                closed[-1],
            )
            home.tail.append(comment)
        return []

    def _settle(self, owner: Entry) -> None:
        """Comments between a key and its value stand above the key from now on."""
        owner.before.extend(self._waiting)
        self._waiting, self._blank = [], False

    def _end(self, event: ScalarEvent, owner: Entry) -> None:
        start, end = (mark.index for mark in marks(event))
        self._owner = owner
        if event.style in ("|", ">"):
            line_end = self._text.find("\n", start, end)
            header_end = end if line_end < 0 else line_end
            self._ended = start
            self._pass(start, header_end)
            end = start + len(self._text[start:end].rstrip())
        self._at = self._ended = max(end, self._at)

    def _pass_gap(self, event: Event) -> None:
        start = marks(event)[0].index
        self._pass(self._at, start)
        self._at = max(self._at, start)

    def _pass(self, start: int, end: int) -> None:
        between = self._text[start:end]
        if "#" not in between and between.count("\n") < 2:
            return
        gap = Gap(self._text, start, end, self._blank)
        for remark in gap.remarks():
            self._place(remark)
        self._blank = gap.blank

    def _place(self, remark: Remark) -> None:
        owner = self._owner
        is_beside = owner is not None and self._text.find("\n", self._ended, remark.at) < 0
        if owner is not None and is_beside and owner.beside is None:
            owner.beside = Comment(remark.text, remark.column)
        elif owner is not None and is_beside:
            owner.before.append(Comment(remark.text, remark.column))
        else:
            column = remark.column if remark.alone else 0
            self._waiting.append(Comment(remark.text, column, remark.blank))
