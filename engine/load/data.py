"""data.yaml → declared tables."""

from datetime import date

from engine.codes import spec as codes
from engine.codes.tables import OUTSIDE_PROJECT
from engine.diagnostics import Finding, finding
from engine.load.entries import Entry
from engine.model.conditions import ColumnType, Scalar
from engine.model.tables import (
    Constraints,
    DataPackage,
    Dialect,
    Field,
    ForeignKey,
    Resource,
)
from engine.trees import leads_out
from engine.yamltext import Data

_MISSING = ("",)


def read_package(entry: Entry, findings: list[Finding]) -> DataPackage:
    """The declarations; what they refer to is checked later."""
    resources = tuple(_resource(each, findings) for each in entry.entries("resources"))
    return DataPackage(entry.file, entry.flag("synthetic"), resources)


def _resource(entry: Entry, findings: list[Finding]) -> Resource:
    schema = entry.entry("schema")
    assert schema is not None
    _check_path(entry, findings)
    return Resource(
        name=entry.text("name"),
        title=entry.maybe("title") or entry.text("name"),
        path=entry.text("path"),
        sheet=entry.maybe("sheet"),
        dialect=_dialect(entry),
        fields=tuple(_field(each, findings) for each in schema.entries("fields")),
        primary_key=schema.texts("primaryKey"),
        foreign_keys=tuple(_key(each) for each in schema.entries("foreignKeys")),
        missing_values=schema.texts("missingValues") or _MISSING,
        organisation=entry.maybe("organisation"),
        period=entry.maybe("period"),
        date=entry.maybe("date"),
        personal=entry.texts("personal"),
        origin=entry.origin(),
    )


def _check_path(entry: Entry, findings: list[Finding]) -> None:
    path = entry.text("path")
    if leads_out(path):
        findings.append(finding(OUTSIDE_PROJECT, entry.origin("path"), path=path))


def _dialect(entry: Entry) -> Dialect:
    dialect, usual = entry.entry("dialect"), Dialect()
    return Dialect(
        encoding=entry.maybe("encoding") or usual.encoding,
        delimiter=(dialect and dialect.maybe("delimiter")) or usual.delimiter,
        decimal=(dialect and dialect.maybe("decimal")) or usual.decimal,
    )


def _field(entry: Entry, findings: list[Finding]) -> Field:
    type_ = ColumnType(entry.text("type"))
    return Field(
        name=entry.text("name"),
        header=entry.maybe("title") or entry.text("name"),
        type=type_,
        constraints=_constraints(entry.entry("constraints"), type_, findings),
        true_values=entry.texts("trueValues"),
        false_values=entry.texts("falseValues"),
        origin=entry.origin(),
    )


def _constraints(entry: Entry | None, type_: ColumnType, findings: list[Finding]) -> Constraints:
    if entry is None:
        return Constraints()
    values = entry.data.get("enum")
    listed = enumerate(values if isinstance(values, list) else ())
    return Constraints(
        required=entry.flag("required"),
        unique=entry.flag("unique"),
        enum=tuple(
            scalar
            for at, value in listed
            if (scalar := _scalar(entry, value, type_, findings, "enum", at)) is not None
        ),
        minimum=_scalar(entry, entry.data.get("minimum"), type_, findings, "minimum"),
        maximum=_scalar(entry, entry.data.get("maximum"), type_, findings, "maximum"),
        pattern=entry.maybe("pattern"),
    )


def _scalar(
    entry: Entry, value: Data, type_: ColumnType, findings: list[Finding], *steps: str | int
) -> Scalar | None:
    """A constraint's value in the type of its column."""
    if value is None or isinstance(value, list | dict):
        return None
    if type_ is not ColumnType.DATE or not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        findings.append(finding(codes.DATE_IMPOSSIBLE, entry.origin(*steps), date=value))
        return None


def _key(entry: Entry) -> ForeignKey:
    reference = entry.entry("reference")
    assert reference is not None
    return ForeignKey(
        field=entry.text("fields"),
        resource=reference.text("resource"),
        target=reference.text("fields"),
        origin=entry.origin(),
    )
