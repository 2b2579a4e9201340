"""The whole program: load → check → compile → execute → (report).

A checked project and its tables → the outcome that reports are made of.

Two versions of projects for `diff`: each a folder or a git revision, loaded and paired by id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from engine import __version__, waivers
from engine.caching import Store, Survey
from engine.codes.run import CHANGED_UNDER_RUN, NOTHING_JUDGED
from engine.compile import Plan, Planned, compile_project
from engine.cycle import order_events
from engine.datasets import Dataset, Progress, Tables, read_tables
from engine.diagnostics import Finding, Place, finding, has_errors
from engine.diff import Signings, compare_projects, impact_of, renames_of, weighed
from engine.execute import (
    engine_of,
    execute_all,
    explain,
    find_needs,
    remembering,
    run_findings,
    statuses,
)
from engine.load import Loaded, check_case_files, find_projects, load_project
from engine.model.project import Project
from engine.results.changes import Comparison, Impact
from engine.results.events import EventOutcome, Status
from engine.results.outcome import FileHash, Manifest, Organisation, Outcome
from engine.results.verdicts import Explanation, IndicatorOutcome, VerdictKind
from engine.trees import GitTree, open_revision, repository_of

if TYPE_CHECKING:
    from engine.caching import Survey
    from engine.datasets import Progress
    from engine.results.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was read and checked; `loaded.project` is None when it cannot be used."""

    folder: Path
    loaded: Loaded
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether it can be evaluated: there is a project, and no finding is an error."""
        return self.loaded.project is not None and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A checked project and, unless its specs have errors, what its evaluation gave."""

    checked: Checked
    outcome: "Outcome | None"


def check(folder: Path) -> Checked:
    """Load a project folder and check its specs; no table is read."""
    loaded = load_project(folder)
    if loaded.project is None:
        return Checked(folder, loaded, loaded.findings)
    from engine.checks import check_project

    return Checked(folder, loaded, (*loaded.findings, *check_project(loaded.project)))


def with_case_files(checked: Checked) -> Checked:
    """The checked project with what is wrong with the form of its rule tests."""
    found = check_case_files(checked.folder, checked.loaded.sources)
    return replace(checked, findings=(*checked.findings, *found))


def lint(checked: Checked, as_of: date) -> tuple[Finding, ...]:
    """What is wrong with the documents of a usable project, without what its waivers excuse."""
    project = checked.loaded.project
    if project is None:
        return ()
    from engine import waivers
    from engine.lint import DOCUMENT_CODES, check_documents

    silence = waivers.silence(check_documents(project), project, as_of, errors_too=True)
    used = silence.used | waivers.waivers_beside(project, DOCUMENT_CODES)
    return (*silence.kept, *waivers.waiver_findings(project, as_of, used))


def evaluate(
    folder: Path,
    *,
    as_of: date,
    data_dir: Path | None = None,
    progress: "Progress | None" = None,
    databases: Mapping[str, str] | None = None,
    power: "Power | None" = None,
) -> Evaluated:
    """Judge the project of a folder at a date. Nothing is written, and nothing is raised for bad
    input: specs with errors and a failed engine give no outcome, bad tables give findings and
    `no_data`."""
    before = _stamps(folder, data_dir)
    checked = check(folder)
    if not checked.usable:
        return Evaluated(checked, None)
    from engine.execute import EngineError

    try:
        outcome = judge(
            checked.loaded, checked.findings, as_of, data_dir, progress, databases, power
        )
    except EngineError as failed:
        return Evaluated(replace(checked, findings=(*checked.findings, failed.finding)), None)
    changed = changed_under(outcome, before, _stamps(folder, data_dir))
    return Evaluated(checked, replace(outcome, findings=(*outcome.findings, *changed)))


def _stamps(folder: Path, data_dir: Path | None) -> "tuple[Survey, ...]":
    """What lies where the project and its tables are read; nothing where it cannot be looked at."""
    from engine.caching import survey

    try:
        return tuple(survey(root) for root in dict.fromkeys((folder, data_dir or folder)))
    except OSError:
        return ()


