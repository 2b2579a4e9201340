"""What needs a decision now, the worst first."""

from datetime import date

from engine.model.spec import Level
from engine.reports.edition import Edition
from engine.reports.view.anchors import event_anchor, indicator_anchor, organisation_anchor
from engine.reports.view.events import event_name, overdue_since, status_badge
from engine.reports.view.figures import distance_of, figure_of, target_of
from engine.reports.view.indicators import verdict_badge
from engine.reports.view.names import found_under, worded
from engine.reports.view.organisations import view_organisations
from engine.reports.view.pieces import Badge, Link, Problem, ProblemGroup, Target
from engine.results.statuses import EventOutcome, Status
from engine.results.verdicts import IndicatorOutcome, VerdictKind

_SHOWN = 7


def decisions(edition: Edition) -> tuple[ProblemGroup, ...]:
    """Not met, overdue, municipalities, organisations; groups with nothing to say are left out."""
    groups = (
        ("decision.not_met", _not_met(edition.outcome.indicators, edition),
         Target("roadmaps", "indicator:not_met")),
        ("requirement.decision.not_met", _not_met(edition.outcome.requirements, edition),
         Target("requirements", "requirement:not_met")),
        ("decision.overdue", _overdue(edition), Target("roadmaps", "event:overdue")),
        ("decision.municipalities", _in_need(edition, Level.MUNICIPALITY),
         Target("municipalities")),
        ("decision.organisations", _in_need(edition, Level.SCHOOL), Target("organisations")),
    )  # fmt: skip
    return tuple(_group(key, problems, to, edition) for key, problems, to in groups if problems)


def _group(key: str, problems: list[Problem], to: Target, edition: Edition) -> ProblemGroup:
    more = len(problems) - _SHOWN
    link = (
        Link(edition.counted("report.problems_more", more), to.anchor, to.filter)
        if more > 0
        else None
    )
    title = edition.counted(key, len(problems))
    return ProblemGroup(title, tuple(problems[:_SHOWN]), link)


def _not_met(outcomes: tuple[IndicatorOutcome, ...], edition: Edition) -> list[Problem]:
    missed = [each for each in outcomes if each.verdict.kind is VerdictKind.NOT_MET]
    missed.sort(key=lambda each: -_relative_shortfall(each, edition))
    return [indicator_problem(each, edition) for each in missed]


def indicator_problem(outcome: IndicatorOutcome, edition: Edition) -> Problem:
    """An indicator or a requirement in one line: where, its words, how far."""
    indicator = edition.indicator(outcome.roadmap, outcome.id)
    asked = target_of(indicator, edition)
    details = (
        None if _is_absence(outcome) else figure_of(outcome, edition),
        edition.say("report.target_is", target=asked) if asked else None,
    )
    return Problem(
        indicator_anchor(outcome.roadmap, outcome.id),
        found_under(outcome.roadmap, indicator, edition),
        worded(indicator),
        "; ".join(each for each in details if each),
        distance_of(outcome, edition) or "",
        verdict_badge(outcome, edition),
    )


def _is_absence(outcome: IndicatorOutcome) -> bool:
    """Whether the distance alone says all: there is no document where one should be."""
    distance = outcome.verdict.distance
    return distance is not None and distance.unit == "documents"


def _relative_shortfall(outcome: IndicatorOutcome, edition: Edition) -> float:
    """The part of the target that is missing: what makes different units comparable."""
    measurement = outcome.verdict.measurement
    if measurement is None or measurement.overall.value is None:
        return 1.0
    target = edition.indicator(outcome.roadmap, outcome.id).target
    value = measurement.overall.value
    if target is None or not target.value:
        return 1 - value if measurement.overall.total is not None else 1.0
    asked = target.value / 100 if measurement.overall.total is not None else target.value
    return abs(asked - value) / asked


def _overdue(edition: Edition) -> list[Problem]:
    outcomes = [each for each in edition.outcome.events if each.status is Status.OVERDUE]
    outcomes.sort(key=lambda each: overdue_since(each) or date.max)
    return [_overdue_event(each, edition) for each in outcomes]


def _overdue_event(outcome: EventOutcome, edition: Edition) -> Problem:
    event = edition.event(outcome.roadmap, outcome.id)
    since = overdue_since(outcome)
    days = (edition.as_of - since).days if since else 0
    return Problem(
        event_anchor(outcome.roadmap, outcome.id),
        event_name(outcome.roadmap, outcome.id, edition),
        event.title or edition.say("report.lost_text"),
        ", ".join(each.text for each in event.responsible if each.text),
        edition.counted("report.days_late", days) if days else "",
        status_badge(outcome.status, edition),
    )


def _in_need(edition: Edition, level: Level) -> list[Problem]:
    badge = Badge("not_met", edition.say("decision.organisation"))
    return [
        Problem(organisation_anchor(each.code, level), "", each.name, each.count, "", badge)
        for each in view_organisations(edition, level)
    ]
