"""Which columns a scan reads of which table; no other column need be loaded.

The rows behind a figure: which are taken, and which of them count.
"""

from collections.abc import Iterator, Sequence

from engine.classes import dataclass
from engine.compile.plan import Plan, Planned, PlannedDecision
from engine.model.conditions import Condition
from engine.model.measures import Measure, RowSet
from engine.model.parts import parts_of
from engine.model.tables import DataPackage, Resource
from engine.query.binding import columns_of, conjunction
from engine.query.questions import Labels, Path, Scan, Slot, path_of
from engine.query.scope import Span, in_period


def columns_read(scan: Scan) -> dict[str, tuple[str, ...]]:
    """By dataset, the scan's own first: the columns that its conditions, sums and keys read."""
    met = [meeting.own for join in scan.joins for meeting in join.on]
    own = [path[0] for path in (*_paths(scan), *met) if len(path) == 1]
    read = {scan.dataset: tuple(dict.fromkeys(own))}
    for join in scan.joins:
        there = (*join.targets, *(name for name, _ in join.columns))
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
        for slot in parts_of((each.task, each.by_due) if isinstance(each, Planned) else each, Slot):
            if slot.dataset == scan.dataset:
                for index, _ in masks[slot.keys, slot.index]:
                    found[index][name] = None
    return {index: tuple(names) for index, names in found.items()}


def keys_followed(plan: Plan, asking: Planned | PlannedDecision) -> frozenset[tuple[str, Path]]:
    """The foreign keys over which it looks values up: datasets and paths of keys."""
    scans = {scan.dataset: scan for scan in plan.scans}
    return frozenset(
        (slot.dataset, path[:length])
        for slot in parts_of(asking.task if isinstance(asking, Planned) else asking, Slot)
        for path in _paths_of(slot, scans[slot.dataset])
        for length in range(1, len(path))
    )


def _paths_of(slot: Slot, scan: Scan) -> Iterator[Path]:
    grouping = next(each for each in scan.groupings if each.keys == slot.keys)
    total = grouping.totals[slot.index]
    yield from slot.keys
    if total.column:
        yield total.column
    for index, _ in total.mask:
        yield from (column.path for column in columns_of(scan.conditions[index]))


@dataclass(frozen=True, slots=True)
class RowView:
    """Rows of `where` in sight; they count by `of`, by a filled `column`, or by its `values`.

    `found_in` is the view in whose column the row's own must occur (coverage of a list).
    """

    resource: Resource
    where: Condition | None
    labels: Labels | None
    of: Condition | None = None
    column: Path | None = None
    values: tuple[str | int | float, ...] = ()
    found_in: "RowView | None" = None
    weight: Path | None = None
    filled: tuple[Path, ...] = ()

    @property
    def shown(self) -> str | None:
        """The column whose cell stands for the row."""
        trees = [tree for tree in (self.of, self.where) if tree is not None]
        paths = [column.path for tree in trees for column in columns_of(tree)]
        return self.own_column([self.column, *paths] if self.column else paths)

    def own_column(self, paths: Sequence[Path]) -> str | None:
        """The column of the table itself that the first path begins at: behind a key its first;
        that of the organisation where there is no path."""
        first = next(iter(paths), None)
        key = self.resource.key_named(first[0]) if first and len(first) > 1 else None
        own = key.fields[0] if key else first and first[0]
        return own or self.resource.organisation


def row_view(measure: Measure, package: DataPackage, span: Span) -> RowView | None:
    """The rows behind the measure; None where no single set of rows is."""
    rows = measure.rows()
    return _view(rows, package, span) if rows else None


def _view(rows: RowSet, package: DataPackage, span: Span) -> RowView | None:
    span = span.since(rows.since)
    resource = package.resource(rows.dataset)
    found_in = _view(rows.found_in, package, span) if rows.found_in else None
    if resource is None or (rows.found_in and found_in is None):
        return None
    return RowView(
        resource=resource,
        where=conjunction(in_period(resource, span), span.bound(rows.where)),
        labels=Labels(span.window, span.as_of) if resource.period else None,
        of=span.bound(rows.of),
        column=path_of(rows.column) if rows.column else None,
        values=rows.values,
        found_in=found_in,
        weight=path_of(rows.weight) if rows.weight else None,
        filled=tuple(map(path_of, rows.filled)),
    )
