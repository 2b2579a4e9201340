"""Decisions of report.json: values, rows, recommendations, effect."""

from datetime import date
from fractions import Fraction

from engine.model.answering import answering, is_awaited
from engine.model.decision_tables import Decision, DecisionRow, Recommendation, Value
from engine.model.spec import Schedule
from engine.plain import picked
from engine.reports.content.decision_tables import filled, hides_course, tells_means
from engine.reports.content.findings import place_model
from engine.reports.edition import Edition
from engine.reports.json_indicators import steady
from engine.results.decision_tables import Course, Decided, DecisionOutcome, Effect

Json = dict[str, object]


def decision_model(outcome: DecisionOutcome, edition: Edition) -> Json:
    """A decision table with what it said of every organisation."""
    decision = edition.outcome.project.decision(outcome.id)
    assert decision is not None
    return {
        **picked(decision, "id title source date per hit"),
        "reason": outcome.reason,
        "decided": [_decided(decided, decision, edition) for decided in outcome.decided],
        "effect": _effect(outcome.effect, edition) if outcome.effect else None,
        "place": place_model(edition.places.place(decision.origin)),
    }


def _decided(decided: Decided, decision: Decision, edition: Edition) -> Json:
    rows = [row for row in decision.rows if row.id in decided.rows]
    return {
        "organisation": decided.organisation,
        "values": [
            {"input": value.input, "suppressed": value.withheld, "value": plain_value(value.value)}
            for value in decided.values
        ],
        "rows": decided.rows,
        "zones": [row.zone for row in rows if row.zone],
        "why": [filled(row.why, decision, decided, edition) for row in rows if row.why],
        "recommendations": [
            {
                "to": recommendation.to,
                "what": filled(recommendation.what, decision, decided, edition),
                "by": recommendation.by.text if recommendation.by else None,
                "until": _last_day(recommendation.by),
                **_answered_by(decision, row, recommendation, decided, edition),
            }
            for row in rows
            for recommendation in row.recommendations
        ],
        "events": [event for row in rows for event in row.events],
    }


def _answered_by(
    decision: Decision, row: DecisionRow, each: Recommendation, decided: Decided, edition: Edition
) -> Json:
    """The measures of the action plan that answer it; nothing where no answer is waited for."""
    project = edition.outcome.project
    if not is_awaited(project, decision, row):
        return {}
    return {"answered_by": answering(project, decision, row.id, each.to, decided.organisation)}


def _last_day(by: Schedule | None) -> date | None:
    return by.windows[-1].end if by and by.windows else None


def _effect(effect: Effect, edition: Edition) -> Json:
    told = tells_means(effect, edition)
    return {
        "verdict": effect.kind,
        "reason": effect.reason,
        "suppressed": not told,
        "difference": steady(effect.difference) if told else None,
        "low": steady(effect.low) if told else None,
        "high": steady(effect.high) if told else None,
        "percent": effect.is_percent,
        "courses": [_course(course, effect, edition) for course in effect.courses],
    }


def _course(course: Course, effect: Effect, edition: Edition) -> Json:
    hidden = hides_course(course, effect, edition)
    return {
        **picked(course, "organisation decided"),
        "suppressed": hidden,
        "before": None if hidden else steady(course.before),
        "after": None if hidden else steady(course.after),
    }


def plain_value(value: Value) -> object:
    """A value as JSON has it: words and flags as they are, days as they are written there."""
    if isinstance(value, date):
        return value.isoformat()
    return steady(float(value)) if isinstance(value, Fraction) else value
