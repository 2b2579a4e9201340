"""Gathers what all rules ask of a dataset into one scan, each distinct thing once."""

from dataclasses import dataclass, field

from engine.model.conditions import Both, ColumnType, Condition
from engine.model.tables import DataPackage, Resource
from engine.query.binding import columns_of
from engine.query.days import days_of
from engine.query.questions import Grouping, Join, Labels, Mask, Path, Scan, Slot, State, Total

_NUMBERS = {ColumnType.INTEGER, ColumnType.NUMBER}


@dataclass(slots=True)
class ScanBuilder:
    """The questions to one dataset. Asking the same twice gives the same answer's place."""

    package: DataPackage
    resource: Resource
    conditions: dict[Condition, int] = field(default_factory=dict)
    totals: dict[tuple[Path, ...], dict[Total, int]] = field(default_factory=dict)
    joined: dict[str, dict[str, ColumnType]] = field(default_factory=dict)
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
        """The declared type of a column, also over a key."""
        key = self.resource.key_of(path[0]) if len(path) > 1 else None
        owner = self.package.resource(key.resource) if key else self.resource
        declared = owner.field(path[-1]) if owner else None
        if declared is None:
            raise LookupError(f"{'.'.join(path)} in {self.resource.name}")
        return declared.type

    def _meeting(self, own: Path, their: Path) -> ColumnType | None:
        """In which type codes of two types are compared: numbers as numbers, all else as text."""
        types = {self.type_of(own), self.type_of(their)}
        if len(types) == 1:
            return None
        return ColumnType.NUMBER if types <= _NUMBERS else ColumnType.STRING

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
        if len(path) < 2:
            return
        self.joined.setdefault(path[0], {})[path[1]] = self.type_of(path)

    def _joins(self) -> list[Join]:
        joins = []
        for field_name, columns in self.joined.items():
            key = self.resource.key_of(field_name)
            if key is not None:
                meeting = self._meeting((field_name,), (field_name, key.target))
                found = tuple(columns.items())
                joins.append(Join(field_name, key.resource, key.target, found, meeting))
        return joins
