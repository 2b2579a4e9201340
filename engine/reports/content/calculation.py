"""«Как посчитано»: the rule, its place, and what every group gave.

Organisations that a rule leaves out, since they do not exist on the day that is judged, and what
each municipality of a region gave to a figure.
"""

from collections.abc import Mapping
from datetime import date

from engine.model.rules import (
    Measure,
)
from engine.model.spec import Indicator, Window
from engine.query.periods import read_period, resolved
from engine.reports.content.blocks import (
    Badge,
    ElementLine,
    Fact,
    TallyLine,
    Working,
)
from engine.reports.content.figures import (
    figure_lines,
    part_of_composite,
    small_group,
    step_figure,
    tally_figure,
)
from engine.reports.content.names import view_proofs
from engine.reports.content.rule_words import rule_facts
from engine.reports.content.spread import spread_of_organisations
from engine.reports.edition import Edition
from engine.reports.numbers import short_date
from engine.reports.suppression import (
    hidden_municipalities,
    hidden_organisations,
    hides_overall,
    sign_of_hidden,
)
from engine.results.outcome import Organisation
from engine.results.verdicts import (
    Element,
    Figure,
    IndicatorOutcome,
    Measurement,
    Tally,
    is_too_small,
)

_SHOWN = 10


def lifetime_facts(slug: str | None, measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    """One fact with the names of those left out and their days; none where all are there."""
    day = _day(slug, measure, edition)
    named = frozenset(measure.datasets())
    gone = [
        organisation
        for organisation in edition.outcome.organisations
        if organisation.dataset in named and not organisation.exists_on(day)
    ]
    if not gone:
        return ()
    shown = tuple(_named(organisation, day, edition) for organisation in gone[:_SHOWN])
    more = len(gone) - len(shown)
    told = edition.say(
        "working.gone", names=shown, date=short_date(day, edition.words), more=more or ""
    )
    return (Fact(edition.say("working.not_there"), told),)


def _day(slug: str | None, measure: Measure, edition: Edition) -> date:
    """The last day that the rule looks at."""
    window = _window(slug, measure, edition)
    return min(window.end, edition.as_of) if window else edition.as_of


def _window(slug: str | None, measure: Measure, edition: Edition) -> Window | None:
    own = edition.roadmap(slug).period if slug else None
    window, periods = own or edition.outcome.project.period, measure.periods()
    return read_period(resolved(periods[-1], window, edition.as_of)) if periods else window


def _named(organisation: Organisation, day: date, edition: Edition) -> str:
    until = organisation.until
    if until and until < day:
        return edition.say(
            "working.closed", name=organisation.name, date=short_date(until, edition.words)
        )
    assert organisation.since
    return edition.say(
        "working.opens", name=organisation.name, date=short_date(organisation.since, edition.words)
    )


def municipal_lines(outcome: IndicatorOutcome, edition: Edition) -> tuple[TallyLine, ...]:
    """One line a municipality; last the organisations that belong to none."""
    indicator = outcome.indicator
    measurement = outcome.verdict.measurement
    if measurement is None or indicator.rule is None:
        return ()
    hidden = hidden_municipalities(outcome, edition)
    reached = {element.key: element.found for element in measurement.municipal_elements}
    parts = measurement.by_municipality or measurement.municipal_figures
    return tuple(
        TallyLine(edition.municipality(part.key), sign_of_hidden(outcome, part.key, edition), "")
        if (part.key or "") in hidden
        else group_line(
            edition.municipality(part.key),
            part,
            indicator,
            edition,
            is_reached=reached.get(part.key or ""),
        )
        for part in parts
    )


def group_line(
    name: str,
    part: Tally | Figure,
    indicator: Indicator,
    edition: Edition,
    *,
    is_reached: bool | None,
) -> TallyLine:
    """A municipality or a value of a column: its figure, its gaps, whether it reaches the
    target."""
    assert indicator.rule is not None
    figure = _figure(part, indicator, indicator.rule.measure, edition)
    return TallyLine(name, figure, _remark(part, edition), _badge(is_reached, edition))


def _figure(part: Tally | Figure, indicator: Indicator, measure: Measure, edition: Edition) -> str:
    if is_too_small(part, indicator):
        return too_small(part, indicator, edition)
    if isinstance(part, Figure):
        return part_of_composite(part, indicator, edition)
    target = None if measure.counts_organisations else indicator.target
    return tally_figure(part, measure.of_one_period, target, edition)


def _remark(part: Tally | Figure, edition: Edition) -> str:
    return missing_remark(part, edition) if isinstance(part, Tally) else ""


def _badge(is_reached: bool | None, edition: Edition) -> Badge | None:
    if is_reached is None:
        return None
    kind = "met" if is_reached else "not_met"
    return Badge(kind, edition.say(f"verdict.{kind}"))


def view_working(
    outcome: IndicatorOutcome,
    edition: Edition,
    values: tuple[TallyLine, ...] = (),
    *,
    drawn: bool = False,
) -> Working:
    """The calculation of one verdict; only its place where there is no rule."""
    indicator = outcome.indicator
    measurement = outcome.verdict.measurement
    hidden = {
        code: sign_of_hidden(outcome, code, edition)
        for code in hidden_organisations(outcome, edition)
    }
    return Working(
        facts=(*rule_facts(indicator.rule, edition), *_least_fact(indicator, edition))
        if indicator.rule
        else (),
        readings=_readings(outcome, indicator, edition),
        place=_place_fact(indicator, edition),
        periods=_periods(outcome, indicator, edition),
        municipalities=municipal_lines(outcome, edition),
        organisations=_organisations(measurement, indicator, edition, hidden),
        values=values,
        elements=_elements(measurement, edition, hidden),
        proofs=view_proofs(measurement.documents, edition) if measurement else (),
        note=edition.say("report.small_groups_hidden", n=small_group(edition)) if hidden else None,
        remark=indicator.note,
        picture=spread_of_organisations(outcome, edition) if drawn else None,
    )


def _least_fact(indicator: Indicator, edition: Edition) -> tuple[Fact, ...]:
    """The least group that is judged, where one is named."""
    if indicator.min_n is None:
        return ()
    return (Fact(edition.say("working.least_group"), edition.numerals.number(indicator.min_n)),)


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
        ("weightless", measurement.weightless),
    )
    facts = tuple(
        Fact(edition.say(f"working.{label}"), edition.numerals.number(number))
        for label, number in numbers
        if number
    )
    if not measurement.overall.gaps_withheld:
        return facts
    return (*facts, Fact(edition.say("working.gaps"), edition.say("report.hidden")))


