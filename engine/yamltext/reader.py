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
        if isinstance(event, MappingStartEvent):
            return self._mapping(is_flow=bool(event.flow_style))
        return self._sequence()

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

    def _mapping(self, *, is_flow: bool) -> dict[str, Data]:
        entries: dict[str, Data] = {}
        first_marks: dict[str, Event] = {}
        kept: str | None = ""
        next_event, route = self.events.get_event, self._route
        route.append("")
        while type(event := next_event()) is not MappingEndEvent:
            key = self._key(event)
            route[-1] = key
            value_event = next_event()
            if is_flow and _has_no_colon(event, value_event):
                if kept is not None:
                    self._refuse_rest(event, kept)
                kept = None
                continue
            kept = _plain_text(value_event)
            value = self._value(value_event)
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

    def _refuse_rest(self, key: Event, kept: str) -> None:
        """The first of the pieces of a text between commas."""
        lost = str(key.value)  # type: ignore[attr-defined]
        self._refuse(codes.TEXT_CUT_BY_COMMA, key, kept=quote(kept), lost=quote(lost))

    def _refuse_duplicate(self, key: str, event: Event, first: Event) -> None:
        related = (Related(event_place(first, self.file), "first-here"),)
        place = event_place(event, self.file)
        self.findings.append(finding(codes.DUPLICATE_KEY, place, related=related, key=quote(key)))

    def _refuse(self, code: Code, event: Event, **params: Param) -> None:
        self.findings.append(
            Finding(code, event_place(event, self.file), tuple(sorted(params.items())))
        )


def _has_no_colon(key: Event, value: Event) -> bool:
    """`{a: b, c}`: nothing follows the key, not even a colon."""
    if not isinstance(key, ScalarEvent) or not isinstance(value, ScalarEvent):
        return False
    return not value.style and not value.value and marks(value)[0].index == marks(key)[1].index


def _plain_text(event: Event) -> str:
    return event.value if isinstance(event, ScalarEvent) and not event.style else ""


def event_place(event: Event, file: str) -> Place:
    """Where an event stands; marks of the parser count from 0."""
    start, end = marks(event)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
