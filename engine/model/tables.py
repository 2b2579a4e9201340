"""Declarations of tables in the terms of Data Package and Table Schema."""

from collections.abc import Sequence
from enum import StrEnum

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.conditions import Clause, ColumnType, Scalar


@dataclass(frozen=True, slots=True)
class Constraints:
    """Table Schema constraints of a field."""

    required: bool = False
    unique: bool = False
    enum: tuple[Scalar, ...] = ()
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    pattern: str | None = None


NO_TOTALS = "none"
"""What `totals` says of a table without any: «Всего учеников» may be the name of an indicator."""


class Taken(StrEnum):
    """Where the value of a field stands."""

    COLUMN = "column"
    FILE = "file"
    SHEET = "sheet"
    ABOVE = "above"
    GROUP = "group"
    HEADING = "heading"
    VALUE = "value"


class Unit(StrEnum):
    """In what the numbers of a column are written. Percents are kept as 0–100, counts as ones."""

    PERCENT = "percent"
    FRACTION = "fraction"
    ONE = "one"
    THOUSAND = "thousand"
    MILLION = "million"


class Counts(StrEnum):
    """What the numbers of a column are numbers of: few persons are not told outside, few things
    are."""

    PERSONS = "persons"
    THINGS = "things"


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A table of old and new codes. A code is replaced by the one that is valid `at` a year or
    date of the row; without `at` by the only one there is. A code with several successors is
    divided: the row is repeated for each, with its `share` of the columns `divide`."""

    resource: str
    old: str
    new: str
    since: str | None
    until: str | None
    at: str | None
    origin: Origin
    share: str | None = None
    divide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The columns with the first and the last day of an organisation; an empty cell is no bound."""

    since: str | None
    until: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Owing:
    """Who must give rows to a table: the organisations that `resource` lists, of which `where` is
    true."""

    resource: str
    where: Clause | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Names:
    """A column of names of organisations: the list that has their codes, and the table of names
    that somebody has accepted (`written`, `code`)."""

    listing: str
    accepted: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `name` for conditions, `header` as printed in the file.

    `titles` are headings by year. `extract` is the part of the cell that is meant. `values` maps
    what is written to what is meant, before the type is read.
    """

    name: str
    header: str
    type: ColumnType
    constraints: Constraints
    true_values: tuple[str, ...]
    false_values: tuple[str, ...]
    origin: Origin
    aliases: tuple[str, ...] = ()
    titles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    title_pattern: str | None = None
    column: str | None = None
    taken: Taken = Taken.COLUMN
    is_optional: bool = False
    extract: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    unit: Unit | None = None
    format: str | None = None
    decimal: str | None = None
    group_char: str | None = None
    is_bare: bool = True
    missing_values: tuple[str, ...] | None = None
    fills_down: bool = False
    crosswalk: Crosswalk | None = None
    counts: Counts | None = None
    names: Names | None = None
    is_cumulative: bool | None = None
    """Whether each period holds those before it; None where nobody says."""

    @property
    def tables_behind(self) -> tuple[str, ...]:
        """The tables by which what is written in it becomes codes."""
        walk = self.crosswalk.resource if self.crosswalk else None
        known = (self.names.listing, self.names.accepted) if self.names else ()
        return tuple(name for name in (walk, *known) if name)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A many-to-one key: the columns `fields` hold together what one row of `resource` has in
    `targets`, pair by pair; of an `optional` one the other table may lack some."""

    fields: tuple[str, ...]
    resource: str
    targets: tuple[str, ...]
    origin: Origin
    optional: bool = False
    called: str | None = None

    @property
    def name(self) -> str:
        """What conditions call it: as it is declared, else by its only column, else by the table
        that several columns lead to."""
        return self.called or (self.fields[0] if len(self.fields) == 1 else self.resource)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each column with the one that it is held against."""
        return tuple(zip(self.fields, self.targets, strict=False))

    @property
    def target(self) -> str:
        """The column there, of a key of one column."""
        (only,) = self.targets
        return only


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a csv file is written."""

    encoding: str = "utf-8"
    delimiter: str = ";"
    decimal: str = ","
    quote: str = '"'
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """How the header looks: `rows` joined into one heading each; 0 rows, columns by letters."""

    rows: int | None = None
    join: str = " "
    search: int = 30


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are no rows of the table: all `columns` (or the first filled cell) match, are one
    of the values, or are blank."""

    columns: tuple[str, ...]
    matches: str | None
    values: tuple[str, ...]
    is_blank: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Resource:
    """One declared table."""

    name: str
    title: str
    path: str
    sheet: str | None
    dialect: Dialect
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    organisation: str | None
    period: str | None
    date: str | None
    personal: tuple[str, ...]
    origin: Origin
    more_paths: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet_pattern: str | None = None
    header: HeaderForm = HeaderForm()
    skip: tuple[Skip, ...] = ()
    group: str | None = None
    end: str | None = None
    totals: str | None = None
    unpivot: str | None = None
    database: str | None = None
    table: str | None = None
    lifetime: Lifetime | None = None
    municipality: str | None = None
    identity: str | None = None
    owes: Owing | None = None
    proposed: tuple[tuple[str, str], ...] = ()
    """Field → why an import proposed the table; nobody has accepted it yet."""

    @property
    def is_of_organisations(self) -> bool:
        """Whether a row is an organisation, or an organisation in a period, and no person."""
        own = {self.organisation, self.period}
        is_key = self.organisation in self.primary_key and set(self.primary_key) <= own
        return is_key and not self.personal

    @property
    def paths(self) -> tuple[str, ...]:
        """All declared paths and globs."""
        return (self.path, *self.more_paths)

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def key_of(self, field: str) -> ForeignKey | None:
        """The foreign key that is that field alone, or None."""
        return next((key for key in self.foreign_keys if key.fields == (field,)), None)

    def key_named(self, name: str) -> ForeignKey | None:
        """The foreign key that conditions call so, or None."""
        return next((key for key in self.foreign_keys if key.name == name), None)

    def is_of_key(self, field: str) -> bool:
        """Whether a foreign key has that column, alone or beside others."""
        return any(field in key.fields for key in self.foreign_keys)


@dataclass(frozen=True, slots=True)
class DataPackage:
    """data.yaml as a whole."""

    file: str
    synthetic: bool
    resources: tuple[Resource, ...]

    def resource(self, name: str) -> Resource | None:
        """The resource of that name, or None."""
        return next((each for each in self.resources if each.name == name), None)

    def steps(self, dataset: str, path: Sequence[str]) -> tuple[tuple[Resource, ForeignKey], ...]:
        """The keys that a path follows, each with the table where it starts, up to the first that
        is not declared."""
        found, at = [], self.resource(dataset)
        for name in path[:-1]:
            key = at.key_named(name) if at else None
            if at is None or key is None:
                break
            found.append((at, key))
            at = self.resource(key.resource)
        return tuple(found)

    def table_at(self, dataset: str, path: Sequence[str]) -> Resource | None:
        """The table in which a path ends: its own, or the last that its keys lead to."""
        steps = self.steps(dataset, path)
        if len(steps) < len(path) - 1:
            return None
        return self.resource(steps[-1][1].resource if steps else dataset)

    def field_at(self, dataset: str, path: Sequence[str]) -> Field | None:
        """The declaration of the column at the end of a path, or None."""
        there = self.table_at(dataset, path)
        return there.field(path[-1]) if there else None


def code_column(resource: Resource) -> str | None:
    """The column with an organisation's code in a table that lists organisations."""
    if resource.organisation:
        return resource.organisation
    return resource.primary_key[0] if len(resource.primary_key) == 1 else None
