"""Small declared tables and the files that hold them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from engine.datasets import Tables, read_tables
from engine.diagnostics import Finding, Origin
from engine.model.conditions import ColumnType
from engine.model.project import Municipality, Order, Project
from engine.model.tables import Constraints, DataPackage, Dialect, Field, ForeignKey, Resource
from tests.unit.tables.books import Cells, workbook

DATA = "data.yaml"


def field(
    name: str,
    type: str = "string",
    *,
    header: str = "",
    true: Sequence[str] = (),
    false: Sequence[str] = (),
    constraints: Constraints | None = None,
) -> Field:
    """A column whose heading is its name unless another is given."""
    return Field(
        name, header or name, ColumnType(type), constraints or Constraints(), tuple(true),
        tuple(false), Origin(DATA, ("resources", 0, "schema", "fields", name)),
    )  # fmt: skip


def resource(
    *fields: Field,
    name: str = "schools",
    path: str = "a.csv",
    sheet: str | None = None,
    key: Sequence[str] = (),
    links: Sequence[tuple[str, str, str]] = (),
    missing: Sequence[str] = ("",),
    organisation: str | None = None,
    personal: Sequence[str] = (),
    dialect: Dialect | None = None,
) -> Resource:
    """A table in `a.csv`, or in a sheet; `links` are (column, other table, its column)."""
    origin = Origin(DATA, ("resources", name))
    return Resource(
        name, f"Таблица {name}", path, sheet, dialect or Dialect(), tuple(fields), tuple(key),
        tuple(
            ForeignKey((field,), other, (target,), origin) for field, other, target in links
        ), tuple(missing), organisation, None,
        None, tuple(personal), origin,
    )  # fmt: skip


def project(folder: Path, *resources: Resource) -> Project:
    """A project of nothing but tables."""
    nothing = Order(None, None, None, (), (), (), (), None)
    return Project(
        "p", str(folder), "Проект", Municipality("Район", None, None, None), "2020", None, None,
        nothing, (), (), None, (), (), DataPackage(DATA, False, resources),
    )  # fmt: skip


def read_csv_text(folder: Path, text: str, declared: Resource) -> Tables:
    """The tables of a project with one csv file."""
    (folder / "a.csv").write_text(text, encoding="utf-8", newline="")
    return read_tables(project(folder, declared))


def read_sheet(folder: Path, rows: Cells, declared: Resource) -> Tables:
    """The tables of a project with one workbook of one sheet."""
    sheets: dict[str, Any] = {declared.sheet or "Лист": rows}
    (folder / declared.path).write_bytes(workbook(**sheets))
    return read_tables(project(folder, declared))


def column(tables: Tables, name: str, table: str = "schools") -> list[object]:
    """The values of a column as they were read."""
    return cast(list[object], tables.datasets[table].frame[name].to_list())


def told(tables: Tables) -> list[tuple[str, str]]:
    """Name and place of each finding."""
    return [(finding.code.name, str(finding.at)) for finding in tables.findings]


def params(found: Finding) -> dict[str, object]:
    """The parameters of a finding by name."""
    return dict(found.params)


DAY = date(2021, 9, 1)