@dataclass(frozen=True, slots=True)
class Power:
    """Who computes: the engine by name (None: the project's, else Polars), the address of Spark,
    and where parts of tables and answers are kept (None: nowhere)."""

    engine: str | None = None
    master: str | None = None
    store: Store | None = None


_NOTHING_SAID = frozenset({Status.UNDATED, Status.NO_DATA})
_UNJUDGED = frozenset({VerdictKind.NOT_MEASURABLE, VerdictKind.NO_DATA, VerdictKind.ERROR})


def judge(
    loaded: Loaded,
    found: tuple[Finding, ...],
    as_of: date,
    data_dir: Path | None,
    progress: Progress | None,
    databases: Mapping[str, str] | None = None,
    power: Power | None = None,
) -> Outcome:
    """Everything that can be said of the project at `as_of`; `found` are its findings so far."""
    project = loaded.project
    assert project is not None
    plan = compile_project(project, as_of)
    asked = power or Power()
    engine = engine_of(asked.engine or project.engine or "polars", asked.master)
    tables = read_tables(
        project,
        names=_tables_of(plan),
        data_dir=data_dir,
        progress=progress,
        databases=databases,
        store=asked.store,
    )
    engine = remembering(engine, tables, asked.store)
    executed = execute_all(plan, tables, engine=engine, progress=progress)
    judged = executed.indicators
    waived = waivers.apply(
        project, as_of, indicators=judged, events=statuses(project, tables, as_of)
    )
    indicators = tuple(each for each in waived.indicators if each.roadmap is not None)
    ordering, _ = order_events(project)
    troubles = (*found, *tables.findings, *run_findings(plan, tables, executed))
    silence = waivers.silence(troubles, project, as_of)
    used = waived.used | silence.used
    return Outcome(
        project=project,
        manifest=Manifest(__version__, as_of, _files(loaded, tables)),
        indicators=indicators,
        events=waived.events,
        ordering=ordering,
        organisations=_organisations(project, tables),
        needs=find_needs(plan, tables, waived.indicators),
        findings=(
            *silence.kept,
            *waivers.waiver_findings(project, as_of, used),
            *_nothing_judged(waived.indicators, waived.events),
        ),
        requirements=waived.indicators[len(indicators) :],
        decisions=executed.decisions,
        municipalities=municipalities(project, tables),
        carried=tables.carried,
    )


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an indicator has its verdict, with the names of organisations and municipalities."""

    explanation: Explanation
    organisations: tuple[Organisation, ...]
    municipalities: tuple[Organisation, ...]


def explain_indicator(
    project: Project,
    full_id: str,
    as_of: date,
    data_dir: Path | None = None,
    databases: Mapping[str, str] | None = None,
) -> Explained:
    """Why the indicator `slug/id` or the requirement `id` has its verdict; KeyError for none
    such."""
    plan = compile_project(project, as_of)
    planned = plan.planned(full_id)
    if planned is None:
        raise KeyError(full_id)
    register = (project.evidence.dataset,) if project.evidence else ()
    lists = (*project.organisations, *_districts(project))
    names = frozenset((*planned.datasets, *lists, *register))
    tables = read_tables(project, names=names, data_dir=data_dir, databases=databases)
    explained = explain(project, tables, plan, full_id)
    assert explained is not None
    listed = _organisations(project, tables)
    return Explained(explained, listed, municipalities(project, tables))


def explain_decision(
    loaded: Loaded,
    id: str,
    as_of: date,
    data_dir: Path | None = None,
    databases: Mapping[str, str] | None = None,
) -> Outcome:
    """The project judged with that decision table alone; KeyError for none such."""
    project = loaded.project
    decision = project.decision(id) if project else None
    if project is None or decision is None:
        raise KeyError(id)
    alone = replace(loaded, project=replace(project, decisions=(decision,)))
    return judge(alone, (), as_of, data_dir, None, databases)


def _tables_of(plan: Plan) -> frozenset[str]:
    """The tables that the run needs: of the rules, of the organisations, the register."""
    project = plan.project
    register = (project.evidence.dataset,) if project.evidence else ()
    asked = [name for planned in plan.indicators for name in planned.datasets]
    asked += [name for planned in plan.decisions for name in planned.datasets]
    asked += [name for planned in plan.indicators for name in _owing(planned, plan)]
    return frozenset((*asked, *project.organisations, *_districts(project), *register))


def _owing(planned: Planned, plan: Plan) -> tuple[str, ...]:
    """The lists of those who owe rows, and the tables that their conditions reach."""
    lists = {each.dataset for each in planned.owing}
    scans = [each for each in plan.scans if each.dataset in lists]
    joined = (join.dataset for scan in scans for join in scan.joins)
    return (*(scan.dataset for scan in scans), *joined)


def _districts(project: Project) -> tuple[str, ...]:
    """The tables that the municipalities of the lists stand in."""
    lists = (project.data.resource(name) for name in project.organisations if project.data)
    keys = (each.key_of(each.municipality) for each in lists if each and each.municipality)
    return tuple(key.resource for key in keys if key)


def changed_under(
    outcome: Outcome, before: tuple[Survey, ...], later: tuple[Survey, ...]
) -> tuple[Finding, ...]:
    """The files of the run that were written since the first look; `later` is a second one."""
    paths = [each.path for each in outcome.manifest.files]
    changed = {
        path for old, new in zip(before, later, strict=False) for path in old.changed(new, paths)
    }
    return tuple(
        finding(CHANGED_UNDER_RUN, Place(path), path=path) for path in paths if path in changed
    )


def _files(loaded: Loaded, tables: Tables) -> tuple[FileHash, ...]:
    specs = (FileHash(path, digest) for path, digest in loaded.files)
    return (*specs, *sorted(tables.files, key=lambda file: file.path))


def _organisations(project: Project, tables: Tables) -> tuple[Organisation, ...]:
    """The organisations in the order of their tables; the code stands in where no name does."""
    listed = (tables.datasets.get(name) for name in project.organisations)
    return tuple(
        each
        for dataset in listed
        if dataset
        for each in _listed(dataset, dataset.resource.organisation or _first_key(dataset))
    )


def municipalities(project: Project, tables: Tables) -> tuple[Organisation, ...]:
    """The municipalities that the lists of organisations lead to, in the order of their tables;
    where they stand in no table, the codes are their names."""
    found: dict[str, Organisation] = {}
    for name in project.organisations:
        dataset = tables.datasets.get(name)
        column = dataset.resource.municipality if dataset else None
        if dataset is None or column is None:
            continue
        key = dataset.resource.key_of(column)
        other = tables.datasets.get(key.resource) if key else None
        if key and other:
            found |= {each.code: each for each in _listed(other, key.target)}
        for code in sorted(set(_column(dataset, column)) - {None}):
            found.setdefault(str(code), Organisation(str(code), str(code), name))
    return tuple(found.values())


def _first_key(dataset: Dataset) -> str:
    return dataset.resource.primary_key[0]


def _listed(dataset: Dataset, code: str) -> tuple[Organisation, ...]:
    """The organisations or municipalities of a table, whose codes stand in that column."""
    resource = dataset.resource
    name = "name" if resource.field("name") else code
    days = (resource.lifetime.since, resource.lifetime.until) if resource.lifetime else (None, None)
    columns = [_column(dataset, each) for each in (code, name, *days, resource.identity)]
    return tuple(
        Organisation(str(key), str(title or key), resource.name, since, until, own and str(own))
        for key, title, since, until, own in zip(*columns, strict=True)
        if key is not None
    )


def _column(dataset: Dataset, name: str | None) -> list[Any]:
    return dataset.frame[name].to_list() if name else [None] * dataset.height


def _nothing_judged(
    indicators: tuple[IndicatorOutcome, ...], events: tuple[EventOutcome, ...]
) -> tuple[Finding, ...]:
    """A run that judged nothing must not look like a run in which all is well."""
    judged = any(each.verdict.kind not in _UNJUDGED for each in indicators)
    stand = any(each.status not in _NOTHING_SAID for each in events)
    return () if judged or stand else (finding(NOTHING_JUDGED, Place("project.yaml")),)


PROJECT_FILE = "project.yaml"


@dataclass(frozen=True, slots=True)
class Version:
    """A project of one side; `folder` stands before its files, `name` is shown."""

    key: str
    name: str
    folder: str
    loaded: Loaded


Pairs = tuple[tuple[Version | None, Version | None], ...]


def versions_at(path: Path) -> tuple[Version, ...]:
    """The projects of a folder."""
    return tuple(
        Version(_key(loaded, folder.name), folder.as_posix(), folder.as_posix(), loaded)
        for folder in find_projects((path,))
        for loaded in (load_project(folder),)
    )


def versions_in(revision: str, path: str, here: Path) -> tuple[Version, ...]:
    """The projects of a git revision under a path of its repository. Raises NoRevision."""
    tree = open_revision(repository_of(here), revision)
    return tuple(_version(tree, folder) for folder in _projects_in(tree, path))


def _version(tree: GitTree, folder: str) -> Version:
    below = tree.below(folder)
    loaded = load_project(below)
    return Version(_key(loaded, PurePosixPath(folder).name), below.name, folder, loaded)


def _projects_in(tree: GitTree, path: str) -> Iterator[str]:
    """The project that a path lies in, or those below it."""
    steps = PurePosixPath(path)
    for each in (steps, *steps.parents):
        if tree.exists((each / PROJECT_FILE).as_posix()):
            yield each.as_posix()
            return
    inside = "" if path in ("", ".") else f"{steps.as_posix()}/"
    for file in sorted(tree.blobs):
        if file.startswith(inside) and PurePosixPath(file).name == PROJECT_FILE:
            yield PurePosixPath(file).parent.as_posix()


def _key(loaded: Loaded, folder: str) -> str:
    return loaded.project.id if loaded.project else folder


def pair_versions(old: tuple[Version, ...], new: tuple[Version, ...]) -> Pairs:
    """By the project's id; one project on each side belongs together whatever it is called."""
    if len(old) == len(new) == 1:
        return ((old[0], new[0]),)
    before = {each.key: each for each in old}
    after = {each.key: each for each in new}
    return tuple((before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before)))


