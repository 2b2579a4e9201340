"""«Как посчитано»: the rule, its place, and what every group gave.

Organisations that a rule leaves out, since they do not exist on the day that is judged.

What each municipality of a region gave to a figure, and whether it reaches the target.

A rule in words: what it computes, its conditions and parameters, what an empty answer means.

How organisations or municipalities lie: a picture beside their table.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from engine.measures.comparing import Range, exact_value, figure, reaches
from engine.model.measures import Band, Form
from engine.model.rules import (
    Measure,
    Rule,
)
from engine.model.spec import Indicator, Window
from engine.model.targets import Target, Unit
from engine.query.periods import read_period
from engine.reports.charts.comparison import Against, Dot, draw_dots
from engine.reports.charts.svg import Layout
from engine.reports.content.blocks import (
    Badge,
    Drawing,
    ElementLine,
    Fact,
    Picture,
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
from engine.reports.content.names import indicator_anchor, view_proofs
from engine.reports.content.sentences import sentence_text, table_name
from engine.reports.edition import Edition
from engine.reports.numbers import short_date
from engine.reports.suppression import (
    hidden_municipalities,
    hidden_organisations,
    hides_overall,
    sign_of_hidden,
)
from engine.results.outcome import Organisation
from engine.results.verdicts import Element, Figure, IndicatorOutcome, Measurement, Tally

_SHOWN = 10


def lifetime_facts(slug: str | None, measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    """One fact with the names of those left out and their days; none where all are there."""
    day = _day(slug, measure, edition)
    named = frozenset(measure.datasets())
    gone = [
        each
        for each in edition.outcome.organisations
        if each.dataset in named and not each.exists_on(day)
    ]
    if not gone:
        return ()
    shown = tuple(_named(each, day, edition) for each in gone[:_SHOWN])
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
    rows = measure.rows()
    if rows and rows.period:
        return read_period(rows.period)
    own = edition.roadmap(slug).period if slug else None
    return own or edition.outcome.project.period


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
    target = None if measure.counts_organisations else indicator.target
    return tally_figure(part, measure.of_one_period, target, edition)


def _remark(part: Tally | Figure, edition: Edition) -> str:
    return missing_remark(part, edition) if isinstance(part, Tally) else ""


def _badge(is_reached: bool | None, edition: Edition) -> Badge | None:
    if is_reached is None:
        return None
    kind = "met" if is_reached else "not_met"
    return Badge(kind, edition.say(f"verdict.{kind}"))


def rule_sentence(rule: Rule, edition: Edition) -> str:
    """What the rule computes, with the name that it has in the library."""
    sentence = measure_sentence(rule.measure, edition)
    if rule.name is None:
        return sentence
    return edition.say("working.library", sentence=sentence, name=rule.name, source=rule.source)


def rule_facts(rule: Rule, edition: Edition) -> tuple[Fact, ...]:
    """The sentence, the parameters by date, the tables and the conditions."""
    sentence = Fact(edition.say("working.measure"), rule_sentence(rule, edition))
    return (sentence, *stood_facts(rule, edition), *_measure_facts(rule.measure, edition))


def stood_facts(rule: Rule, edition: Edition) -> tuple[Fact, ...]:
    """The parameters of several values by date: which one is taken, and since when it stands."""
    return tuple(
        Fact(
            each.title,
            edition.say(
                "working.stood",
                value=each.value,
                since=short_date(each.since, edition.words),
                until=short_date(each.until, edition.words) if each.until else "",
            ),
        )
        for each in rule.stood
    )


def measure_sentence(measure: Measure, edition: Edition) -> str:
    """What the measure does, in one sentence."""
    return sentence_text(measure.said(), edition)


_FACTS = ("among", "where", "of", "reference", "before", "after")
"""The conditions of a measure in the order in which they are told."""


def _measure_facts(measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    told = measure.tallied
    facts: list[Fact] = []
    for label, name in told.told_tables():
        facts.append(Fact(edition.say(f"working.{label}"), table_name(name, edition)))
    clauses = {key: clause for key, _, clause in told.own_clauses() if clause}
    for key in _FACTS:
        if clause := clauses.get(key):
            facts.append(Fact(edition.say(f"working.{key}"), clause.text, code=True))
    if (told.fewest or 0) > 1:
        facts.append(Fact(edition.say("working.min_n"), edition.numerals.number(told.fewest or 0)))
    for key, text in told.facts():
        facts.append(Fact(edition.say(f"working.{key}"), text, code=True))
    if missing := missing_sentence(measure, edition):
        facts.append(Fact(edition.say("working.missing"), missing))
    return tuple(facts)


def missing_sentence(measure: Measure, edition: Edition) -> str | None:
    """What an empty answer means to the measure; None where none can occur."""
    missing = measure.tallied.taken_missing
    return edition.say(f"missing.{missing.value}") if missing else None


MOST = 40
"""Rows of a picture; of more organisations those that lie farthest out are drawn."""


def spread_of_municipalities(outcome: IndicatorOutcome, edition: Edition) -> Picture | None:
    """Each municipality of a region against the target."""
    indicator, measurement = _of(outcome, edition)
    if measurement is None or indicator.rule is None:
        return None
    hidden = hidden_municipalities(outcome, edition)
    parts = measurement.by_municipality or measurement.municipal_figures
    shown = [each for each in parts if each.key and each.key not in hidden and _has_ratio(each)]
    is_share = _is_share(indicator.rule.measure, indicator.target)
    target = indicator.target
    written = _percent(edition, target) if is_share else edition.numerals.number
    limit = _limit(target, is_share)
    reached = {each.key: each.found for each in measurement.municipal_elements}
    dots = [
        Dot(
            edition.municipality(each.key),
            value,
            written(value),
            not reached.get(each.key or "", _reaches(each, target)),
        )
        for each in shown
        if (value := each.value) is not None
    ]
    against = Against(edition.say("picture.dots.target", value=written(limit)), mark=limit) \
        if limit is not None else None  # fmt: skip
    return _picture("municipalities", outcome, dots, against, written, edition)


def path_of_targets(outcome: IndicatorOutcome, edition: Edition) -> Picture | None:
    """The baseline, the targets to come, and where the figure stands on the way."""
    indicator, measurement = _of(outcome, edition)
    if measurement is None or indicator.rule is None:
        return None
    is_share = _is_share(indicator.rule.measure, indicator.target)
    written = _percent(edition, None) if is_share else edition.numerals.number
    hidden = hides_overall(outcome, measurement.overall, edition)
    now = None if hidden else _reached(measurement)
    dots = [*_start(indicator, is_share, written, edition)]
    dots += [
        Dot(by, limit, written(limit), now is not None and not _reaches(now, target))
        for by, target in _steps_to_come(indicator, edition)
        if (limit := _limit(target, is_share)) is not None
    ]
    value = now.value if now else None
    against = None if value is None else Against(
        edition.say("picture.dots.now", value=written(value)), mark=value
    )  # fmt: skip
    return _picture("path", outcome, dots, against, written, edition, in_order=True)


def _start(
    indicator: Indicator, is_share: bool, written: Callable[[float], str], edition: Edition
) -> Iterator[Dot]:
    """Where one starts from, as the first step of the way."""
    if indicator.baseline:
        value = indicator.baseline.value / (100 if is_share else 1)
        name = edition.say("picture.dots.baseline", date=indicator.baseline.dated)
        yield Dot(name, value, written(value), False)


def _steps_to_come(indicator: Indicator, edition: Edition) -> Iterator[tuple[str, Target]]:
    """Targets by year, or the one target with its day."""
    if indicator.path:
        yield from ((each.by, each.target) for each in indicator.path)
    elif indicator.target and indicator.due:
        yield indicator.due_text or short_date(indicator.due, edition.words), indicator.target


def _reached(measurement: Measurement) -> Tally | Figure | None:
    found = measurement.statistic or measurement.overall
    return None if found.value is None or measurement.steps else found


def spread_of_organisations(outcome: IndicatorOutcome, edition: Edition) -> Picture | None:
    """Each organisation's interval against that of the reference, or its change between fences."""
    indicator, measurement = _of(outcome, edition)
    measure = indicator.rule.measure if indicator.rule else None
    if measurement is None or measure is None or measure.band is None:
        return None
    hidden = hidden_organisations(outcome, edition)
    shown = [f for f in measurement.figures if f.key and f.value is not None]
    shown = [each for each in shown if each.key not in hidden]
    band = _band(measurement, measure)
    words = edition.say(f"picture.dots.{measure.band.value}")
    against = Against(words, band=band) if band else None
    written = edition.numerals.number
    dots = list(_dots(shown, measure.band is Band.REFERENCE, edition))
    return _picture("organisations", outcome, dots, against, written, edition)


