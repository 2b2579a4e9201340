"""Figures of a verdict: what was measured, what was asked, how far it is.

Measures that look at each organisation, in words: what they compute, and what each showed.
"""

from collections.abc import Mapping
from fractions import Fraction

from engine.execute.progress import Progress, progress_of
from engine.measures.comparing import exact_value, figure, missed_side
from engine.measures.targets import says_pieces
from engine.model.demands import Shape
from engine.model.measures import Band, Form
from engine.model.rules import Measure
from engine.model.spec import Indicator
from engine.model.targets import Baseline, Direction, Milestone, Target, Unit
from engine.reports.content.blocks import Gauge, TallyLine
from engine.reports.content.names import column_name
from engine.reports.edition import Edition
from engine.reports.numbers import Number, short_date
from engine.reports.suppression import hides_overall, sign_of_hidden
from engine.results.outcome import Need
from engine.results.verdicts import Distance, Figure, IndicatorOutcome, Measurement, Tally


def figure_lines(
    measurement: Measurement, measure: Measure, edition: Edition, hidden: Mapping[str, str]
) -> tuple[TallyLine, ...]:
    """Each organisation with its number, its bounds or place, and whether it shows the sign."""
    return tuple(_line(figure, measure, edition, hidden) for figure in measurement.figures)


def _line(
    figure: Figure, measure: Measure, edition: Edition, hidden: Mapping[str, str]
) -> TallyLine:
    if figure.key is None:
        return TallyLine(edition.say("looking.reference"), _shown(figure, measure, edition), "")
    name = edition.organisation(figure.key)
    if figure.key in hidden:
        return TallyLine(name, hidden[figure.key], "")
    return TallyLine(name, _shown(figure, measure, edition), _remark(figure, measure, edition))


def _shown(figure: Figure, measure: Measure, edition: Edition) -> str:
    if figure.value is None:
        return "—"
    number = edition.numerals.number
    value = _value(figure.value, measure, edition)
    if figure.place:
        place, among = (number(each) for each in figure.place)
        return edition.say("looking.place", value=value, place=place, among=among)
    if measure.band is Band.REFERENCE and figure.low is not None and figure.high is not None:
        return edition.say(
            "looking.interval", value=value, low=number(figure.low), high=number(figure.high)
        )
    return value


def _value(value: float, measure: Measure, edition: Edition) -> str:
    if measure.figures_in_percent:
        return edition.numerals.percent(value)
    return coefficient(value, edition)


def coefficient(value: Number, edition: Edition, target: Target | None = None) -> str:
    """A number with three decimals at most, which keeps its side of nought, of one and of its
    target."""
    return edition.numerals.number(value, places=3, near=(-1.0, 0.0, 1.0, *limits_of(target)))


def limits_of(target: Target | None) -> tuple[float, ...]:
    """The figures that what is shown must not be rounded onto or over."""
    if target is None:
        return ()
    return tuple(each for each in (target.value, target.upper) if each is not None)


def _remark(figure: Figure, measure: Measure, edition: Edition) -> str:
    if measure.groups_are_words:
        return edition.say(f"looking.{figure.group}")
    sign = {True: "sign", False: "no_sign", None: "too_little"}[figure.sign]
    told = edition.say(f"looking.{sign}") if measure.looks_for_sign else ""
    rows = edition.counted("looking.rows", figure.n) if measure.fewest else ""
    group = figure.group or ""
    return ", ".join(part for part in (told, rows, group) if part)


_WITHOUT_GAUGE = (Form.DOCUMENTS, Form.OVER_TIME, Form.AVERAGED)
_LESS_IS_BETTER = (Direction.DOWN, Direction.NOT_HIGHER)


def figure_of(outcome: IndicatorOutcome, edition: Edition) -> str | None:
    """«23 / 31 = 74,2 %», «1 850 чел.», «12 → 15 → 19», «2 документа»; None where there is none."""
    measurement = outcome.verdict.measurement
    indicator = outcome.indicator
    if measurement is None or indicator.rule is None:
        return None
    if hides_overall(outcome, measurement.overall, edition):
        return sign_of_hidden(outcome, None, edition)
    measure = indicator.rule.measure
    if measure.form is Form.DOCUMENTS:
        counting = sum(document.counts for document in measurement.documents)
        return edition.counted("report.documents_found", counting) if counting else _none(edition)
    if measure.form is Form.OVER_TIME and measurement.statistic:
        told = _slope_figure if measure.over_time() is Shape.SLOPE else _difference_figure
        return told(measurement, measure, edition)
    if measure.form is Form.COMPOSED and measurement.statistic:
        value = exact_value(measurement.statistic)
        return None if value is None else composite_figure(value, indicator, edition)
    if measurement.statistic and measurement.statistic.value is not None:
        return coefficient(measurement.statistic.value, edition, indicator.target)
    if measure.form is Form.OVER_TIME:
        return steps_figure(measurement.steps, measure, indicator.target, edition)
    return tally_figure(measurement.overall, measure, indicator.target, edition)


