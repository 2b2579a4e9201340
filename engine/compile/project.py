"""A project → the plan of its evaluation at a date."""

from datetime import date

from engine.compile.decisions import planned_decision, planned_rule
from engine.compile.plan import Plan, Planned
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.model.spec import Indicator, Roadmap, Window, full_id
from engine.model.tables import DataPackage
from engine.query.asking import Asker

Chosen = tuple[str | None, Indicator, Window | None]
"""The roadmap's slug (None: a requirement), what is judged, and the period it is judged for."""


def compile_project(project: Project, as_of: date) -> Plan:
    """One scan a dataset with what all rules ask of it, and a task an indicator."""
    chosen: list[Chosen] = [
        (roadmap.slug if roadmap else None, indicator, period_of(project, roadmap))
        for roadmap, indicator in project.judged
    ]
    return _compile(project, as_of, chosen, project.decisions)


def compile_indicator(project: Project, as_of: date, planned: Planned) -> Plan:
    """The plan of one indicator alone."""
    return _compile(project, as_of, [(planned.roadmap, planned.indicator, planned.window)])


def period_of(project: Project, roadmap: Roadmap | None) -> Window | None:
    """The roadmap's own period, or the project's; what stands in no roadmap has the project's."""
    return (roadmap and roadmap.period) or project.period


def _compile(
    project: Project, as_of: date, chosen: list[Chosen], decisions: tuple[Decision, ...] = ()
) -> Plan:
    known = {
        full_id(roadmap.slug if roadmap else None, each.id): (
            each.rule.measure, period_of(project, roadmap)
        )
        for roadmap, each in project.judged
        if each.rule
    }  # fmt: skip
    from engine.measures.figures import ask_of  # reads libraries of tables, for a run alone

    asker = Asker(project.data or DataPackage("", False, ()), ask_of, known)
    planned = [
        _planned(asker, slug, indicator, window, as_of) for slug, indicator, window in chosen
    ]
    asked = tuple(planned_decision(decision, project, asker, as_of) for decision in decisions)
    scans = tuple(builder.scan() for builder in asker.scans.values())
    return Plan(project, as_of, scans, tuple(planned), asked)


def _planned(
    asker: Asker, slug: str | None, indicator: Indicator, window: Window | None, as_of: date
) -> Planned:
    indicator = indicator.on(as_of)
    if indicator.rule is None:
        return Planned(slug, indicator, window, None, (), None)
    return planned_rule(slug, indicator, indicator.rule, window, asker, as_of)
