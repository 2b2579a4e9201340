"""Events of report.json."""

from engine.plain import picked
from engine.reports.content.findings import place_model
from engine.reports.edition import Edition
from engine.reports.json_indicators import document_model
from engine.reports.model import answers_model, cited
from engine.results.events import EventOutcome, Occurrence

Json = dict[str, object]


def event_model(outcome: EventOutcome, edition: Edition) -> Json:
    """An event with its status, schedule and documents."""
    event = edition.event(outcome.roadmap, outcome.id)
    return {
        "id": f"{outcome.roadmap}/{outcome.id}",
        **picked(event, "number title section stages serves"),
        "schedule": picked(event.schedule, "text kind windows reason"),
        "responsible": [picked(responsible, "text body") for responsible in event.responsible],
        "result": event.result,
        "decision": event.decisions,
        "cells": dict(event.cells),
        **answers_model(event),
        **cited(event),
        **picked(outcome, "status done expected"),
        "occurrences": [_occurrence(occurrence) for occurrence in outcome.occurrences],
        "waiver": _waiver(outcome),
        "place": place_model(edition.places.place(event.origin)),
    }


def _occurrence(occurrence: Occurrence) -> Json:
    code = occurrence.organisation
    return {
        **picked(occurrence, "window status"),
        **({"organisation": code} if code else {}),
        "documents": [document_model(document) for document in occurrence.documents],
    }


def _waiver(outcome: EventOutcome) -> Json | None:
    waiver = outcome.waiver
    if waiver is None:
        return None
    return {**picked(waiver, "reason author until"), "replaced": outcome.replaced}
