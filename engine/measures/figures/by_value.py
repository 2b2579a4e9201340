"""The figure of a measure for each value of a column, beside that of the whole."""

from collections.abc import Iterator
from dataclasses import replace

from engine.classes import dataclass
from engine.model.measures import Measure
from engine.model.spec import Breakdown
from engine.query.answers import Answers
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Path, Slot, path_of
from engine.query.scope import Reach, Span
from engine.query.tasks import Run, Single, Task
from engine.results.verdicts import Figure, Measurement, Tally


def ask(measure: Measure, breakdown: Breakdown, asker: Asker, span: Span) -> "ByValueTask":
    """The questions of the measure, and the same by the values of the column."""
    column = path_of(breakdown.column)
    whole = asker.task(measure, span)
    parts = asker.by(column, measure.tables_by_column()).task(measure, span)
    assert isinstance(whole, Single)
    assert isinstance(parts, Single)
    return ByValueTask(whole, parts, column, breakdown)


_Found = Measurement | NoData | None


@dataclass(frozen=True, slots=True)
class ByValueTask(Single):
    """The task of the whole, and one whose answers are broken down by `column`."""

    whole: Single
    parts: Single
    column: Path
    breakdown: Breakdown

    @property
    def adds_up(self) -> bool:
        """As the whole does."""
        return self.whole.adds_up

    @property
    def in_percent(self) -> bool:
        """As the whole is."""
        return self.whole.in_percent

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from self.whole.looks()

    def figure(self, run: Run) -> Measurement | NoData:
        """The figure of the whole with those of the values."""
        measured = self.whole.figure(run)
        if isinstance(measured, NoData):
            return measured
        found = [(key, each) for key, each in _by_key(self, run) if _tells(each)]
        parts = {key or "": _parts(each) for key, each in found if isinstance(each, Measurement)}
        if measured.statistic is not None:
            figures = tuple(_figure(key, each) for key, each in found)
            return replace(measured, value_figures=figures, value_parts=parts)
        divided = measured.overall.total is not None
        tallies = tuple(_tally(key, each, divided=divided) for key, each in found)
        return replace(measured, by_value=tallies, value_parts=parts)


def _parts(found: Measurement) -> tuple[Tally, ...]:
    """What the organisations contribute to a value."""
    return (*found.by_organisation, *(figure.as_tally for figure in found.figures))


def key_of(value: object) -> str:
    """A value as it stands in a spec: «4», «true», «лицей»."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_key(task: ByValueTask, run: Run) -> Iterator[tuple[str | None, _Found]]:
    """Values that are listed, in their order, then the others as they sort, then rows without one;
    None for a listed value of which there are no rows."""
    values = _values(task.parts, task.column, run.answers)
    listed = task.breakdown.listed
    order = {key: at for at, key in enumerate(listed)}
    keys = {None if value is None else key_of(value): value for value in values}
    for key in sorted([*listed, *(each for each in keys if each is not None and each not in order)],
                      key=lambda each: order.get(each, len(order))):  # fmt: skip
        yield key, _measured(task, keys[key], run) if key in keys else None
    if None in keys:
        yield None, _measured(task, None, run)


def _values(parts: Task, column: Path, answers: Answers) -> list[object]:
    """The values of all tables that are looked at, sorted."""
    found = {value for reach, _ in parts.looks() for value in answers.values(reach, column)}
    return sorted(found, key=lambda value: (value is None, value))


def _measured(task: ByValueTask, value: object, run: Run) -> Measurement | NoData:
    answers = run.answers.of_value(task.column, value)
    return task.parts.figure(replace(run, answers=answers, members={}))


def _tells(found: _Found) -> bool:
    """Whether the measure speaks of the value: not where none of its rows belong to the whole."""
    if not isinstance(found, Measurement):
        return True
    tally = found.overall
    return tally.total is None or bool(tally.total or tally.missing or tally.set_aside)


def _tally(key: str | None, found: _Found, *, divided: bool) -> Tally:
    """No rows are counted as nought and have no share; what could not be computed is nothing."""
    if isinstance(found, Measurement):
        return found.overall._replace(key=key)
    return Tally(key, 0, None if found is None and not divided else 0)


def _figure(key: str | None, found: _Found) -> Figure:
    if not isinstance(found, Measurement) or found.statistic is None:
        return Figure(key, None)
    return replace(found.statistic, key=key)
