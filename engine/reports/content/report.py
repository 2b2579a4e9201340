"""The whole report as a value."""

from collections import Counter

from engine.model.spec import Level
from engine.reports.checked_order import order_unchecked
from engine.reports.content.attention import view_gaps, view_organisations
from engine.reports.content.blocks import Badge, Option
from engine.reports.content.decision_tables import view_decisions
from engine.reports.content.events import circle_sentence, view_conflicts
from engine.reports.content.names import STATUSES, VERDICTS
from engine.reports.content.provenance import (
    audience_sentence,
    order_sentence,
    view_findings,
    view_provenance,
)
from engine.reports.content.roadmaps import view_requirements, view_roadmap
from engine.reports.content.since import view_since
from engine.reports.content.summary import view_summary
from engine.reports.content.views import ReportView
from engine.reports.edition import Edition
from engine.reports.numbers import long_date
from engine.results.changes import RunComparison
from engine.results.verdicts import IndicatorOutcome


def view_report(
    edition: Edition, *, drawn: bool = False, since: RunComparison | None = None
) -> ReportView:
    """Everything that a report says, as sentences and rows; with pictures when `drawn`."""
    project = edition.outcome.project
    return ReportView(
        language=edition.words.language.value,
        title=edition.say("report.title"),
        subtitle=_subtitle(edition),
        order=order_sentence(project.order, edition),
        as_of=edition.say("report.as_of", date=long_date(edition.as_of, edition.words)),
        audience=audience_sentence(edition),
        synthetic=project.data is not None and project.data.synthetic,
        summary=view_summary(edition),
        roadmaps=tuple(view_roadmap(roadmap, edition, drawn=drawn) for roadmap in project.roadmaps),
        requirements=view_requirements(edition, drawn=drawn),
        decisions=view_decisions(edition, drawn=drawn),
        since=view_since(since, edition.words) if since else None,
        verdict_options=_verdict_options(edition.outcome.indicators, "verdict", edition),
        requirement_options=_verdict_options(
            edition.outcome.requirements, "requirement.verdict", edition
        ),
        status_options=_status_options(edition),
        circle=circle_sentence(edition),
        order_unchecked=order_unchecked(edition.outcome.ordering, edition.words),
        order_compared=edition.outcome.ordering.compared,
        conflicts=view_conflicts(edition),
        gaps=view_gaps(edition),
        organisations=view_organisations(edition),
        municipalities=view_organisations(edition, Level.MUNICIPALITY),
        findings=view_findings(edition),
        provenance=view_provenance(edition),
    )


def _subtitle(edition: Edition) -> str:
    project = edition.outcome.project
    no_period = None if project.has_period else edition.say("report.no_period")
    period = project.period_text or no_period
    parts = (project.municipality.name, project.municipality.region, period)
    return ", ".join(part for part in parts if part)


def _verdict_options(
    outcomes: tuple[IndicatorOutcome, ...], section: str, edition: Edition
) -> tuple[Option, ...]:
    counts = Counter(outcome.verdict.kind.value for outcome in outcomes)
    return _options([kind.value for kind in VERDICTS], counts, section, edition)


def _status_options(edition: Edition) -> tuple[Option, ...]:
    counts = Counter(event.status.value for event in edition.outcome.events)
    return _options([status.value for status in STATUSES], counts, "status", edition)


def _options(
    kinds: list[str], counts: Counter[str], section: str, edition: Edition
) -> tuple[Option, ...]:
    return tuple(
        Option(Badge(kind, edition.say(f"{section}.{kind}")), edition.numerals.number(counts[kind]))
        for kind in kinds
        if counts[kind]
    )
