"""Load a project: read every file, build typed values, check what refers to what.

data.yaml alone, with or without a project around it.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from engine.classes import dataclass
from engine.codes import spec as codes
from engine.codes.yaml import NAMED_OTHERWISE, TOO_MANY_FILES
from engine.diagnostics import Finding, Place, finding, has_errors
from engine.load.anchors import check_anchors, read_anchors, with_anchors
from engine.load.answers import check_answers
from engine.load.beside_text import Ignore, read_ignores
from engine.load.checked import checked_entry, load_library
from engine.load.data import read_package
from engine.load.decision_tables import FOLDER, load_decisions
from engine.load.methods import read_directions
from engine.load.names import check_names
from engine.load.package_references import check_package
from engine.load.project import read_project, read_requirements, read_roadmap
from engine.load.projects import PROJECT_FILE, ListedRoadmap, find_projects, listed_roadmaps
from engine.load.references import check_references
from engine.load.rules import RuleReader
from engine.load.sources import Reading, Sources
from engine.load.unread import not_read
from engine.measures import RuleContext, own_rules
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.model.tables import DataPackage
from engine.schedule import Anchor
from engine.trees import FolderTree, Tree, is_yaml
from engine.yamltext import Data

DATA_FILE = "data.yaml"
_MOST_FILES = 5_000
"""YAML files in the folder of a project: hundreds are many, and each is looked into."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project, or None when a finding is an error.

    `findings` of all files are there either way. Paths in findings, places and `files`
    (path, sha256) are relative to the project's folder.
    """

    project: Project | None
    findings: tuple[Finding, ...]
    sources: Sources
    files: tuple[tuple[str, str], ...]
    ignores: tuple[Ignore, ...] = ()
    """What comments beside the text hide."""


def load_project(root: Path | Tree) -> Loaded:
    """Read the project of a folder or of a git revision. What is wrong with it is a finding."""
    tree = FolderTree(root) if isinstance(root, Path) else root
    reading = Reading(tree)
    if sum(map(is_yaml, tree.list("**/*"))) > _MOST_FILES:
        folder = PurePosixPath(tree.name).name
        told = finding(TOO_MANY_FILES, Place(PROJECT_FILE), folder=folder, limit=_MOST_FILES)
        return Loaded(None, (told,), reading.sources, ())
    project = _load(reading, tree.name)
    reading.findings.extend(not_read(reading, in_whole=project is not None))
    ignores = read_ignores(reading.sources, tuple(reading.sources.maps), reading.findings)
    findings = tuple(reading.findings)
    usable = None if has_errors(findings) else project
    files = tuple(sorted(reading.hashes))
    return Loaded(usable, findings, reading.sources, files, ignores)


def read_one(path: Path) -> Loaded:
    """One file of a project, read and checked with the rest; only its own findings are kept."""
    folder = next(iter(find_projects((path,))), path.parent)
    loaded = load_project(folder)
    name = (path.parent.resolve() / path.name).relative_to(folder.resolve()).as_posix()
    return replace(loaded, findings=tuple(each for each in loaded.findings if each.at.file == name))


def _load(reading: Reading, name: str) -> Project | None:
    if _is_named_otherwise(reading, PROJECT_FILE):
        return None
    if not reading.has(PROJECT_FILE):
        reading.findings.append(
            finding(codes.NO_PROJECT, Place(PROJECT_FILE), folder=PurePosixPath(name).name)
        )
        return None
    entry = checked_entry(reading, PROJECT_FILE, "project")
    project = read_project(entry, name, reading.findings) if entry else None
    package, rules = _data(reading, project)
    listed = listed_roadmaps(reading, entry)
    anchors: tuple[Anchor, ...] = ()
    if entry and project:
        order = project.order.date
        anchors = read_anchors(entry, order, project.period, reading.findings)
    around = _Around(tuple(reading.hashes), rules.context is None, project is None)
    roadmaps = [
        _roadmap(reading, listed_roadmap, project, rules, anchors, around)
        for listed_roadmap in listed
    ]
    read = tuple(each for each in roadmaps if each)
    if entry and project and any(anchor.event for anchor in anchors):
        if len(read) == len(listed):
            reading.findings.extend(check_anchors(entry, read, anchors))
        read = with_anchors(read, anchors, project)
    broken = frozenset(
        PurePosixPath(each.path).stem
        for each, roadmap in zip(listed, roadmaps, strict=True)
        if not roadmap
    )
    if entry and project:
        requirements = read_requirements(entry, rules, reading.findings, project.period)
        directions = read_directions(reading, project.method)
        own = own_rules(rules.context.library) if rules.context else ()
        project = replace(project, requirements=requirements, directions=directions, rules=own)
    if project:
        whole = replace(project, roadmaps=read, data=package)
        decisions = load_decisions(reading, whole, rules, broken=broken)
        project = replace(project, decisions=decisions)
        if not any(each.at.file.startswith(f"{FOLDER}/") for each in reading.findings):
            reading.findings.extend(check_answers(replace(whole, decisions=decisions)))
    known = rules.context is not None
    reading.findings.extend(
        check_references(project, package, read, broken=broken, tables_known=known)
    )
    return replace(project, roadmaps=read, data=package) if project else None


def _is_named_otherwise(reading: Reading, name: str) -> bool:
    """Whether the file, which has one name only, is there under another, which is told."""
    other = name.replace(".yaml", ".yml")
    if not reading.has(other):
        return False
    reading.findings.append(finding(NAMED_OTHERWISE, Place(other), path=other, name=name))
    return not reading.has(name)


def _data(reading: Reading, project: Project | None) -> tuple[DataPackage | None, RuleReader]:
    """The declared tables, and what rules are read against: nothing, where a file is broken."""
    package, is_broken = None, project is None
    is_broken = _is_named_otherwise(reading, DATA_FILE) or is_broken
    if reading.has(DATA_FILE):
        entry = checked_entry(reading, DATA_FILE, "data")
        package = read_package(entry, reading.findings) if entry else None
        reading.findings.extend(check_names(package) if package else ())
        is_broken = is_broken or package is None
    if project is None or is_broken:
        return package, RuleReader(None)
    library = load_library(reading)
    day = project.period.start if project.period else None
    context = RuleContext(package, project.evidence, project.organisations, library, day)
    return package, RuleReader(context)


def _roadmap(
    reading: Reading,
    listed: ListedRoadmap,
    project: Project | None,
    rules: RuleReader,
    anchors: tuple[Anchor, ...],
    around: "_Around",
) -> Roadmap | None:
    entry = checked_entry(
        reading, listed.path, "roadmap", named_at=listed.named_at, refine=rules.refine
    )
    if entry is None:
        return None
    known = _READ.get(entry.file)
    if known is None or known.data is not entry.data or known.around != around:
        period, findings = project.period if project else None, list[Finding]()
        roadmap = read_roadmap(
            entry, project_period=period, rules=rules, findings=findings, anchors=anchors
        )
        known = _Read(entry.data, around, roadmap, tuple(findings))
        if len(_READ) >= _KEPT:
            _READ.clear()
        _READ[entry.file] = known
    reading.findings.extend(known.findings)
    return known.roadmap


@dataclass(frozen=True, slots=True)
class _Around:
    """What the reading of a roadmap depends on beside its own file: every file read before (path
    and sha256), and whether rules and project could be made of them."""

    files: tuple[tuple[str, str], ...]
    is_without_rules: bool
    is_without_project: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A roadmap as it was read: of the same data, and with the same files around, it is the same.

    The data of a text that has not changed are the same object (see `sources`).
    """

    data: Mapping[str, Data]
    around: _Around
    roadmap: Roadmap
    findings: tuple[Finding, ...]


_KEPT = 256
_READ: dict[str, _Read] = {}
"""By file: whoever types in one roadmap has the others read once."""


@dataclass(frozen=True, slots=True)
class LoadedData:
    """Declared tables, or None when a finding is an error; `folder` is where their paths begin."""

    package: DataPackage | None
    findings: tuple[Finding, ...]
    sources: Sources
    folder: Path
    ignores: tuple[Ignore, ...] = ()


def load_data(path: Path) -> LoadedData:
    """Read one declaration of tables and check what it refers to inside."""
    reading = Reading(FolderTree(path.parent))
    entry = checked_entry(reading, path.name, "data")
    package = read_package(entry, reading.findings) if entry else None
    if package:
        reading.findings.extend((*check_package(package), *check_names(package)))
    ignores = read_ignores(reading.sources, (path.name,), reading.findings)
    findings = tuple(reading.findings)
    usable = None if has_errors(findings) else package
    return LoadedData(usable, findings, reading.sources, path.parent, ignores)