def _dots(figures: list[Figure], has_intervals: bool, edition: Edition) -> Iterator[Dot]:
    for each in figures:
        assert each.value is not None
        low, high = (each.low, each.high) if has_intervals else (None, None)
        label = edition.numerals.number(each.value)
        yield Dot(edition.organisation(each.key), each.value, label, each.sign is True, low, high)


def _of(outcome: IndicatorOutcome, edition: Edition) -> tuple[Indicator, Measurement | None]:
    return outcome.indicator, outcome.verdict.measurement


def _has_ratio(part: Tally | Figure) -> bool:
    """Sums of municipalities of different size say nothing side by side."""
    return isinstance(part, Figure) or bool(part.total)


def _is_share(measure: Measure, target: Target | None) -> bool:
    if target is not None and target.unit is not None:
        return target.unit is Unit.PERCENT
    return measure.of_one_period.form not in (Form.AVERAGED, Form.COMPOSED)


def _percent(edition: Edition, target: Target | None) -> Callable[[float], str]:
    boundary = target.value if target else None
    return lambda value: edition.numerals.percent(value, target=boundary)


def _limit(target: Target | None, is_share: bool) -> float | None:
    if target is None or target.value is None:
        return None
    return target.value / 100 if is_share else target.value


def _reaches(part: Tally | Figure, target: Target | None) -> bool:
    value = figure(part) if isinstance(part, Tally) else exact_value(part)
    if target is None or target.operator is None or value is None:
        return True
    return reaches(target, Range(value, value)) is True


