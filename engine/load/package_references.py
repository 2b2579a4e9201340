"""References inside data.yaml: columns that the fields declare, tables that keys lead to."""

from collections.abc import Iterator

from engine.codes import spec as codes
from engine.codes.tables import (
    DIVIDED_NO_NUMBER,
    INCOMPLETE,
    KEY_NAME_TAKEN,
    KEY_UNEVEN,
    LIFETIME_NO_DATE,
)
from engine.diagnostics import Finding, Origin, Related, finding
from engine.expressions import nearest
from engine.load.patterns import is_plain
from engine.load.unknown import unknown
from engine.model.conditions import RESERVED_NAMES, ColumnType
from engine.model.tables import (
    Crosswalk,
    DataPackage,
    Field,
    ForeignKey,
    Resource,
    Taken,
    code_column,
)


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
        yield from _called(resource)
        for key in resource.foreign_keys:
            yield from _key(package, resource, key)


def _patterns(resource: Resource) -> Iterator[Finding]:
    """Regular expressions that cannot be run. Reading runs them, so it says which it can; its
    library is loaded only where one is not plain."""
    if not all(is_plain(pattern) for pattern in _declared_patterns(resource)):
        from engine.datasets.constraints import unusable_layout, unusable_patterns

        yield from unusable_layout(resource)
        yield from unusable_patterns(resource)


def _declared_patterns(resource: Resource) -> Iterator[str]:
    layout = (resource.group, resource.end, resource.totals, resource.unpivot)
    skipped = (skip.matches for skip in resource.skip)
    of_fields = (
        pattern
        for field in resource.fields
        for pattern in (field.extract, field.title_pattern, field.constraints.pattern)
    )
    return filter(None, (*layout, resource.sheet_pattern, *skipped, *of_fields))


def _repeated(things: tuple[Resource, ...] | tuple[Field, ...]) -> Iterator[Finding]:
    first: dict[str, Origin] = {}
    for thing in things:
        place = thing.origin.under("name")
        before = first.setdefault(thing.name, place)
        if before is not place:
            related = (Related(before, "first-here"),)
            yield finding(codes.RESOURCE_REPEATED, place, related=related, id=thing.name)


def _reserved(resource: Resource) -> Iterator[Finding]:
    """Conditions would read such a column as a date of the run, whatever stands in its cells."""
    for field in resource.fields:
        if field.name in RESERVED_NAMES:
            yield finding(codes.COLUMN_RESERVED, field.origin.under("name"), id=field.name)


def _columns(resource: Resource) -> Iterator[Finding]:
    """primaryKey, organisation, municipality, identity, period, date, personal."""
    if resource.municipality and not resource.organisation:
        yield finding(INCOMPLETE, resource.origin.under("municipality"), key="organisation")
    for key, name in (
        ("organisation", resource.organisation),
        ("municipality", resource.municipality),
        ("identity", resource.identity),
        ("period", resource.period),
        ("date", resource.date),
    ):
        if name is not None:
            yield from _declared(resource, name, resource.origin.under(key))
    for number, name in enumerate(resource.personal):
        yield from _declared(resource, name, resource.origin.under("personal", number))
    for number, name in enumerate(resource.primary_key):
        yield from _declared(resource, name, resource.origin.under("schema", "primaryKey", number))


def _key(package: DataPackage, resource: Resource, key: ForeignKey) -> Iterator[Finding]:
    for place, name in _named(key.origin.under("fields"), key.fields):
        yield from _declared(resource, name, place)
    if len(key.fields) != len(key.targets):
        own, there = len(key.fields), len(key.targets)
        yield finding(KEY_UNEVEN, key.origin, dataset=resource.name, count=own, there=there)
    target = package.resource(key.resource)
    if target is None:
        known = [each.name for each in package.resources]
        place = key.origin.under("reference", "resource")
        yield unknown(codes.RESOURCE_UNDECLARED, place, key.resource, known)
    else:
        for place, name in _named(key.origin.under("reference", "fields"), key.targets):
            yield from _declared(target, name, place)


