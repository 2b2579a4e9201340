"""What refers to what in a project: each name that leads nowhere is one finding."""

from collections.abc import Iterator

from engine.diagnostics import Finding
from engine.load.data_references import check_package
from engine.load.methods import check_directions
from engine.load.project_references import (
    check_bodies,
    check_requirements,
    check_slugs,
    check_tables,
    check_waivers,
)
from engine.load.roadmap_references import check_predecessors, check_roadmap
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.model.tables import DataPackage


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
