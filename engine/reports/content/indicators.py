"""Indicators with their verdicts."""

from datetime import date

from engine.model.citations import printed
from engine.model.spec import Gaps, Indicator
from engine.reports.content.blocks import Badge
from engine.reports.content.calculation import missing_remark, view_working
from engine.reports.content.figures import (
    baseline_figure,
    distance_of,
    figure_of,
    gauge_of,
    progress_text,
    target_of,
)
from engine.reports.content.names import column_name, indicator_anchor, worded
from engine.reports.content.spread import path_of_targets, spread_of_municipalities
from engine.reports.content.validity import validity_notes
from engine.reports.content.values import value_lines
from engine.reports.content.views import IndicatorView
from engine.reports.edition import Edition
from engine.reports.numbers import long_date
from engine.results.verdicts import IndicatorOutcome, Verdict, VerdictKind


def view_indicator(
    outcome: IndicatorOutcome, edition: Edition, *, drawn: bool = False
) -> IndicatorView:
    """One indicator, ready to be shown; with pictures when `drawn`."""
    indicator = outcome.indicator
    verdict = outcome.verdict
    return IndicatorView(
        anchor=indicator_anchor(outcome.roadmap, outcome.id),
        id=outcome.full_id,
        label=_label(outcome, edition),
        badge=verdict_badge(outcome, edition),
        body=_body(outcome, edition),
        group=indicator.group,
        text=indicator.text,
        worded=worded(indicator),
        clause=printed(indicator.clause),
        figure=figure_of(outcome, edition),
        target=target_of(indicator, edition),
        distance=distance_of(outcome, edition),
        progress=progress_text(outcome, edition),
        missing=_missing(verdict, edition),
        reason="" if _says_it_all(verdict) else reason_of(outcome, edition),
        gauge=gauge_of(outcome, edition),
        waiver=_waiver(outcome, edition),
        notes=(*_notes(outcome.roadmap, indicator, edition), *_repeated(outcome, edition)),
        working=view_working(outcome, edition, value_lines(outcome, edition), drawn=drawn),
        column=column_name(indicator, edition),
        picture=(spread_of_municipalities(outcome, edition) or path_of_targets(outcome, edition))
        if drawn
        else None,
    )


def verdict_badge(outcome: IndicatorOutcome, edition: Edition) -> Badge:
    """The verdict in words."""
    kind = outcome.verdict.kind
    return Badge(kind.value, verdict_name(outcome.roadmap, kind, edition))


def verdict_name(slug: str | None, kind: VerdictKind, edition: Edition) -> str:
    """«выполнен» of an indicator, «выполнено» of a requirement."""
    return edition.say(edition.key(slug, f"verdict.{kind.value}"))


def reason_of(outcome: IndicatorOutcome, edition: Edition) -> str:
    """Why the verdict is what it is."""
    params = dict(outcome.verdict.params)
    key = edition.key(outcome.roadmap, f"verdict_reason.{outcome.verdict.reason}")
    due = (
        long_date(date.fromisoformat(str(params["due"])), edition.words) if "due" in params else ""
    )
    told = {"table": params.get("dataset", ""), **params, "due": due}
    return edition.say(key, count=params.get("late", 0), **told)


def _says_it_all(verdict: Verdict) -> bool:
    """Whether figures and distance leave nothing for the reason to add."""
    if verdict.kind is VerdictKind.MET:
        return verdict.reason not in ("reached_by_due", "reached_undated")
    return verdict.distance is not None


def _label(outcome: IndicatorOutcome, edition: Edition) -> str:
    slug, project = outcome.roadmap, edition.outcome.project
    listed = project.requirements if slug is None else edition.roadmap(slug).indicators
    key = edition.key(slug, "report.indicator_number")
    return edition.say(key, n=edition.numbers[slug, outcome.id], of=len(listed))


def _body(outcome: IndicatorOutcome, edition: Edition) -> str | None:
    """Who must meet a requirement; None where the document names nobody."""
    if outcome.roadmap is not None:
        return None
    body = edition.outcome.project.body(edition.requirement(outcome.id).body)
    return body.name if body else None


def _missing(verdict: Verdict, edition: Edition) -> str | None:
    measured = verdict.measurement
    if measured is None:
        return None
    unread = measured.unread_period
    without_period = edition.counted("report.rows_without_period", unread) if unread else ""
    said = (missing_remark(measured.overall, edition), without_period)
    return "; ".join(each for each in said if each) or None


def _waiver(outcome: IndicatorOutcome, edition: Edition) -> str | None:
    waiver, kind = outcome.verdict.waiver, outcome.verdict.replaced
    if waiver is None:
        return None
    replaced = verdict_name(outcome.roadmap, kind, edition) if kind else ""
    return edition.say(
        "report.waiver",
        reason=waiver.reason,
        author=waiver.author,
        until=long_date(waiver.until, edition.words),
        since=long_date(waiver.since, edition.words) if waiver.since else "",
        organisation=edition.organisation(waiver.organisation) if waiver.organisation else "",
        replaced=replaced,
    )


def _notes(slug: str | None, indicator: Indicator, edition: Edition) -> tuple[str, ...]:
    key = edition.key(slug, "report.due")
    words = indicator.due_text or ""
    due = (
        (edition.say(key, date=long_date(indicator.due, edition.words), words=words),)
        if indicator.due
        else ()
    )
    return (
        *due,
        *_started(indicator, edition),
        *validity_notes(indicator.validity, edition.words),
        *gap_notes(indicator.lost, indicator.suggested, edition),
    )


def _started(indicator: Indicator, edition: Edition) -> tuple[str, ...]:
    """The figure that one starts from, of when it is, and who told it."""
    baseline = indicator.baseline
    if baseline is None:
        return ()
    base = baseline_figure(indicator, edition)
    return (
        edition.say(
            "report.baseline", value=base, date=baseline.dated, source=baseline.source or ""
        ),
    )


def _repeated(outcome: IndicatorOutcome, edition: Edition) -> tuple[str, ...]:
    """Why figures are hidden that by themselves tell of enough persons."""
    hidden = edition.hidden.get(outcome.full_id)
    is_repeated = hidden is not None and hidden.is_repeated
    return (edition.say("report.hidden_repeated", n=edition.least),) if is_repeated else ()


def gap_notes(lost: Gaps, suggested: Gaps, edition: Edition) -> tuple[str, ...]:
    """What the scan lost, and what it probably said."""
    return (
        *(
            edition.say("report.lost", field=_field(name, edition), what=what)
            for name, what in lost
        ),
        *(
            edition.say("report.suggested", field=_field(name, edition), text=text)
            for name, text in suggested
        ),
    )


def _field(name: str, edition: Edition) -> str:
    key = f"field.{name}"
    return edition.say(key) if edition.words.has(key) else name
