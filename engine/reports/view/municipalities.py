"""What each municipality of a region gave to a figure, and whether it reaches the target."""

from engine.model.rules import Change, Measure
from engine.model.spec import Indicator
from engine.reports.edition import Edition
from engine.reports.suppression import (
    counts_organisations,
    hidden_municipalities,
    sign_of_hidden,
)
from engine.reports.view.figures import part_of_composite, tally_figure
from engine.reports.view.pieces import Badge, TallyLine
from engine.results.verdicts import Figure, IndicatorOutcome, Tally


def municipal_lines(outcome: IndicatorOutcome, edition: Edition) -> tuple[TallyLine, ...]:
    """One line a municipality; last the organisations that belong to none."""
    indicator = edition.indicator(outcome.roadmap, outcome.id)
    measurement = outcome.verdict.measurement
    if measurement is None or indicator.rule is None:
        return ()
    hidden = hidden_municipalities(outcome, edition)
    reached = {each.key: each.found for each in measurement.municipal_elements}
    parts = measurement.by_municipality or measurement.municipal_figures
    return tuple(
        TallyLine(edition.municipality(part.key), sign_of_hidden(outcome, part.key, edition), "")
        if (part.key or "") in hidden
        else TallyLine(
            edition.municipality(part.key),
            _figure(part, indicator, indicator.rule.measure, edition),
            _remark(part, edition),
            _badge(reached.get(part.key or ""), edition),
        )
        for part in parts
    )


def _figure(part: Tally | Figure, indicator: Indicator, measure: Measure, edition: Edition) -> str:
    if isinstance(part, Figure):
        return part_of_composite(part, indicator, edition)
    counted = measure.of if isinstance(measure, Change) else measure
    target = None if counts_organisations(measure) else indicator.target
    return tally_figure(part, counted, target, edition)


def _remark(part: Tally | Figure, edition: Edition) -> str:
    missing = part.missing if isinstance(part, Tally) else 0
    return edition.counted("report.rows_without_answer", missing) if missing else ""


def _badge(is_reached: bool | None, edition: Edition) -> Badge | None:
    if is_reached is None:
        return None
    kind = "met" if is_reached else "not_met"
    return Badge(kind, edition.say(f"verdict.{kind}"))
