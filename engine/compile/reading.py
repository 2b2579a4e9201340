"""Which columns a scan reads of which table; no other column need be loaded."""

from collections.abc import Iterator

from engine.compile.binding import columns_of
from engine.compile.plan import Path, Scan


def columns_read(scan: Scan) -> dict[str, tuple[str, ...]]:
    """By dataset, the scan's own first: the columns that its conditions, sums and keys read."""
    own = [path[0] for path in _paths(scan)]
    read = {scan.dataset: tuple(dict.fromkeys((*own, *(join.key for join in scan.joins))))}
    for join in scan.joins:
        there = (join.target, *(name for name, _ in join.columns))
        read[join.dataset] = tuple(dict.fromkeys((*read.get(join.dataset, ()), *there)))
    return read


def _paths(scan: Scan) -> Iterator[Path]:
    for tree in scan.conditions:
        for column in columns_of(tree):
            yield column.path
    for grouping in scan.groupings:
        yield from grouping.keys
        yield from (total.column for total in grouping.totals if total.column)
