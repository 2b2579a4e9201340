"""`migrate`: a file of an older format version becomes one of the newest, comments kept.

A migration changes the sheet by one version. A new version adds its migration to the end of
`MIGRATIONS`; files of any older version then go through all that follow.

Version 0 → 1: drafts without a format line, written before the format was fixed.

They name stages as the transcripts of the orders do, leave numbers and dates without quotes, and
write one text where the format wants a list.
"""

from collections.abc import Callable, Iterator
from typing import Any

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, has_errors
from engine.editing.fmt import Schema, all_parts, below, parts_of, placed, sort_keys
from engine.editing.nodes import Collection, Entry, Scalar, Sheet, comments_of
from engine.editing.reader import read_sheet
from engine.editing.writer import is_bare, write_sheet
from engine.load.schemas import FORMATS, format_fault, schema
from engine.yamltext import parse
from engine.yamltext.reader import read_plain

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


@dataclass(frozen=True, slots=True)
class Migration:
    """From one version of a format to the next; `change` works on the sheet in place."""

    before: str
    after: str
    change: Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Migrated:
    """The new text, or None with the findings that stand in its way.

    `steps` are the versions that the file went through, its own first; one alone when it was new.
    """

    text: str | None
    findings: tuple[Finding, ...] = ()
    steps: tuple[str, ...] = ()


def _draft(kind: str) -> Callable[[Sheet], None]:
    return lambda sheet: finish_draft(sheet, kind)


MIGRATIONS: tuple[Migration, ...] = tuple(
    Migration(f"{kind}/0", f"{kind}/1", _draft(kind))
    for kind in ("roadmap", "project", "data", "rule")
)


def migrate_file(
    data: bytes, file: str, migrations: tuple[Migration, ...] = MIGRATIONS
) -> Migrated:
    """The file in the newest version of its format."""
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        return Migrated(None, parsed.findings)
    sheet = read_sheet(parsed.document.source.text)
    version = _version(sheet)
    steps = _steps(version, migrations)
    fault = None if len(steps) > 1 else format_fault(parsed.document, _newest(migrations))
    if fault is not None:
        assert isinstance(fault.at, Origin)
        return Migrated(None, (placed(fault, parsed.document),))
    if len(steps) == 1:
        return Migrated(parsed.document.source.text, (), steps)
    comments = comments_of(sheet)
    _apply(sheet, steps, migrations)
    text = write_sheet(sheet)
    again = parse(text.encode("utf-8"), file)
    if again.document is None or comments_of(read_sheet(text)) != comments:
        raise AssertionError(f"migration of {file} lost something")
    return Migrated(text, (), steps)


def _version(sheet: Sheet) -> str:
    """The version that the file says it is of; a draft says nothing and has the number 0."""
    entry = sheet.root.get("format")
    if entry is not None:
        return entry.value.text if isinstance(entry.value, Scalar) else ""
    kind = draft_kind(sheet)
    return f"{kind}/0" if kind else ""


def _newest(migrations: tuple[Migration, ...]) -> tuple[str, ...]:
    outdated = {migration.before for migration in migrations}
    given = (*FORMATS, *(migration.after for migration in migrations))
    return tuple(dict.fromkeys(each for each in given if each not in outdated))


def _steps(version: str, migrations: tuple[Migration, ...]) -> tuple[str, ...]:
    steps = [version]
    for migration in migrations:
        if migration.before == steps[-1]:
            steps.append(migration.after)
    return tuple(steps)


def _apply(sheet: Sheet, steps: tuple[str, ...], migrations: tuple[Migration, ...]) -> None:
    for migration in migrations:
        if migration.before in steps and migration.after in steps:
            migration.change(sheet)
            _say_version(sheet, migration.after)
    schema_name = FORMATS.get(steps[-1])
    if schema_name:
        sort_keys(sheet.root, schema_name)


def _say_version(sheet: Sheet, version: str) -> None:
    entry = sheet.root.get("format")
    if entry is None:
        sheet.root.entries.insert(0, Entry(Scalar("format"), Scalar(version)))
    else:
        entry.value = Scalar(version)
