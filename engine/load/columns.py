"""The columns that a plan prints: which keys its events need, and the order's own columns."""

from collections.abc import Iterator
from typing import Any

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.load.schemas import schema
from engine.model.spec import PrintedColumn

FIELDS = ("number", "title", "schedule", "responsible", "result", "decision", "details")
_USUAL = ("title", "schedule", "responsible", "result")
"""What each event says where the roadmap does not tell its columns."""


def read_columns(entry: Entry, findings: list[Finding]) -> tuple[PrintedColumn, ...]:
    """The columns in their order; none twice, and an own one with a heading."""
    columns: list[PrintedColumn] = []
    items = entry.data.get("columns")
    for at, item in enumerate(items if isinstance(items, list) else ()):
        id = item if isinstance(item, str) else str(item["id"]) if isinstance(item, dict) else ""
        title = item.get("title") if isinstance(item, dict) else None
        is_own = id not in FIELDS
        origin = entry.origin("columns", at)
        if is_own and not isinstance(title, str):
            hint = nearest(id, FIELDS) or ""
            findings.append(finding(codes.COLUMN_UNNAMED, origin, column=id, hint=hint))
        elif any(column.id == id for column in columns):
            findings.append(finding(codes.ITEM_REPEATED, origin, value=id))
        else:
            columns.append(PrintedColumn(id, title if isinstance(title, str) else None, is_own))
    return tuple(columns)


def missing_keys(
    entry: Entry, columns: tuple[PrintedColumn, ...], *, serves: bool
) -> Iterator[Finding]:
    """Keys that the event lacks: cells of the columns that the plan has, and what it serves."""
    printed = tuple(column.id for column in columns if column.id in (*_USUAL, "number"))
    asked = printed or _USUAL
    for key in (*asked, *(("serves",) if serves else ())):
        if key not in entry.data:
            yield finding(codes.KEY_MISSING, entry.origin(), key=key, title=_title(key))


def _title(key: str) -> str:
    properties: Any = schema("roadmap")["$defs"]
    return str(properties["event"]["properties"][key]["title"])


def unprinted_cells(entry: Entry, columns: tuple[PrintedColumn, ...]) -> Iterator[Finding]:
    """What stands in a column that the plan, by its own word, does not have."""
    if columns:
        printed = {column.id for column in columns}
        for key in FIELDS:
            if key not in printed and entry.data.get(key) not in (None, []):
                yield finding(
                    codes.COLUMN_NOT_PRINTED, entry.origin(key, on_key=True), column=key, hint=""
                )
    own = tuple(column.id for column in columns if column.is_own)
    for id, _ in entry.pairs("cells"):
        if id not in own:
            hint = nearest(id, own) or ""
            at = entry.origin("cells", id, on_key=True)
            yield finding(codes.COLUMN_NOT_PRINTED, at, column=id, hint=hint)
