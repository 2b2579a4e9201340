"""Cases at the boundary of a condition: the rows of a case, and those more that take a branch."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.model.conditions import ColumnType
from engine.model.tables import DataPackage, Resource
from engine.testing.branches import Leaf, boundary
from engine.testing.cases import Case

Row = dict[str, Any]


def flipped(case: Case, leaf: Leaf, branch: str) -> dict[str, Any] | None:
    """The case with a row more, like the first one but at the boundary; behind a key it is a row of
    the table there, and this one leads to it. None where no single value takes the branch."""
    found, rows, package = boundary(leaf, branch), case.data.get("rows"), case.project.data
    if found is None or package is None or not isinstance(rows, Mapping):
        return None
    if not isinstance(rows.get(leaf.dataset), list) or not rows[leaf.dataset]:
        return None
    path, value = found
    tables = {name: [*listed] for name, listed in rows.items() if isinstance(listed, list)}
    _add(tables, package, leaf.dataset, path, value, {})
    return {**case.data, "rows": {**rows, **tables}}


def _add(
    tables: dict[str, list[Any]], package: DataPackage, name: str, path: tuple[str, ...],
    value: object, fixed: Row,
) -> None:  # fmt: skip
    """A row more with that value at the end of the path, and with what is `fixed`."""
    resource = package.resource(name)
    assert resource is not None
    listed = tables.setdefault(name, [])
    given = _named(listed[:1], resource)
    row, key = {**(given[0] if given else {}), **fixed}, resource.key_named(path[0])
    if key is None or len(path) == 1:
        row[path[0]] = value
        kept = {*fixed, path[0]}
    else:
        there = package.resource(key.resource)
        assert there is not None
        met = _fresh(there, key.targets, tables.get(key.resource, []))
        row |= {own: met[target] for own, target in key.pairs}
        kept = {*fixed, *key.fields}
        _add(tables, package, key.resource, path[1:], value, met)
    free = [each for each in resource.primary_key if each not in kept]
    if free and not set(resource.primary_key) <= {*fixed}:
        row |= _fresh(resource, (free[-1],), listed)
    listed.append(row)


def _named(listed: Iterable[object], resource: Resource) -> list[Row]:
    """Rows, which may be given by the order of the columns, by the names."""
    names = [field.name for field in resource.fields]
    return [
        dict(row)
        if isinstance(row, Mapping)
        else dict(zip(names, row if isinstance(row, list) else [row], strict=False))
        for row in listed
    ]


def _fresh(resource: Resource, names: tuple[str, ...], listed: list[Any]) -> Row:
    """Values of these columns that no row has together: one is new, one that leads nowhere else if
    there is such; the others are as in the first row."""
    rows = _named(listed, resource)
    free = [each for each in names if not resource.is_of_key(each)] or [*names]
    new = {free[-1], *(each for each in names if not rows or rows[0].get(each) is None)}
    return {each: _new(resource, each, rows) if each in new else rows[0][each] for each in names}


def _new(resource: Resource, name: str, rows: list[Row]) -> object:
    field = resource.field(name)
    taken = {str(row.get(name)) for row in rows}
    numbers = range(1, len(taken) + 2)
    match field.type if field else ColumnType.STRING:
        case ColumnType.INTEGER | ColumnType.NUMBER:
            return next(number for number in numbers if str(number) not in taken)
        case ColumnType.DATE:
            days = (f"2022-01-{day:02}" for day in range(1, 32))
            return next((day for day in days if day not in taken), None)
        case _:
            return next(f"x{number}" for number in numbers if f"x{number}" not in taken)