def composite_figure(value: Fraction, indicator: Indicator, edition: Edition) -> str:
    """An index or the result of a formula, in the unit of its target."""
    target = indicator.target
    unit = target.unit if target else None
    boundary = _boundary(target, value)
    if unit is Unit.PERCENT and _is_of_points(indicator):
        return _points(value * 100, edition, boundary)
    if unit is Unit.PERCENT:
        return edition.numerals.percent(value, target=boundary)
    if unit is not None:
        return with_unit(value, target, edition, near=() if boundary is None else (boundary,))
    return coefficient(value, edition, target)


def part_of_composite(part: Figure, indicator: Indicator, edition: Edition) -> str:
    """The figure of an organisation or municipality: a number, or why there is none."""
    value = exact_value(part)
    if value is not None:
        return composite_figure(value, indicator, edition)
    return edition.say("report.open" if part.n else "report.nothing")


def _is_of_points(indicator: Indicator) -> bool:
    """Whether the figure is a difference of shares."""
    return indicator.rule is not None and indicator.rule.measure.is_difference


def _points(value: Number, edition: Edition, boundary: float | None = None) -> str:
    """«4,2 п. п.»."""
    near = (0.0,) if boundary is None else (0.0, boundary)
    return edition.say("unit.percent_points", n=edition.numerals.number(value, places=1, near=near))


def _boundary(target: Target | None, value: Fraction) -> float | None:
    """The figure that what is shown must stay on its side of: of a corridor the nearer end."""
    if target is None or target.value is None:
        return None
    return missed_side(target, value).value


def _slope_figure(measurement: Measurement, trend: Measure, edition: Edition) -> str:
    """«12 → 15 → 19, в среднем +3,5 за период»; of shares in percent points."""
    assert measurement.statistic is not None
    if measurement.statistic.withheld:
        return steps_figure(measurement.steps, trend, None, edition)
    slope = measurement.statistic.value or 0.0
    counted = trend.of_one_period
    shown = edition.numerals.number(
        slope * 100 if counted.is_ratio else slope, places=2, near=(0.0,)
    )
    steps = steps_figure(measurement.steps, trend, None, edition)
    sign = "+" if slope > 0 else ""
    is_of_points = counted.is_ratio or counted.in_percents
    unit = edition.say("deciding.points") if is_of_points else ""
    return edition.say("report.slope", steps=steps, slope=f"{sign}{shown}", unit=unit)


def _difference_figure(measurement: Measurement, change: Measure, edition: Edition) -> str:
    """«64 % → 71 %; разница +7 п. п.»; of several steps the one that does least."""
    steps, step = steps_figure(measurement.steps, change, None, edition), measurement.statistic
    value = exact_value(step) if step else None
    if value is None or any(each.withheld for each in measurement.steps):
        return steps
    counted = change.of_one_period
    number = edition.numerals.number(
        value * 100 if counted.is_ratio else value, places=2, near=(0.0,)
    )
    told = number if value <= 0 else f"+{number}"
    if counted.is_ratio or counted.in_percents:
        told = edition.say("unit.percent_points", n=told)
    key = "difference" if change.over_time() is Shape.ENDS else "least_step"
    return edition.say(f"report.{key}", steps=steps, difference=told)


def tally_figure(tally: Tally, measure: Measure, target: Target | None, edition: Edition) -> str:
    """n / N = x %, or n with its unit where nothing divides it."""
    boundary = _boundary(target, figure(tally))
    if tally.total is None:
        near = () if boundary is None else (boundary,)
        return with_unit(tally.n, target, edition, near=near)
    if measure.form is Form.AVERAGED:
        return mean_figure(tally, measure, boundary, edition)
    return edition.numerals.ratio(tally.n, tally.total, target=boundary)


def mean_figure(
    mean: Tally | Need, measure: Measure, target: float | None, edition: Edition
) -> str:
    """«205,5 / 3 = 68,5 %»: n / N = x, in the unit of what is averaged."""
    assert mean.n is not None
    assert mean.total is not None
    told = edition.numerals.mean(mean.n, mean.total, target=target, times=mean.times)
    if not measure.in_percents or not mean.total:
        return told
    return edition.say("unit.percent_points" if measure.is_difference else "unit.percent", n=told)


