"""report.json: the whole outcome for programs; its schema is schemas/report.schema.json."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from engine.model.project import Project
from engine.model.spec import Roadmap, Window
from engine.plain import picked, to_plain
from engine.reports.content.findings import findings_model
from engine.reports.content.provenance import hides_carried
from engine.reports.edition import Edition
from engine.reports.json_decisions import decision_model
from engine.reports.json_events import event_model
from engine.reports.json_indicators import indicator_model, plain_number, requirement_model
from engine.reports.json_text import indented
from engine.reports.report import Report
from engine.reports.suppression import hidden_needs
from engine.results.events import Ordering, Status
from engine.results.outcome import Carried, Need, Outcome
from engine.results.verdicts import IndicatorOutcome, VerdictKind

Json = dict[str, object]

FORMAT = "report/1"


def write(report: Report) -> str:
    """The report as JSON, in the order of the document, with the places of everything judged."""
    return json_of(report.edition)


def json_of(edition: Edition) -> str:
    """The JSON of an edition."""
    return indented(_report(edition)) + "\n"


def report_model(edition: Edition) -> Json:
    """The report as plain values."""
    model: Json = to_plain(_report(edition))
    return model


def _report(edition: Edition) -> Json:
    outcome = edition.outcome
    return {
        "format": FORMAT,
        "engine": outcome.manifest.engine,
        "as_of": outcome.manifest.as_of,
        "language": edition.words.language,
        "audience": edition.audience,
        "minimum_group": edition.least if edition.is_external else None,
        "in_full": _in_full(outcome.manifest.as_of),
        "project": _project(outcome.project),
        "summary": _summary(outcome),
        "roadmaps": [_roadmap(roadmap, edition) for roadmap in outcome.project.roadmaps],
        "requirements": [
            requirement_model(requirement, edition) for requirement in outcome.requirements
        ],
        "decisions": [decision_model(decision, edition) for decision in outcome.decisions],
        "order_of_work": _order_of_work(outcome.ordering),
        "organisations": [
            picked(organisation, "code name dataset") for organisation in outcome.organisations
        ],
        "municipalities": [
            picked(municipality, "code name") for municipality in outcome.municipalities
        ],
        "carried": [_carried(carried, edition) for carried in outcome.carried],
        "needs": _needs(edition),
        "findings": findings_model(outcome.findings, edition.places, edition.words),
        "files": [
            {"path": file.path, "sha256": file.sha256, "rows": None if file.withheld else file.rows}
            for file in outcome.manifest.files
        ],
    }


def _in_full(as_of: date) -> Json:
    """The commands that tell all of what a report tells the first of."""
    day = f"--as-of {as_of.isoformat()}"
    return {
        "rows": f"roadmap explain ID PROJECT {day} --rows all --format csv",
        "cells": "roadmap data check PROJECT/data.yaml --rows all --format csv",
        "figures": f"roadmap evaluate PROJECT {day} --format csv",
        "findings": f"roadmap lint PROJECT {day} --format csv",
    }


def _project(project: Project) -> Json:
    municipality = project.municipality
    return {
        **picked(project, "id title"),
        "municipality": municipality.name,
        "region": municipality.region,
        "method": project.method,
        "period": _period(project.period, project.period_text),
        "order": picked(project.order, "number date title")
        | {"lost": dict(project.order.lost), "not_printed": project.order.not_printed},
        "synthetic": project.data is not None and project.data.synthetic,
    }


def _period(window: Window | None, text: str | None) -> Json | None:
    if window is None:
        return None
    return {"text": text, **picked(window, "start end")}


def _summary(outcome: Outcome) -> Json:
    return {
        "indicators": _verdicts(outcome.indicators),
        "requirements": _verdicts(outcome.requirements),
        "events": {
            "total": len(outcome.events),
            "statuses": _counts((event.status for event in outcome.events), Status),
        },
        "conflicts": len(outcome.ordering.conflicts),
        "findings": len(outcome.findings),
        "points": None,
        "points_reason": "criteria_not_supplied",
    }


def _verdicts(outcomes: tuple[IndicatorOutcome, ...]) -> Json:
    verdicts = _counts((outcome.verdict.kind for outcome in outcomes), VerdictKind)
    return {
        "total": len(outcomes),
        "measurable": len(outcomes) - verdicts[VerdictKind.NOT_MEASURABLE.value],
        "verdicts": verdicts,
    }


def _counts(kinds: Iterable[StrEnum], names: type[StrEnum]) -> dict[str, int]:
    counts = Counter(kind.value for kind in kinds)
    return {name.value: counts[name.value] for name in names}


def _roadmap(roadmap: Roadmap, edition: Edition) -> Json:
    outcome = edition.outcome
    return {
        **picked(roadmap, "slug code title"),
        "indicators": [
            indicator_model(indicator, edition)
            for indicator in outcome.indicators
            if indicator.roadmap == roadmap.slug
        ],
        "events": [
            event_model(event, edition) for event in outcome.events if event.roadmap == roadmap.slug
        ],
        "cycle": [
            picked(row, "goal cells")
            for row in outcome.ordering.matrix
            if row.roadmap == roadmap.slug
        ],
    }


def _order_of_work(ordering: Ordering) -> Json:
    return {
        "order": [picked(event, "id start end stage") for event in ordering.order],
        "conflicts": [
            picked(conflict, "before after before_starts after_ends")
            for conflict in ordering.conflicts
        ],
        "circle": ordering.circle,
        "dropped_soft_edges": len(ordering.dropped),
    }


def _carried(carried: Carried, edition: Edition) -> Json:
    hidden = hides_carried(carried, edition)
    return {**picked(carried, "dataset old new"), "rows": None if hidden else carried.rows}


def _needs(edition: Edition) -> list[Json]:
    hidden = hidden_needs(edition)
    return [_need(need, need in hidden) for need in edition.outcome.needs]


def _need(need: Need, suppressed: bool) -> Json:
    return {
        **picked(need, "level organisation indicator reason"),
        "suppressed": suppressed,
        "amount": None if suppressed else plain_number(need.amount),
        "n": None if suppressed or need.n is None else plain_number(need.n),
        "total": None if suppressed else need.total,
    }
