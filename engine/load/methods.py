"""The project's version of the method: its directions, and the roadmaps that do not fit them."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, Subject, finding
from engine.load.checked import checked_entry
from engine.load.entries import Entry
from engine.load.sources import Reading
from engine.model.project import MethodDirection, Project
from engine.model.spec import Roadmap
from engine.packaged import rules_folder
from engine.trees import FolderTree

_OWN_FOLDER = "rules/methods"
_PACKAGED_FOLDER = "methods"


def read_directions(reading: Reading, method: str) -> tuple[MethodDirection, ...]:
    """The directions of a version, from the project's `rules/methods` or else from the library;
    none where neither knows it."""
    path = _file_of(reading, _OWN_FOLDER, method)
    if path is None:
        return _packaged(method)
    entry = checked_entry(reading, path, "method")
    return _directions(entry) if entry else ()


def check_directions(project: Project, roadmaps: tuple[Roadmap, ...]) -> Iterator[Finding]:
    """A roadmap whose number is that of another direction of the method."""
    numbered = [
        method_direction
        for method_direction in project.directions
        if method_direction.code is not None
    ]
    for roadmap in roadmaps:
        direction = project.direction(roadmap.slug)
        holders = [
            method_direction.slug
            for method_direction in numbered
            if method_direction.code == roadmap.code
        ]
        if roadmap.code is None or roadmap.slug in holders or not (direction or holders):
            continue
        yield finding(
            codes.CODE_NOT_OF_METHOD,
            Origin(roadmap.file, ("code",)),
            subject=Subject(roadmap.slug, "document"),
            slug=roadmap.slug,
            number=roadmap.code,
            method=project.method,
            own=(direction.code or "—") if direction else "",
            other=() if direction else tuple(holders),
        )


@lru_cache(maxsize=8)
def _packaged(method: str) -> tuple[MethodDirection, ...]:
    reading = Reading(FolderTree(rules_folder()))
    path = _file_of(reading, _PACKAGED_FOLDER, method)
    if path is None:
        return ()
    entry = checked_entry(reading, path, "method")
    return _directions(entry) if entry else ()


def _file_of(reading: Reading, folder: str, method: str) -> str | None:
    named = (file for file in reading.yaml_files(folder) if PurePosixPath(file).stem == method)
    return next(named, None)


def _directions(entry: Entry) -> tuple[MethodDirection, ...]:
    return tuple(
        MethodDirection(each.text("slug"), each.maybe("code"), each.pairs("name"))
        for each in entry.entries("directions")
    )
