"""Events → plain data, in one pass. What a spec may not hold is noted with its place."""

from dataclasses import dataclass, field

from engine.codes import yaml as codes
from engine.diagnostics import Code, Finding, Param, Place, Related, Route, finding
from engine.yamltext.decode import CONTROL
from engine.yamltext.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    marks,
)
from engine.yamltext.line_traps import DEPTH_LIMIT
from engine.yamltext.quoting import quote
from engine.yamltext.scalars import Lookalike, Plain, lookalike, read_plain

Data = Plain | list["Data"] | dict[str, "Data"]


class TooDeep(Exception):  # noqa: N818
    """Stops the reading; the finding is already noted."""


@dataclass(slots=True)
class Reader:
    """Reads one document. `lookalikes` are plain texts that others take for dates or numbers."""

    events: Events
    file: str
    findings: list[Finding] = field(default_factory=list)
    lookalikes: list[tuple[Route, Lookalike]] = field(default_factory=list)
    _route: list[str | int] = field(default_factory=list)

    def read(self) -> Data:
        """The data of the only document; a second one is a finding."""
        next_event = self.events.get_event
        next_event()  # stream start
        if type(next_event()) is StreamEndEvent:
            self.findings.append(finding(codes.EMPTY, Place(self.file, 1, 1)))
            return None
        data = self._value(next_event())
        while type(event := next_event()) is not StreamEndEvent:
            if type(event) is not DocumentEndEvent:
                self._refuse(codes.SEVERAL_DOCUMENTS, event)
                break
        return data

    def _value(self, event: Event) -> Data:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)  # type: ignore[arg-type]
        if kind is AliasEvent:
            self._refuse(codes.ANCHOR, event, name=f"*{event.anchor}")  # type: ignore[attr-defined]
            return None
        self._refuse_properties(event)
        if len(self._route) >= DEPTH_LIMIT:
            self._refuse(codes.TOO_DEEP, event, limit=DEPTH_LIMIT)
            raise TooDeep
        return self._mapping() if kind is MappingStartEvent else self._sequence()

    def _scalar(self, event: ScalarEvent) -> Plain:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        text: str = event.value
        if event.style:
            if event.style == '"' and (odd := CONTROL.search(text)):
                self._refuse(codes.CONTROL_CHARACTER, event, character=f"U+{ord(odd[0]):04X}")
            return text
        value = read_plain(text)
        if value is text:
            self._notice(text, event)
        return value

    def _notice(self, text: str, event: ScalarEvent) -> None:
        if kind := lookalike(text):
            self.lookalikes.append((tuple(self._route), kind))
        elif text[0].isspace():
            self._refuse(codes.ODD_SPACE_INDENT, event, character=f"U+{ord(text[0]):04X}")

    def _sequence(self) -> list[Data]:
        items: list[Data] = []
        next_event, route = self.events.get_event, self._route
        route.append(0)
        while type(event := next_event()) is not SequenceEndEvent:
            route[-1] = len(items)
            items.append(self._value(event))
        route.pop()
        return items

    def _mapping(self) -> dict[str, Data]:
        entries: dict[str, Data] = {}
        first_marks: dict[str, Event] = {}
        next_event, route = self.events.get_event, self._route
        route.append("")
        while type(event := next_event()) is not MappingEndEvent:
            key = self._key(event)
            route[-1] = key
            value = self._value(next_event())
            if key in entries:
                self._refuse_duplicate(key, event, first_marks[key])
            else:
                entries[key], first_marks[key] = value, event
        route.pop()
        return entries

    def _key(self, event: Event) -> str:
        if isinstance(event, ScalarEvent):
            key: str = event.value
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            elif key == "<<" and not event.style:
                self._refuse(codes.MERGE_KEY, event)
            elif not event.style and (read_plain(key) is not key or lookalike(key)):
                self._refuse(codes.KEY_NOT_TEXT, event, key=quote(key))
            elif key[:1].isspace():
                self._refuse(codes.ODD_SPACE_INDENT, event, character=f"U+{ord(key[0]):04X}")
            return key
        self._refuse(codes.KEY_NOT_TEXT, event, key="")
        self._value(event)
        return ""

    def _refuse_properties(self, event: Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._refuse(codes.ANCHOR, event, name=f"&{anchor}")
        if tag is not None:
            self._refuse(codes.TAG, event, name=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _refuse_duplicate(self, key: str, event: Event, first: Event) -> None:
        related = (Related(event_place(first, self.file), "first-here"),)
        place = event_place(event, self.file)
        self.findings.append(finding(codes.DUPLICATE_KEY, place, related=related, key=quote(key)))

    def _refuse(self, code: Code, event: Event, **params: Param) -> None:
        self.findings.append(
            Finding(code, event_place(event, self.file), tuple(sorted(params.items())))
        )


def event_place(event: Event, file: str) -> Place:
    """Where an event stands; marks of the parser count from 0."""
    start, end = marks(event)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
