"""index and formula: the figure made of those of the parts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from engine.classes import dataclass
from engine.measures.comparing import ZERO, exact, exact_value, figure
from engine.measures.composites import Composite, Formula, Index, Lacking, is_percent
from engine.model.formulas import Name, Number, Term, linear
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.questions import Slot
from engine.query.scope import (
    Reach,
    Span,
)
from engine.query.tasks import Run, Single
from engine.query.uncomputable import NumbersTooLargeError
from engine.results.verdicts import Figure, Measurement, Tally


def ask(measure: Composite, asker: Asker, span: Span) -> "CompositeTask":
    """The questions of the parts, each over its period."""
    known = asker.measures
    parts = []
    for part in measure.parts:
        if part.of:
            own, when = part.of, span.of(part.period)
        else:
            own, when = asker.of_indicator(part.indicator or "", span)
        task = asker.task(own, when)
        assert isinstance(task, Single)
        parts.append((part.id, task))
    owns = {each.id: each.of or known[each.indicator or ""] for each in measure.parts}
    percent = {id: is_percent(own, known) and not own.in_percents for id, own in owns.items()}
    return CompositeTask(measure, tuple(parts), percent, is_percent(measure, known))


@dataclass(frozen=True, slots=True)
class CompositeTask(Single):
    """index and formula: the tasks of the parts, which of them are shares, whether the whole is."""

    measure: Composite
    parts: tuple[tuple[str, Single], ...]
    percent: dict[str, bool]
    is_percent: bool

    @property
    def in_percent(self) -> bool:
        """Whether the whole is a share."""
        return self.is_percent

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        for _, part in self.parts:
            yield from part.looks()

    def figure(self, run: Run) -> Measurement | NoData:
        """The figure of the whole, of each organisation and of each municipality."""
        return compose(self, {id: part.figure(run) for id, part in self.parts})


HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Own:
    """What a part is of one organisation or municipality: its value (None: there is none), the
    observations behind it, whether missing values leave it open, and whether it has any rows."""

    value: Fraction | None
    size: int = 0
    is_open: bool = False
    fewest: int = 0
    is_there: bool = False


_NONE, _NOTHING = _Own(None), _Own(ZERO)


def compose(task: CompositeTask, parts: Mapping[str, Measurement | NoData]) -> Measurement | NoData:
    """The figure of the whole, of each organisation and of each municipality that some part knows.

    Rows of no known organisation or municipality stand under None, as they do in the whole. Where
    the whole would be refused for what an organisation lacks, its figure has no value.
    """
    known = {id: each for id, each in parts.items() if isinstance(each, Measurement)}
    whole = _of_one(
        None, {id: _whole(known.get(id), is_share=task.percent[id]) for id in parts}, task
    )
    if isinstance(whole, NoData):
        return whole
    tally = Tally(
        None,
        min((measurement.overall.size for measurement in known.values()), default=0),
        None,
        sum(measurement.overall.missing for measurement in known.values()),
        sum(measurement.overall.set_aside for measurement in known.values()),
        whole.persons,
    )
    rows = max((measurement.rows_read for measurement in known.values()), default=0)
    return Measurement(
        tally,
        rows_read=rows,
        unread_period=sum(measurement.unread_period for measurement in known.values()),
        statistic=replace(whole, n=int(tally.n)),
        figures=tuple(
            _figures(
                task,
                {
                    id: _owns(m, m.by_organisation, m.figures, is_share=task.percent[id])
                    for id, m in known.items()
                },
            )
        ),
        municipal_figures=tuple(
            _figures(
                task,
                {
                    id: _owns(m, m.by_municipality, m.municipal_figures, is_share=task.percent[id])
                    for id, m in known.items()
                },
            )
        ),
        members=next(
            (measurement.members for measurement in known.values() if measurement.members), {}
        ),
    )


def _whole(measured: Measurement | None, *, is_share: bool) -> _Own:
    if measured is None:
        return _NONE
    if measured.statistic is not None:
        return _of_figure(replace(measured.statistic, n=1, fewest=int(measured.overall.size)))
    return _of_tally(measured.overall, measured, is_share=is_share)


def _owns(
    measured: Measurement,
    tallies: tuple[Tally, ...],
    figures: tuple[Figure, ...],
    *,
    is_share: bool,
) -> dict[str | None, _Own]:
    """The part by organisation or municipality; of a part that is composed itself, its figures."""
    if measured.statistic is not None:
        return {each.key: _of_figure(each) for each in figures}
    return {tally.key: _of_tally(tally, measured, is_share=is_share) for tally in tallies}


def _of_figure(figure: Figure) -> _Own:
    is_open = figure.value is None and figure.n > 0
    is_there = figure.n > 0 or figure.is_open
    value = exact_value(figure)
    return _Own(value, figure.n, is_open=is_open, fewest=figure.persons, is_there=is_there)


def _of_tally(tally: Tally, measured: Measurement, *, is_share: bool) -> _Own:
    value = None if tally.total == 0 else figure(tally)
    is_open = measured.lowest is not None and tally.missing > 0
    fewest = int(tally.least(is_share=is_share))
    size, is_there = int(tally.size), tally.size > 0 or tally.missing > 0
    return _Own(value, size, is_open=is_open, fewest=fewest, is_there=is_there)


def _figures(
    task: CompositeTask, owns: Mapping[str, Mapping[str | None, _Own]]
) -> Iterator[Figure]:
    """Everyone of whom some part tells, those of none known last. In a formula that adds up, who
    has no rows adds nothing, as in the whole."""
    absent = _NOTHING if _adds_up(task) else _NONE
    keys = {key for own in owns.values() for key in own}
    for key in sorted(keys, key=lambda code: (code is None, code or "")):
        own = {id: owns.get(id, {}).get(key, absent) for id in task.percent}
        found = _of_one(key, own, task)
        known = Figure(key, None) if isinstance(found, NoData) else found
        is_open = known.value is None and any(each.is_there for each in own.values())
        yield replace(known, is_open=is_open)


def _of_one(key: str | None, own: Mapping[str, _Own], task: CompositeTask) -> Figure | NoData:
    """What is not known leaves a figure open; what is not there refuses it before that."""
    n = min((each.size for each in own.values() if each.size), default=0)
    fewest = min((each.fewest for each in own.values() if each.fewest), default=0)
    is_open = any(each.is_open for each in own.values())
    value = _value(task, {id: _as_taken(each, task.percent[id]) for id, each in own.items()})
    if isinstance(value, NoData) and not (is_open and value.reason == "division_by_zero"):
        return value
    if is_open or isinstance(value, NoData):
        return Figure(key, None, n=n, fewest=fewest)
    scaled = value / HUNDRED if task.is_percent else value
    try:
        return Figure(key, round(float(scaled), 12), n=n, exact=scaled, fewest=fewest)
    except OverflowError:
        raise NumbersTooLargeError(()) from None


def _as_taken(own: _Own, is_share: bool) -> Fraction | None:
    """The value as formulas take it: a share in percent. An open one stands for any."""
    value = ZERO if own.value is None and own.is_open else own.value
    return value * HUNDRED if value is not None and is_share else value


def _adds_up(task: CompositeTask) -> bool:
    """Whether the figures of the parts of a territory add up to its own: sums and counts of rows,
    added and subtracted, multiplied and divided by numbers."""
    counted = all(part.adds_up for _, part in task.parts)
    terms = linear(task.measure.term) if isinstance(task.measure, Formula) else None
    return counted and terms is not None and not terms.get(None)


def _value(task: CompositeTask, values: Mapping[str, Fraction | None]) -> Fraction | NoData:
    measure = task.measure
    if isinstance(measure, Index):
        return _indexed(measure, values)
    for part in measure.parts:
        if values[part.id] is None:
            return no_data("part_without_data", part=part.id)
    assert isinstance(measure, Formula)
    return _computed(measure, {id: value for id, value in values.items() if value is not None})


def _indexed(index: Index, values: Mapping[str, Fraction | None]) -> Fraction | NoData:
    lacking = [part.id for part in index.parts if values[part.id] is None]
    if lacking and index.lacking is Lacking.REFUSE:
        return no_data("part_without_data", part=lacking[0])
    if len(lacking) == len(index.parts):
        return no_data("part_without_data", part=lacking[0])
    counted = index.parts
    if index.lacking is Lacking.REWEIGHT:
        counted = tuple(part for part in index.parts if part.id not in lacking)
    weights = sum((exact(part.weight) for part in counted), ZERO)
    if not weights:
        return no_data("part_without_data", part=lacking[0])
    return sum((exact(p.weight) * (values[p.id] or ZERO) for p in counted), ZERO) / weights


def _computed(formula: Formula, values: Mapping[str, Fraction]) -> Fraction | NoData:
    try:
        return _of(formula.term, values)
    except ZeroDivisionError:
        return no_data("division_by_zero", formula=formula.text)


def _of(term: Term, values: Mapping[str, Fraction]) -> Fraction:
    match term:
        case Number():
            return exact(term.value)
        case Name():
            return values[term.id]
    left, right = _of(term.left, values), _of(term.right, values)
    match term.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
