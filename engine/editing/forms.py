"""The form of one indicator or event: a field for each key that the schema knows.

The text of the file stays what it is; the form shows it, and says which values became others.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from textwrap import dedent
from typing import Any

from engine.classes import dataclass
from engine.diagnostics import Route
from engine.editing.changing import NotChanged
from engine.editing.values import Fragment, Value, end_of_entry, value_span, with_value
from engine.lazy import lazy_pattern
from engine.packaged import schema_text
from engine.yamltext import Document, parse

LISTS = {"indicators": "indicator", "events": "event"}
"""The lists of a roadmap whose items have forms, and what the schema calls an item."""


_NUMBER = lazy_pattern(r"-?\d{1,9}")


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    CHOICE = "choice"
    LINES = "lines"
    """A list: each text on a line of its own."""
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the item, or of a mapping in it: `route` leads there from the item. `shown` is what
    the file says, as the field shows it; empty where the key is not there."""

    route: tuple[str, ...]
    title: str
    hint: str
    kind: Kind
    shown: str
    is_needed: bool
    choices: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    """It and its neighbours as the schema orders them."""
    is_number: bool = False
    may_be_text: bool = False
    """Of lines: one line may stand there as a text."""

    @property
    def name(self) -> str:
        """What it is called in a form."""
        return ".".join(self.route)


def find_item(document: Document, id: str) -> Route | None:
    """Where the indicator or event of this id stands; None where there is none."""
    for name in LISTS:
        items = document.data.get(name)
        for at, each in enumerate(items if isinstance(items, list) else ()):
            if isinstance(each, dict) and each.get("id") == id:
                return name, at
    return None


def form_of(document: Document, item: Route) -> tuple[Field, ...]:
    """The fields of an item in the order of the schema; what the schema does not know has none."""
    return tuple(_fields(document, item, (), _part(LISTS[str(item[0])])))


def _fields(
    document: Document, item: Route, inside: tuple[str, ...], part: Mapping[str, Any]
) -> Iterator[Field]:
    there = _at(document, (*item, *inside))
    needed = part.get("required", ())
    for key, schema in part["properties"].items():
        value = there.get(key)
        of_group = _group(schema, value)
        if of_group:
            yield from _fields(document, item, (*inside, key), of_group)
        else:
            field = _field(document, item, (*inside, key), schema, is_needed=key in needed)
            yield replace(field, order=tuple(part["properties"]))


def _group(schema: Mapping[str, Any], value: Any) -> Mapping[str, Any] | None:
    """What the schema knows of the keys of a mapping that is there; the parameters of a rule depend
    on its kind. None where the value is one field."""
    if not isinstance(value, dict) or "$ref" not in schema:
        return None
    name = schema["$ref"].rpartition("/")[2]
    if name == "rule":
        name = "use" if "use" in value else f"measure_{value.get('measure')}"
    return next((one for one in _ways(name) if set(value) <= set(one["properties"])), None)


def _ways(name: str) -> Iterator[Mapping[str, Any]]:
    """The part of the schema, or each of those between which it chooses."""
    part = _schema()["$defs"].get(name, {})
    if "properties" in part:
        yield part
    for each in (part.get(key, {}) for key in ("then", "else")):
        if "$ref" in each:
            yield from _ways(each["$ref"].rpartition("/")[2])


def _field(
    document: Document, item: Route, route: tuple[str, ...], schema: Mapping[str, Any], *,
    is_needed: bool,
) -> Field:  # fmt: skip
    value, whole = _at(document, (*item, *route)), _resolved(schema)
    kind, choices = _kind(document, (*item, *route), whole, value)
    types = _types(whole)
    return Field(
        route, whole.get("title", route[-1]), whole.get("description", ""), kind,
        _shown(document, (*item, *route), kind, value), is_needed, choices,
        is_number="integer" in types, may_be_text="string" in types,
    )  # fmt: skip


def _types(schema: Mapping[str, Any]) -> set[str]:
    told = schema.get("type", ())
    return {told} if isinstance(told, str) else set(told)


def _kind(
    document: Document, route: Route, schema: Mapping[str, Any], value: Any
) -> tuple[Kind, tuple[str, ...]]:
    types = _types(schema)
    choices = tuple(map(str, schema.get("enum", ())))
    if "const" in schema:  # the kind of a rule: another one asks for other keys
        choices = tuple(_part("measure")["properties"]["measure"]["enum"])
    if choices:
        return (Kind.CHOICE if value is None or value in choices else Kind.YAML), choices
    if "array" in types and _is_of_texts(schema) and _is_plain_list(document, route, value):
        return Kind.LINES, ()
    is_text = bool(types & {"string", "integer"}) and not isinstance(value, dict | list)
    return (Kind.TEXT if is_text else Kind.YAML), ()


