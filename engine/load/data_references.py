"""References inside data.yaml: columns that the fields declare, tables that keys lead to."""

from collections.abc import Iterator

from engine.codes import spec as codes
from engine.codes.tables import DIVIDED_NO_NUMBER, INCOMPLETE, LIFETIME_NO_DATE
from engine.diagnostics import Finding, Origin, Related, finding
from engine.expressions import nearest
from engine.load.naming import at, unknown
from engine.measures import code_column
from engine.model.conditions import RESERVED_NAMES, ColumnType
from engine.model.tables import Crosswalk, DataPackage, Field, ForeignKey, Resource, Taken


def check_package(package: DataPackage) -> Iterator[Finding]:
    """Names that stand twice, and names that lead nowhere."""
    yield from _repeated(package.resources)
    for resource in package.resources:
        yield from _repeated(resource.fields)
        yield from _reserved(resource)
        yield from _columns(resource)
        yield from _skipped(resource)
        yield from _sources(resource)
        yield from _lifetime(resource)
        yield from _patterns(resource)
        yield from _owing(package, resource)
        for field in resource.fields:
            yield from _crosswalk(package, resource, field)
        for key in resource.foreign_keys:
            yield from _key(package, resource, key)


def _patterns(resource: Resource) -> Iterator[Finding]:
    """Regular expressions that cannot be run. Reading runs them, so it says which it can; its
    library is loaded only where one is declared."""
    fields = resource.fields
    has_patterns = any((resource.group, resource.end, resource.totals, resource.unpivot,
                        resource.sheet_pattern, resource.skip)) or any(
        each.extract or each.title_pattern or each.constraints.pattern for each in fields
    )  # fmt: skip
    if has_patterns:
        from engine.datasets.constraints import unusable_layout, unusable_patterns

        yield from unusable_layout(resource)
        yield from unusable_patterns(resource)


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
    """primaryKey, organisation, municipality, identity, period, date, personal."""
    if resource.municipality and not resource.organisation:
        yield finding(INCOMPLETE, at(resource.origin, "municipality"), key="organisation")
    for key, name in (
        ("organisation", resource.organisation),
        ("municipality", resource.municipality),
        ("identity", resource.identity),
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


def _skipped(resource: Resource) -> Iterator[Finding]:
    for skip in resource.skip:
        for number, name in enumerate(skip.columns):
            yield from _declared(resource, name, at(skip.origin, "columns", number))


def _lifetime(resource: Resource) -> Iterator[Finding]:
    """Days of an organisation stand in columns of days."""
    lifetime = resource.lifetime
    if lifetime is None:
        return
    for key, name in (("since", lifetime.since), ("until", lifetime.until)):
        if name is not None:
            yield from _declared(resource, name, at(lifetime.origin, key))
            field = resource.field(name)
            if field and field.type is not ColumnType.DATE:
                place = at(lifetime.origin, key)
                yield finding(LIFETIME_NO_DATE, place, id=name, dataset=resource.name)


def _owing(package: DataPackage, resource: Resource) -> Iterator[Finding]:
    """Rows are owed by organisations that a declared table lists, to one whose rows name them."""
    if resource.owes is None:
        return
    if resource.organisation is None:
        yield finding(INCOMPLETE, at(resource.origin, "owes"), key="organisation")
    listing = package.resource(resource.owes.resource)
    if listing is None:
        known = [each.name for each in package.resources]
        yield unknown(
            codes.RESOURCE_UNDECLARED, resource.owes.origin, resource.owes.resource, known
        )
    elif code_column(listing) is None:
        yield finding(INCOMPLETE, listing.origin, key="organisation")


_NEEDS = {Taken.GROUP: "group", Taken.HEADING: "unpivot", Taken.VALUE: "unpivot"}


def _sources(resource: Resource) -> Iterator[Finding]:
    """`from: group` without `group`, `unpivot` without a column for its cells, and the like."""
    for field in resource.fields:
        key = _NEEDS.get(field.taken, "")
        if key and getattr(resource, key) is None:
            yield finding(INCOMPLETE, at(field.origin, "from"), key=key)
        if resource.header.rows == 0 and field.taken is Taken.COLUMN and field.column is None:
            yield finding(INCOMPLETE, field.origin, key="column")
    if resource.unpivot and not any(field.taken is Taken.VALUE for field in resource.fields):
        yield finding(INCOMPLETE, at(resource.origin, "unpivot"), key="from: value")


def _crosswalk(package: DataPackage, resource: Resource, field: Field) -> Iterator[Finding]:
    walk = field.crosswalk
    if walk is None:
        return
    if walk.at is not None:
        yield from _declared(resource, walk.at, at(walk.origin, "at"))
    target = package.resource(walk.resource)
    if target is None:
        known = [each.name for each in package.resources]
        place = at(walk.origin, "resource")
        yield unknown(codes.RESOURCE_UNDECLARED, place, walk.resource, known)
        return
    for key in ("old", "new", "since", "until", "share"):
        name = getattr(walk, key)
        if name is not None:
            yield from _declared(target, name, at(walk.origin, key))
    yield from _divided(resource, field, walk)


def _divided(resource: Resource, field: Field, walk: Crosswalk) -> Iterator[Finding]:
    """Amounts can be divided, in rows that belong to the organisation; persons cannot."""
    if bool(walk.share) is not bool(walk.divide):
        key = "divide" if walk.share else "share"
        yield finding(INCOMPLETE, walk.origin, key=key)
    if not walk.divide:
        return
    if field.name not in resource.primary_key:
        yield finding(INCOMPLETE, at(walk.origin, "divide"), key="primaryKey")
    for number, name in enumerate(walk.divide):
        place = at(walk.origin, "divide", number)
        yield from _declared(resource, name, place)
        divided = resource.field(name)
        if divided and not divided.type.is_numeric:
            yield finding(DIVIDED_NO_NUMBER, place, id=name, dataset=resource.name)
