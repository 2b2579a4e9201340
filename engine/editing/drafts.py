"""Version 0 → 1: drafts without a format line, written before the format was fixed.

They name stages as the transcripts of the orders do, leave numbers and dates without quotes, and
write one text where the format wants a list.
"""

from collections.abc import Iterator
from typing import Any

from engine.editing.nodes import Collection, Entry, Scalar, Sheet
from engine.editing.order import Schema, all_parts, below, parts_of
from engine.editing.scalars import is_bare
from engine.load.schemas import schema
from engine.yamltext.scalars import read_plain

_MARKS = {
    "roadmap": ("events", "indicators", "passport"),
    "data": ("resources",),
    "project": ("municipality", "roadmaps"),
    "rule": ("parameters", "rule"),
}
_SCHEMAS = {"rule": "rules"}
_STAGES = {
    "data_collection": "monitoring",
    "indicators": "indicator",
    "recommendations": "recommendation",
    "decisions": "decision",
    "measures": "measure",
}


def draft_kind(sheet: Sheet) -> str | None:
    """Which format a file without a format line was meant to be, by the keys that it has."""
    for kind, marks in _MARKS.items():
        if any(sheet.root.get(key) for key in marks):
            return kind
    return None


def finish_draft(sheet: Sheet, kind: str) -> None:
    """Names of stages, quotes and lists as version 1 wants them; no text changes."""
    whole = schema(_SCHEMAS.get(kind, kind))
    _mend(Entry(None, sheet.root), tuple(parts_of(whole, sheet.root, whole)), whole)


def _mend(entry: Entry, parts: tuple[Schema, ...], whole: Schema) -> None:
    if isinstance(entry.value, Scalar):
        _mend_scalar(entry, entry.value, parts, whole)
        return
    for each in entry.value.entries:
        inner = (found for part in parts for found in below(part, each))
        _mend(each, tuple(all_parts(inner, each.value, whole)), whole)


def _mend_scalar(entry: Entry, value: Scalar, parts: tuple[Schema, ...], whole: Schema) -> None:
    known = {option for part in parts for option in part.get("enum", ())}
    if value.text in _STAGES and _STAGES[value.text] in known:
        value.text = _STAGES[value.text]
    types = set(_types(parts))
    if "string" in types and is_bare(value) and not _is_null(value):
        value.style = '"'
    elif types == {"array"} and not _is_null(value):
        inner = Entry(None, value)
        entry.value = Collection(is_mapping=False, is_flow=True, entries=[inner])
        items = (found for part in parts for found in below(part, inner))
        _mend(inner, tuple(all_parts(items, value, whole)), whole)
        _wrap_in_mapping(inner, parts)


def _wrap_in_mapping(inner: Entry, parts: tuple[Schema, ...]) -> None:
    """`responsible: Отдел образования` → `[{text: Отдел образования}]`."""
    items: list[Any] = [part["items"] for part in parts if "items" in part]
    if any(str(item.get("$ref", "")).endswith("/responsible") for item in items):
        text = Entry(Scalar("text"), inner.value)
        inner.value = Collection(is_mapping=True, is_flow=True, entries=[text])


def _types(parts: tuple[Schema, ...]) -> Iterator[str]:
    for part in parts:
        kind = part.get("type", ())
        yield from (kind,) if isinstance(kind, str) else kind


def _is_null(value: Scalar) -> bool:
    return value.style == "" and read_plain(value.text) is None