def _band(measurement: Measurement, measure: Measure) -> tuple[float, float] | None:
    """The interval of the reference group; or the fences, which are the same for everyone."""
    whole = measure.band is Band.REFERENCE
    for each in measurement.figures:
        if (each.key is None) is whole and each.low is not None and each.high is not None:
            return each.low, each.high
    return None


def _picture(
    kind: str,
    outcome: IndicatorOutcome,
    dots: list[Dot],
    against: Against | None,
    written: Callable[[float], str],
    edition: Edition,
    *,
    in_order: bool = False,
) -> Picture | None:
    """One drawing a width, the largest on top, or as given; none of fewer than two."""
    if len(dots) < 2:
        return None
    middle = sorted(each.value for each in dots)[len(dots) // 2]
    chosen = sorted(dots, key=lambda dot: (not dot.stands_out, -abs(dot.value - middle)))[:MOST]
    chosen.sort(key=lambda dot: dots.index(dot) if in_order else (-dot.value, dot.name))
    out = tuple(dot.name for dot in chosen if dot.stands_out)
    says = edition.say(
        "picture.dots.says", n=len(chosen), of=len(dots), names=out[:5], more=max(len(out) - 5, 0)
    )
    anchor = f"d-{kind}-{indicator_anchor(outcome.roadmap, outcome.id)}"
    name = edition.say(f"picture.dots.{kind}")
    return Picture(
        anchor,
        name,
        tuple(
            Drawing(
                layout.value,
                draw_dots(
                    f"{anchor}-{layout.value}", chosen, against, (name, says), written,
                    layout=layout,
                ),
            )
            for layout in Layout
        ),
    )  # fmt: skip


def view_working(outcome: IndicatorOutcome, edition: Edition, *, drawn: bool = False) -> Working:
    """The calculation of one verdict; only its place where there is no rule."""
    indicator = outcome.indicator
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
        ("weightless", measurement.weightless),
    )
    told = tuple(
        Fact(edition.say(f"working.{label}"), edition.numerals.number(number))
        for label, number in numbers
        if number
    )
    if not measurement.overall.gaps_withheld:
        return told
    return (*told, Fact(edition.say("working.gaps"), edition.say("report.hidden")))


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
    if measure.made_of():
        return tuple(_composed(each, indicator, edition, hidden) for each in measurement.figures)
    if measurement.figures:
        return figure_lines(measurement, measure, edition, hidden)
    return tuple(
        TallyLine(
            edition.named_by_rows(tally.key),
            hidden[tally.key or ""]
            if (tally.key or "") in hidden
            else tally_figure(tally, measure.of_one_period, indicator.target, edition),
            "" if (tally.key or "") in hidden else missing_remark(tally, edition),
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
