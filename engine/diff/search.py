"""The smallest table that one side meets and the other does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product

from engine.diff.halves import Half
from engine.diff.kinds import Kind, Role

SMALL = 12
LARGE = 250
MOST_STATES = 20_000
MOST_TRIES = 300_000
"""Tables that are weighed before the search is given up: about a second."""
MOST_ROWS = 200_000
"""Largest table that is built for a witness."""
Counts = tuple[tuple[int, int], ...]
"""Pairs (index of the kind, number of its rows)."""


@dataclass(frozen=True, slots=True)
class Board:
    """Both sides as inequalities over the same kinds; a ratio needs rows in its denominator."""

    kinds: tuple[Kind, ...]
    sides: tuple[tuple[Half, ...], tuple[Half, ...]]
    needs_rows: bool

    def met(self, counts: Counts, side: int) -> bool:
        """Whether the table meets the target of that side."""
        return all(half.holds(counts) for half in self.sides[side])

    def is_judged(self, counts: Counts) -> bool:
        """Whether both sides have something to judge."""
        if not self.needs_rows:
            return True
        return all(
            any(self.kinds[index].role(side) in _PRESENT for index, count in counts if count)
            for side in (0, 1)
        )

    def anchors(self, index: int) -> bool:
        """Whether one row of the kind gives both sides something to judge."""
        return self.needs_rows and all(self.kinds[index].role(side) in _PRESENT for side in (0, 1))


_PRESENT = (Role.COUNTS, Role.ROW)


def tables_met_only_by(
    board: Board, side: int, marks: Sequence[Fraction], ratios: Sequence[Fraction]
) -> Iterator[Counts]:
    """Tables, the small ones first, that `side` meets and the other does not."""
    if any(kind.thing for kind in board.kinds):
        yield from (each for each in _states(board.kinds) if _fits(board, each, side))
        return
    mixtures = _mixtures(tuple(marks), tuple(ratios))
    indices = range(len(board.kinds))
    extras: list[Counts] = [(), *(((index, 1),) for index in indices if board.anchors(index))]
    tries = islice(product(mixtures, indices, indices, extras), MOST_TRIES)
    for (first, second), one, two, extra in tries:
        if (one == two) is bool(second) or first + second > MOST_ROWS:
            continue
        counts = _merged(((one, first), (two, second)), extra)
        if _fits(board, counts, side):
            yield counts


def _states(kinds: Sequence[Kind]) -> Iterator[Counts]:
    """Every way in which each thing is in one of its states."""
    things: dict[str | None, list[int]] = {}
    for index, kind in enumerate(kinds):
        things.setdefault(kind.thing, []).append(index)
    for chosen in islice(product(*things.values()), MOST_STATES):
        yield tuple((index, 1) for index in sorted(chosen))


def _merged(pair: Counts, extra: Counts) -> Counts:
    found: dict[int, int] = {}
    for index, count in (*pair, *extra):
        found[index] = found.get(index, 0) + count
    return tuple(sorted((index, count) for index, count in found.items() if count))


def _fits(board: Board, counts: Counts, side: int) -> bool:
    if not board.met(counts, side) or board.met(counts, 1 - side):
        return False
    return board.is_judged(counts)


@lru_cache(maxsize=64)
def _mixtures(
    marks: tuple[Fraction, ...], ratios: tuple[Fraction, ...]
) -> tuple[tuple[int, int], ...]:
    """How many rows of two kinds to try: few, near the thresholds, near the ratios."""
    found = {(i, j) for i in range(SMALL) for j in range(SMALL) if 0 < i + j <= SMALL}
    near = {int(mark) + step for mark in marks for step in (-1, 0, 1)}
    found |= {(i, j) for i in near if i > 0 for j in range(3)}
    middles = {*ratios, *((a + b) / 2 for a in ratios for b in ratios)}
    for total in range(SMALL + 1, LARGE if middles else 0):
        for ratio in middles:
            part = int(ratio * total)
            found |= {(each, total - each) for each in (part, part + 1) if 0 < each < total}
    return tuple(sorted(found, key=lambda pair: (sum(pair), pair)))
