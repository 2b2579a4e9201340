"""Which values of a breakdown must be hidden: those that tell of too few, and those that would give
another one away, beside the whole, beside the organisations and beside other indicators.

A value that a reader can compute anyway protects nobody: the sum of organisations that are shown,
or what another indicator tells of the same rows. Where the rest cannot hide behind each other, the
whole breakdown is hidden, and where others tell a part of it, the whole figure, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.classes import dataclass
from engine.disclosure.cells import Cell, Hidden, hidden_cells, is_given_away, leaves_open
from engine.disclosure.nested import Rows, Wider, period_of_rows, rows_told
from engine.disclosure.persons import cell_of
from engine.model.conditions import Column, ColumnType, Compare, Condition, IsNull, Literal
from engine.model.project import Project
from engine.model.rules import Measure
from engine.model.spec import Breakdown
from engine.query.questions import path_of
from engine.results.verdicts import IndicatorOutcome, Measurement, Tally

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A breakdown of persons: its cells, and the rows that each value speaks of."""

    outcome: IndicatorOutcome
    measure: Measure
    cells: tuple[Cell, ...]
    rows: Mapping[str, tuple[Rows, ...]]


def breakdown_of(
    outcome: IndicatorOutcome, measure: Measure | None, project: Project
) -> Broken | None:
    """What the indicator tells of the values of its column; None where it tells of none."""
    measured, by = outcome.verdict.measurement, outcome.indicator.by
    if measured is None or measure is None or by is None:
        return None
    cells = (
        *(cell_of(each._replace(key=each.key or ""), measure, project)
          for each in measured.by_value),
        *(Cell(figure.key or "", figure.persons) for figure in measured.value_figures),
    )  # fmt: skip
    rows = {each.key or "": _rows(each, outcome, measure, by, project)
            for each in measured.by_value}  # fmt: skip
    return Broken(outcome, measure, cells, rows)


def _rows(
    tally: Tally, outcome: IndicatorOutcome, measure: Measure, by: Breakdown, project: Project
) -> tuple[Rows, ...]:
    one = Measurement(tally)
    period = period_of_rows(outcome, measure, project)
    narrower = _is_value(by, tally.key)
    return tuple(
        replace(rows, conditions=rows.conditions | {narrower})
        for rows in rows_told(one, measure, period)
    )


def _is_value(by: Breakdown, key: str | None) -> Condition:
    column = Column(path_of(by.column), by.type)
    if key is None:
        return IsNull(column)
    value: str | int | bool = key
    if by.type is ColumnType.INTEGER:
        value = int(key)
    elif by.type is ColumnType.BOOLEAN:
        value = key == "true"
    return Compare("=", column, Literal(value, by.type))


def hidden_values(
    broken: Iterable[Broken],
    rows: Mapping[str, tuple[Rows, ...]],
    found: Mapping[str, Hidden],
    told_before: Mapping[str, Values],
    least: int,
) -> dict[str, tuple[Values, bool]]:
    """By the full id: the values that are hidden, and whether the whole must be, too. `rows` and
    `found` are those of the wholes of all indicators."""
    every = {each.outcome.full_id: each for each in broken}
    also = {id: set(told_before.get(id, ())) for id in every}
    for id, key in _beside_others(every, rows, least):
        also[id].add(key)
    fixed: dict[str, set[str]] = {id: set() for id in every}
    for id, key, is_hidden in _told_elsewhere(every, rows, found):
        (also if is_hidden else fixed)[id].add(key)
    while True:
        hidden = {
            id: _within(each, found[id], frozenset(also[id]), frozenset(fixed[id]), least)
            for id, each in every.items()
        }
        more = [(id, key) for id, key in _same_rows(every, hidden) if key not in also[id]]
        if not more:
            return hidden
        for id, key in more:
            also[id].add(key)


