"""Indicators with their verdicts."""

from engine.model.spec import Gaps, Indicator
from engine.reports.dates import long_date
from engine.reports.edition import Edition
from engine.reports.view.anchors import indicator_anchor
from engine.reports.view.figures import distance_of, figure_of, gauge_of, target_of
from engine.reports.view.pieces import Badge
from engine.reports.view.values import IndicatorView
from engine.reports.view.working import view_working
from engine.results.verdicts import IndicatorOutcome, Verdict, VerdictKind


def view_indicator(outcome: IndicatorOutcome, edition: Edition) -> IndicatorView:
    """One indicator, ready to be shown."""
    indicator = edition.indicator(outcome.roadmap, outcome.id)
    verdict = outcome.verdict
    return IndicatorView(
        anchor=indicator_anchor(outcome.roadmap, outcome.id),
        id=f"{outcome.roadmap}/{outcome.id}",
        label=_label(outcome, edition),
        badge=verdict_badge(verdict.kind, edition),
        group=indicator.group,
        text=indicator.text,
        clause=indicator.clause,
        figure=figure_of(outcome, edition),
        target=target_of(indicator, edition),
        distance=distance_of(outcome, edition),
        missing=_missing(verdict, edition),
        reason="" if _says_it_all(verdict) else reason_of(verdict, edition),
        gauge=gauge_of(outcome, edition),
        waiver=_waiver(verdict, edition),
        notes=_notes(indicator, edition),
        working=view_working(outcome, edition),
    )


def verdict_badge(kind: VerdictKind, edition: Edition) -> Badge:
    """The verdict in words."""
    return Badge(kind.value, edition.say(f"verdict.{kind.value}"))


def reason_of(verdict: Verdict, edition: Edition) -> str:
    """Why the verdict is what it is."""
    params = dict(verdict.params)
    table = params.get("table", params.get("dataset", ""))
    return edition.say(f"verdict_reason.{verdict.reason}", **{**params, "table": table})


def _says_it_all(verdict: Verdict) -> bool:
    """Whether figures and distance leave nothing for the reason to add."""
    return verdict.kind is VerdictKind.MET or verdict.distance is not None


def _label(outcome: IndicatorOutcome, edition: Edition) -> str:
    ids = [each.id for each in edition.roadmap(outcome.roadmap).indicators]
    return edition.say("report.indicator_number", n=ids.index(outcome.id) + 1, of=len(ids))


def _missing(verdict: Verdict, edition: Edition) -> str | None:
    tally = verdict.measurement.overall if verdict.measurement else None
    if tally is None or not tally.missing:
        return None
    return edition.counted("report.rows_without_answer", tally.missing)


def _waiver(verdict: Verdict, edition: Edition) -> str | None:
    waiver = verdict.waiver
    if waiver is None:
        return None
    replaced = edition.say(f"verdict.{verdict.replaced.value}") if verdict.replaced else ""
    return edition.say(
        "report.waiver",
        reason=waiver.reason,
        author=waiver.author,
        until=long_date(waiver.until, edition.words),
        replaced=replaced,
    )


def _notes(indicator: Indicator, edition: Edition) -> tuple[str, ...]:
    due = (
        (edition.say("report.due", date=long_date(indicator.due, edition.words)),)
        if indicator.due
        else ()
    )
    return (*due, *gap_notes(indicator.lost, indicator.suggested, edition))


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
