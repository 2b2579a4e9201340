"""Measurements → verdicts, in the order of the design: the first that applies."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.classes import dataclass
from engine.compile.plan import Planned
from engine.execute.distances import distance_of, distance_of_change, distance_of_statistic
from engine.measures.comparing import (
    ZERO,
    Answer,
    Range,
    compare,
    demand_of,
    range_of,
    reaches,
    slope_of,
)
from engine.model.conditions import Scalar
from engine.model.demands import Shape
from engine.model.measures import Form
from engine.model.project import Project
from engine.model.rules import Measure, Missing
from engine.model.spec import Indicator, Level
from engine.model.targets import UPWARD, WHOLE, Target, is_direction
from engine.query.nodata import NoData
from engine.query.tasks import Steps
from engine.results.verdicts import (
    Distance,
    Element,
    Figure,
    Measurement,
    Tally,
    Verdict,
    VerdictKind,
    is_too_small,
)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the indicators of one project at one date."""

    project: Project
    as_of: date

    def verdict(self, planned: Planned, measured: Measurement | Steps | NoData) -> Verdict:
        """The verdict on what was measured."""
        if isinstance(measured, NoData):
            return self._no_data(measured)
        if isinstance(measured, Steps):
            return self._change(planned, measured)
        if measured.overall.total == 0:
            return self._nothing(planned.indicator, measured, planned.measure)
        if planned.indicator.shown:
            return _shown(measured)
        parts = parts_of(planned.indicator, measured)
        if parts:
            return self._each_part(planned, measured, parts)
        return self._figure(planned, measured)

    def _no_data(self, found: NoData) -> Verdict:
        params = dict(found.params)
        data, name = self.project.data, params.get("dataset")
        resource = data.resource(str(name)) if data and name else None
        if resource:
            params["table"] = resource.title
        return Verdict(VerdictKind.NO_DATA, found.reason, _sorted(params))

    def _nothing(
        self, indicator: Indicator, measured: Measurement, measure: Measure | None
    ) -> Verdict:
        """No row in the denominator: there are none, or none that answered."""
        overall = measured.overall
        silent = overall.missing or overall.set_aside > measured.aside_in_search
        if indicator.none_is_not_applicable and not silent:
            return Verdict(VerdictKind.NOT_APPLICABLE, "nothing_to_judge", (), measured)
        if measure is not None and measure.form is Form.OF_ORGANISATIONS:
            return Verdict(VerdictKind.NO_DATA, "no_organisation_judged", (), measured)
        nothing = measure.nothing if measure else Measure.nothing
        is_silent = measured.overall.missing and nothing == Measure.nothing
        reason = "all_missing" if is_silent else nothing
        verdict = self._no_data(
            NoData(reason, (("dataset", measure.denominator if measure else ""),))
        )
        return replace(verdict, measurement=measured)

    def _figure(self, planned: Planned, measured: Measurement) -> Verdict:
        measure, target = planned.measure, target_of(planned)
        found = range_of(measured, unbounded=measure is not None and measure.is_unbounded)
        answer = reaches(target, found)
        if answer:
            distance = None
        elif measured.statistic:
            distance = distance_of_statistic(target, measured.statistic)
        else:
            distance = self._distance(planned, target, measured.overall)
        return self._verdict(planned, answer, measured, distance, lambda each: reaches(each, found))

    def _distance(self, planned: Planned, target: Target, tally: Tally) -> Distance | None:
        return distance_of(planned, target, tally, self.project)

    def _each_part(
        self, planned: Planned, measured: Measurement, parts: tuple[Tally | Figure, ...]
    ) -> Verdict:
        """The target at every organisation or municipality with a figure; met where all meet it.

        Where what a part lacks leaves it without a figure nobody knows whether it does.
        """
        target, indicator = target_of(planned), planned.indicator
        large = [each for each in parts if not is_too_small(each, indicator)]
        if not any(each.value is not None or _is_open(each) for each in large):
            return Verdict(VerdictKind.NO_DATA, "groups_too_small", (), measured)
        ranges = {
            part.key or "": _part_range(part, planned.measure)
            for part in large
            if part.value is not None
        }
        silent = [part for part in large if _is_open(part)]
        unknown: list[Answer] = [] if indicator.judges_values else [None for _ in silent]
        answers = {code: reaches(target, found) for code, found in ranges.items()}
        level = self._standing_warning(indicator)
        elements = tuple(
            Element(
                code,
                answer is True,
                is_warned=bool(level and answer is False and reaches(level, ranges[code])),
            )
            for code, answer in answers.items()
        )
        failed = sum(answer is False for answer in answers.values())
        if indicator.judges_values:
            unit, judged = "groups", replace(measured, value_elements=elements)
        elif indicator.judges_municipalities:
            unit, judged = "municipalities", replace(measured, municipal_elements=elements)
        else:
            unit, judged = "organisations", replace(measured, elements=elements)
        distance = Distance(failed, unit) if failed else None
        if indicator.judges_values and not failed:
            open_ones = _without_data(indicator, large)
            if open_ones:
                return Verdict(VerdictKind.INDETERMINATE, "value_without_data", open_ones, judged)

        def warned(level: Target) -> Answer:
            return _all([*(reaches(level, found) for found in ranges.values()), *unknown])

        answer = _all([*answers.values(), *unknown])
        return self._verdict(planned, answer, judged, distance, warned)

    def _standing_warning(self, indicator: Indicator) -> Target | None:
        """The level that warns, once the target is due."""
        is_due = indicator.due is None or indicator.due <= self.as_of
        return indicator.warn if is_due else None

    def _change(self, planned: Planned, steps: Steps) -> Verdict:
        change, target = planned.measure, planned.indicator.target
        assert change is not None
        shape = change.over_time()
        if shape is Shape.SLOPE:
            return self._slope(planned, target, steps)
        unbounded = change.of_one_period.is_unbounded
        ranges = [range_of(step.measured, unbounded=unbounded) for step in steps.steps]
        pairs = list(itertools.pairwise(ranges))
        if shape is Shape.ENDS:
            pairs = [(ranges[0], ranges[-1])]
        measured = _change_measurement(steps)
        if target is None:
            return _shown(measured)

        def answered(asked: Target) -> list[Answer]:
            if not is_direction(asked):
                return [reaches(asked, _difference(*pair)) for pair in pairs]
            operator = demand_of(asked)
            return [compare(operator, later, earlier) for earlier, later in pairs]

        answers = answered(target)
        distance = None
        if not is_direction(target):
            step = _least_step(target, steps, shape)
            measured = replace(measured, statistic=step)
            distance = distance_of_statistic(target, step) if _all(answers) is False else None
        elif answers[-1] is not True and all(answers[:-1]):
            tallies = measured.steps
            distance = distance_of_change(planned, target, tallies, self.project)
        return self._verdict(
            planned, _all(answers), measured, distance, lambda level: _all(answered(level))
        )

    def _slope(self, planned: Planned, target: Target | None, steps: Steps) -> Verdict:
        """How much the figure rises a period, on the whole; unknown values leave it open."""
        measured = _change_measurement(steps)
        if measured.lowest is not None or any(s.measured.lowest for s in steps.steps):
            return _shown(measured) if target is None else _depends(measured, None)
        values = [_value(step.measured) for step in steps.steps]
        slope = slope_of(values)
        shown = Figure(None, float(slope), n=len(values), exact=slope)
        measured = replace(measured, statistic=shown)
        if target is None:
            return _shown(measured)
        answer = _rises(target, slope)
        lacks = target.operator is not None and not answer
        distance = distance_of_statistic(target, shown) if lacks else None
        return self._verdict(planned, answer, measured, distance, lambda each: _rises(each, slope))

    def _verdict(
        self,
        planned: Planned,
        answer: Answer,
        measured: Measurement,
        distance: Distance | None,
        warned: Callable[[Target], Answer],
    ) -> Verdict:
        """`warned` says whether a level is reached that is easier than the target."""
        measure = planned.measure
        assert measure is not None
        if answer is None:
            return _depends(measured, distance)
        if answer:
            return Verdict(VerdictKind.MET, measure.reached, (), measured)
        due = planned.indicator.due
        if due is not None and self.as_of < due:
            params = _sorted({"due": due.isoformat()})
            return Verdict(VerdictKind.NOT_DUE, "not_due", params, measured, distance)
        level = planned.indicator.warn
        eased = warned(level) if level else False
        if eased is None:
            return _depends(measured, distance)
        if eased:
            return Verdict(VerdictKind.WARNED, "warning_reached", (), measured, distance)
        return Verdict(VerdictKind.NOT_MET, measure.missed, (), measured, distance)


