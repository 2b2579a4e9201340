"""What refers to what in a project: each name that leads nowhere is one finding.

References of project.yaml and to it: slugs, bodies, tables, the register, waivers. References
inside one roadmap: ids, goals, sections, what events serve and come after.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from engine.codes import CODES
from engine.codes import spec as codes
from engine.codes.rules import NO_ORGANISATION_COLUMN
from engine.diagnostics import Finding, Origin, Related, Subject, finding
from engine.load.methods import check_directions
from engine.load.package_references import check_package
from engine.load.projects import PROJECT_FILE
from engine.load.unknown import repeated, unknown
from engine.model.project import Project
from engine.model.spec import Event, Indicator, Roadmap
from engine.model.tables import DataPackage
from engine.whole_files import is_of_a_device

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
        yield from _of_a_device(roadmap.slug, place)


def _of_a_device(id: str, place: Origin) -> Iterator[Finding]:
    if is_of_a_device(id):
        yield finding(codes.NAME_OF_A_DEVICE, place, id=id)


def check_bodies(project: Project, roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """Bodies are declared once; events and requirements name declared ones."""
    yield from repeated(codes.BODY_REPEATED, project.bodies)
    for body in project.bodies:
        yield from _of_a_device(body.id, body.origin.under("id"))
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
