"""Two versions of data.yaml: tables and their columns, by name."""

from dataclasses import fields
from functools import lru_cache
from typing import Any

from engine.diff.changelog import Notes, Spot, shown, spot_of
from engine.model.changes import (
    COLUMN_ADDED,
    COLUMN_CHANGED,
    COLUMN_REMOVED,
    TABLE_ADDED,
    TABLE_CHANGED,
    TABLE_REMOVED,
    Effect,
)
from engine.model.tables import DataPackage, Field, ForeignKey, Resource

_NEUTRAL = frozenset({"title", "path", "sheet", "dialect", "personal", "header", "proposed"})
"""What tells where a table lies and how it is printed: the same rows come out of it."""
_KEYS = {
    "primary_key": "primaryKey", "missing_values": "missingValues", "foreign_keys": "foreignKeys",
    "true_values": "trueValues", "false_values": "falseValues", "header": "title",
}  # fmt: skip
_NOT_COMPARED = frozenset({"name", "fields", "origin"})


def compare_declarations(old: DataPackage | None, new: DataPackage | None, notes: Notes) -> None:
    """Every table and column that differs."""
    before = {resource.name: resource for resource in old.resources} if old else {}
    after = {resource.name: resource for resource in new.resources} if new else {}
    for name in dict.fromkeys((*after, *before)):
        _table(before.get(name), after.get(name), notes)


def _table(old: Resource | None, new: Resource | None, notes: Notes) -> None:
    either = new or old
    assert either is not None
    spot = spot_of("table", either.name, old, new)
    if old is None or new is None:
        kind = TABLE_ADDED if new else TABLE_REMOVED
        notes.note(
            kind, Effect.NEUTRAL, spot, "resources",
            before=old.title if old else None, after=new.title if new else None,
        )  # fmt: skip
        return
    for name in _names(Resource):
        _value(old, new, name, spot, notes, table=True)
    columns = dict.fromkeys(field.name for field in (*new.fields, *old.fields))
    for name in columns:
        _column(either.name, old.field(name), new.field(name), notes)


def _column(table: str, old: Field | None, new: Field | None, notes: Notes) -> None:
    either = new or old
    assert either is not None
    spot = spot_of("column", f"{table}.{either.name}", old, new)
    if old is None or new is None:
        kind = COLUMN_ADDED if new else COLUMN_REMOVED
        notes.note(
            kind, Effect.NEUTRAL, spot, "fields",
            before=old.header if old else None, after=new.header if new else None,
        )  # fmt: skip
        return
    for name in _names(Field):
        _value(old, new, name, spot, notes, table=False)


@lru_cache
def _names(kind: type) -> tuple[str, ...]:
    described: Any = kind
    return tuple(field.name for field in fields(described) if field.name not in _NOT_COMPARED)


def _value(old: object, new: object, name: str, spot: Spot, notes: Notes, *, table: bool) -> None:
    before, after = getattr(old, name), getattr(new, name)
    if before == after or (before := _plain(before)) == (after := _plain(after)):
        return
    effect = Effect.NEUTRAL if name in _NEUTRAL else Effect.UNKNOWN
    key = _KEYS.get(name, name)
    kind = TABLE_CHANGED if table else COLUMN_CHANGED
    notes.note(kind, effect, spot.key(key), key, before=before, after=after)


def _plain(value: Any) -> object:
    """The value without places; constraints and dialects as their parts."""
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    if isinstance(value, ForeignKey):
        may_lack = " (optional)" if value.optional else ""
        called = f"{value.called}: " if value.called else ""
        own, there = (" + ".join(each) for each in (value.fields, value.targets))
        return f"{called}{own} → {value.resource}.{there}{may_lack}"
    if not hasattr(value, "__dataclass_fields__"):
        return value
    names = (field.name for field in fields(value) if field.name != "origin")
    parts = ((name, getattr(value, name)) for name in names)
    return tuple(f"{name}: {shown(part)}" for name, part in parts if part not in (None, (), False))