def _shown(measured: Measurement) -> Verdict:
    return Verdict(VerdictKind.SHOWN, "no_target", (), measured)


def _depends(measured: Measurement, distance: Distance | None) -> Verdict:
    params = _sorted({"missing": measured.overall.missing or ""})
    return Verdict(VerdictKind.INDETERMINATE, "depends_on_missing", params, measured, distance)


def _difference(earlier: Range, later: Range) -> Range:
    """How far the later figure is from the earlier one."""
    low = None if None in (later.low, earlier.high) else _less(later.low, earlier.high)
    high = None if None in (later.high, earlier.low) else _less(later.high, earlier.low)
    return Range(low, high)


def _less(one: Fraction | None, other: Fraction | None) -> Fraction:
    return (one or ZERO) - (other or ZERO)


def _least_step(target: Target, steps: Steps, shape: Shape | None) -> Figure:
    """The difference of the ends, or of the step that does least for the target."""
    values = [_value(step.measured) for step in steps.steps]
    pairs = [(values[0], values[-1])] if shape is Shape.ENDS else list(itertools.pairwise(values))
    found = [later - earlier for earlier, later in pairs]
    step = min(found) if target.operator in UPWARD else max(found)
    return Figure(None, float(step), n=len(values), exact=step)


def _value(measured: Measurement) -> Fraction:
    """The figure of a period that has no bounds."""
    return range_of(measured).low or ZERO


