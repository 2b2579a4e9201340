"""Where the events of the dependency graph stand: a lane a roadmap, columns by stage and depth.

Columns follow the six stages; events of one stage that use one another stand in columns of their
own. Within a lane events are drawn towards what they are linked with (barycentres), and a link over
several columns keeps its place in each of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from engine.classes import dataclass
from engine.model.spec import CYCLE, Event, Roadmap, Stage
from engine.results.events import Edge, Ordering, Strength

BOX = 178.0
TALL = 56.0
BETWEEN = 54.0
_THROUGH = 6.0
_SPACE = 12.0
_SWEEPS = 24
_LOOSE = 0.01
_PULL = {Strength.HARD: 4.0, Strength.SOFT: 1.0}


@dataclass(slots=True)
class Node:
    """An event, or (event None) the passage of a long link through a column. `y` is its middle."""

    column: int
    event: Event | None
    y: float = 0.0
    links: list[tuple["Node", float]] = field(default_factory=list)

    @property
    def tall(self) -> float:
        """The height of its box; of a line that only passes through, a little."""
        return _THROUGH if self.event is None else TALL

    @property
    def left(self) -> float:
        """Where its box begins."""
        return self.column * (BOX + BETWEEN)

    @property
    def right(self) -> float:
        """Where its box ends."""
        return self.left + BOX


@dataclass(frozen=True, slots=True)
class Lane:
    """A roadmap with its events by full id; `top` and `tall` in the picture."""

    roadmap: Roadmap
    nodes: Mapping[str, Node]
    top: float
    tall: float


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole layout. `passages` are the nodes that a link runs through, in order."""

    lanes: tuple[Lane, ...]
    stages: Mapping[Stage, tuple[int, int]]
    """First column and number of columns of each stage that occurs."""
    passages: Mapping[tuple[str, str], tuple[Node, ...]]
    columns: int

    @property
    def nodes(self) -> dict[str, Node]:
        """All events by full id."""
        return {id: node for lane in self.lanes for id, node in lane.nodes.items()}


def lay_out(
    roadmaps: Sequence[Roadmap], ordering: Ordering, *, head: float, between: float
) -> Graph:
    """The layout of the roadmaps' events; `head` is the room above each lane's events."""
    columns, stages = _columns(roadmaps, ordering)
    lanes: list[Lane] = []
    passages: dict[tuple[str, str], tuple[Node, ...]] = {}
    top = 0.0
    for roadmap in roadmaps:
        nodes = {
            roadmap.full_id(event.id): Node(columns[roadmap.full_id(event.id)], event)
            for event in roadmap.events
        }
        through = _link(nodes, ordering.edges)
        passages |= through
        tall = _settle([*nodes.values(), *(node for each in through.values() for node in each)])
        _shift(nodes.values(), through.values(), top + head)
        lanes.append(Lane(roadmap, nodes, top, head + tall))
        top += head + tall + between
    return Graph(tuple(lanes), stages, passages, sum(count for _, count in stages.values()))


def _columns(
    roadmaps: Sequence[Roadmap], ordering: Ordering
) -> tuple[dict[str, int], dict[Stage, tuple[int, int]]]:
    stage = {
        roadmap.full_id(event.id): event.cycle_stage
        for roadmap in roadmaps
        for event in roadmap.events
    }
    depth = _depths(stage, ordering)
    stages: dict[Stage, tuple[int, int]] = {}
    first = 0
    for each in CYCLE:
        count = max((depth[id] + 1 for id in stage if stage[id] is each), default=0)
        if count:
            stages[each] = (first, count)
            first += count
    return {id: stages[stage[id]][0] + depth[id] for id in stage}, stages


def _depths(stage: Mapping[str, Stage], ordering: Ordering) -> dict[str, int]:
    """How many events of its own stage and roadmap each event waits for, one after another."""
    before: dict[str, list[str]] = {}
    for edge in ordering.edges:
        if edge.strength is Strength.HARD and _same_lane(edge) and edge.before in stage:
            before.setdefault(edge.after, []).append(edge.before)
    depth = dict.fromkeys(stage, 0)
    for planned in ordering.order:
        waited = [depth[id] + 1 for id in before.get(planned.id, ()) if stage[id] is planned.stage]
        if planned.id in depth:
            depth[planned.id] = max(waited, default=0)
    return depth


def _same_lane(edge: Edge) -> bool:
    return edge.before.partition("/")[0] == edge.after.partition("/")[0]


def _link(
    nodes: Mapping[str, Node], edges: Iterable[Edge]
) -> dict[tuple[str, str], tuple[Node, ...]]:
    """Tie the nodes of a lane together; the passages of links over several columns."""
    passages: dict[tuple[str, str], tuple[Node, ...]] = {}
    for edge in edges:
        if edge.before not in nodes or edge.after not in nodes:
            continue
        start, end = nodes[edge.before], nodes[edge.after]
        crossed = _between(start.column, end.column) if edge.strength is Strength.HARD else ()
        through = tuple(Node(column, None) for column in crossed)
        chain = (start, *through, end)
        for left, right in pairwise(chain):
            left.links.append((right, _PULL[edge.strength]))
            right.links.append((left, _PULL[edge.strength]))
        if through:
            passages[edge.before, edge.after] = through
    return passages


def _between(start: int, end: int) -> Sequence[int]:
    """The columns that a link crosses, in its own direction."""
    return range(start + 1, end) if start < end else range(start - 1, end, -1)


def _settle(nodes: Sequence[Node]) -> float:
    """Give every node of a lane its `y`, from 0 on; the height of the lane."""
    columns: dict[int, list[Node]] = {}
    for node in nodes:
        columns.setdefault(node.column, []).append(node)
    for column in columns.values():
        column.sort(key=lambda node: not node.links)
        _pack(column)
    for sweep in range(_SWEEPS):
        for number in sorted(columns, reverse=sweep % 2 == 1):
            columns[number].sort(key=lambda node: (not node.links, _wish(node)))
            _pack(columns[number])
    top = min((node.y - node.tall / 2 for node in nodes), default=0.0)
    for node in nodes:
        node.y -= top
    return max((node.y + node.tall / 2 for node in nodes), default=0.0)


def _wish(node: Node) -> float:
    """Where a node would like to stand: amid what it is linked with, else as high as it can."""
    pull = _pull(node)
    return sum(other.y * weight for other, weight in node.links) / pull if node.links else 0.0


def _pull(node: Node) -> float:
    return sum(weight for _, weight in node.links) or _LOOSE


def _pack(column: Sequence[Node]) -> None:
    """Place a column in its order, as near to the wishes as it goes (weighted least squares)."""
    offsets, offset = [], 0.0
    for node in column:
        offsets.append(offset + node.tall / 2)
        offset += node.tall + _SPACE
    blocks: list[tuple[float, float, int]] = []
    for node, shift in zip(column, offsets, strict=True):
        blocks.append((_wish(node) - shift, _pull(node), 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            blocks[-2:] = [_merged(*blocks[-2:])]
    starts = [start for start, _, count in blocks for _ in range(count)]
    for node, start, shift in zip(column, starts, offsets, strict=True):
        node.y = start + shift


def _merged(
    high: tuple[float, float, int], low: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = high[1] + low[1]
    return (high[0] * high[1] + low[0] * low[1]) / weight, weight, high[2] + low[2]


def _shift(nodes: Iterable[Node], through: Iterable[tuple[Node, ...]], by: float) -> None:
    for node in (*nodes, *(node for each in through for node in each)):
        node.y += by
