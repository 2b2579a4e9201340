"""What the scan lost: null needs a word why, and a word why needs a field."""

import re
from collections.abc import Iterable

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.expressions.nearest import nearest
from engine.load.entries import Entry

_ITEM = re.compile(r"(?P<field>\w+) (?P<number>[1-9]\d*)")


def check_gaps(
    entry: Entry, fields: tuple[str, ...], *, nullable: tuple[str, ...]
) -> Iterable[Finding]:
    """Findings about `lost`, `suggested`, `not_printed` and unexplained nulls of one mapping."""
    data = entry.data
    explained = {_field(name) for name in (*_names(entry, "lost"), *_names(entry, "not_printed"))}
    for name in nullable:
        if name in data and data[name] is None and name not in explained:
            yield finding(codes.NULL_UNEXPLAINED, entry.origin(name), field=name)
    if "lost" in data or "suggested" in data or "not_printed" in data:
        yield from _unknown_fields(entry, fields)


def _unknown_fields(entry: Entry, fields: tuple[str, ...]) -> Iterable[Finding]:
    for key in ("lost", "suggested", "not_printed"):
        for step, name in enumerate(_names(entry, key)):
            if _field(name) in fields and _item_is_there(entry, name):
                continue
            at = (
                entry.origin(key, step)
                if key == "not_printed"
                else entry.origin(key, name, on_key=True)
            )
            hint = nearest(_field(name), fields) or ""
            yield finding(
                codes.UNKNOWN_GAP, at, key=key, field=name, hint="" if hint == name else hint
            )


def _names(entry: Entry, key: str) -> tuple[str, ...]:
    return entry.texts(key) if key == "not_printed" else tuple(name for name, _ in entry.pairs(key))


def _field(name: str) -> str:
    item = _ITEM.fullmatch(name)
    return item["field"] if item else name


def _item_is_there(entry: Entry, name: str) -> bool:
    """«items 2» needs a second item; a plain field name needs nothing more."""
    item = _ITEM.fullmatch(name)
    if item is None:
        return True
    items = entry.data.get(item["field"])
    return isinstance(items, list) and int(item["number"]) <= len(items)