def _step(label: str, measured: Measurement) -> Tally:
    """The figure of a period; of one that is computed its value, and the persons behind it."""
    if measured.statistic is None:
        return measured.overall._replace(key=label)
    value, persons = float(_value(measured)), measured.statistic.persons
    overall = measured.overall
    return Tally(label, value, None, overall.missing, overall.set_aside, rows=persons)


def _rises(target: Target, slope: Fraction) -> Answer:
    """Whether so steep a slope is what the target asks for."""
    found = Range(slope, slope)
    if target.operator is None:
        return compare(demand_of(target), found, Range(ZERO, ZERO))
    return reaches(target, found)


def target_of(planned: Planned) -> Target:
    """The indicator's target, or the one that its measure implies."""
    measure, target = planned.measure, planned.indicator.target
    if measure is not None and not measure.takes_target:
        return measure.target
    return target if target is not None and target.operator is not None else WHOLE


def parts_of(indicator: Indicator, measured: Measurement) -> tuple[Tally | Figure, ...]:
    """What the target is held against one by one; empty where it is held against the whole."""
    if indicator.judges_values:
        return measured.by_value or measured.value_figures
    if indicator.judges_municipalities:
        known: tuple[Tally | Figure, ...] = measured.by_municipality or measured.municipal_figures
        return tuple(each for each in known if each.key is not None)
    if indicator.judge is Level.SCHOOL:
        composed = measured.statistic is not None and not measured.by_organisation
        return measured.figures if composed else measured.by_organisation
    return ()


def _without_data(
    indicator: Indicator, parts: list[Tally | Figure]
) -> tuple[tuple[str, Scalar], ...]:
    """The values of which nothing is known, as parameters, those that data.yaml lists by name; none
    where that is no matter."""
    listed = indicator.by.listed if indicator.by else ()
    open_ones = [part.key for part in parts if part.value is None]
    if indicator.none_is_not_applicable or not open_ones:
        return ()
    return (("values", ", ".join(each for each in open_ones if each in listed)),)


def _is_open(part: Tally | Figure) -> bool:
    """Whether it has rows, and what they lack leaves it without a figure."""
    if part.key is None or part.value is not None:
        return False
    return part.missing > 0 if isinstance(part, Tally) else part.is_open


def _part_range(part: Tally | Figure, measure: Measure | None) -> Range:
    if isinstance(part, Tally):
        return _tally_range(part, measure)
    return range_of(Measurement(Tally(part.key, part.n, None), statistic=part))


def _tally_range(tally: Tally, measure: Measure | None) -> Range:
    lone = Measurement(tally)
    if (measure and measure.taken_missing) is Missing.INDETERMINATE and tally.missing:
        if measure and measure.is_unbounded:
            return Range(None, None)
        lone = replace(lone, lowest=tally, highest=tally._replace(n=tally.n + tally.missing))
    return range_of(lone)


def _all(answers: list[Answer]) -> Answer:
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _change_measurement(steps: Steps) -> Measurement:
    last = steps.steps[-1].measured
    tallies = tuple(_step(step.label, step.measured) for step in steps.steps)
    missing = sum(tally.missing for tally in tallies)
    overall = last.overall._replace(missing=missing)
    rows = sum(step.measured.rows_read for step in steps.steps)
    open_ended = any(step.measured.lowest for step in steps.steps)
    return Measurement(
        overall,
        lowest=(last.lowest or last.overall) if open_ended else None,
        highest=(last.highest or last.overall) if open_ended else None,
        by_organisation=last.by_organisation,
        by_municipality=last.by_municipality,
        members=last.members,
        steps=tallies,
        rows_read=rows,
        unread_period=last.unread_period,
    )


def _sorted(params: dict[str, Scalar]) -> tuple[tuple[str, Scalar], ...]:
    return tuple(sorted(params.items()))
