"""Counts of kinds → tables that can be judged, and shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.datasets import Dataset, Tables, make_dataset
from engine.diff.kinds import Kind, Piece
from engine.diff.search import Counts
from engine.diff.world import World
from engine.expressions.truth import Cell, Path
from engine.measures.periods import read_period
from engine.model.schedules import Window
from engine.model.tables import Resource
from engine.results.changes import WitnessTable

Rows = dict[str, list[dict[str, Cell]]]


@dataclass(slots=True)
class Builder:
    """Writes rows; a unit has a code of its own wherever its rows must be told apart."""

    world: World
    rows: Rows = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    """Columns that a witness shows, as dataset.column."""
    _made: int = 0

    def write(self, kinds: Sequence[Kind], counts: Counts) -> None:
        """`count` units of each kind."""
        for index, count in counts:
            for _ in range(count):
                self.unit(kinds[index].pieces)

    def unit(self, pieces: Sequence[Piece], label: str | None = None) -> None:
        """Rows of one unit; `label` puts them into another period."""
        self._made += 1
        for piece in pieces:
            resource = self.world.resource(piece.dataset)
            if resource:
                self._row(resource, piece, f"u{self._made}", label)

    def _row(self, resource: Resource, piece: Piece, code: str, label: str | None) -> None:
        row = self._default(resource, label)
        if piece.key:
            row[piece.key] = _key(resource, piece.key, code, self._made)
            self.seen.add(f"{resource.name}.{piece.key}")
        for path, value in piece.cells.items():
            self.seen.add(f"{resource.name}.{path[0]}")
            if len(path) == 1:
                row[path[0]] = value
        for name in dict.fromkeys(path[0] for path in piece.cells if len(path) > 1):
            known = row[name] if (name,) in piece.cells or name == piece.key else None
            row[name] = self._joined(resource, name, piece.cells, known)
        if self.world.project.evidence and resource.name == self.world.project.evidence.dataset:
            row["proves"] = f"{self.world.slug}/{TRIED}"
        self.rows.setdefault(resource.name, []).append(row)

    def _joined(self, resource: Resource, name: str, cells: object, known: Cell) -> Cell:
        """The code of a row of the other table that holds what is asked of it."""
        key = resource.key_of(name)
        other = self.world.resource(key.resource) if key else None
        if key is None or other is None or not isinstance(cells, dict):
            return known
        wanted = {path[1]: value for path, value in cells.items() if path[0] == name and path[1:]}
        rows = self.rows.setdefault(other.name, [])
        code = known or _code_of(wanted, rows, key.target)
        if all(row.get(key.target) != code for row in rows):
            rows.append({**self._default(other, None), **wanted, key.target: code})
        self.seen.update(f"{other.name}.{column}" for column in (*wanted, key.target))
        return code

    def blank(self, resource: Resource) -> dict[str, Cell]:
        """A row of the period with nothing else in it."""
        return self._default(resource, None)

    def _default(self, resource: Resource, label: str | None) -> dict[str, Cell]:
        row: dict[str, Cell] = {}
        window = read_period(label) if label else self.world.window
        if resource.organisation:
            row[resource.organisation] = "s1"
        if resource.period:
            row[resource.period] = label or label_in(window)
        if resource.date:
            row[resource.date] = window.start if label and window else self.world.day()
        return row

    def tables(self, names: Sequence[str]) -> Tables:
        """Datasets of everything written, and empty ones of the names."""
        found: dict[str, Dataset] = {}
        for name in dict.fromkeys((*names, *self.rows)):
            resource = self.world.resource(name)
            if resource:
                found[name] = make_dataset(resource, self.rows.get(name, []))
        return Tables(found, (), ())

    def shown(self) -> tuple[WitnessTable, ...]:
        """What a reader sees: the columns that matter, equal rows once."""
        return tuple(self._shown())

    def _shown(self) -> Iterator[WitnessTable]:
        for name, rows in self.rows.items():
            resource = self.world.resource(name)
            assert resource is not None
            columns = tuple(
                each.name for each in resource.fields if f"{name}.{each.name}" in self.seen
            )
            counted: dict[tuple[Cell, ...], int] = {}
            for row in rows:
                cells = tuple(row.get(column) for column in columns)
                counted[cells] = counted.get(cells, 0) + 1
            yield WitnessTable(name, resource.title, columns, tuple(counted.items()))


TRIED = "tried"
"""The id under which a rule is tried."""


def _key(resource: Resource, name: str, code: str, number: int) -> Cell:
    declared = resource.field(name)
    return number if declared and declared.type.is_numeric else code


def _code_of(wanted: dict[str, Cell], rows: list[dict[str, Cell]], target: str) -> Cell:
    """The row that already holds exactly this, or a new code."""
    for row in rows:
        if all(row.get(column) == value for column, value in wanted.items()):
            return row.get(target)
    return f"s{len(rows) + 1}"


def label_in(window: Window | None) -> str:
    """A period label whose days lie in the window."""
    if window is None or window.start.year < 2 or window.end.year > 9990:
        return "2021/22"
    for year in range(window.start.year, window.end.year + 1):
        for label in (f"{year}/{(year + 1) % 100:02d}", f"{year}"):
            days = read_period(label)
            if days and window.start <= days.start and days.end <= window.end:
                return label
    return f"{window.start.year}/{(window.start.year + 1) % 100:02d}"


__all__ = ["TRIED", "Builder", "Path", "label_in"]
