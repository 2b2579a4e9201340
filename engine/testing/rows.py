"""The rows of a case → datasets, with a finding for every value that does not fit."""

from collections.abc import Mapping, Sequence
from datetime import date

from engine.codes.testing import TEST_COLUMN_UNKNOWN, TEST_TABLE_UNKNOWN, TEST_VALUE_TYPE
from engine.datasets import Dataset, make_dataset
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import nearest
from engine.load import Entry
from engine.model.conditions import ColumnType, Scalar
from engine.model.tables import DataPackage, Field, Resource

Row = dict[str, Scalar | None]


def read_tables(
    rows: Entry, package: DataPackage, findings: list[Finding]
) -> tuple[tuple[str, Dataset], ...]:
    """The tables of a case, by name."""
    read = []
    for name in rows.data:
        resource = package.resource(name)
        if resource is None:
            known = tuple(each.name for each in package.resources)
            at = rows.origin(name, on_key=True)
            hint = nearest(name, known) or ""
            findings.append(finding(TEST_TABLE_UNKNOWN, at, table=name, hint=hint))
            continue
        lines = rows.data[name]
        found = [
            _row(line, resource, rows.origin(name, number), findings)
            for number, line in enumerate(lines if isinstance(lines, list) else ())
        ]
        read.append((name, make_dataset(resource, found)))
    return tuple(read)


def _row(line: object, resource: Resource, at: Origin, findings: list[Finding]) -> Row:
    """A row given by names, or by the order of the declared columns."""
    row: Row = {}
    for key, value, place in _cells(line, resource, at, findings):
        field = resource.field(key)
        if field is None:
            hint = nearest(key, [each.name for each in resource.fields]) or ""
            told = finding(TEST_COLUMN_UNKNOWN, place, column=key, table=resource.name, hint=hint)
            findings.append(told)
        else:
            row[key] = _value(value, field, place, findings)
    return row


def _cells(
    line: object, resource: Resource, at: Origin, findings: list[Finding]
) -> Sequence[tuple[str, object, Origin]]:
    if isinstance(line, Mapping):
        return [(str(key), value, at.under(key)) for key, value in line.items()]
    values = line if isinstance(line, list) else [line]
    fields = resource.fields
    if len(values) > len(fields):
        place = Origin(at.file, (*at.route, len(fields)))
        told = finding(
            TEST_COLUMN_UNKNOWN, place, column=str(len(fields) + 1), table=resource.name, hint=""
        )
        findings.append(told)
    return [
        (field.name, value, at.under(number))
        for number, (field, value) in enumerate(zip(fields, values, strict=False))
    ]


def _value(value: object, field: Field, at: Origin, findings: list[Finding]) -> Scalar | None:
    if value is None or _fits(value, field.type):
        return value  # type: ignore[return-value]
    if field.type is ColumnType.DATE and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    findings.append(
        finding(TEST_VALUE_TYPE, at, value=str(value), column=field.name, type=field.type.value)
    )
    return None


def _fits(value: object, type_: ColumnType) -> bool:
    match type_:
        case ColumnType.BOOLEAN:
            return isinstance(value, bool)
        case ColumnType.STRING:
            return isinstance(value, str)
        case ColumnType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case ColumnType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ColumnType.DATE:
            return isinstance(value, date)
