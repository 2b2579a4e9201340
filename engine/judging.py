"""A checked project and its tables → the outcome that reports are made of."""

from dataclasses import replace
from typing import Any

from engine import __version__
from engine.caching import Survey
from engine.classes import dataclass
from engine.codes.run import CHANGED_UNDER_RUN, NOTHING_JUDGED
from engine.compile import Plan, Planned, compile_project
from engine.cycle import order_events
from engine.datasets import Dataset, Tables, read_tables
from engine.diagnostics import Finding, Place, finding
from engine.execute import (
    SHOWN_ROWS,
    engine_of,
    execute_all,
    explain,
    find_needs,
    remembering,
    run_findings,
    statuses,
)
from engine.load import Loaded
from engine.model.project import Project
from engine.options import Options
from engine.results.events import EventOutcome, Status
from engine.results.outcome import FileHash, Manifest, Organisation, Outcome
from engine.results.verdicts import Explanation, VerdictKind
from engine.waivers import waive, waive_event, waive_verdict

_NOTHING_SAID = frozenset({Status.UNDATED, Status.NO_DATA})


_UNJUDGED = frozenset({VerdictKind.NOT_MEASURABLE, VerdictKind.NO_DATA, VerdictKind.ERROR})


def judge(
    loaded: Loaded,
    found: tuple[Finding, ...],
    options: Options,
) -> Outcome:
    """Everything that can be said of the project; `found` are its findings so far."""
    project, as_of = loaded.project, options.as_of
    assert project is not None
    plan = compile_project(project, as_of)
    engine = engine_of(options.engine or project.engine or "polars", options.master)
    tables = _read(project, _tables_of(plan), options)
    engine = remembering(engine, tables, options.store)
    executed = execute_all(plan, tables, engine=engine, progress=options.progress)
    ordering, _ = order_events(project)
    outcome = waive(
        Outcome(
            project=project,
            manifest=Manifest(__version__, as_of, _files(loaded, tables)),
            indicators=tuple(
                indicator for indicator in executed.indicators if indicator.roadmap is not None
            ),
            events=statuses(project, tables, as_of),
            ordering=ordering,
            organisations=_organisations(project, tables),
            needs=(),
            findings=(*found, *tables.findings, *run_findings(plan, tables, executed)),
            requirements=tuple(
                indicator for indicator in executed.indicators if indicator.roadmap is None
            ),
            decisions=executed.decisions,
            municipalities=municipalities(project, tables),
            carried=tables.carried,
        )
    )
    return replace(
        outcome,
        needs=find_needs(plan, tables, outcome.judged),
        findings=(*outcome.findings, *_nothing_judged(outcome)),
    )


def _read(project: Project, names: frozenset[str], options: Options) -> Tables:
    return read_tables(
        project,
        names=names,
        data_dir=options.data_dir,
        progress=options.progress,
        databases=options.databases,
        store=options.store,
    )


def events_at(project: Project, options: Options) -> tuple[EventOutcome, ...]:
    """Where every event stands on the day, after the waivers; of the tables only the register of
    documents is read."""
    register = frozenset((project.evidence.dataset,) if project.evidence else ())
    tables, as_of = _read(project, register, options), options.as_of
    return tuple(waive_event(project, status, as_of) for status in statuses(project, tables, as_of))


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an indicator has its verdict, with the names of organisations and municipalities."""

    explanation: Explanation
    organisations: tuple[Organisation, ...]
    municipalities: tuple[Organisation, ...]


def explain_indicator(
    project: Project, full_id: str, options: Options, *, rows: int = SHOWN_ROWS
) -> Explained:
    """Why the indicator `slug/id` or the requirement `id` has its verdict, with so many rows of
    each kind; KeyError for none such."""
    plan = compile_project(project, options.as_of)
    planned = plan.planned(full_id)
    if planned is None:
        raise KeyError(full_id)
    register = (project.evidence.dataset,) if project.evidence else ()
    lists = (*project.organisations, *_districts(project))
    names = frozenset((*planned.datasets, *lists, *register))
    tables = _read(project, names, options)
    explained = explain(project, tables, plan, full_id, most=rows)
    assert explained is not None
    verdict = waive_verdict(project, full_id, explained.verdict, options.as_of)
    listed = _organisations(project, tables)
    return Explained(replace(explained, verdict=verdict), listed, municipalities(project, tables))


def explain_decision(loaded: Loaded, id: str, options: Options) -> Outcome:
    """The project judged with that decision table alone; KeyError for none such."""
    project = loaded.project
    decision = project.decision(id) if project else None
    if project is None or decision is None:
        raise KeyError(id)
    alone = replace(loaded, project=replace(project, decisions=(decision,)))
    return judge(alone, (), options)


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
    lists = {owed.dataset for owed in planned.owing}
    scans = [each for each in plan.scans if each.dataset in lists]
    joined = (join.dataset for scan in scans for join in scan.joins)
    return (*(scan.dataset for scan in scans), *joined)


def _districts(project: Project) -> tuple[str, ...]:
    """The tables that the municipalities of the lists stand in."""
    lists = (project.data.resource(name) for name in project.organisations if project.data)
    keys = (
        resource.key_of(resource.municipality)
        for resource in lists
        if resource and resource.municipality
    )
    return tuple(key.resource for key in keys if key)


def changed_under(
    outcome: Outcome, before: tuple[Survey, ...], later: tuple[Survey, ...]
) -> tuple[Finding, ...]:
    """The files of the run that were written since the first look; `later` is a second one."""
    names = {file.path: file.name for file in outcome.manifest.files}
    changed = {
        path for old, new in zip(before, later, strict=False) for path in old.changed(new, [*names])
    }
    return tuple(
        finding(CHANGED_UNDER_RUN, Place(name), path=name)
        for path, name in names.items()
        if path in changed
    )


def _files(loaded: Loaded, tables: Tables) -> tuple[FileHash, ...]:
    specs = (FileHash(path, digest) for path, digest in loaded.files)
    return (*specs, *sorted(tables.files, key=lambda file: file.path))


def _organisations(project: Project, tables: Tables) -> tuple[Organisation, ...]:
    """The organisations in the order of their tables; the code stands in where no name does."""
    listed = (tables.datasets.get(name) for name in project.organisations)
    return tuple(
        organisation
        for dataset in listed
        if dataset
        for organisation in _listed(dataset, dataset.resource.organisation or _first_key(dataset))
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
            found |= {
                organisation.code: organisation for organisation in _listed(other, key.target)
            }
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


def _nothing_judged(outcome: Outcome) -> tuple[Finding, ...]:
    """A run that judged nothing must not look like a run in which all is well."""
    judged = any(
        indicator_outcome.verdict.kind not in _UNJUDGED for indicator_outcome in outcome.judged
    )
    stand = any(event.status not in _NOTHING_SAID for event in outcome.events)
    return () if judged or stand else (finding(NOTHING_JUDGED, Place("project.yaml")),)
