"""Random tables for a rule: a few organisations with rows whose cells lie around its constants."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from engine.compile import compile_project
from engine.compile.binding import columns_of
from engine.compile.questions import Scan
from engine.diff.building import Builder
from engine.diff.world import World
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
from engine.model.spec import Indicator
from engine.model.tables import Resource

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
            return [each.value for each in tree.values]
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
            known = [each for each in constants if isinstance(each, int | float)]
            low, high = field.constraints.minimum, field.constraints.maximum
            near = [value + step for value in known for step in (-1, 0, 1)]
            return [
                value
                for value in (*near, 1, 2, 3, 4, 5)
                if (not isinstance(low, int | float) or value >= low)
                and (not isinstance(high, int | float) or value <= high)
            ] or [low]
        case ColumnType.STRING:
            return [each for each in constants if isinstance(each, str)] or ["а", "б"]
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