def _is_of_texts(schema: Mapping[str, Any]) -> bool:
    items = {**schema, **schema.get("then", {})}.get("items", {})
    whole = _resolved(items)
    return whole.get("type") == "string" or "enum" in whole


def _is_plain_list(document: Document, route: Route, value: Any) -> bool:
    """Whether the list may be written anew: texts of one line, and no comment among them."""
    if value is None or (isinstance(value, str) and "\n" not in value):
        return True
    if not isinstance(value, list):
        return False
    is_short = all(isinstance(each, str) and each and "\n" not in each for each in value)
    return is_short and "#" not in document.source.written(route)


def _shown(document: Document, route: Route, kind: Kind, value: Any) -> str:
    if value is None and kind is not Kind.YAML:
        return ""
    if kind is Kind.LINES and isinstance(value, list):
        return "\n".join(value)
    if kind is not Kind.YAML:
        return str(value)
    key = document.source.key_span(route)
    if key is None:
        return ""
    start, end = value_span(document, route)
    line = document.source.text.rfind("\n", 0, start) + 1
    blank = " " * (start - line)
    text = document.source.text[start:end].replace("\r\n", "\n")
    # What begins beside its key goes on below it, further in than the key.
    return dedent(blank + text) if not document.source.text[line:start].strip() else _hung(text)


def _hung(text: str) -> str:
    first, _, below = text.partition("\n")
    return f"{first}\n{dedent(below)}" if below else first


def _at(document: Document, route: Route) -> Any:
    found: Any = document.data
    for step in route:
        if isinstance(found, dict):
            found = found.get(str(step))
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def _part(name: str) -> Mapping[str, Any]:
    part: Mapping[str, Any] = _schema()["$defs"][name]
    return part


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(schema_text("roadmap"))
    return told


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """With what it refers to; its own words count before those of what is referred to."""
    if "$ref" not in schema:
        return schema
    return {**_part(schema["$ref"].rpartition("/")[2]), **schema}


class NotFilledIn(Exception):  # noqa: N818
    """The value of a field cannot be written where it stands; `problem` says why."""

    def __init__(self, field: Field, problem: NotChanged) -> None:
        super().__init__(field.name)
        self.field, self.problem = field, problem


def with_form(data: bytes, file: str, id: str, said: Mapping[str, str]) -> bytes:
    """The file after what was filled in: only keys whose fields say something else are written.

    Raises NotFilledIn for the first field that cannot be, LookupError where there is no such item.
    """
    document = parse(data, file).document
    item = find_item(document, id) if document else None
    if document is None or item is None:
        raise LookupError(id)
    for field in form_of(document, item):
        if _same(said.get(field.name, field.shown), field.shown):
            continue
        value = _value(field, said[field.name].replace("\r\n", "\n"))
        try:
            data = with_value(data, file, (*item, *field.route), value, field.order)
        except NotChanged as problem:
            raise NotFilledIn(field, problem) from problem
    return data


def _same(text: str, shown: str) -> bool:
    return text.replace("\r\n", "\n").rstrip() == shown.rstrip()


def _value(field: Field, text: str) -> Value | None:
    """What the text of a field means; an empty field takes away a key that may be absent."""
    if not text.strip():
        return ("" if field.kind is not Kind.LINES else ()) if field.is_needed else None
    if field.kind is Kind.YAML or (field.is_number and _NUMBER.fullmatch(text.strip())):
        return Fragment(text.rstrip())
    if field.kind is Kind.LINES:
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        return lines[0] if field.may_be_text and len(lines) == 1 else lines
    return text.strip()


def with_own_text(data: bytes, file: str, id: str, text: str) -> bytes:
    """The file with other lines in the place of the item's. Raises LookupError."""
    document = parse(data, file).document
    item = find_item(document, id) if document else None
    if document is None or item is None:
        raise LookupError(id)
    start, end = lines_of(document, item)
    whole = document.source.text
    lines = text.replace("\r\n", "\n").rstrip("\n")
    ends = "\r\n" if "\r\n" in whole else "\n"
    own = f"{lines}\n".replace("\n", ends)
    return f"{whole[:start]}{own}{whole[end:]}".encode()


def lines_of(document: Document, item: Route) -> tuple[int, int]:
    """Where in the text the lines of an item begin and end."""
    start, _ = document.source.span(item)
    line = document.source.text.rfind("\n", 0, start) + 1
    return line, end_of_entry(document, item, start - line)
