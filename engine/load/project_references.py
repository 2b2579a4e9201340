"""References of project.yaml and to it: slugs, bodies, tables, the register, waivers."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.codes import CODES
from engine.codes import spec as codes
from engine.codes.rules import NO_ORGANISATION_COLUMN
from engine.diagnostics import Finding, Origin, Related, Subject, finding
from engine.load.finding_projects import PROJECT_FILE
from engine.load.naming import at, repeated, unknown
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.model.tables import DataPackage

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
            place = at(requirement.indicator.origin, "body")
            yield unknown(codes.UNKNOWN_BODY, place, requirement.body, known)
    for roadmap in roadmaps:
        for event in roadmap.events:
            for number, line in enumerate(event.responsible):
                if line.body is not None and line.body not in known:
                    place = at(event.origin, "responsible", number, "body")
                    subject = Subject(roadmap.slug, "event", event.id)
                    yield unknown(codes.UNKNOWN_BODY, place, line.body, known, subject)


def check_requirements(project: Project, roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """Requirements have ids of their own, and none is called as a roadmap."""
    indicators = [requirement.indicator for requirement in project.requirements]
    yield from repeated(codes.ID_REPEATED, indicators)
    slugs = {roadmap.slug: Origin(roadmap.file, ("slug",)) for roadmap in roadmaps}
    for each in indicators:
        if each.id in slugs:
            related = (Related(slugs[each.id], "first-here"),)
            yield finding(codes.ID_REPEATED, at(each.origin, "id"), related=related, id=each.id)


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
    place = at(register.origin, "in")
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
            yield unknown(codes.UNKNOWN_WAIVED, at(waiver.origin, "id"), waiver.id, ids)
        if waiver.code and waiver.code not in known:
            place = at(waiver.origin, "code")
            yield unknown(codes.UNKNOWN_WAIVED_CODE, place, waiver.code, known)


def _full_ids(roadmap: Roadmap) -> Iterator[str]:
    """What can be waived: indicators and events."""
    for indicator in roadmap.indicators:
        yield roadmap.full_id(indicator.id)
    for event in roadmap.events:
        yield roadmap.full_id(event.id)
