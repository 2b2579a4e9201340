"""Organisations that need attention: the largest parts of a shortfall, failed demands, no data.

What needs a decision now, the worst first.

What could not be judged, grouped by the reason.
"""

from dataclasses import replace
from datetime import date
from itertools import groupby

from engine.model.spec import Event, Level
from engine.reports.content.blocks import Badge, Link, Problem, ProblemGroup, Target
from engine.reports.content.events import event_name, overdue_since, status_badge, undated_reason
from engine.reports.content.figures import distance_of, figure_of, mean_figure, target_of
from engine.reports.content.indicators import reason_of, verdict_badge
from engine.reports.content.names import (
    event_anchor,
    found_under,
    indicator_anchor,
    known_as,
    organisation_anchor,
    worded,
)
from engine.reports.content.views import GapGroup, NeedLine, OrganisationView
from engine.reports.edition import Edition
from engine.reports.suppression import hidden_needs
from engine.results.events import EventOutcome, Status
from engine.results.outcome import Need
from engine.results.verdicts import IndicatorOutcome, VerdictKind


def view_organisations(
    edition: Edition, level: Level = Level.SCHOOL
) -> tuple[OrganisationView, ...]:
    """Organisations (or municipalities) by the number of their needs, then by the size of their
    shortfalls."""
    own = (need for need in edition.outcome.needs if need.level is level)
    needs = sorted(own, key=lambda need: need.organisation)
    groups = [
        (code, list(group)) for code, group in groupby(needs, key=lambda need: need.organisation)
    ]
    hidden = hidden_needs(edition)
    groups.sort(key=lambda pair: (-len(pair[1]), -_shown_amount(pair[1], hidden), pair[0]))
    return tuple(_organisation(code, group, hidden, edition) for code, group in groups)


def _shown_amount(needs: list[Need], hidden: frozenset[Need]) -> float:
    """A hidden figure must not show in the order either."""
    return sum(need.amount for need in needs if need not in hidden)


def _organisation(
    code: str, needs: list[Need], hidden: frozenset[Need], edition: Edition
) -> OrganisationView:
    return OrganisationView(
        anchor=organisation_anchor(code, needs[0].level),
        name=edition.named(needs[0]),
        code=code,
        count=_count(needs, edition),
        lines=tuple(_line(need, edition, hidden=need in hidden) for need in needs),
    )


def _count(needs: list[Need], edition: Edition) -> str:
    """«3 показателя в картах 1.1, 1.2; 2 требования»."""
    owners = [_parts(need)[0] for need in needs]
    slugs = dict.fromkeys(slug for slug in owners if slug is not None)
    codes = tuple(known_as(edition.roadmap(slug), edition) for slug in slugs)
    demands = owners.count(None)
    counts: tuple[tuple[str, int, dict[str, object]], ...] = (
        ("report.needs", len(needs) - demands, {"codes": codes, "maps": len(codes)}),
        ("requirement.report.needs", demands, {}),
    )
    return "; ".join(edition.counted(key, n, **more) for key, n, more in counts if n)


def _parts(need: Need) -> tuple[str | None, str]:
    """The slug (None of a requirement) and the id."""
    slug, _, id = need.indicator.rpartition("/")
    return slug or None, id


def _line(need: Need, edition: Edition, *, hidden: bool) -> NeedLine:
    slug, id = _parts(need)
    indicator = edition.indicator(slug, id)
    return NeedLine(
        found_under(slug, indicator, edition),
        Link(worded(indicator), indicator_anchor(slug, id)),
        _figure(need, edition, hidden=hidden),
        _reason(need, edition, hidden=hidden),
    )


_OF_MEANS = ("mean_below", "mean_above")


def _figure(need: Need, edition: Edition, *, hidden: bool) -> str:
    if hidden:
        return edition.say("report.hidden")
    if need.n is None:
        return ""
    if need.total is None:
        return edition.numerals.number(need.n)
    indicator = edition.indicator(*_parts(need))
    asked = indicator.target.value if indicator.target else None
    if indicator.rule and (need.reason in _OF_MEANS or need.times != 1):
        return mean_figure(need, indicator.rule.measure, asked, edition)
    return edition.numerals.ratio(need.n, need.total, target=asked)


def _reason(need: Need, edition: Edition, *, hidden: bool) -> str:
    if hidden:
        return ""
    if not need.amount:
        return edition.say(f"need.{need.reason}", n="", count=0)
    amount = edition.numerals.number(need.amount, near=(0,))
    rule = edition.indicator(*_parts(need)).rule
    if rule and rule.measure.in_percents and need.reason in _OF_MEANS:
        amount = edition.say("unit.percent_points", n=amount)
    return edition.words.text(f"need.{need.reason}", n=amount, count=need.amount)


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
    return tuple(
        _problem_group(key, problems, to, edition) for key, problems, to in groups if problems
    )


