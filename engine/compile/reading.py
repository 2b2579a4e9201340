"""Which columns a scan reads of which table; no other column need be loaded."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.compile.binding import columns_of
from engine.compile.plan import Plan, Planned, PlannedDecision
from engine.compile.questions import Path, Scan, Slot


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


def asked_by(plan: Plan, scan: Scan) -> dict[int, tuple[str, ...]]:
    """For each condition of the scan, by index: what asks for it, indicators and decisions."""
    masks = {
        (grouping.keys, index): total.mask
        for grouping in scan.groupings
        for index, total in enumerate(grouping.totals)
    }
    found: dict[int, dict[str, None]] = {index: {} for index in range(len(scan.conditions))}
    asking: tuple[Planned | PlannedDecision, ...] = (*plan.indicators, *plan.decisions)
    for each in asking:
        name = each.full_id if isinstance(each, Planned) else each.decision.id
        for slot in _slots((each.task, each.by_due) if isinstance(each, Planned) else each):
            if slot.dataset == scan.dataset:
                for index, _ in masks[slot.keys, slot.index]:
                    found[index][name] = None
    return {index: tuple(names) for index, names in found.items()}


def keys_followed(plan: Plan, asking: Planned | PlannedDecision) -> frozenset[tuple[str, str]]:
    """The foreign keys over which it looks values up: datasets and columns."""
    scans = {scan.dataset: scan for scan in plan.scans}
    return frozenset(
        (slot.dataset, path[0])
        for slot in _slots(asking.task if isinstance(asking, Planned) else asking)
        for path in _paths_of(slot, scans[slot.dataset])
        if len(path) > 1
    )


def _paths_of(slot: Slot, scan: Scan) -> Iterator[Path]:
    grouping = next(each for each in scan.groupings if each.keys == slot.keys)
    total = grouping.totals[slot.index]
    yield from slot.keys
    if total.column:
        yield total.column
    for index, _ in total.mask:
        yield from (column.path for column in columns_of(scan.conditions[index]))


def _slots(part: object) -> Iterator[Slot]:
    """Every slot in a task, in the order of its fields."""
    if isinstance(part, Slot):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _slots(each)
    elif is_dataclass(part) and not isinstance(part, type):
        for own in fields(part):
            yield from _slots(getattr(part, own.name))
