"""Pictures of a figure: parts beside each other against the target, and the way to it."""

from collections.abc import Callable, Iterator

from engine.measures.comparing import Range, exact_value, figure, reaches
from engine.model.measures import Band
from engine.model.rules import (
    Measure,
)
from engine.model.spec import Indicator
from engine.model.targets import Target
from engine.reports.charts.comparison import Against, Dot, draw_dots
from engine.reports.charts.svg import Layout
from engine.reports.content.blocks import (
    Drawing,
    Picture,
)
from engine.reports.content.names import indicator_anchor
from engine.reports.edition import Edition
from engine.reports.numbers import short_date
from engine.reports.suppression import (
    hidden_municipalities,
    hidden_organisations,
    hides_overall,
)
from engine.results.verdicts import Figure, IndicatorOutcome, Measurement, Tally, is_too_small

MOST = 40
"""Rows of a picture; of more organisations those that lie farthest out are drawn."""


def spread_of_municipalities(outcome: IndicatorOutcome, edition: Edition) -> Picture | None:
    """Each municipality of a region against the target."""
    indicator, measurement = _of(outcome, edition)
    if measurement is None or indicator.rule is None:
        return None
    hidden = hidden_municipalities(outcome, edition)
    parts = measurement.by_municipality or measurement.municipal_figures
    shown = [
        part
        for part in parts
        if part.key and part.key not in hidden and _has_ratio(part)
        if not is_too_small(part, indicator)
    ]
    is_share = _is_share(indicator.rule.measure, indicator.target)
    target = indicator.target
    written = _written(indicator.rule.measure, target, is_share, edition)
    limit = _limit(target, is_share)
    reached = {element.key: element.found for element in measurement.municipal_elements}
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
    written = _written(indicator.rule.measure, None, is_share, edition)
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
        yield from ((milestone.by, milestone.target) for milestone in indicator.path)
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
        return target.scale > 1
    return measure.of_one_period.is_ratio


def _written(
    measure: Measure, target: Target | None, is_share: bool, edition: Edition
) -> Callable[[float], str]:
    """How figures of the measure are written."""
    boundary = target.value if target else None
    if is_share:
        return lambda value: edition.numerals.percent(value, target=boundary)
    number = edition.numerals.number
    if measure.of_one_period.in_percents:
        return lambda value: edition.say("unit.percent", n=number(value))
    return number


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
