"""By which column a figure is broken down, and which groups of it are too small to be judged."""

from collections.abc import Iterator

from engine.codes.rules import (
    BAD_NUMBER,
    COLUMN_BREAKS_NOTHING_DOWN,
    JUDGED_TWICE,
    NOTHING_TO_BREAK_DOWN,
    SHOWN_IS_NOT_JUDGED,
)
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import resolve_column
from engine.load.entries import Entry
from engine.measures import RuleContext
from engine.model.conditions import Column, ColumnType
from engine.model.measures import Form
from engine.model.rules import Measure, Rule
from engine.model.spec import Breakdown
from engine.model.tables import Field
from engine.query.questions import path_of

_CATEGORIES = (ColumnType.STRING, ColumnType.INTEGER, ColumnType.BOOLEAN)
_OF_GROUPS = (Form.PART_OF_WHOLE, Form.AVERAGED, Form.COMPOSED)


def read_breakdown(
    entry: Entry, rule: Rule | None, context: RuleContext | None, findings: list[Finding]
) -> Breakdown | None:
    """The column under `by` of an indicator; None without one, or with findings."""
    if "by" not in entry.data or context is None or (rule is None and "rule" in entry.data):
        return None
    inner = entry.entry("by")
    name = inner.text("column") if inner else entry.text("by")
    at = inner.origin("column") if inner else entry.origin("by")
    tables = rule.measure.tables_by_column() if rule else ()
    if not tables:
        findings.append(finding(NOTHING_TO_BREAK_DOWN, entry.origin("by"), key="by"))
        return None
    is_judged = inner is not None and inner.maybe("judge") == "each"
    if inner is not None and is_judged:
        findings.extend(_not_judged(entry, inner))
    columns = [_column(name, table, context, at) for table in dict.fromkeys(tables)]
    faults = [column for column in columns if isinstance(column, Finding)]
    found = [column for column in columns if isinstance(column, Column)]
    findings.extend(faults or _unlike(name, found, at))
    if faults:
        return None
    field = _field(tables[0], name, context)
    listed = field.constraints.enum if field else ()
    return Breakdown(name, found[0].type, tuple(map(_key, listed)), is_judged)


def read_least(entry: Entry, rule: Rule | None, findings: list[Finding]) -> int | None:
    """The least group under `min_n`; None without one, or with findings."""
    least = entry.data.get("min_n")
    if least is None or (rule is None and "rule" in entry.data):
        return None
    at = entry.origin("min_n")
    if rule is None or not _has_groups(rule.measure):
        findings.append(finding(NOTHING_TO_BREAK_DOWN, at, key="min_n"))
        return None
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        findings.append(finding(BAD_NUMBER, at, found=str(least), whole="1"))
        return None
    return least


def _has_groups(measure: Measure) -> bool:
    """Whether the figure of a group says little where the group is small: a number of rows says as
    much of any."""
    return bool(measure.tables_by_column()) and measure.form in _OF_GROUPS


def _not_judged(entry: Entry, inner: Entry) -> Iterator[Finding]:
    if entry.maybe("target") == "none":
        yield finding(SHOWN_IS_NOT_JUDGED, inner.origin("judge"), key="judge")
    if entry.maybe("judge") in ("school", "municipality"):
        yield finding(JUDGED_TWICE, inner.origin("judge"), judge=str(entry.maybe("judge")))


def _column(name: str, dataset: str, context: RuleContext, at: Origin) -> Column | Finding:
    columns = context.columns(dataset)
    assert columns is not None
    read = resolve_column(name, columns, at)
    if isinstance(read, Finding):
        return read
    frame = (columns.resource.organisation, columns.resource.period)
    why = "frame" if name in frame else "type" if read.type not in _CATEGORIES else None
    if why is None:
        return read
    table = columns.resource.title
    return finding(COLUMN_BREAKS_NOTHING_DOWN, at, column=name, table=table, why=why)


def _unlike(name: str, found: list[Column], at: Origin) -> Iterator[Finding]:
    """Several tables are broken down together: by values that can be the same."""
    if len({column.type for column in found}) > 1:
        yield finding(COLUMN_BREAKS_NOTHING_DOWN, at, column=name, table="", why="unlike")


def _field(table: str, name: str, context: RuleContext) -> Field | None:
    return context.package.field_at(table, path_of(name)) if context.package else None


def _key(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