def _named(place: Origin, names: tuple[str, ...]) -> Iterator[tuple[Origin, str]]:
    """Columns with their places: a single one may stand without a list."""
    for number, name in enumerate(names):
        yield (place if len(names) == 1 else place.under(number)), name


def _called(resource: Resource) -> Iterator[Finding]:
    """A condition finds one key by a name: no other is called so, and no column that is not it."""
    first: dict[str, ForeignKey] = {}
    for key in resource.foreign_keys:
        before = first.setdefault(key.name, key)
        place = key.origin.under("name") if key.called else key.origin
        if before is not key:
            related = (Related(before.origin, "first-here"),)
            yield finding(KEY_NAME_TAKEN, place, related=related, twice=key.name)
        elif key.fields != (key.name,) and resource.field(key.name):
            yield finding(KEY_NAME_TAKEN, place, column=key.name)


def _declared(resource: Resource, name: str, place: Origin) -> Iterator[Finding]:
    if resource.field(name) is None:
        hint = nearest(name, [field.name for field in resource.fields]) or ""
        yield finding(codes.FIELD_UNDECLARED, place, id=name, dataset=resource.name, hint=hint)


def _skipped(resource: Resource) -> Iterator[Finding]:
    for skip in resource.skip:
        for number, name in enumerate(skip.columns):
            yield from _declared(resource, name, skip.origin.under("columns", number))


def _lifetime(resource: Resource) -> Iterator[Finding]:
    """Days of an organisation stand in columns of days."""
    lifetime = resource.lifetime
    if lifetime is None:
        return
    for key, name in (("since", lifetime.since), ("until", lifetime.until)):
        if name is not None:
            yield from _declared(resource, name, lifetime.origin.under(key))
            field = resource.field(name)
            if field and field.type is not ColumnType.DATE:
                place = lifetime.origin.under(key)
                yield finding(LIFETIME_NO_DATE, place, id=name, dataset=resource.name)


def _owing(package: DataPackage, resource: Resource) -> Iterator[Finding]:
    """Rows are owed by organisations that a declared table lists, to one whose rows name them."""
    if resource.owes is None:
        return
    if resource.organisation is None:
        yield finding(INCOMPLETE, resource.origin.under("owes"), key="organisation")
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
            yield finding(INCOMPLETE, field.origin.under("from"), key=key)
        if resource.header.rows == 0 and field.taken is Taken.COLUMN and field.column is None:
            yield finding(INCOMPLETE, field.origin, key="column")
    if resource.unpivot and not any(field.taken is Taken.VALUE for field in resource.fields):
        yield finding(INCOMPLETE, resource.origin.under("unpivot"), key="from: value")


def _crosswalk(package: DataPackage, resource: Resource, field: Field) -> Iterator[Finding]:
    walk = field.crosswalk
    if walk is None:
        return
    if walk.at is not None:
        yield from _declared(resource, walk.at, walk.origin.under("at"))
    target = package.resource(walk.resource)
    if target is None:
        known = [each.name for each in package.resources]
        place = walk.origin.under("resource")
        yield unknown(codes.RESOURCE_UNDECLARED, place, walk.resource, known)
        return
    for key in ("old", "new", "since", "until", "share"):
        name = getattr(walk, key)
        if name is not None:
            yield from _declared(target, name, walk.origin.under(key))
    yield from _divided(resource, field, walk)


def _divided(resource: Resource, field: Field, walk: Crosswalk) -> Iterator[Finding]:
    """Amounts can be divided, in rows that belong to the organisation; persons cannot."""
    if bool(walk.share) is not bool(walk.divide):
        key = "divide" if walk.share else "share"
        yield finding(INCOMPLETE, walk.origin, key=key)
    if not walk.divide:
        return
    if field.name not in resource.primary_key:
        yield finding(INCOMPLETE, walk.origin.under("divide"), key="primaryKey")
    for number, name in enumerate(walk.divide):
        place = walk.origin.under("divide", number)
        yield from _declared(resource, name, place)
        divided = resource.field(name)
        if divided and not divided.type.is_numeric:
            yield finding(DIVIDED_NO_NUMBER, place, id=name, dataset=resource.name)
