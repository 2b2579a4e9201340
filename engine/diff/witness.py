"""A witness is believed only when the engine itself gives the two verdicts.

Counts of kinds → tables that can be judged, and shown.

Random tables for a rule: a few organisations with rows whose cells lie around its constants.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.compile import compile_project
from engine.diff.inequalities import Counts
from engine.diff.row_classes import Kind, Piece
from engine.diff.scope import World
from engine.expressions.truth import Cell, Path
from engine.model.conditions import (
    Both,
    ColumnType,
    Compare,
    Condition,
    Either,
    InList,
    Literal,
    Not,
)
from engine.model.spec import Indicator, Window
from engine.model.tables import ForeignKey, Resource
from engine.query.binding import columns_of
from engine.query.periods import read_period, resolved
from engine.query.questions import Scan
from engine.results.changes import Witness, WitnessTable
from engine.results.verdicts import REACHED, Tally, Verdict, VerdictKind

if (
    TYPE_CHECKING
):  # most comparisons look for no table: nothing that reads tables is loaded for them
    from engine.datasets import Dataset, Tables

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
        self._fill(resource, row, piece.cells, (piece.key, resource.period))
        if self.world.project.evidence and resource.name == self.world.project.evidence.dataset:
            row["proves"] = f"{self.world.slug}/{TRIED}"
        self.rows.setdefault(resource.name, []).append(row)

    def _fill(
        self,
        resource: Resource,
        row: dict[str, Cell],
        cells: Mapping[Path, Cell],
        fixed: tuple[str | None, ...] = (),
    ) -> None:
        """Writes the row's own cells, and rows of other tables that hold what is asked over keys;
        `fixed` are columns of the row that stay as they are."""
        own = {path[0]: value for path, value in cells.items() if len(path) == 1}
        row |= own
        self.seen.update(f"{resource.name}.{name}" for name in own)
        for name in dict.fromkeys(path[0] for path in cells if len(path) > 1):
            key = resource.key_named(name)
            other = self.world.resource(key.resource) if key else None
            if key and other:
                there = {
                    path[1:]: value for path, value in cells.items() if path[0] == name and path[1:]
                }
                held = {
                    target: row[field] for field, target in key.pairs if field in (*own, *fixed)
                }
                row |= zip(key.fields, self._led(key, other, there, held), strict=True)
                self.seen.update(f"{resource.name}.{field}" for field in key.fields)

    def _led(
        self, key: ForeignKey, other: Resource, cells: Mapping[Path, Cell], held: dict[str, Cell]
    ) -> tuple[Cell, ...]:
        """The key of a row of the other table with these cells, of one that is there or of a new
        one; `held` are parts of it that are known."""
        asked: dict[str, Cell] = {}
        self._fill(other, asked, cells)
        asked |= held
        rows = self.rows.setdefault(other.name, [])
        found = next((row for row in rows if asked.items() <= row.items()), None)
        if found is None:
            number = len(rows) + 1
            codes = {
                target: _key(other, target, f"s{number}", number)
                for target in key.targets
                if target != other.period
            }
            found = {**self._default(other, None), **codes, **asked}
        code = tuple(found.get(target) for target in key.targets)
        if all(tuple(row.get(target) for target in key.targets) != code for row in rows):
            rows.append(found)
        self.seen.update(f"{other.name}.{column}" for column in (*asked, *key.targets))
        return code

    def blank(self, resource: Resource) -> dict[str, Cell]:
        """A row of the period with nothing else in it."""
        return self._default(resource, None)

    def _default(self, resource: Resource, label: str | None) -> dict[str, Cell]:
        row: dict[str, Cell] = {}
        label = label and resolved(label, self.world.window, self.world.as_of)
        window = read_period(label) if label else self.world.window
        if resource.organisation:
            row[resource.organisation] = "s1"
        if resource.period:
            row[resource.period] = label or label_in(window)
        if resource.date:
            row[resource.date] = window.start if label and window else self.world.day()
        return row

    def tables(self, names: Sequence[str]) -> "Tables":
        """Datasets of everything written, and empty ones of the names."""
        from engine.datasets import Tables, make_dataset

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


JUDGED = frozenset({
    *REACHED, VerdictKind.WARNED, VerdictKind.NOT_MET, VerdictKind.INDETERMINATE,
    VerdictKind.NOT_DUE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """An indicator before and after, in one world."""

    old: Indicator
    new: Indicator
    world: World

    def of_counts(self, kinds: Sequence[Kind], counts: Counts, side: int) -> Witness | None:
        """The table of these rows, if the engine agrees that only `side` meets it."""
        builder = Builder(self.world)
        builder.write(kinds, counts)
        return self.of_rows(builder, side)

    def of_any(self, tables: Iterable[Builder], side: int) -> Witness | None:
        """The first of the tables that, as the engine agrees, only `side` meets."""
        return next(filter(None, (self.of_rows(each, side) for each in tables)), None)

    def of_rows(self, builder: Builder, side: int) -> Witness | None:
        """The rows written, if the engine agrees that only `side` meets them."""
        verdicts = self.run(builder, self.world.as_of)
        if verdicts is None:
            return None
        met = [verdict.kind in REACHED for verdict in verdicts]
        judged = all(verdict.kind in JUDGED for verdict in verdicts)
        return self.witness(builder, verdicts) if judged and met == [side == 0, side == 1] else None

    def run(self, builder: Builder, as_of: date) -> tuple[Verdict, Verdict] | None:
        """Both verdicts on the rows written."""
        old, new = (self._verdict(indicator, builder, as_of) for indicator in (self.old, self.new))
        return (old, new) if old and new else None

    def witness(
        self, builder: Builder, found: tuple[Verdict, Verdict], as_of: date | None = None
    ) -> Witness:
        """The rows with the verdicts that were found."""
        old, new = found
        return Witness(
            tables=builder.shown(),
            as_of=(as_of or self.world.as_of).isoformat(),
            old=old.kind,
            new=new.kind,
            old_figure=_figure(old),
            new_figure=_figure(new),
        )

    def _verdict(self, indicator: Indicator, builder: Builder, as_of: date) -> Verdict | None:
        project, world = self.world.project, self.world
        roadmap = project.roadmap(world.slug)
        if roadmap is None:
            return None
        alone = replace(roadmap, indicators=(replace(indicator, id=TRIED),), events=())
        tried = replace(
            project,
            roadmaps=(alone,),
            requirements=(),
            decisions=(),
            waivers=(),
            data=world.package,
        )
        try:
            plan = compile_project(tried, as_of)
        except LookupError:
            return None
        register = (project.evidence.dataset,) if project.evidence else ()
        names = (*(name for planned in plan.indicators for name in planned.datasets), *register)
        from engine.execute import execute

        (outcome,) = execute(plan, builder.tables(names))
        return outcome.verdict


def _figure(verdict: Verdict) -> Tally | None:
    return verdict.measurement.overall if verdict.measurement else None


TABLES = 120
"""How many tables are tried."""
_SIZES = ((2, 3), (6, 12), (5, 30), (12, 4), (25, 3), (3, 8))
"""Organisations, and rows of each."""
_LEANS = (0.5, 0.98, 0.9, 0.75, 0.3)
"""How often a row of an organisation has the value that it leans to."""


def random_tables(indicator: Indicator, world: World) -> Iterator[Builder]:
    """Tables that the rule can be asked of; the same ones every time."""
    scans = _scans(indicator, world)
    cells = {scan.dataset: _cells_of(scan, world) for scan in scans}
    for seed in range(TABLES):
        chance = random.Random(seed)
        builder = Builder(world)
        for scan in scans:
            resource = world.resource(scan.dataset)
            if resource:
                _write(builder, resource, cells[scan.dataset], chance, seed)
        yield builder


def _scans(indicator: Indicator, world: World) -> tuple[Scan, ...]:
    roadmap = world.project.roadmap(world.slug)
    if roadmap is None:
        return ()
    alone = replace(roadmap, indicators=(indicator,), events=())
    project = replace(world.project, roadmaps=(alone,), data=world.package, decisions=())
    try:
        return compile_project(project, world.as_of).scans
    except LookupError:
        return ()


def _cells_of(scan: Scan, world: World) -> dict[Path, list[Cell]]:
    """What may stand in each column of its own that the scan asks for."""
    resource = world.resource(scan.dataset)
    constants: dict[Path, list[Cell]] = defaultdict(list)
    for tree in scan.conditions:
        for column in columns_of(tree):
            constants[column.path] += _literals(tree)
    for grouping in scan.groupings:
        for path in (*grouping.keys, *(t.column for t in grouping.totals if t.column)):
            constants.setdefault(path, [])
    own = {path: found for path, found in constants.items() if len(path) == 1}
    return {
        path: _values(resource, path[0], found) for path, found in own.items() if resource
    }  # fmt: skip


def _literals(tree: Condition) -> list[Cell]:
    match tree:
        case Compare():
            return [each.value for each in (tree.left, tree.right) if isinstance(each, Literal)]
        case InList():
            return [literal.value for literal in tree.values]
        case Not():
            return _literals(tree.item)
        case Both() | Either():
            return [value for item in tree.items for value in _literals(item)]
        case _:
            return []


def _values(resource: Resource, name: str, constants: list[Cell]) -> list[Cell]:
    field = resource.field(name)
    if field is None:
        return [None]
    if field.constraints.enum:
        return list(field.constraints.enum)
    match field.type:
        case ColumnType.BOOLEAN:
            return [True, False]
        case ColumnType.INTEGER | ColumnType.NUMBER:
            known = [constant for constant in constants if isinstance(constant, int | float)]
            low, high = field.constraints.minimum, field.constraints.maximum
            near = [value + step for value in known for step in (-1, 0, 1)]
            return [
                value
                for value in (*near, 1, 2, 3, 4, 5)
                if (not isinstance(low, int | float) or value >= low)
                and (not isinstance(high, int | float) or value <= high)
            ] or [low]
        case ColumnType.STRING:
            return [constant for constant in constants if isinstance(constant, str)] or ["a", "b"]
        case _:
            return []


def _write(
    builder: Builder,
    resource: Resource,
    cells: dict[Path, list[Cell]],
    chance: random.Random,
    seed: int,
) -> None:
    """So many rows of each organisation; most organisations lean one way, the first another."""
    own, (organisations, rows) = resource.organisation, _SIZES[seed % len(_SIZES)]
    often = _LEANS[seed // len(_SIZES) % len(_LEANS)]
    usual = _leaning(cells, chance)
    for number in range(organisations if own else 1):
        lean = _leaning(cells, chance) if number < 1 + seed % 3 else usual
        size = chance.choice((rows, rows, 2, 8))
        for _ in range(1 if own in resource.primary_key else size):
            row = builder.blank(resource)
            for path, found in cells.items():
                if found and path[0] not in (own, resource.period, resource.date):
                    row[path[0]] = lean[path] if chance.random() < often else chance.choice(found)
                    builder.seen.add(f"{resource.name}.{path[0]}")
            if own:
                row[own] = f"s{number + 1}"
                builder.seen.add(f"{resource.name}.{own}")
            builder.rows.setdefault(resource.name, []).append(row)


def _leaning(cells: dict[Path, list[Cell]], chance: random.Random) -> dict[Path, Cell]:
    return {path: chance.choice(found) for path, found in cells.items() if found}
