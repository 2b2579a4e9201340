"""The coverage matrix: which stages of the cycle each goal has something in.

Conflicts: what must come first by `after`, or by the cycle, begins when the other has ended.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from engine.cycle.edges import EventIndex, HardLink, Row, served_rows
from engine.model.project import Project
from engine.model.spec import CYCLE, Roadmap, ScheduleKind, Stage, cycle_stage
from engine.results.events import Cell, Conflict, Edge, MatrixRow, Strength


def coverage_matrix(project: Project) -> Iterator[MatrixRow]:
    """A row for each goal of each roadmap, in document order.

    The goal itself stands in *goal*, its indicators in *indicator*, and an event in each stage that
    it names, in the rows of the goals that it serves, itself or through an indicator.
    """
    return (row for roadmap in project.roadmaps for row in _rows(roadmap))


def _rows(roadmap: Roadmap) -> Iterator[MatrixRow]:
    filled: dict[str, dict[Stage, list[str]]] = {
        goal.id: {stage: [] for stage in CYCLE} for goal in roadmap.goals
    }
    for goal, stage, id in _occupants(roadmap):
        if goal in filled:
            filled[goal][stage].append(id)
    for goal, cells in filled.items():
        shown = tuple(Cell(stage, tuple(dict.fromkeys(ids))) for stage, ids in cells.items())
        yield MatrixRow(roadmap.slug, goal, shown)


def _occupants(roadmap: Roadmap) -> Iterator[tuple[str, Stage, str]]:
    """(goal, stage, id) of goals, then indicators, then events."""
    goal_of = {goal.id: goal.id for goal in roadmap.goals}
    yield from ((goal.id, Stage.GOAL, goal.id) for goal in roadmap.goals)
    for indicator in roadmap.indicators:
        if indicator.goal is not None:
            goal_of[indicator.id] = indicator.goal
            yield indicator.goal, Stage.INDICATOR, indicator.id
    for event in roadmap.events:
        goals = dict.fromkeys(goal_of[served] for served in event.serves if served in goal_of)
        for goal in goals:
            yield from ((goal, cycle_stage(stage), event.id) for stage in event.stages)


_Begun = tuple[date, int]
"""When an event begins, and its position."""


def find_conflicts(
    index: EventIndex, links: Iterable[HardLink], turns: Sequence[int]
) -> Iterator[Conflict]:
    """Links whose successor's last window ends before its predecessor's first begins.

    What stands between two events may have no dates, or last all year: then the last of the
    earlier ones still has to begin before the later one ends. `turns` are positions in order of
    work; without them (a circle) only neighbours are compared.
    """
    linked = tuple(links)
    direct = {(link.before, link.after) for link in linked}
    for link in linked:
        yield from _conflict(index.rows[link.before], index.rows[link.after], Strength.HARD)
    for before, after in _through_others(index, direct, turns):
        if (before, after) not in direct:
            yield from _conflict(index.rows[before], index.rows[after], Strength.HARD)


def _through_others(
    index: EventIndex, direct: set[tuple[int, int]], turns: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """For each event the latest that must begin before it, through events in between."""
    leaders: dict[int, list[int]] = {}
    for before, after in direct:
        leaders.setdefault(after, []).append(before)
    latest: dict[int, _Begun] = {}
    for position in turns:
        begun = [
            found
            for leader in leaders.get(position, ())
            for found in _passed(index, leader, latest)
        ]
        if begun:
            latest[position] = max(begun)
            yield latest[position][1], position


def _passed(index: EventIndex, leader: int, latest: Mapping[int, _Begun]) -> Iterator[_Begun]:
    """The leader's own beginning, and what it waits for unless it has ended before that."""
    row = index.rows[leader]
    if row.start is not None:
        yield row.start, leader
    begun = latest.get(leader)
    if begun is not None and (row.end is None or begun[0] <= row.end):
        yield begun


def find_against_cycle(
    index: EventIndex, turns: Sequence[int], edges: Iterable[Edge]
) -> Iterator[Conflict]:
    """Events that end before an earlier stage of the same goal or indicator begins.

    The stage just before is compared event by event (`edges`). Of stages further back, which what
    stands between may hide by lasting all year or having no dates, all work must begin too late:
    a second round of monitoring is no ground of the first decisions.
    """
    pairs = {
        (index.positions[edge.before], index.positions[edge.after])
        for edge in edges
        if edge.strength is Strength.SOFT
    }
    turn = {position: n for n, position in enumerate(turns)}
    for rows in served_rows(index).values():
        for before, after in _without_ground(rows):
            if turn.get(before.position, -1) < turn.get(after.position, -1):
                pairs.add((before.position, after.position))
    for first, second in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        yield from _conflict(index.rows[first], index.rows[second], Strength.SOFT)


def _without_ground(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The first work of each earlier stage, and an event that ends before it."""
    first: dict[int, Row] = {}
    for row in sorted(rows, key=_readiness):
        if row.start is not None:
            first.setdefault(row.last, row)
    for after in rows:
        for stage, before in first.items():
            if stage < after.first and _ends_before(after, before):
                yield before, after


def _readiness(row: Row) -> tuple[bool, date, int]:
    """What lasts all year is the ground of nothing where the stage holds other work."""
    lasting = row.event.schedule.kind is ScheduleKind.CONTINUOUS
    return lasting, row.start or date.max, row.position


def find_against_roadmap(index: EventIndex, unlinked: Iterable[int]) -> Iterator[Conflict]:
    """Effects analysed, without any link, before all work of an earlier stage of the roadmap."""
    of_roadmap: dict[str, list[Row]] = {}
    for row in index.rows:
        of_roadmap.setdefault(row.roadmap.slug, []).append(row)
    alone = frozenset(unlinked)
    for rows in of_roadmap.values():
        for before, after in _without_ground(rows):
            if after.position in alone and after.last == len(CYCLE) - 1:
                yield from _conflict(before, after, Strength.SOFT)


def _conflict(before: Row, after: Row, strength: Strength) -> Iterator[Conflict]:
    if before.start is not None and after.end is not None and after.end < before.start:
        yield Conflict(before.full_id, after.full_id, before.start, after.end, strength)


def _ends_before(after: Row, before: Row) -> bool:
    return before.start is not None and after.end is not None and after.end < before.start
