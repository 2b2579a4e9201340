"""«Как посчитано»: the rule, its place, and what every group gave."""

from collections.abc import Mapping

from engine.model.rules import Change, Formula, Index
from engine.model.spec import Indicator
from engine.reports.edition import Edition
from engine.reports.suppression import hidden_organisations, hides_overall, sign_of_hidden
from engine.reports.view.figures import (
    part_of_composite,
    small_group,
    step_figure,
    tally_figure,
)
from engine.reports.view.lifetimes import lifetime_facts
from engine.reports.view.looking import figure_lines
from engine.reports.view.municipalities import municipal_lines
from engine.reports.view.pieces import Badge, ElementLine, Fact, TallyLine, Working
from engine.reports.view.proofs import view_proofs
from engine.reports.view.rule_words import rule_facts
from engine.reports.view.spread import spread_of_organisations
from engine.results.verdicts import Element, Figure, IndicatorOutcome, Measurement, Tally


def view_working(outcome: IndicatorOutcome, edition: Edition, *, drawn: bool = False) -> Working:
    """The calculation of one verdict; only its place where there is no rule."""
    indicator = edition.indicator(outcome.roadmap, outcome.id)
    measurement = outcome.verdict.measurement
    hidden = {
        code: sign_of_hidden(outcome, code, edition)
        for code in hidden_organisations(outcome, edition)
    }
    return Working(
        facts=rule_facts(indicator.rule, edition) if indicator.rule else (),
        readings=_readings(outcome, indicator, edition),
        place=_place_fact(indicator, edition),
        periods=_periods(outcome, indicator, edition),
        municipalities=municipal_lines(outcome, edition),
        organisations=_organisations(measurement, indicator, edition, hidden),
        elements=_elements(measurement, edition, hidden),
        proofs=view_proofs(measurement.documents, edition) if measurement else (),
        note=edition.say("report.small_groups_hidden", n=small_group(edition)) if hidden else None,
        remark=indicator.note,
        picture=spread_of_organisations(outcome, edition) if drawn else None,
    )


def _readings(
    outcome: IndicatorOutcome, indicator: Indicator, edition: Edition
) -> tuple[Fact, ...]:
    measurement, rule = outcome.verdict.measurement, indicator.rule
    if measurement is None:
        return ()
    gone = lifetime_facts(outcome.roadmap, rule.measure, edition) if rule else ()
    return (*_reading_facts(measurement, edition), *gone)


def _reading_facts(measurement: Measurement, edition: Edition) -> tuple[Fact, ...]:
    numbers = (
        ("rows_read", measurement.rows_read),
        ("without_answer", measurement.overall.missing),
        ("set_aside", measurement.overall.set_aside - measurement.unread_period),
        ("unread_period", measurement.unread_period),
    )
    return tuple(
        Fact(edition.say(f"working.{label}"), edition.numerals.number(number))
        for label, number in numbers
        if number
    )


def _place_fact(indicator: Indicator, edition: Edition) -> Fact:
    origin = indicator.rule.origin if indicator.rule else indicator.origin
    return Fact(edition.say("working.place"), str(edition.places.place(origin)), code=True)


def _periods(
    outcome: IndicatorOutcome, indicator: Indicator, edition: Edition
) -> tuple[TallyLine, ...]:
    measurement = outcome.verdict.measurement
    measure = indicator.rule.measure if indicator.rule else None
    if measurement is None or not isinstance(measure, Change):
        return ()
    return tuple(
        TallyLine(
            step.key or "",
            edition.say("report.hidden")
            if hides_overall(outcome, step, edition)
            else _step_line(step, measure, indicator, edition),
            _missing_remark(step, edition),
        )
        for step in measurement.steps
    )


def _step_line(step: Tally, change: Change, indicator: Indicator, edition: Edition) -> str:
    if step.total is None:
        return step_figure(step, change, indicator.target, edition)
    return tally_figure(step, change.of, None, edition)


def _organisations(
    measurement: Measurement | None,
    indicator: Indicator,
    edition: Edition,
    hidden: Mapping[str, str],
) -> tuple[TallyLine, ...]:
    if measurement is None or indicator.rule is None:
        return ()
    measure = indicator.rule.measure
    if isinstance(measure, Index | Formula):
        return tuple(_composed(each, indicator, edition, hidden) for each in measurement.figures)
    if measurement.figures:
        return figure_lines(measurement, measure, edition, hidden)
    counted = measure.of if isinstance(measure, Change) else measure
    return tuple(
        TallyLine(
            edition.named_by_rows(tally.key),
            hidden[tally.key or ""]
            if (tally.key or "") in hidden
            else tally_figure(tally, counted, indicator.target, edition),
            "" if (tally.key or "") in hidden else _missing_remark(tally, edition),
        )
        for tally in measurement.by_organisation
    )


def _composed(
    figure: Figure, indicator: Indicator, edition: Edition, hidden: Mapping[str, str]
) -> TallyLine:
    if (figure.key or "") in hidden:
        return TallyLine(edition.named_by_rows(figure.key), hidden[figure.key or ""], "")
    shown = part_of_composite(figure, indicator, edition)
    return TallyLine(edition.named_by_rows(figure.key), shown, "")


def _missing_remark(tally: Tally, edition: Edition) -> str:
    return edition.counted("report.rows_without_answer", tally.missing) if tally.missing else ""


def _elements(
    measurement: Measurement | None, edition: Edition, hidden: Mapping[str, str]
) -> tuple[ElementLine, ...]:
    if measurement is None:
        return ()
    return tuple(_element(each, edition, hidden.get(each.key)) for each in measurement.elements)


def _element(element: Element, edition: Edition, hidden: str | None) -> ElementLine:
    if hidden:
        badge = Badge("not_applicable", hidden)
        return ElementLine(edition.organisation(element.key), badge, ())
    kind = "met" if element.found else "not_met"
    label = edition.say("report.found" if element.found else "report.absent")
    return ElementLine(
        edition.organisation(element.key),
        Badge(kind, label),
        view_proofs(element.documents, edition, of=element.key),
    )