def _within(
    broken: Broken, own: Hidden, also: Values, fixed: Values, least: int
) -> tuple[Values, bool]:
    """The values of one breakdown that are hidden; whether others give the rest away."""
    every = frozenset(cell.key for cell in broken.cells if cell.size > 0)
    if own.whole:
        return every, False
    leaking, sums = _beside_organisations(broken, own.cells, least)
    hidden = (also | leaking) & every
    free = [cell for cell in broken.cells if cell.key not in (fixed | sums) - hidden]
    keys = hidden_cells(free, least, hidden)
    small = frozenset(cell.key for cell in broken.cells if cell.is_small(least))
    if not keys | small:
        return frozenset(), False
    if small - keys or is_given_away(free, least, hidden):
        return every, bool(fixed)
    return keys, False


def _beside_organisations(
    broken: Broken, hidden: frozenset[str], least: int
) -> tuple[Values, Values]:
    """The values that would tell of hidden organisations, since all others in them are shown; and
    those that are nothing but sums of organisations that are shown."""
    measured = broken.outcome.verdict.measurement
    assert measured is not None
    tallies = (*measured.by_organisation, *(figure.as_tally for figure in measured.figures))
    wholes = {each.key or "": (*each[1:3], each.rows) for each in tallies}
    leaking, sums = set(), set()
    for key, parts in measured.value_parts.items():
        rest = [
            Cell(part.key or "", part.size, None if part.total is None else part.persons_counted)
            for part in parts
            if (part.key or "") in hidden or wholes.get(part.key or "") != (*part[1:3], part.rows)
        ]
        if not rest and parts:
            sums.add(key)
        elif any(cell.key in hidden for cell in rest) and not leaves_open(rest, least):
            leaking.add(key)
    return frozenset(leaking), frozenset(sums)


def _beside_others(
    every: Mapping[str, Broken], rows: Mapping[str, tuple[Rows, ...]], least: int
) -> Iterator[tuple[str, str]]:
    """The values of which what another indicator tells leaves over too few."""
    own = {id: [(key, one) for key, told in each.rows.items() for one in told]
           for id, each in every.items()}  # fmt: skip
    of_rows: dict[Rows, list[tuple[str, str]]] = defaultdict(list)
    for id, told in own.items():
        for key, one in told:
            of_rows[one].append((id, key))
    wider = Wider(
        {id: (*wholes, *(one for _, one in own.get(id, ()))) for id, wholes in rows.items()}
    )
    for id, told in own.items():
        for key, narrow in told:
            if any(_leaves_few(wide, one, least) for wide, one in wider.of(id, narrow)):
                yield id, key
    for id, wholes in rows.items():
        for narrow in wholes:
            for wide, one in wider.of(id, narrow):
                if _leaves_few(wide, one, least):
                    yield from of_rows.get(wide, ())


def _leaves_few(wide: Rows, narrow: Rows, least: int) -> bool:
    return Cell("", wide.whole - narrow.whole).is_small(least)


def _told_elsewhere(
    every: Mapping[str, Broken], rows: Mapping[str, tuple[Rows, ...]], found: Mapping[str, Hidden]
) -> Iterator[tuple[str, str, bool]]:
    """The values whose rows are the whole of another indicator, and whether it is hidden there."""
    wholes: dict[object, list[str]] = defaultdict(list)
    for id, own in rows.items():
        for one in own:
            wholes[one.what, one.period].append(id)
    for id, each in every.items():
        for key, own in each.rows.items():
            for one in own:
                for other in wholes.get((one.what, one.period), ()):
                    if other != id:
                        yield id, key, found[other].whole


def _same_rows(
    every: Mapping[str, Broken], hidden: Mapping[str, tuple[Values, bool]]
) -> Iterator[tuple[str, str]]:
    """The values that speak of the same rows as one that is hidden at another indicator."""
    gone = {
        (one.what, one.period)
        for id, each in every.items()
        for key in hidden[id][0]
        for one in each.rows.get(key, ())
    }
    for id, each in every.items():
        for key, own in each.rows.items():
            if any((one.what, one.period) in gone for one in own):
                yield id, key
