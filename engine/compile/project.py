"""A project → the plan of its evaluation at a date."""

from datetime import date

from engine.compile.clauses import datasets_of
from engine.compile.plan import Plan, Planned
from engine.compile.reach import span_of
from engine.compile.tasks import Asker
from engine.model.project import Project
from engine.model.schedules import Window
from engine.model.spec import Indicator, Roadmap
from engine.model.tables import DataPackage

Chosen = tuple[Roadmap, tuple[Indicator, ...]]


def compile_project(project: Project, as_of: date) -> Plan:
    """One scan a dataset with what all rules ask of it, and a task an indicator."""
    return _compile(project, as_of, [(each, each.indicators) for each in project.roadmaps])


def compile_indicator(project: Project, as_of: date, planned: Planned) -> Plan:
    """The plan of one indicator alone."""
    roadmap = project.roadmap(planned.roadmap)
    chosen: list[Chosen] = [(roadmap, (planned.indicator,))] if roadmap else []
    return _compile(project, as_of, chosen)


def period_of(project: Project, roadmap: Roadmap) -> Window | None:
    """The roadmap's own period, or the project's."""
    return roadmap.period or project.period


def _compile(project: Project, as_of: date, chosen: list[Chosen]) -> Plan:
    asker = Asker(project.data or DataPackage("", False, ()))
    planned = [
        _planned(asker, roadmap, indicator, period_of(project, roadmap), as_of)
        for roadmap, indicators in chosen
        for indicator in indicators
    ]
    scans = tuple(builder.scan() for builder in asker.scans.values())
    return Plan(project, as_of, scans, tuple(planned))


def _planned(
    asker: Asker, roadmap: Roadmap, indicator: Indicator, window: Window | None, as_of: date
) -> Planned:
    if indicator.rule is None:
        return Planned(roadmap.slug, indicator, window, None, (), None)
    measure = indicator.rule.measure
    task = asker.task(measure, span_of(window, as_of))
    datasets = datasets_of(measure, asker.package)
    return Planned(roadmap.slug, indicator, window, measure, datasets, task)
