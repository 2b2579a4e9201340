"""report.json: the whole outcome for programs; its schema is schemas/report.schema.json."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from engine.model.project import Order, Project
from engine.model.spec import Roadmap, Window
from engine.reports.content.findings import findings_model
from engine.reports.content.provenance import hides_carried
from engine.reports.edition import Edition
from engine.reports.json_decisions import decision_model
from engine.reports.json_events import event_model
from engine.reports.json_indicators import indicator_model, plain_number, requirement_model
from engine.reports.json_text import indented
from engine.reports.report import Report
from engine.reports.suppression import hidden_needs
from engine.results.events import MatrixRow, Ordering, Status
from engine.results.outcome import Carried, Need, Outcome
from engine.results.verdicts import IndicatorOutcome, VerdictKind

Json = dict[str, object]

FORMAT = "report/1"


def write(report: Report) -> str:
    """The report as JSON, in the order of the document, with the places of everything judged."""
    return json_of(report.edition)


def json_of(edition: Edition) -> str:
    """The JSON of an edition."""
    return indented(report_model(edition)) + "\n"


def report_model(edition: Edition) -> Json:
    """The report as plain values."""
    outcome = edition.outcome
    return {
        "format": FORMAT,
        "engine": outcome.manifest.engine,
        "as_of": outcome.manifest.as_of.isoformat(),
        "language": edition.words.language.value,
        "audience": edition.audience.value,
        "minimum_group": edition.least if edition.is_external else None,
        "project": _project(outcome.project),
        "summary": _summary(outcome),
        "roadmaps": [_roadmap(roadmap, edition) for roadmap in outcome.project.roadmaps],
        "requirements": [requirement_model(each, edition) for each in outcome.requirements],
        "decisions": [decision_model(each, edition) for each in outcome.decisions],
        "order_of_work": _order_of_work(outcome.ordering),
        "organisations": [
            {"code": each.code, "name": each.name, "dataset": each.dataset}
            for each in outcome.organisations
        ],
        "municipalities": [
            {"code": each.code, "name": each.name} for each in outcome.municipalities
        ],
        "carried": [_carried(each, edition) for each in outcome.carried],
        "needs": _needs(edition),
        "findings": findings_model(outcome.findings, edition.places, edition.words),
        "files": [
            {"path": each.path, "sha256": each.sha256, "rows": None if each.withheld else each.rows}
            for each in outcome.manifest.files
        ],
    }


def _project(project: Project) -> Json:
    municipality = project.municipality
    return {
        "id": project.id,
        "title": project.title,
        "municipality": municipality.name,
        "region": municipality.region,
        "method": project.method,
        "period": _period(project.period, project.period_text),
        "order": _order(project.order),
        "synthetic": project.data is not None and project.data.synthetic,
    }


def _period(window: Window | None, text: str | None) -> Json | None:
    if window is None:
        return None
    return {"text": text, "start": window.start.isoformat(), "end": window.end.isoformat()}


def _order(order: Order) -> Json:
    return {
        "number": order.number,
        "date": order.date,
        "title": order.title,
        "lost": dict(order.lost),
        "not_printed": list(order.not_printed),
    }


def _summary(outcome: Outcome) -> Json:
    return {
        "indicators": _verdicts(outcome.indicators),
        "requirements": _verdicts(outcome.requirements),
        "events": {
            "total": len(outcome.events),
            "statuses": _counts((each.status for each in outcome.events), Status),
        },
        "conflicts": len(outcome.ordering.conflicts),
        "findings": len(outcome.findings),
        "points": None,
        "points_reason": "criteria_not_supplied",
    }


def _verdicts(outcomes: tuple[IndicatorOutcome, ...]) -> Json:
    verdicts = _counts((each.verdict.kind for each in outcomes), VerdictKind)
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
        "slug": roadmap.slug,
        "code": roadmap.code,
        "title": roadmap.title,
        "indicators": [
            indicator_model(each, edition)
            for each in outcome.indicators
            if each.roadmap == roadmap.slug
        ],
        "events": [
            event_model(each, edition) for each in outcome.events if each.roadmap == roadmap.slug
        ],
        "cycle": [
            _matrix_row(row) for row in outcome.ordering.matrix if row.roadmap == roadmap.slug
        ],
    }


def _matrix_row(row: MatrixRow) -> Json:
    cells = [{"stage": cell.stage.value, "ids": list(cell.ids)} for cell in row.cells]
    return {"goal": row.goal, "cells": cells}


def _order_of_work(ordering: Ordering) -> Json:
    return {
        "order": [
            {
                "id": each.id,
                "start": each.start.isoformat() if each.start else None,
                "end": each.end.isoformat() if each.end else None,
                "stage": each.stage.value,
            }
            for each in ordering.order
        ],
        "conflicts": [
            {
                "before": each.before,
                "after": each.after,
                "before_starts": each.before_starts.isoformat(),
                "after_ends": each.after_ends.isoformat(),
            }
            for each in ordering.conflicts
        ],
        "circle": list(ordering.circle),
        "dropped_soft_edges": len(ordering.dropped),
    }


def _carried(carried: Carried, edition: Edition) -> Json:
    hidden = hides_carried(carried, edition)
    return {
        "dataset": carried.dataset,
        "old": carried.old,
        "new": carried.new,
        "rows": None if hidden else carried.rows,
    }


def _needs(edition: Edition) -> list[Json]:
    hidden = hidden_needs(edition)
    return [_need(each, each in hidden) for each in edition.outcome.needs]


def _need(need: Need, suppressed: bool) -> Json:
    return {
        "level": need.level.value,
        "organisation": need.organisation,
        "indicator": need.indicator,
        "reason": need.reason,
        "suppressed": suppressed,
        "amount": None if suppressed else plain_number(need.amount),
        "n": None if suppressed or need.n is None else plain_number(need.n),
        "total": None if suppressed else need.total,
    }