@dataclass(frozen=True, slots=True)
class VersionTables:
    """For the impact: the day, where the tables lie (None: in the project's folder), and whether
    the department alone reads it."""

    as_of: date
    data_dir: Path | None
    is_internal: bool = False


def compare_versions(
    old: Version,
    new: Version,
    tables: VersionTables | None,
    *,
    signings: Signings = MappingProxyType({}),
    settled: Project | None = None,
) -> Comparison:
    """The changes, and the impact where tables are given. Both sides must be usable.

    `signings` say who wrote the approvals, `settled` is the version from which they are taken.
    """
    before, after = old.loaded.project, new.loaded.project
    assert before is not None
    assert after is not None
    impact = _impact(old.loaded, new.loaded, before, after, tables) if tables else None
    changes = weighed(compare_projects(before, after), before, signings=signings, settled=settled)
    return Comparison(after.id, changes, impact)


def _impact(
    old: Loaded, new: Loaded, before: Project, after: Project, tables: VersionTables
) -> Impact:
    same_tables = replace(old, project=replace(before, folder=after.folder))
    outcomes = [
        judge(loaded, (), tables.as_of, tables.data_dir, None) for loaded in (same_tables, new)
    ]
    renames: Mapping[str, str] = renames_of(before, after)
    impact = impact_of(outcomes[0], outcomes[1], renames)
    if tables.is_internal:
        return impact
    from engine.disclosure.impact import told_outside

    return told_outside(impact, outcomes[0], outcomes[1], renames)