def _problem_group(key: str, problems: list[Problem], to: Target, edition: Edition) -> ProblemGroup:
    more = len(problems) - _SHOWN
    link = (
        Link(edition.counted("report.problems_more", more), to.anchor, to.filter)
        if more > 0
        else None
    )
    title = edition.counted(key, len(problems))
    return ProblemGroup(title, tuple(problems[:_SHOWN]), link)


def _not_met(outcomes: tuple[IndicatorOutcome, ...], edition: Edition) -> list[Problem]:
    missed = [outcome for outcome in outcomes if outcome.verdict.kind is VerdictKind.NOT_MET]
    missed.sort(key=lambda each: -_relative_shortfall(each, edition))
    return [indicator_problem(outcome, edition) for outcome in missed]


def indicator_problem(outcome: IndicatorOutcome, edition: Edition) -> Problem:
    """An indicator or a requirement in one line: where, its words, how far."""
    indicator = outcome.indicator
    asked = target_of(indicator, edition)
    details = (
        None if _is_absence(outcome) else figure_of(outcome, edition),
        edition.say("report.target_is", target=asked) if asked else None,
    )
    return Problem(
        indicator_anchor(outcome.roadmap, outcome.id),
        found_under(outcome.roadmap, indicator, edition),
        worded(indicator),
        "; ".join(detail for detail in details if detail),
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
    target = outcome.indicator.target
    value = measurement.overall.value
    if target is None or not target.value:
        return 1 - value if measurement.overall.total is not None else 1.0
    asked = target.value / 100 if measurement.overall.total is not None else target.value
    return abs(asked - value) / asked


def _overdue(edition: Edition) -> list[Problem]:
    outcomes = [event for event in edition.outcome.events if event.status is Status.OVERDUE]
    outcomes.sort(key=lambda each: overdue_since(each) or date.max)
    return [_overdue_event(outcome, edition) for outcome in outcomes]


def _overdue_event(outcome: EventOutcome, edition: Edition) -> Problem:
    event = edition.event(outcome.roadmap, outcome.id)
    since = overdue_since(outcome)
    days = (edition.as_of - since).days if since else 0
    return Problem(
        event_anchor(outcome.roadmap, outcome.id),
        event_name(outcome.roadmap, outcome.id, edition),
        event.title or edition.say("report.lost_text"),
        ", ".join(responsible.text for responsible in event.responsible if responsible.text),
        edition.counted("report.days_late", days) if days else "",
        status_badge(outcome.status, edition),
    )


def _in_need(edition: Edition, level: Level) -> list[Problem]:
    badge = Badge("not_met", edition.say("decision.organisation"))
    return [
        Problem(
            organisation_anchor(organisation.code, level),
            "",
            organisation.name,
            organisation.count,
            "",
            badge,
        )
        for organisation in view_organisations(edition, level)
    ]


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
        (f"verdict.{kind.value}", [outcome for outcome in outcomes if outcome.verdict.kind is kind])
        for kind in _UNJUDGED
    )
    return [_group(key, group, edition) for key, group in by_kind if group]


def _group(key: str, outcomes: list[IndicatorOutcome], edition: Edition) -> GapGroup:
    slug = outcomes[0].roadmap
    return GapGroup(
        edition.counted(edition.key(slug, f"gap.{key}.title"), len(outcomes)),
        edition.say(edition.key(slug, f"gap.{key}.meaning")),
        tuple(_indicator(outcome, edition) for outcome in outcomes),
    )


def _indicator(outcome: IndicatorOutcome, edition: Edition) -> Problem:
    problem = indicator_problem(outcome, edition)
    reason = reason_of(outcome, edition)
    declared = outcome.verdict.kind is VerdictKind.NOT_MEASURABLE
    return replace(problem, detail="" if declared else reason, key="")


def _not_measurable(outcomes: tuple[IndicatorOutcome, ...], edition: Edition) -> list[GapGroup]:
    reasons = [
        (str(indicator_outcome.indicator.not_measurable), indicator_outcome)
        for indicator_outcome in outcomes
        if indicator_outcome.verdict.kind is VerdictKind.NOT_MEASURABLE
    ]
    reasons.sort(key=lambda pair: pair[0])
    return [
        _group(f"not_measurable.{reason}", [outcome for _, outcome in group], edition)
        for reason, group in groupby(reasons, key=lambda pair: pair[0])
    ]


def _events(status: Status, edition: Edition) -> tuple[GapGroup, ...]:
    outcomes = [event for event in edition.outcome.events if event.status is status]
    if not outcomes:
        return ()
    return (
        GapGroup(
            edition.counted(f"gap.event.{status.value}.title", len(outcomes)),
            edition.say(f"gap.event.{status.value}.meaning"),
            tuple(_event(outcome, edition) for outcome in outcomes),
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
    printed, reason = event.schedule.printed, undated_reason(event, edition)
    return edition.say("report.undated", schedule=printed, reason=reason)