def _place_fact(indicator: Indicator, edition: Edition) -> Fact:
    origin = indicator.rule.origin if indicator.rule else indicator.origin
    return Fact(edition.say("working.place"), str(edition.places.place(origin)), code=True)


def _periods(
    outcome: IndicatorOutcome, indicator: Indicator, edition: Edition
) -> tuple[TallyLine, ...]:
    measurement = outcome.verdict.measurement
    measure = indicator.rule.measure if indicator.rule else None
    if measurement is None or measure is None or measure.over_time() is None:
        return ()
    return tuple(
        TallyLine(
            step.key or "",
            edition.say("report.hidden")
            if hides_overall(outcome, step, edition)
            else _step_line(step, measure, indicator, edition),
            missing_remark(step, edition),
        )
        for step in measurement.steps
    )


def _step_line(step: Tally, change: Measure, indicator: Indicator, edition: Edition) -> str:
    if step.total is None:
        return step_figure(step, change, indicator.target, edition)
    return tally_figure(step, change.of_one_period, None, edition)


def _organisations(
    measurement: Measurement | None,
    indicator: Indicator,
    edition: Edition,
    hidden: Mapping[str, str],
) -> tuple[TallyLine, ...]:
    if measurement is None or indicator.rule is None:
        return ()
    measure = indicator.rule.measure
    if measure.made_of() and measurement.statistic:
        return tuple(
            _composed(figure, indicator, edition, hidden) for figure in measurement.figures
        )
    if measurement.figures:
        return figure_lines(measurement, measure, edition, hidden)
    return tuple(
        TallyLine(
            edition.named_by_rows(tally.key),
            hidden[tally.key or ""]
            if (tally.key or "") in hidden
            else _of_organisation(tally, indicator, measure, edition),
            "" if (tally.key or "") in hidden else missing_remark(tally, edition),
        )
        for tally in measurement.by_organisation
    )


def _of_organisation(tally: Tally, indicator: Indicator, measure: Measure, edition: Edition) -> str:
    if is_too_small(tally, indicator):
        return too_small(tally, indicator, edition)
    return tally_figure(tally, measure.of_one_period, indicator.target, edition)


def too_small(part: Tally | Figure, indicator: Indicator, edition: Edition) -> str:
    """«мало данных: 3 из нужных 10»."""
    size = part.size if isinstance(part, Tally) else part.n
    number = edition.numerals.number
    return edition.say("report.too_small", n=number(size), least=number(indicator.min_n or 0))


def _composed(
    figure: Figure, indicator: Indicator, edition: Edition, hidden: Mapping[str, str]
) -> TallyLine:
    if (figure.key or "") in hidden:
        return TallyLine(edition.named_by_rows(figure.key), hidden[figure.key or ""], "")
    shown = _figure(figure, indicator, indicator.rule.measure, edition) if indicator.rule else ""
    return TallyLine(edition.named_by_rows(figure.key), shown, "")


def missing_remark(tally: Tally, edition: Edition) -> str:
    """How many rows have no answer, or that it may not be told; else blank."""
    if tally.gaps_withheld:
        return edition.say("report.gaps_hidden")
    return edition.counted("report.rows_without_answer", tally.missing) if tally.missing else ""


def _elements(
    measurement: Measurement | None, edition: Edition, hidden: Mapping[str, str]
) -> tuple[ElementLine, ...]:
    if measurement is None:
        return ()
    return tuple(
        _element(element, edition, hidden.get(element.key)) for element in measurement.elements
    )


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
