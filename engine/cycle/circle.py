"""The shortest circle of hard links, named with its places. The one module that needs networkx."""

from collections.abc import Iterator
from itertools import islice, pairwise

import networkx as nx

from engine.codes.cycle import CIRCLE_OF_EVENTS
from engine.cycle.edges import EventIndex, HardLink
from engine.diagnostics import Finding, Related, Subject, finding

LOOKED_AT = 1_000
"""How many events are tried as members of the shortest circle (in document order)."""

ARROW = " \N{RIGHTWARDS ARROW} "


def shortest_circle(links: tuple[HardLink, ...]) -> tuple[int, ...]:
    """The events of a shortest circle, the first one again at the end.

    It begins with the event that stands first in the document. In a tangle of more than
    `LOOKED_AT` events it is the shortest of the circles through the first of them.
    """
    graph: nx.DiGraph[int] = nx.DiGraph((link.before, link.after) for link in links)
    shortest = min(islice(_circles(graph), LOOKED_AT), key=len)
    first = shortest.index(min(shortest))
    turned = (*shortest[first:], *shortest[:first])
    return (*turned, turned[0])


def circle_finding(
    index: EventIndex, links: tuple[HardLink, ...], circle: tuple[int, ...]
) -> Finding:
    """The finding at the link that the first event of the circle waits on; the others related."""
    by_pair = {(link.before, link.after): link for link in links}
    steps = [by_pair[pair] for pair in pairwise(circle)]
    first = index.rows[circle[0]]
    return finding(
        CIRCLE_OF_EVENTS,
        steps[-1].origin,
        related=(Related(link.origin, "cycle.next_link") for link in steps[:-1]),
        subject=Subject(first.roadmap.slug, "event", first.event.id),
        circle=ARROW.join(index.rows[position].full_id for position in circle),
        count=len(steps),
    )


def _circles(graph: "nx.DiGraph[int]") -> Iterator[tuple[int, ...]]:
    """The shortest circle through each event, in document order, past events left out."""
    while tangled := _tangled(graph):
        start = min(tangled)
        yield _through(start, graph)
        graph = nx.DiGraph(graph.subgraph(tangled - {start}))


def _tangled(graph: "nx.DiGraph[int]") -> set[int]:
    loops = set(nx.nodes_with_selfloops(graph))
    parts = nx.strongly_connected_components(graph)
    return loops.union(*(part for part in parts if len(part) > 1))


def _through(start: int, graph: "nx.DiGraph[int]") -> tuple[int, ...]:
    came_from = dict(nx.bfs_predecessors(graph, start))
    last = next(node for node in (start, *came_from) if graph.has_edge(node, start))
    path = [last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
