"""Decision tables over what was measured: which rows match, and whether the decision worked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.classes import dataclass
from engine.compile.plan import Planned, PlannedDecision
from engine.datasets import Tables
from engine.execute.measuring import Gauge
from engine.measures.comparing import exact, exact_value, figure, range_of, reaches
from engine.measures.figures.each import demanded_organisations
from engine.model.decision_tables import Decision, Effectiveness, Hit, Input, Take, Value
from engine.model.targets import Target
from engine.query.answers import Answers
from engine.query.asking import OrganisationsPart
from engine.query.nodata import NoData
from engine.query.tasks import Single, Steps
from engine.results.decision_tables import (
    Course,
    Decided,
    DecisionOutcome,
    Effect,
    EffectKind,
    InputValue,
)
from engine.results.verdicts import (
    Figure,
    IndicatorOutcome,
    Measurement,
    Tally,
    VerdictKind,
    is_too_small,
)
from engine.statistics.effects import difference_in_differences

_WORDS = {True: "met", False: "not_met", None: "indeterminate"}
_JUDGED = {VerdictKind.MET: "met", VerdictKind.MET_LATE: "met", VerdictKind.NOT_MET: "not_met",
           VerdictKind.WARNED: "not_met", VerdictKind.NOT_DUE: "not_met",
           VerdictKind.INDETERMINATE: "indeterminate"}  # fmt: skip

Found = Mapping[str | None, InputValue]
"""The value of one input by organisation; None: of the whole."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Asks the decision tables of one run."""

    gauge: Gauge
    answers: Answers
    tables: Tables
    outcomes: Mapping[str, IndicatorOutcome]
    planned: Mapping[str, Planned]

    def outcome(self, planned: PlannedDecision) -> DecisionOutcome:
        """One table, asked of every organisation that it is about."""
        decision = planned.decision
        codes = self._organisations(planned)
        if isinstance(codes, NoData):
            return DecisionOutcome(decision.id, (), None, codes.reason)
        columns = [self._input(each, planned) for each in decision.inputs]
        decided = tuple(_decided(decision, code, columns) for code in codes)
        return DecisionOutcome(decision.id, decided, self._effect(planned, decided))

    def _organisations(self, planned: PlannedDecision) -> tuple[str | None, ...] | NoData:
        if planned.per is None:
            return (None,)
        if any(name not in self.tables.datasets for name in planned.choosing):
            return NoData("table_absent")
        return demanded_organisations(planned.per, self.answers)

    def _input(self, input: Input, planned: PlannedDecision) -> Found:
        if input.column is not None:
            return self._column(input, planned)
        rule = dict(planned.inputs).get(input.id)
        if rule is not None:
            measured = self._of_level(self._measured(rule), planned)
            return _values(input, measured, rule, None) if measured else {}
        outcome = self.outcomes[input.indicator or ""]
        judged = self.planned[input.indicator or ""]
        measured = self._of_level(outcome.verdict.measurement, planned)
        target = judged.indicator.target
        found = dict(_values(input, measured, judged, target) if measured else {})
        if input.take is Take.VERDICT:
            found[None] = InputValue(input.id, _JUDGED.get(outcome.verdict.kind))
        return found

    def _of_level(
        self, measured: Measurement | None, planned: PlannedDecision
    ) -> Measurement | None:
        """What was measured of those that the table is about: organisations, or municipalities."""
        if measured is None or planned.per is None or not self._is_of_municipalities(planned.per):
            return measured
        return replace(
            measured,
            by_organisation=measured.by_municipality,
            figures=measured.municipal_figures,
            elements=measured.municipal_elements,
        )

    def _is_of_municipalities(self, per: OrganisationsPart) -> bool:
        """Whether the municipalities of some list of organisations stand in the table."""
        resources = (dataset.resource for dataset in self.tables.datasets.values())
        keys = (
            resource.key_of(resource.municipality)
            for resource in resources
            if resource.municipality
        )
        return any(key is not None and key.resource == per.dataset for key in keys)

    def _column(self, input: Input, planned: PlannedDecision) -> Found:
        assert planned.per is not None
        frame = self.tables.datasets[planned.per.dataset].frame
        codes, values = frame[planned.per.code[0]].to_list(), frame[input.column or ""].to_list()
        return {
            str(code): InputValue(input.id, _of_cell(value))
            for code, value in zip(codes, values, strict=True)
            if code is not None
        }

    def _measured(self, planned: Planned) -> Measurement | None:
        if any(name not in self.tables.datasets for name in planned.datasets):
            return None
        measured = self.gauge.measure(planned, self.answers)
        return None if isinstance(measured, NoData | Steps) else measured

    def _effect(self, planned: PlannedDecision, decided: tuple[Decided, ...]) -> Effect | None:
        asked = planned.decision.effectiveness
        if asked is None or planned.before is None or planned.after is None:
            return None
        before, after = (
            self._of_level(self._measured(each), planned)
            for each in (planned.before, planned.after)
        )
        if before is None or after is None:
            return _unknown("effect_no_data")
        chosen = {each.organisation for each in decided if set(each.rows) & set(asked.rows)}
        asked_of = {each.organisation for each in decided}
        percent = asked.before.measure.is_ratio
        courses = tuple(
            _course(code, _scaled(first, percent), _scaled(last, percent), code in chosen,
                    int(min(first.size, last.size)))
            for code, first, last in _both(before, after)
            if code in asked_of
        )  # fmt: skip
        return _weighed(asked, courses, percent)


