"""Gathers what all rules ask of a dataset into one scan, each distinct thing once."""

from collections.abc import Iterator
from dataclasses import field

from engine.classes import dataclass
from engine.model.conditions import Both, ColumnType, Condition
from engine.model.tables import DataPackage, ForeignKey, Resource
from engine.query.binding import columns_of
from engine.query.days import days_of
from engine.query.questions import (
    Grouping,
    Join,
    Labels,
    Mask,
    Meeting,
    Path,
    Scan,
    Slot,
    State,
    Total,
)


@dataclass(slots=True)
class ScanBuilder:
    """The questions to one dataset. Asking the same twice gives the same answer's place."""

    package: DataPackage
    resource: Resource
    conditions: dict[Condition, int] = field(default_factory=dict)
    totals: dict[tuple[Path, ...], dict[Total, int]] = field(default_factory=dict)
    joined: dict[Path, dict[str, ColumnType]] = field(default_factory=dict)
    labels: dict[Labels, None] = field(default_factory=dict)
    by: Path | None = None
    """A column by which all answers are broken down, beside the keys that are asked for."""

    def mask(self, *parts: tuple[Condition | None, State]) -> Mask:
        """The rows where each of the conditions stands so; absent ones are true of every row."""
        known: set[tuple[int, State]] = set()
        for tree, state in parts:
            if tree is not None:
                pieces = tree.items if isinstance(tree, Both) and state is State.TRUE else (tree,)
                known |= {(self._condition(piece), state) for piece in pieces}
        return tuple(sorted(known))

    def slot(self, keys: tuple[Path, ...], total: Total) -> Slot:
        """Where the answer to that total, grouped by the keys, will stand."""
        if self.by and self.by not in keys:
            keys = (*keys, self.by)
        for path in (*keys, *([total.column] if total.column else [])):
            self._reach(path)
        totals = self.totals.setdefault(keys, {})
        return Slot(self.resource.name, keys, totals.setdefault(total, len(totals)))

    def type_of(self, path: Path) -> ColumnType:
        """The declared type of a column, also over keys."""
        declared = self.package.field_at(self.resource.name, path)
        if declared is None:
            raise LookupError(f"{'.'.join(path)} in {self.resource.name}")
        return declared.type

    def _meeting(self, over: Path, field: str, target: str) -> Meeting:
        own = (*over[:-1], field)
        return Meeting(own, target, (self.type_of(own), self.type_of((*over, target))))

    def scan(self) -> Scan:
        """The finished scan."""
        trees = tuple(self.conditions)
        groupings = (
            Grouping(keys, tuple(totals), days_of(tuple(totals), trees, self.resource.date))
            for keys, totals in self.totals.items()
        )
        period = (self.resource.period,) if self.resource.period else None
        joins, labels = tuple(self._joins()), tuple(self.labels)
        return Scan(self.resource.name, joins, trees, tuple(groupings), period, labels)

    def _condition(self, tree: Condition) -> int:
        for column in columns_of(tree):
            self._reach(column.path)
        return self.conditions.setdefault(tree, len(self.conditions))

    def _reach(self, path: Path) -> None:
        """Notes what each table on the way must give: the column, or the next key."""
        if len(path) < 2:
            return
        over, kind = path[:-1], self.type_of(path)
        for field_name in self._key(over).fields:
            self._reach((*over[:-1], field_name))
        self.joined.setdefault(over, {})[path[-1]] = kind

    def _key(self, over: Path) -> ForeignKey:
        return self.package.steps(self.resource.name, (*over, ""))[-1][1]

    def _joins(self) -> Iterator[Join]:
        """Those to which others lead come after them."""
        for over, columns in self.joined.items():
            key = self._key(over)
            on = tuple(self._meeting(over, *pair) for pair in key.pairs)
            yield Join(over, key.resource, on, tuple(columns.items()))
