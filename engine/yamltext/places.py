"""Route → place. Nothing is kept while a file is fine: the first question parses it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engine.diagnostics import Origin, Place, Route
from engine.yamltext.events import (
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    ScalarEvent,
    SequenceEndEvent,
    marks,
    open_events,
)
from engine.yamltext.offsets import source_offsets


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the text: from `start` to `end`, with the keys and values inside it."""

    start: Mark
    end: Mark
    value: str | None = None
    keys: Mapping[str, "Node"] = field(default_factory=dict)
    children: Mapping[str | int, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of one file that was read without findings."""

    file: str
    text: str

    def place(self, origin: Origin) -> Place:
        """Line and column of a value, key or part of a scalar.

        A route that leads nowhere (a missing key) gives the place of what encloses it.
        """
        node, key = self._walk(origin.route)
        if origin.on_key and key is not None:
            return self.between(key.start.index, key.end.index)
        if origin.span and node.value is not None:
            offsets = source_offsets(self.text[node.start.index : node.end.index], node.value)
            start, end = (offsets[min(max(at, 0), len(node.value))] for at in origin.span)
            return self.between(node.start.index + start, node.start.index + max(end, start))
        return self.between(node.start.index, node.end.index)

    def written(self, route: Route) -> str:
        """The characters of a value as they stand in the file."""
        node, _ = self._walk(route)
        return self.text[node.start.index : node.end.index].rstrip()

    def line(self, number: int) -> str:
        """One line of the file, counted from 1, for quoting in messages."""
        lines = self.text.split("\n", number)
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""

    def _walk(self, route: Route) -> tuple[Node, Node | None]:
        node, key = _tree(self.text), None
        for step in route:
            child = node.children.get(step)
            if child is None:
                return node, None
            node, key = child, node.keys.get(str(step))
        return node, key

    def plain_text_ending_at(self, index: int) -> str | None:
        """The unquoted scalar whose last character stands before `index`."""
        return _plain_ends(self.text).get(index)

    def between(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to `end`, counted from 0; blanks cut off."""
        end = start + len(self.text[start:end].rstrip())
        line, column = _line_column(self.text, start)
        end_line, end_column = _line_column(self.text, end)
        return Place(self.file, line, column, end_line, end_column)


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


@lru_cache(maxsize=8)
def _tree(text: str) -> Node:
    events = open_events(text)
    for _ in ("stream", "document"):
        events.get_event()
    return _node(events, events.get_event())


def _node(events: Events, event: Event) -> Node:
    if isinstance(event, ScalarEvent):
        return Node(*marks(event), value=event.value)
    if isinstance(event, MappingStartEvent):
        return _mapping(events, event)
    children: dict[str | int, Node] = {}
    while not isinstance(item := events.get_event(), SequenceEndEvent):
        children[len(children)] = _node(events, item)
    return Node(marks(event)[0], marks(item)[1], children=children)


def _mapping(events: Events, event: Event) -> Node:
    keys: dict[str, Node] = {}
    children: dict[str | int, Node] = {}
    while not isinstance(item := events.get_event(), MappingEndEvent):
        key = _node(events, item)
        keys[key.value or ""] = key
        children[key.value or ""] = _node(events, events.get_event())
    return Node(marks(event)[0], marks(item)[1], keys=keys, children=children)


@lru_cache(maxsize=1)
def _plain_ends(text: str) -> dict[int, str]:
    """End → text, for every scalar that is a value without quotes on one line."""
    ends: dict[int, str] = {}
    waiting = [_tree(text)]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children.values())
        if node.value and text.startswith(node.value, node.start.index):
            ends[node.start.index + len(node.value)] = node.value
    return ends
