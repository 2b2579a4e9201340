"""The shortest circle of hard links, named with its places. The one module that needs networkx."""

from collections.abc import Iterator
from itertools import islice, pairwise

import networkx as nx

from engine.codes.cycle import CIRCLE_OF_EVENTS
from engine.cycle.edges import EventIndex, HardLink
from engine.diagnostics import Finding, Related, Subject, finding

LOOKED_AT = 1_000
"""How many events are tried as members of the shortest circle (in document order)."""

_LINKS = 1_000_000
"""How many links are followed for it, counted for each event that is tried."""
_LEAST = 2
"""How many events a circle has at least, where none waits on itself."""

ARROW = " \N{RIGHTWARDS ARROW} "


def shortest_circle(links: tuple[HardLink, ...]) -> tuple[int, ...]:
    """The events of a shortest circle, the first one again at the end.

    It begins with the event that stands first in the document. In a tangle of more than
    `LOOKED_AT` events, or `_LINKS` links of them, it is the shortest of the circles through the
    first of them.
    """
    graph: nx.DiGraph[int] = nx.DiGraph((link.before, link.after) for link in links)
    loops = tuple(nx.nodes_with_selfloops(graph))
    shortest = (min(loops),) if loops else _shortest(graph)
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


def _shortest(graph: "nx.DiGraph[int]") -> tuple[int, ...]:
    found: tuple[int, ...] = ()
    for circle in islice(_circles(graph), LOOKED_AT):
        found = circle if not found or len(circle) < len(found) else found
        if len(found) == _LEAST:
            break
    return found


def _circles(graph: "nx.DiGraph[int]") -> Iterator[tuple[int, ...]]:
    """The shortest circle through each event, in document order, past events left out."""
    followed = 0
    while followed < _LINKS and (tangled := _tangled(graph)):
        start = min(tangled)
        yield _through(start, graph)
        followed += graph.number_of_edges()
        graph = nx.DiGraph(graph.subgraph(tangled - {start}))


def _tangled(graph: "nx.DiGraph[int]") -> set[int]:
    parts = nx.strongly_connected_components(graph)
    return {node for part in parts if len(part) > 1 for node in part}


def _through(start: int, graph: "nx.DiGraph[int]") -> tuple[int, ...]:
    came_from = dict(nx.bfs_predecessors(graph, start))
    last = next(node for node in (start, *came_from) if graph.has_edge(node, start))
    path = [last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
