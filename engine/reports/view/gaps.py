"""What could not be judged, grouped by the reason."""

from dataclasses import replace
from itertools import groupby

from engine.model.spec import Event
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
    """Groups in the order: calculation, data, the order's own wording, events; the requirements
    after the indicators."""
    outcome = edition.outcome
    return (
        *_by_kind(outcome.indicators, edition),
        *_not_measurable(outcome.indicators, edition),
        *_events(Status.NO_DATA, edition),
        *_events(Status.UNDATED, edition),
        *_by_kind(outcome.requirements, edition),
        *_not_measurable(outcome.requirements, edition),
    )


def _by_kind(outcomes: tuple[IndicatorOutcome, ...], edition: Edition) -> list[GapGroup]:
    by_kind = (
        (f"verdict.{kind.value}", [each for each in outcomes if each.verdict.kind is kind])
        for kind in _UNJUDGED
    )
    return [_group(key, group, edition) for key, group in by_kind if group]


def _group(key: str, outcomes: list[IndicatorOutcome], edition: Edition) -> GapGroup:
    slug = outcomes[0].roadmap
    return GapGroup(
        edition.counted(edition.key(slug, f"gap.{key}.title"), len(outcomes)),
        edition.say(edition.key(slug, f"gap.{key}.meaning")),
        tuple(_indicator(each, edition) for each in outcomes),
    )


def _indicator(outcome: IndicatorOutcome, edition: Edition) -> Problem:
    problem = indicator_problem(outcome, edition)
    reason = reason_of(outcome, edition)
    declared = outcome.verdict.kind is VerdictKind.NOT_MEASURABLE
    return replace(problem, detail="" if declared else reason, key="")


def _not_measurable(outcomes: tuple[IndicatorOutcome, ...], edition: Edition) -> list[GapGroup]:
    reasons = [
        (str(edition.indicator(each.roadmap, each.id).not_measurable), each)
        for each in outcomes
        if each.verdict.kind is VerdictKind.NOT_MEASURABLE
    ]
    reasons.sort(key=lambda pair: pair[0])
    return [
        _group(f"not_measurable.{reason}", [outcome for _, outcome in group], edition)
        for reason, group in groupby(reasons, key=lambda pair: pair[0])
    ]


def _events(status: Status, edition: Edition) -> tuple[GapGroup, ...]:
    found = [each for each in edition.outcome.events if each.status is status]
    if not found:
        return ()
    return (
        GapGroup(
            edition.counted(f"gap.event.{status.value}.title", len(found)),
            edition.say(f"gap.event.{status.value}.meaning"),
            tuple(_event(each, edition) for each in found),
        ),
    )


def _event(outcome: EventOutcome, edition: Edition) -> Problem:
    event = edition.event(outcome.roadmap, outcome.id)
    return Problem(
        event_anchor(outcome.roadmap, outcome.id),
        event_name(outcome.roadmap, outcome.id, edition),
        event.title or edition.say("report.lost_text"),
        _schedule(event, edition) if outcome.status is Status.UNDATED else "",
        "",
        status_badge(outcome.status, edition),
    )


def _schedule(event: Event, edition: Edition) -> str:
    printed, reason = event.schedule.text, undated_reason(event, edition)
    return edition.say("report.undated", schedule=printed, reason=reason)
