"""A graph that never has a circle: links are added one at a time, and refused if they close one.

The order is kept up to date at each link (Pearce and Kelly, "A dynamic topological sort algorithm
for directed acyclic graphs", 2006): a link that agrees with the present order costs nothing, any
other looks only at what lies between its ends. networkx has no such graph.
"""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import TypeVar

Key = TypeVar("Key", bound=tuple[object, ...])


class Precedence:
    """Nodes 0 … n - 1 and their links. `places[node]` is the node's place in a valid order.

    `patience` bounds how many nodes are looked at in all: in a tangle that uses it up, a link
    against the order reached so far is refused unseen. The result stays free of circles, and the
    same for the same input.
    """

    def __init__(self, places: Iterable[int], patience: int = 10_000_000) -> None:
        """Start without links, from any permutation of 0 … n - 1."""
        self.places = list(places)
        self.followers: list[list[int]] = [[] for _ in self.places]
        self.leaders: list[list[int]] = [[] for _ in self.places]
        self.patience = patience

    def add_node(self) -> int:
        """A new node, last in the order."""
        self.places.append(len(self.places))
        self.followers.append([])
        self.leaders.append([])
        return len(self.places) - 1

    def add(self, before: int, after: int) -> bool:
        """Add the link; False, and nothing is changed, when it would close a circle."""
        if self.places[before] >= self.places[after] and not self._make_room(before, after):
            return False
        self.followers[before].append(after)
        self.leaders[after].append(before)
        return True

    def _make_room(self, before: int, after: int) -> bool:
        if before == after or self.patience <= 0:
            return False
        downstream = self._downstream(after, before)
        if before in downstream:
            return False
        upstream = self._upstream(before, self.places[after])
        moved = [*self._sorted(upstream), *self._sorted(downstream)]
        for node, place in zip(moved, sorted(self.places[node] for node in moved), strict=True):
            self.places[node] = place
        return True

    def _downstream(self, start: int, goal: int) -> set[int]:
        """What follows `start`, no later than `goal`; cut short when `goal` is reached."""
        places, highest = self.places, self.places[goal]
        seen, waiting = {start}, [start]
        while waiting and goal not in seen:
            fresh = [
                node
                for node in self.followers[waiting.pop()]
                if places[node] <= highest and node not in seen
            ]
            seen.update(fresh)
            waiting += fresh
        self.patience -= len(seen)
        return seen

    def _upstream(self, start: int, lowest: int) -> set[int]:
        """What leads to `start`, no earlier than the place `lowest`."""
        places = self.places
        seen, waiting = {start}, [start]
        while waiting:
            fresh = [
                node
                for node in self.leaders[waiting.pop()]
                if places[node] >= lowest and node not in seen
            ]
            seen.update(fresh)
            waiting += fresh
        self.patience -= len(seen)
        return seen

    def _sorted(self, nodes: set[int]) -> list[int]:
        return sorted(nodes, key=self.places.__getitem__)


def first_ready(followers: list[list[int]], keys: list[Key]) -> Iterator[int]:
    """Nodes so that none stands before one that it follows; the least key among the ready first."""
    waiting_for = [0] * len(followers)
    for node in (node for links in followers for node in links):
        waiting_for[node] += 1
    ready = [(keys[node], node) for node, count in enumerate(waiting_for) if not count]
    heapify(ready)
    while ready:
        _, node = heappop(ready)
        yield node
        for follower in followers[node]:
            waiting_for[follower] -= 1
            if not waiting_for[follower]:
                heappush(ready, (keys[follower], follower))
