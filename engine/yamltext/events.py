"""The door to PyYAML: a stream of parser events, from the C parser where it is there.

Only events are taken, never nodes: the C composer recurses and crashes the process at some 20,000
nested brackets, while the parser keeps its state on the heap.
"""

from typing import Protocol, cast

import yaml
from yaml.error import MarkedYAMLError as MarkedError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

__all__ = [
    "AliasEvent",
    "DocumentEndEvent",
    "Event",
    "Events",
    "Kept",
    "Mark",
    "MarkedError",
    "MappingEndEvent",
    "MappingStartEvent",
    "ReaderError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "TooMany",
    "marks",
    "open_events",
    "stumbled",
]


class Mark(Protocol):
    """A position in the text, all three counted in characters from 0."""

    line: int
    column: int
    index: int


class Events(Protocol):
    """A parser that hands out one event at a time."""

    def get_event(self) -> Event:
        """The next event."""


class TooMany(Exception):  # noqa: N818
    """A file has more keys and values than are kept."""


class Kept:
    """Hands out the events of a parser, and keeps them for whoever asks for places later."""

    def __init__(self, events: Events, most: int) -> None:
        self._next = events.get_event
        self._most = most
        self.taken: list[Event] = []

    def get_event(self) -> Event:
        """The next event, kept. Raises TooMany."""
        event = self._next()
        self.taken.append(event)
        if len(self.taken) > self._most:
            raise TooMany
        return event


_C_PARSER = getattr(yaml, "CSafeLoader", None)


def marks(event: Event) -> tuple[Mark, Mark]:
    """Where an event begins and ends."""
    return cast(Mark, event.start_mark), cast(Mark, event.end_mark)


def stumbled(error: MarkedError) -> tuple[Mark, Mark]:
    """What the parser had been reading since, and where it stumbled."""
    at = error.problem_mark
    return cast(Mark, error.context_mark or at), cast(Mark, at)


def open_events(text: str, *, pure: bool = False) -> Events:
    """A parser over the text; `pure` forces the slow Python one (tests compare the two)."""
    loader = yaml.SafeLoader if pure or _C_PARSER is None else _C_PARSER
    return cast(Events, loader(text))
