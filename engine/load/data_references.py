"""References inside data.yaml: columns that the fields declare, tables that keys lead to."""

from collections.abc import Iterator

from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, Related, finding
from engine.expressions import nearest
from engine.load.naming import at, unknown
from engine.model.conditions import RESERVED_NAMES
from engine.model.tables import DataPackage, Field, ForeignKey, Resource


def check_package(package: DataPackage) -> Iterator[Finding]:
    """Names that stand twice, and names that lead nowhere."""
    yield from _repeated(package.resources)
    for resource in package.resources:
        yield from _repeated(resource.fields)
        yield from _reserved(resource)
        yield from _columns(resource)
        for key in resource.foreign_keys:
            yield from _key(package, resource, key)


def _repeated(things: tuple[Resource, ...] | tuple[Field, ...]) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    for thing in things:
        place = at(thing.origin, "name")
        before = first.setdefault(thing.name, place)
        if before is not place:
            related = (Related(before, "first-here"),)
            yield finding(codes.RESOURCE_REPEATED, place, related=related, id=thing.name)


def _reserved(resource: Resource) -> Iterator[Finding]:
    """Conditions would read such a column as a date of the run, whatever stands in its cells."""
    for field in resource.fields:
        if field.name in RESERVED_NAMES:
            yield finding(codes.COLUMN_RESERVED, at(field.origin, "name"), id=field.name)


def _columns(resource: Resource) -> Iterator[Finding]:
    """primaryKey, organisation, period, date, personal."""
    for key, name in (
        ("organisation", resource.organisation),
        ("period", resource.period),
        ("date", resource.date),
    ):
        if name is not None:
            yield from _declared(resource, name, at(resource.origin, key))
    for number, name in enumerate(resource.personal):
        yield from _declared(resource, name, at(resource.origin, "personal", number))
    for number, name in enumerate(resource.primary_key):
        yield from _declared(resource, name, at(resource.origin, "schema", "primaryKey", number))


def _key(package: DataPackage, resource: Resource, key: ForeignKey) -> Iterator[Finding]:
    yield from _declared(resource, key.field, at(key.origin, "fields"))
    target = package.resource(key.resource)
    if target is None:
        known = [each.name for each in package.resources]
        place = at(key.origin, "reference", "resource")
        yield unknown(codes.RESOURCE_UNDECLARED, place, key.resource, known)
    else:
        yield from _declared(target, key.target, at(key.origin, "reference", "fields"))


def _declared(resource: Resource, name: str, place: Origin) -> Iterator[Finding]:
    if resource.field(name) is None:
        hint = nearest(name, [field.name for field in resource.fields]) or ""
        yield finding(codes.FIELD_UNDECLARED, place, id=name, dataset=resource.name, hint=hint)
