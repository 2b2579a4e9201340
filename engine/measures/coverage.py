"""coverage: which of given values occur, or which part of a list is found in a table."""

from collections.abc import Mapping

from engine.classes import dataclass
from engine.codes.rules import RULE_INCOMPLETE, TYPES_DIFFER, VALUE_TYPE_DIFFERS
from engine.expressions import ColumnSource
from engine.measures.measure import Basic
from engine.measures.reader import Reader
from engine.measures.units import listed_unit
from engine.model.conditions import Clause, ColumnType
from engine.model.demands import ListDemand, ValueDemand
from engine.model.measures import Form, Measure, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, TableName, say
from engine.model.targets import Target

Values = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class CoverageOfValues(Measure):
    """Which of the given values occur in the column among rows of `where`."""

    kind = "coverage"
    form = Form.PART_OF_WHOLE
    implied = "target.all_values"

    dataset: str
    column: str
    values: Values
    where: Clause | None

    def own_datasets(self) -> tuple[str, ...]:
        return (self.dataset,)

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("where", self.dataset, self.where),)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.column),)

    def rows(self) -> RowSet:
        return RowSet(self.dataset, self.where, column=self.column, values=self.values)

    def unit(self, target: Target | None, project: Project) -> str:
        return "values"

    def said(self) -> Said:
        return say("measure.coverage_of_values", values=tuple(map(str, self.values)))

    def facts(self) -> tuple[tuple[str, str], ...]:
        return (("column", self.column),)

    def demand(self) -> ValueDemand:
        return ValueDemand(self.dataset, self.column, self.values, self.where)


@dataclass(frozen=True, slots=True)
class CoverageOfList(Basic):
    """N = rows of `listing` with `among`; n = those whose key occurs in `dataset` with `where`."""

    kind = "coverage"
    form = Form.PART_OF_WHOLE
    implied = "target.all_listed"

    dataset: str
    listing: str
    listing_key: str
    dataset_key: str
    among: Clause | None
    where: Clause | None

    def own_datasets(self) -> tuple[str, ...]:
        return self.listing, self.dataset

    def counted_datasets(self) -> tuple[str, ...]:
        return (self.dataset,)

    def tables_by_column(self) -> tuple[str, ...]:
        """None: a column of the table that is searched would leave the whole list in each N."""
        return ()

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return ("among", self.listing, self.among), ("where", self.dataset, self.where)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return (self.listing, self.listing_key), (self.dataset, self.dataset_key)

    def told_tables(self) -> tuple[tuple[str, str], ...]:
        return (("table", self.dataset),)

    def rows(self) -> RowSet:
        row_set = RowSet(self.dataset, self.where, column=self.dataset_key)
        return RowSet(self.listing, self.among, column=self.listing_key, found_in=row_set)

    @property
    def denominator(self) -> str:
        return self.listing

    @property
    def counts_rows_of(self) -> str:
        return self.listing

    def unit(self, target: Target | None, project: Project) -> str:
        return listed_unit(self.listing, self.listing_key, project)

    def said(self) -> Said:
        return say("measure.coverage_of_list", list=TableName(self.listing))

    def demand(self) -> ListDemand:
        return ListDemand(
            self.listing, self.listing_key, self.dataset, self.dataset_key, self.among, self.where
        )


LIST_KEYS = ("in", "list", "key", "among", "where")
VALUE_KEYS = ("in", "values", "column", "where")
KEY = ("list", "in")


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
