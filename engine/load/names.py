"""Columns that name organisations instead of their codes: the list, and the accepted names."""

from collections.abc import Iterator

from engine.codes import spec as codes
from engine.codes.rules import NO_ORGANISATION_COLUMN
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.model.conditions import ColumnType
from engine.model.tables import DataPackage, Field, Names, code_column


def read_names(entry: Entry | None) -> Names | None:
    """What stands under `names` of a column."""
    if entry is None:
        return None
    return Names(entry.text("list"), entry.maybe("accepted"), entry.origin())


def check_names(package: DataPackage) -> Iterator[Finding]:
    """Lists and tables of accepted names that are not declared, or lack a column."""
    for resource in package.resources:
        for field in resource.fields:
            if field.names:
                yield from _check(package, field, field.names)


def _check(package: DataPackage, field: Field, names: Names) -> Iterator[Finding]:
    if field.type is not ColumnType.STRING:
        yield finding(codes.NAMES_AMISS, names.origin, id=field.name, table="", column="")
    asked = (("list", names.listing, ("name",)), ("accepted", names.accepted, ("written", "code")))
    for key, name, columns in asked:
        at = names.origin.under(key)
        resource = package.resource(name) if name else None
        if name and resource is None:
            hint = nearest(name, [each.name for each in package.resources]) or ""
            yield finding(codes.RESOURCE_UNDECLARED, at, id=name, hint=hint)
        elif resource:
            if key == "list" and code_column(resource) is None:
                yield finding(NO_ORGANISATION_COLUMN, at, dataset=resource.name)
            for column in columns:
                if resource.field(column) is None or column in resource.personal:
                    yield finding(codes.NAMES_AMISS, at, id="", table=resource.name, column=column)