def steps_figure(
    steps: tuple[Tally, ...], change: Measure, target: Target | None, edition: Edition
) -> str:
    """«12 → 15 → 19»: periods that differ are shown to differ."""
    return " → ".join(step_figure(step, change, target, edition, beside=steps) for step in steps)


def step_figure(
    tally: Tally,
    change: Measure,
    target: Target | None,
    edition: Edition,
    *,
    beside: tuple[Tally, ...] = (),
) -> str:
    """One period of a change: a percentage, a mean or a number, on its side of those `beside`."""
    if tally.withheld:
        return edition.say("report.hidden")
    if tally.value is None:
        return edition.say("report.nothing")
    is_share = change.of_one_period.is_ratio
    scale = 100 if is_share else 1
    own = figure(tally)
    others = (figure(each) for each in beside if each.value is not None)
    near = tuple(other * scale for other in others if other != own)
    if is_share:
        return edition.numerals.percent(own, near=near)
    if change.of_one_period.in_percents:
        unit = "percent_points" if change.of_one_period.is_difference else "percent"
        return edition.say(f"unit.{unit}", n=edition.numerals.number(own, near=near))
    asked = target if target and target.unit is not Unit.PERCENT else None
    return with_unit(own, asked, edition, near=near)


def with_unit(
    value: Number,
    asked: Target | Baseline | None,
    edition: Edition,
    *,
    near: tuple[Number, ...] = (),
) -> str:
    """«1 850 чел.» in the unit of what is asked, or the bare number, on its side of what it is held
    against."""
    shown = edition.numerals.number(value, near=near)
    if asked is None or asked.unit is None:
        return shown
    key = "pieces" if says_pieces(asked.text, asked.unit) else asked.unit.value
    return edition.say(f"unit.{key}", n=shown, count=float(value))


def target_of(indicator: Indicator, edition: Edition) -> str | None:
    """«не менее 70 %», «рост», «документ есть»; None where nothing can be asked."""
    if indicator.shown:
        return edition.say("target.none")
    asked = _with_warning(indicator, indicator.target, indicator.warn, edition)
    if asked and indicator.judges_values:
        asked = edition.say(
            "target.of_each_value", target=asked, column=column_name(indicator, edition)
        )
    stands = next(
        (milestone for milestone in indicator.path if milestone.day == indicator.due), None
    )
    if asked is None or stands is None:
        return asked
    following = indicator.following
    return edition.say(
        "target.by_year",
        target=asked,
        by=stands.by,
        then=milestone_text(indicator, following, edition) if following else "",
        then_by=following.by if following else "",
    )


def milestone_text(indicator: Indicator, milestone: Milestone, edition: Edition) -> str:
    """«не менее 50 %; предупреждение: не менее 45 %»."""
    return _with_warning(indicator, milestone.target, milestone.warn, edition) or ""


def _with_warning(
    indicator: Indicator, target: Target | None, warn: Target | None, edition: Edition
) -> str | None:
    asked = _asked(indicator, target, edition)
    if asked is None or warn is None:
        return asked
    eased = _asked(indicator, warn, edition)
    return edition.say("target.with_warning", target=asked, warn=eased)


def _asked(indicator: Indicator, target: Target | None, edition: Edition) -> str | None:
    if target is not None and target.operator is not None and target.value is not None:
        asked = edition.say(
            f"target.{target.operator.name.lower()}",
            value=_limit(target.value, target, indicator, edition),
            upper=_limit(target.upper, target, indicator, edition),
        )
        return _from_baseline(asked, target, indicator, edition)
    if target is not None:
        return edition.say(f"target.{target.direction.value}")
    measure = indicator.rule.measure if indicator.rule else None
    implied = measure.implied if measure else None
    return edition.say(implied) if implied else None


def _limit(value: float | None, target: Target, indicator: Indicator, edition: Edition) -> str:
    """A limit with all its decimals, as it is written; one computed from a baseline is rounded."""
    if value is None:
        return ""
    written = None if target.grown else value
    if target.unit is Unit.PERCENT and _is_of_points(indicator):
        return _points(value, edition, written)
    return with_unit(value, target, edition, near=() if written is None else (written,))


def _from_baseline(asked: str, target: Target, indicator: Indicator, edition: Edition) -> str:
    """«не менее 47 % («рост на 5 п.п.»; базовое значение 42 %, 2021)»."""
    baseline = indicator.baseline
    if baseline is None or not target.grown:
        return asked
    return edition.say(
        "target.grown",
        target=asked,
        text=target.text,
        base=baseline_figure(indicator, edition),
        date=baseline.dated,
    )


