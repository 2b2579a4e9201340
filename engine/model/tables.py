"""Declarations of tables in the terms of Data Package and Table Schema."""

from dataclasses import dataclass

from engine.diagnostics import Origin
from engine.model.conditions import ColumnType, Scalar


@dataclass(frozen=True, slots=True)
class Constraints:
    """Table Schema constraints of a field."""

    required: bool = False
    unique: bool = False
    enum: tuple[Scalar, ...] = ()
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `name` for conditions, `header` as printed in the file."""

    name: str
    header: str
    type: ColumnType
    constraints: Constraints
    true_values: tuple[str, ...]
    false_values: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A many-to-one key: column `field` holds values of `resource`.`target`."""

    field: str
    resource: str
    target: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a csv file is written."""

    encoding: str = "utf-8"
    delimiter: str = ";"
    decimal: str = ","


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

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def key_of(self, field: str) -> ForeignKey | None:
        """The foreign key that starts at that field, or None."""
        return next((key for key in self.foreign_keys if key.field == field), None)


@dataclass(frozen=True, slots=True)
class DataPackage:
    """data.yaml as a whole."""

    file: str
    synthetic: bool
    resources: tuple[Resource, ...]

    def resource(self, name: str) -> Resource | None:
        """The resource of that name, or None."""
        return next((each for each in self.resources if each.name == name), None)
