"""Events of report.json."""

from engine.model.spec import Event, Window
from engine.reports.content.findings import place_model
from engine.reports.edition import Edition
from engine.reports.json_indicators import document_model
from engine.results.events import EventOutcome, Occurrence

Json = dict[str, object]


def event_model(outcome: EventOutcome, edition: Edition) -> Json:
    """An event with its status, schedule and documents."""
    event = edition.event(outcome.roadmap, outcome.id)
    return {
        "id": f"{outcome.roadmap}/{outcome.id}",
        "number": event.number,
        "title": event.title,
        "section": event.section,
        "stages": [stage.value for stage in event.stages],
        "serves": list(event.serves),
        "schedule": _schedule(event),
        "responsible": [{"text": each.text, "body": each.body} for each in event.responsible],
        "result": event.result,
        "decision": list(event.decisions),
        "cells": dict(event.cells),
        "status": outcome.status.value,
        "done": outcome.done,
        "expected": outcome.expected,
        "occurrences": [_occurrence(each) for each in outcome.occurrences],
        "waiver": _waiver(outcome),
        "place": place_model(edition.places.place(event.origin)),
    }


def _schedule(event: Event) -> Json:
    schedule = event.schedule
    return {
        "text": schedule.text,
        "kind": schedule.kind.value,
        "windows": [_window(window) for window in schedule.windows],
        "reason": schedule.reason,
    }


def _window(window: Window) -> Json:
    return {"start": window.start.isoformat(), "end": window.end.isoformat()}


def _occurrence(occurrence: Occurrence) -> Json:
    return {
        "window": _window(occurrence.window) if occurrence.window else None,
        "status": occurrence.status.value,
        "documents": [document_model(each) for each in occurrence.documents],
    }


def _waiver(outcome: EventOutcome) -> Json | None:
    waiver = outcome.waiver
    if waiver is None:
        return None
    return {
        "reason": waiver.reason,
        "author": waiver.author,
        "until": waiver.until.isoformat(),
        "replaced": outcome.replaced.value if outcome.replaced else None,
    }
