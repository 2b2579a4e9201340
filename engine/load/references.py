"""What refers to what in a project: each name that leads nowhere is one finding.

Small pieces that every check of references shares.

References inside data.yaml: columns that the fields declare, tables that keys lead to.

References of project.yaml and to it: slugs, bodies, tables, the register, waivers.

References inside one roadmap: ids, goals, sections, what events serve and come after.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Protocol

from engine.codes import CODES
from engine.codes import spec as codes
from engine.codes.rules import NO_ORGANISATION_COLUMN
from engine.codes.tables import (
    DIVIDED_NO_NUMBER,
    INCOMPLETE,
    KEY_NAME_TAKEN,
    KEY_UNEVEN,
    LIFETIME_NO_DATE,
)
from engine.diagnostics import Code, Finding, Origin, Related, Subject, finding
from engine.expressions import nearest
from engine.load.methods import check_directions
from engine.load.patterns import is_plain
from engine.load.projects import PROJECT_FILE
from engine.model.conditions import RESERVED_NAMES, ColumnType
from engine.model.project import Project
from engine.model.spec import Event, Indicator, Roadmap
from engine.model.tables import (
    Crosswalk,
    DataPackage,
    Field,
    ForeignKey,
    Resource,
    Taken,
    code_column,
)
from engine.yamltext import quote

_MOST_NAMES = 5000
"""Among how many names the nearest is sought: each takes its time."""


class Named(Protocol):
    """Anything of a spec with an id and a place."""

    @property
    def id(self) -> str:
        """By which others refer to it."""

    @property
    def origin(self) -> Origin:
        """Where it stands in its file."""


def unknown(
    code: Code, place: Origin, id: str, known: Iterable[str], subject: Subject | None = None
) -> Finding:
    """The finding for a name that leads nowhere, with the nearest name that leads somewhere."""
    hint = nearest(id, islice(known, _MOST_NAMES)) or ""
    return finding(code, place, subject=subject, id=quote(id), hint=hint)


def repeated(code: Code, things: Iterable[Named], *, key: str = "id") -> Iterator[Finding]:
    """A finding for each thing whose id stood already."""
    first: dict[str, Origin] = {}
    for thing in things:
        place = thing.origin.under(key)
        before = first.setdefault(thing.id, place)
        if before is not place:
            yield finding(code, place, related=(Related(before, "first-here"),), id=thing.id)


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


_REGISTER = ("proves", "kind")
"""Columns without which no document of the register proves anything."""


def check_slugs(roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """A slug is the file's name, and stands once in a project."""
    first: dict[str, Origin] = {}
    for roadmap in roadmaps:
        place, name = Origin(roadmap.file, ("slug",)), PurePosixPath(roadmap.file).stem
        before = first.setdefault(roadmap.slug, place)
        if before is not place:
            related = (Related(before, "first-here"),)
            yield finding(codes.SLUG_REPEATED, place, related=related, slug=roadmap.slug)
        elif roadmap.slug != name:
            yield finding(codes.SLUG_NOT_FILE_NAME, place, slug=roadmap.slug, name=name)


