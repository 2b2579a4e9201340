"""`migrate`: a file of an older format version becomes one of the newest, comments kept.

A migration changes the sheet by one version. A new version adds its migration to the end of
`MIGRATIONS`; files of any older version then go through all that follow.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.diagnostics import Finding, Origin, has_errors
from engine.editing.drafts import draft_kind, finish_draft
from engine.editing.formatting import placed
from engine.editing.nodes import Entry, Scalar, Sheet, comments_of
from engine.editing.order import sort_keys
from engine.editing.reading import read_sheet
from engine.editing.writing import write_sheet
from engine.load.schemas import FORMATS
from engine.load.versions import format_fault
from engine.yamltext import parse


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
    outdated = {each.before for each in migrations}
    given = (*FORMATS, *(each.after for each in migrations))
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
