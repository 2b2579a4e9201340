"""Measures over a whole that is known beforehand: each organisation, given values, a list."""

from collections.abc import Mapping

from engine.codes.rules import (
    NO_ORGANISATION_COLUMN,
    RULE_INCOMPLETE,
    TYPES_DIFFER,
    VALUE_TYPE_DIFFERS,
)
from engine.expressions import ColumnSource
from engine.measures.context import code_column
from engine.measures.keys import KEY
from engine.measures.reader import COUNTED, Reader
from engine.model.conditions import Clause, ColumnType
from engine.model.rules import CoverageOfList, CoverageOfValues, EachDocument, EachRow


def read_each(reader: Reader) -> EachDocument | EachRow | None:
    """A document, or a row, for every organisation."""
    per = reader.dataset("per")
    if per and code_column(per.resource) is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "per", dataset=per.resource.name)
    where = reader.clause("where", per)
    if "in" in reader.data:
        return _each_row(reader, per, where)
    demand = reader.part("evidence").evidence()
    if per is None or demand is None:
        return None
    return EachDocument(per.resource.name, where, demand)


def _each_row(reader: Reader, per: ColumnSource | None, where: Clause | None) -> EachRow | None:
    columns = reader.dataset("in")
    of = reader.clause("of", columns)
    missing = reader.missing(*COUNTED, required=of is not None)
    key = _row_key(reader, columns)
    if per is None or columns is None or missing is None or key is None:
        return None
    return EachRow(per.resource.name, where, columns.resource.name, of, key, missing)


def _row_key(reader: Reader, columns: ColumnSource | None) -> str | None:
    if "key" in reader.data:
        name = reader.text("key")
        return name if reader.column(name, columns, "key") else None
    if columns is not None and columns.resource.organisation is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "in", dataset=columns.resource.name)
    return columns.resource.organisation if columns else None


def read_coverage(reader: Reader) -> CoverageOfValues | CoverageOfList | None:
    """Given values, or a list that somebody else holds."""
    columns = reader.dataset("in")
    where = reader.clause("where", columns)
    if "list" in reader.data:
        return _coverage_of_list(reader, columns, where)
    name = reader.text("column")
    column = reader.column(name, columns, "column")
    values = tuple(_values(reader, column.type)) if column else ()
    if columns is None or name is None or column is None:
        return None
    return CoverageOfValues(columns.resource.name, name, values, where)


def _values(reader: Reader, type: ColumnType) -> list[str | int | float]:
    told = reader.data.get("values")
    values = list(told) if isinstance(told, list | tuple) else []
    if not values:
        reader.refuse(RULE_INCOMPLETE, part="values")
    for number, value in enumerate(values):
        if not _is_of_type(value, type):
            route = ("values", number)
            reader.refuse(VALUE_TYPE_DIFFERS, *route, value=str(value), type=type.value)
    return values


def _is_of_type(value: object, type: ColumnType) -> bool:
    if isinstance(value, bool):
        return False
    if type.is_numeric:
        return isinstance(value, int | float)
    return isinstance(value, str) and type is ColumnType.STRING


def _coverage_of_list(
    reader: Reader, columns: ColumnSource | None, where: Clause | None
) -> CoverageOfList | None:
    listing = reader.dataset("list")
    among = reader.clause("among", listing)
    keys = _keys(reader)
    if keys is None or columns is None or listing is None:
        return None
    (list_key, list_route), (key, key_route) = keys
    own = reader.column(list_key, listing, *list_route)
    other = reader.column(key, columns, *key_route)
    if own and other and own.type is not other.type:
        types = {"type": other.type.value, "expected": own.type.value}
        reader.refuse(TYPES_DIFFER, *key_route, found=key, **types)
    return CoverageOfList(columns.resource.name, listing.resource.name, list_key, key, among, where)


_Key = tuple[str, tuple[str, ...]]


def _keys(reader: Reader) -> tuple[_Key, _Key] | None:
    """The key column of the list and of the dataset, each with its route."""
    if not isinstance(reader.data.get("key"), Mapping):
        name = reader.text("key")
        return ((name, ("key",)), (name, ("key",))) if name else None
    inner = reader.part("key")
    inner.close(KEY)
    list_key, key = inner.text("list"), inner.text("in")
    if list_key is None or key is None:
        return None
    return (list_key, ("key", "list")), (key, ("key", "in"))