def baseline_figure(indicator: Indicator, edition: Edition) -> str:
    """«42 %»: the figure that one starts from."""
    baseline = indicator.baseline
    assert baseline is not None
    if baseline.unit is Unit.PERCENT and _is_of_points(indicator):
        return _points(baseline.value, edition, baseline.value)
    return with_unit(baseline.value, baseline, edition, near=(baseline.value,))


def distance_of(outcome: IndicatorOutcome, edition: Edition) -> str | None:
    """«не хватает 4 педагогов», «на 2 больше допустимого»."""
    distance, measurement = outcome.verdict.distance, outcome.verdict.measurement
    if distance is None or not distance.amount:
        return None
    if measurement is not None and hides_overall(outcome, measurement.overall, edition):
        return None
    target = outcome.indicator.target
    exceeded = target is not None and target.direction in _LESS_IS_BETTER
    return distance_text(distance, edition, exceeded=exceeded or distance.exceeds)


def progress_seen(outcome: IndicatorOutcome, edition: Edition) -> Progress | None:
    """Where the figure is on its way, as far as the readers of the edition may know it."""
    measurement = outcome.verdict.measurement
    if measurement is None or hides_overall(outcome, measurement.overall, edition):
        return None
    return progress_of(outcome, edition.as_of)


def progress_text(outcome: IndicatorOutcome, edition: Edition) -> str | None:
    """«отстаём: +2 п. п. в год вместо нужных +5 п. п., чтобы к 31.12.2025 было 70 %»."""
    progress = progress_seen(outcome, edition)
    if progress is None:
        return None
    return edition.say(
        f"progress.{progress.course.value}",
        actual=_a_year(progress.actual, progress, edition),
        required=_a_year(progress.required, progress, edition),
        limit=_aimed(progress, outcome.indicator, edition),
        day=short_date(progress.day, edition.words),
    )


def _a_year(growth: Fraction, progress: Progress, edition: Edition) -> str:
    """«+2,5 п. п.», on its side of nought and of what is needed."""
    near = (0.0, progress.required, progress.actual)
    shown = edition.numerals.number(
        growth, places=1, near=tuple(each for each in near if each != growth)
    )
    sign = "+" if growth > 0 else ""
    is_share = progress.unit is Unit.PERCENT
    return edition.say("unit.percent_points", n=sign + shown) if is_share else sign + shown


def _aimed(progress: Progress, indicator: Indicator, edition: Edition) -> str:
    aimed = Target("", None, float(progress.limit), progress.unit, Direction.UP)
    return _limit(aimed.value, aimed, indicator, edition)


def distance_text(distance: Distance, edition: Edition, *, exceeded: bool = False) -> str:
    """The distance in words, in its unit."""
    shown = edition.numerals.number(distance.amount, near=(0.0,))
    if exceeded:
        return edition.say(f"distance.over.{distance.unit}", n=shown, count=distance.amount)
    return edition.say(f"distance.short.{distance.unit}", n=shown, count=distance.amount)


def gauge_of(outcome: IndicatorOutcome, edition: Edition) -> Gauge | None:
    """How full a ratio or a count is, with a mark at the target."""
    indicator = outcome.indicator
    measurement = outcome.verdict.measurement
    if measurement is None or indicator.rule is None:
        return None
    measure = indicator.rule.measure
    if measure.form in _WITHOUT_GAUGE or measurement.statistic:
        return None
    if hides_overall(outcome, measurement.overall, edition):
        return None
    ends = _gauge_ends(measurement, indicator.target)
    if ends is None:
        return None
    value, goal, scale = ends
    return Gauge(
        filled=_percent_of(value, scale),
        mark=_percent_of(goal, scale) if goal is not None else None,
        description=tally_figure(measurement.overall, measure, indicator.target, edition),
    )


def _gauge_ends(
    measurement: Measurement, target: Target | None
) -> tuple[float, float | None, float] | None:
    """Value, target and full width, in one unit."""
    tally = measurement.overall
    if tally.total is not None:
        goal = target.value if target and target.unit is Unit.PERCENT else None
        return (tally.value * 100, goal, 100) if tally.value is not None else None
    if target is None or not target.value:
        return None
    return tally.n, target.value, max(tally.n, target.value)


def _none(edition: Edition) -> str:
    return edition.say("report.no_document")


def small_group(edition: Edition) -> str:
    """«<5»."""
    return edition.say("report.small_group", n=edition.least)


def _percent_of(value: float, scale: float) -> str:
    return f"{min(max(value / scale * 100, 0), 100):.2f}".rstrip("0").rstrip(".")