def _decided(decision: Decision, code: str | None, columns: list[Found]) -> Decided:
    values = tuple(
        column.get(code, InputValue(input.id, None))
        for input, column in zip(decision.inputs, columns, strict=True)
    )
    known = {value.input: value.value for value in values}
    matching = [
        row.id for row in decision.rows if all(cell.holds(known[name]) for name, cell in row.cells)
    ]
    only_first = decision.hit is Hit.FIRST
    return Decided(code, values, tuple(matching[:1] if only_first else matching))


def _values(input: Input, measured: Measurement, of: Planned, target: Target | None) -> Found:
    """What the input takes, for each organisation and for the whole."""
    found: dict[str | None, InputValue] = {}
    scale = 100 if _has_figures_in_percent(of) else 1
    for each in measured.figures:
        if each.key is not None:
            value = None if _untold(input.take, each, of) else _of_figure(input.take, each, scale)
            found[each.key] = InputValue(input.id, value, each.n)
    for element in measured.elements:
        if element.key not in found:
            found[element.key] = InputValue(input.id, _of_element(input.take, element.found))
    percent = of.measure is not None and of.measure.is_ratio
    for tally in (*measured.by_organisation, measured.overall):
        if tally.key is not None or tally is measured.overall:
            value = _of_tally(input.take, tally, target, percent)
            if tally.key is not None and _untold(input.take, tally, of):
                value = None
            if value is None and tally.key in found:
                continue
            rows = int(tally.size)
            found[tally.key] = InputValue(input.id, value, rows)
    if measured.statistic is not None and input.take is Take.VALUE:
        whole = _of_figure(input.take, measured.statistic, scale)
        found[None] = InputValue(input.id, whole, measured.statistic.n)
    return found


def _untold(take: Take, part: Tally | Figure, of: Planned) -> bool:
    """Whether the group is too small for its figure to be judged by: its sizes stay known."""
    return take not in (Take.N, Take.TOTAL, Take.MISSING) and is_too_small(part, of.indicator)


def _has_figures_in_percent(of: Planned) -> bool:
    """Whether the figures of organisations are shares, which inputs take in percent."""
    if isinstance(of.task, Single) and of.task.in_percent:
        return True
    if of.measure is None:
        return False
    own = of.measure.tallied is of.measure
    return of.measure.figures_in_percent or (own and of.measure.figures_are_shares)


def _of_cell(value: object) -> Value:
    """A cell of a column; numbers as they are written."""
    if value is None or isinstance(value, bool | str | date):
        return value
    assert isinstance(value, int | float)
    return exact(value)


def _of_figure(take: Take, found: Figure, scale: int) -> Value:
    match take:
        case Take.VALUE:
            value = exact_value(found)
            return None if value is None else value * scale
        case Take.SIGN:
            return found.sign
        case Take.N | Take.TOTAL:
            return Fraction(found.n)
        case _:
            return None


def _of_element(take: Take, found: bool) -> Value:
    match take:
        case Take.SIGN:
            return found
        case Take.VERDICT:
            return _WORDS[found]
        case Take.VALUE:
            return Fraction(found)
        case _:
            return None


def _of_tally(take: Take, tally: Tally, target: Target | None, percent: bool) -> Value:
    match take:
        case Take.VALUE:
            if tally.total == 0:
                return None
            value = figure(tally)
            return value * 100 if percent else value
        case Take.N:
            return exact(tally.n)
        case Take.TOTAL:
            return None if tally.total is None else exact(tally.total)
        case Take.MISSING:
            return Fraction(tally.missing)
        case Take.VERDICT if target and target.operator and tally.total != 0:
            return _WORDS[reaches(target, range_of(Measurement(tally)))]
        case _:
            return None


def _both(before: Measurement, after: Measurement) -> Iterator[tuple[str, Tally, Tally]]:
    """The organisations with a figure both times."""
    last = {tally.key: tally for tally in after.by_organisation}
    for first in before.by_organisation:
        then = last.get(first.key)
        if first.key is not None and then is not None and first.total and then.total:
            yield first.key, first, then


def _course(code: str, before: Fraction, after: Fraction, is_decided: bool, rows: int) -> Course:
    return Course(code, float(before), float(after), is_decided, rows, after - before)


def _scaled(tally: Tally, percent: bool) -> Fraction:
    value = figure(tally)
    return value * 100 if percent else value


def _unknown(reason: str, courses: tuple[Course, ...] = (), percent: bool = False) -> Effect:
    return Effect(EffectKind.TOO_LITTLE, None, None, None, courses, percent, reason)


def _weighed(asked: Effectiveness, courses: tuple[Course, ...], percent: bool) -> Effect:
    groups = [
        [course.change for course in courses if course.decided is decided]
        for decided in (True, False)
    ]
    if min(map(len, groups)) < asked.min_organisations:
        return _unknown("effect_few_organisations", courses, percent)
    difference = difference_in_differences(*groups)
    if difference is None:
        return _unknown("effect_few_organisations", courses, percent)
    rose, fell = difference.low > 0, difference.high < 0
    better, worse = (rose, fell) if asked.up else (fell, rose)
    kind = EffectKind.BETTER if better else EffectKind.WORSE if worse else EffectKind.NOT_SHOWN
    return Effect(kind, difference.value, difference.low, difference.high, courses, percent)