def check_bodies(project: Project, roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """Bodies are declared once; events and requirements name declared ones."""
    yield from repeated(codes.BODY_REPEATED, project.bodies)
    known = dict.fromkeys(body.id for body in project.bodies)
    for requirement in project.requirements:
        if requirement.body is not None and requirement.body not in known:
            place = requirement.indicator.origin.under("body")
            yield unknown(codes.UNKNOWN_BODY, place, requirement.body, known)
    for roadmap in roadmaps:
        for event in roadmap.events:
            for number, line in enumerate(event.responsible):
                if line.body is not None and line.body not in known:
                    place = event.origin.under("responsible", number, "body")
                    subject = Subject(roadmap.slug, "event", event.id)
                    yield unknown(codes.UNKNOWN_BODY, place, line.body, known, subject)


def check_requirements(project: Project, roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """Requirements have ids of their own, and none is called as a roadmap."""
    indicators = [requirement.indicator for requirement in project.requirements]
    yield from repeated(codes.ID_REPEATED, indicators)
    slugs = {roadmap.slug: Origin(roadmap.file, ("slug",)) for roadmap in roadmaps}
    for indicator in indicators:
        if indicator.id in slugs:
            related = (Related(slugs[indicator.id], "first-here"),)
            yield finding(
                codes.ID_REPEATED, indicator.origin.under("id"), related=related, id=indicator.id
            )


def check_tables(
    project: Project, package: DataPackage | None, *, file: str = PROJECT_FILE
) -> Iterator[Finding]:
    """The tables that project.yaml (or another file) names are declared, and the register has its
    columns."""
    known = [resource.name for resource in package.resources] if package else []
    for number, name in enumerate(project.organisations):
        place = Origin(file, ("organisations", number))
        if name not in known:
            yield unknown(codes.RESOURCE_UNDECLARED, place, name, known)
            continue
        listed = package.resource(name) if package else None
        if listed and not (listed.organisation or listed.primary_key):
            yield finding(NO_ORGANISATION_COLUMN, place, dataset=name)
    register = project.evidence
    if register is None:
        return
    place = register.origin.under("in")
    resource = package.resource(register.dataset) if package else None
    if resource is None:
        yield unknown(codes.RESOURCE_UNDECLARED, place, register.dataset, known)
        return
    for column in _REGISTER:
        if resource.field(column) is None:
            yield finding(
                codes.REGISTER_COLUMN_MISSING, place, dataset=register.dataset, column=column
            )


def check_waivers(
    project: Project, roadmaps: tuple[Roadmap, ...], broken: frozenset[str]
) -> Iterator[Finding]:
    """A waiver names an indicator, event or requirement, or a code of findings, that exists."""
    ids = dict.fromkeys(full_id for roadmap in roadmaps for full_id in _full_ids(roadmap))
    ids |= dict.fromkeys(requirement.id for requirement in project.requirements)
    known = sorted(code.id for code in CODES)
    for waiver in project.waivers:
        if waiver.id and waiver.id not in ids and waiver.id.partition("/")[0] not in broken:
            yield unknown(codes.UNKNOWN_WAIVED, waiver.origin.under("id"), waiver.id, ids)
        if waiver.code and waiver.code not in known:
            place = waiver.origin.under("code")
            yield unknown(codes.UNKNOWN_WAIVED_CODE, place, waiver.code, known)


def _full_ids(roadmap: Roadmap) -> Iterator[str]:
    """What can be waived: indicators and events."""
    for indicator in roadmap.indicators:
        yield roadmap.full_id(indicator.id)
    for event in roadmap.events:
        yield roadmap.full_id(event.id)


def check_roadmap(roadmap: Roadmap) -> Iterator[Finding]:
    """Repeated ids, and names of goals, indicators and sections that lead nowhere."""
    tasks, goals = roadmap.tasks, roadmap.goals if roadmap.goals != roadmap.tasks else ()
    yield from repeated(
        codes.ID_REPEATED,
        (*goals, *tasks, *roadmap.sources, *roadmap.indicators, *roadmap.events),
    )
    yield from repeated(codes.ID_REPEATED, roadmap.sections)
    known = dict.fromkeys(goal.id for goal in (*goals, *tasks))
    for indicator in roadmap.indicators:
        yield from _goal(roadmap, indicator, known)
    served = known | dict.fromkeys(indicator.id for indicator in roadmap.indicators)
    sections = dict.fromkeys(section.id for section in roadmap.sections)
    for event in roadmap.events:
        yield from _served(roadmap, event, served)
        yield from _section(roadmap, event, sections)


Events = Mapping[str, frozenset[str] | None]
"""Slug → ids of its events; None for a roadmap that could not be read: nothing is said of it."""


def check_predecessors(roadmap: Roadmap, events: Events) -> Iterator[Finding]:
    """`after`: an event of this roadmap, or slug/event."""
    for event in roadmap.events:
        for number, name in enumerate(event.after):
            slug, _, id = name.rpartition("/")
            slug = slug or roadmap.slug
            place, subject = event.origin.under("after", number), _subject(roadmap, event)
            if (slug, id) == (roadmap.slug, event.id):
                yield finding(codes.EVENT_AFTER_ITSELF, place, subject=subject, id=name)
            elif not _is_event(slug, id, events):
                yield unknown(codes.UNKNOWN_EVENT, place, name, _names(roadmap, events), subject)


def _is_event(slug: str, id: str, events: Events) -> bool:
    ids = events.get(slug, frozenset())
    return ids is None or id in ids


def _names(roadmap: Roadmap, events: Events) -> list[str]:
    own = sorted(events[roadmap.slug] or ())
    others = ((slug, id) for slug, ids in sorted(events.items()) for id in sorted(ids or ()))
    return own + [f"{slug}/{id}" for slug, id in others]


def _goal(roadmap: Roadmap, indicator: Indicator, goals: Collection[str]) -> Iterator[Finding]:
    if indicator.goal is not None and indicator.goal not in goals:
        subject = Subject(roadmap.slug, "indicator", indicator.id)
        place = indicator.origin.under("goal")
        yield unknown(codes.UNKNOWN_GOAL, place, indicator.goal, goals, subject)


def _served(roadmap: Roadmap, event: Event, served: Collection[str]) -> Iterator[Finding]:
    for number, name in enumerate(event.serves):
        if name not in served:
            place = event.origin.under("serves", number)
            yield unknown(codes.UNKNOWN_SERVED, place, name, served, _subject(roadmap, event))


def _section(roadmap: Roadmap, event: Event, sections: Collection[str]) -> Iterator[Finding]:
    if event.section is not None and event.section not in sections:
        place, subject = event.origin.under("section"), _subject(roadmap, event)
        yield unknown(codes.UNKNOWN_SECTION, place, event.section, sections, subject)


def _subject(roadmap: Roadmap, event: Event) -> Subject:
    return Subject(roadmap.slug, "event", event.id)


def check_references(
    project: Project | None,
    package: DataPackage | None,
    roadmaps: tuple[Roadmap, ...],
    *,
    broken: frozenset[str],
    tables_known: bool,
) -> Iterator[Finding]:
    """Findings of everything that was read. About what could not be read nothing is said:

    `broken` are the slugs of roadmaps that could not, `project` is None when project.yaml could
    not, and `tables_known` is False when data.yaml could not.
    """
    yield from check_slugs(roadmaps)
    if package:
        yield from check_package(package)
    if project:
        yield from check_directions(project, roadmaps)
        yield from check_bodies(project, roadmaps)
        yield from check_requirements(project, roadmaps)
        yield from check_waivers(project, roadmaps, broken)
    if project and tables_known:
        yield from check_tables(project, package)
    events: dict[str, frozenset[str] | None] = dict.fromkeys(broken)
    for roadmap in roadmaps:
        events[roadmap.slug] = frozenset(event.id for event in roadmap.events)
    for roadmap in roadmaps:
        yield from check_roadmap(roadmap)
        yield from check_predecessors(roadmap, events)
