"""What could not be judged, grouped by the reason."""

from dataclasses import replace
from itertools import groupby

from engine.reports.edition import Edition
from engine.reports.view.anchors import event_anchor
from engine.reports.view.events import event_name, status_badge, undated_reason
from engine.reports.view.indicators import reason_of
from engine.reports.view.pieces import Problem
from engine.reports.view.problems import indicator_problem
from engine.reports.view.values import GapGroup
from engine.results.statuses import EventOutcome, Status
from engine.results.verdicts import IndicatorOutcome, VerdictKind

_UNJUDGED = (
    VerdictKind.ERROR,
    VerdictKind.NO_DATA,
    VerdictKind.INDETERMINATE,
    VerdictKind.NOT_APPLICABLE,
)


def view_gaps(edition: Edition) -> tuple[GapGroup, ...]:
    """Groups in the order: calculation, data, the order's own wording, undated events."""
    outcomes = edition.outcome.indicators
    by_kind = (
        (f"verdict.{kind.value}", [each for each in outcomes if each.verdict.kind is kind])
        for kind in _UNJUDGED
    )
    return (
        *(_group(key, group, edition) for key, group in by_kind if group),
        *_not_measurable(edition),
        *_undated(edition),
    )


def _group(key: str, outcomes: list[IndicatorOutcome], edition: Edition) -> GapGroup:
    return GapGroup(
        edition.counted(f"gap.{key}.title", len(outcomes)),
        edition.say(f"gap.{key}.meaning"),
        tuple(_indicator(each, edition) for each in outcomes),
    )


def _indicator(outcome: IndicatorOutcome, edition: Edition) -> Problem:
    problem = indicator_problem(outcome, edition)
    reason = reason_of(outcome.verdict, edition)
    declared = outcome.verdict.kind is VerdictKind.NOT_MEASURABLE
    return replace(problem, detail="" if declared else reason, key="")


def _not_measurable(edition: Edition) -> list[GapGroup]:
    reasons = [
        (str(edition.indicator(each.roadmap, each.id).not_measurable), each)
        for each in edition.outcome.indicators
        if each.verdict.kind is VerdictKind.NOT_MEASURABLE
    ]
    reasons.sort(key=lambda pair: pair[0])
    return [
        _group(f"not_measurable.{reason}", [outcome for _, outcome in group], edition)
        for reason, group in groupby(reasons, key=lambda pair: pair[0])
    ]


def _undated(edition: Edition) -> tuple[GapGroup, ...]:
    undated = [each for each in edition.outcome.events if each.status is Status.UNDATED]
    if not undated:
        return ()
    return (
        GapGroup(
            edition.counted("gap.undated.title", len(undated)),
            edition.say("gap.undated.meaning"),
            tuple(_event(each, edition) for each in undated),
        ),
    )


def _event(outcome: EventOutcome, edition: Edition) -> Problem:
    event = edition.event(outcome.roadmap, outcome.id)
    printed = event.schedule.text
    return Problem(
        event_anchor(outcome.roadmap, outcome.id),
        event_name(outcome.roadmap, outcome.id, edition),
        event.title or edition.say("report.lost_text"),
        edition.say("report.undated", schedule=printed, reason=undated_reason(event, edition)),
        "",
        status_badge(outcome.status, edition),
    )
