"""Measures made of other measures, from what each part gave."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from engine.compile.needed import CompositeTask
from engine.execute.comparing import ZERO, exact, exact_value, figure
from engine.execute.nodata import NoData, no_data
from engine.model.composites import Formula, Index, Lacking, Name, Number, Term
from engine.results.verdicts import Figure, Measurement, Tally

HUNDRED = 100


def compose(task: CompositeTask, parts: Mapping[str, Measurement | NoData]) -> Measurement | NoData:
    """The figure of the whole, and of each organisation that every part knows (an index: that some
    part knows, where it does without the others)."""
    values: dict[str, Fraction | None] = {}
    for id, measured in parts.items():
        values[id] = None if isinstance(measured, NoData) else _whole(measured, id, task)
    known = {id: each for id, each in parts.items() if isinstance(each, Measurement)}
    value = _value(task, values)
    if isinstance(value, NoData):
        return value
    is_open = any(each.lowest for each in known.values())
    tally = Tally(
        None,
        min((each.overall.size for each in known.values()), default=0),
        None,
        sum(each.overall.missing for each in known.values()),
        sum(each.overall.set_aside for each in known.values()),
    )
    rows = max((each.rows_read for each in known.values()), default=0)
    shown = None if is_open else _scaled(value, task)
    return Measurement(
        tally,
        rows_read=rows,
        statistic=_figure(None, shown, int(tally.n)),
        figures=tuple(_organisations(task, {id: m.by_organisation for id, m in known.items()})),
        municipal_figures=tuple(
            _organisations(task, {id: m.by_municipality for id, m in known.items()})
        ),
        members=next((each.members for each in known.values() if each.members), {}),
    )


def _whole(measured: Measurement, id: str, task: CompositeTask) -> Fraction | None:
    if measured.statistic is not None:
        found = exact_value(measured.statistic)
    else:
        found = None if measured.overall.total == 0 else figure(measured.overall)
    return None if found is None else found * HUNDRED if task.percent[id] else found


def _organisations(task: CompositeTask, known: Mapping[str, tuple[Tally, ...]]) -> Iterator[Figure]:
    """Nothing is told of an organisation that lacks what the whole would be refused for."""
    tallies = {
        id: {each.key: each for each in parts if each.key is not None}
        for id, parts in known.items()
    }
    codes = sorted({code for own in tallies.values() for code in own})
    for code in codes:
        own = {id: tallies.get(id, {}).get(code) for id in task.percent}
        values = {
            id: None
            if tally is None or tally.total == 0
            else figure(tally) * (HUNDRED if task.percent[id] else 1)
            for id, tally in own.items()
        }
        value = _value(task, values)
        if not isinstance(value, NoData):
            n = min(int(tally.size) for tally in own.values() if tally is not None)
            yield _figure(code, _scaled(value, task), n)


def _scaled(value: Fraction, task: CompositeTask) -> Fraction:
    return value / HUNDRED if task.is_percent else value


def _figure(code: str | None, value: Fraction | None, n: int) -> Figure:
    """The exact value beside the number that reports show, the same on every machine."""
    return Figure(code, None if value is None else round(float(value), 12), n=n, exact=value)


def _value(task: CompositeTask, values: Mapping[str, Fraction | None]) -> Fraction | NoData:
    measure = task.measure
    if isinstance(measure, Index):
        return _indexed(measure, values)
    for part in measure.parts:
        if values[part.id] is None:
            return no_data("part_without_data", part=part.id)
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
