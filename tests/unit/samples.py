"""Declared tables and their rows, written so that a test can be read.

A table is a header line of `name:type` and lines of cells; `-` is an empty cell. A type may carry a
foreign key (`school:string>schools.code`). Types: string integer number boolean date.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from engine.datasets import CellSource, Dataset, Tables
from engine.diagnostics import Finding, Origin
from engine.measures import RuleContext, read_rule, read_target
from engine.model.conditions import ColumnType
from engine.model.project import EvidenceRegister, Project
from engine.model.rules import Rule
from engine.model.spec import Indicator
from engine.model.tables import (
    Constraints,
    DataPackage,
    Dialect,
    Field,
    ForeignKey,
    Resource,
)
from engine.model.targets import Target
from engine.tables import RawSheet
from tests.unit.builders import indicator, project, roadmap

ORIGIN = Origin("low-results.yaml", ("indicators", 0, "rule"))
HERE = Origin("data.yaml")
AS_OF = date(2022, 6, 1)

_POLARS = {
    ColumnType.STRING: pl.String,
    ColumnType.INTEGER: pl.Int64,
    ColumnType.NUMBER: pl.Float64,
    ColumnType.BOOLEAN: pl.Boolean,
    ColumnType.DATE: pl.Date,
}

DOCUMENTS = "proves organisation kind title number date:date address"


def resource(name: str, header: str, **declared: object) -> Resource:
    """A declared table; `organisation`, `period`, `date`, `personal`, `primary_key` by name."""
    fields, keys = [], []
    for column in header.split():
        column_name, _, kind = column.partition(":")
        kind, _, target = kind.partition(">")
        kind, _, listed = kind.partition("=")
        enum = tuple(listed.split(",")) if listed else ()
        fields.append(
            Field(
                column_name,
                column_name.capitalize(),
                ColumnType(kind or "string"),
                Constraints(enum=enum),
                (),
                (),
                HERE,
            )
        )
        if target:
            other, _, column_there = target.partition(".")
            keys.append(ForeignKey((column_name,), other, (column_there,), HERE))
    plain = Resource(
        name=name, title=f"Таблица {name}", path=f"{name}.xlsx", sheet=name, dialect=Dialect(),
        fields=tuple(fields), primary_key=(), foreign_keys=tuple(keys), missing_values=(),
        organisation=None, period=None, date=None, personal=(), origin=HERE,
    )  # fmt: skip
    return replace(plain, **declared)  # type: ignore[arg-type]


def rows(declared: Resource, text: str = "") -> Dataset:
    """The dataset of the lines; cells are separated by two spaces or `|`."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    columns: dict[str, object] = {}
    for number, field in enumerate(declared.fields):
        if field.name not in declared.personal:
            values = [_value(row[number], field.type) for row in cells]
            columns[field.name] = pl.Series(field.name, values, dtype=_POLARS[field.type])
    columns["__row"] = pl.Series("__row", range(2, len(cells) + 2), dtype=pl.Int64)
    raw = RawSheet(declared.path, declared.sheet, pl.DataFrame())
    names = {field.name: number for number, field in enumerate(declared.fields)}
    return Dataset(declared, pl.DataFrame(columns), CellSource(raw.file, raw.sheet, names))


def tables(*datasets: Dataset) -> Tables:
    """The tables that could be read."""
    return Tables({dataset.resource.name: dataset for dataset in datasets}, (), ())


def package(*resources: Resource) -> DataPackage:
    """data.yaml with these tables."""
    return DataPackage("data.yaml", True, resources)


def rule(data: Mapping[str, object], context: RuleContext) -> Rule:
    """The rule of a mapping that has no faults."""
    read = read_rule(data, context, ORIGIN)
    assert isinstance(read, Rule), [(finding.code.name, dict(finding.params)) for finding in read]
    return read


def target(text: str) -> Target:
    """The target of a text that has no faults."""
    read = read_target(text, ORIGIN)
    assert isinstance(read, Target), dict(read.params)
    return read


def codes(found: object) -> list[str]:
    """The names of findings."""
    assert isinstance(found, tuple)
    assert all(isinstance(each, Finding) for each in found)
    return [each.code.name for each in found]


def judged_project(
    resources: DataPackage,
    *rules: tuple[Mapping[str, object], str | None],
    organisations: tuple[str, ...] = ("schools",),
    **options: object,
) -> Project:
    """A project of one roadmap, `plan`, with an indicator i1, i2 … for each rule and target."""
    register = EvidenceRegister("documents", ("приказ", "положение", "методика"), None, HERE)
    context = RuleContext(resources, register, organisations)
    indicators = [
        _indicator(number, rule(data, context), wanted, options)
        for number, (data, wanted) in enumerate(rules, start=1)
    ]
    made = project(roadmap("plan", indicators=indicators))
    return replace(made, data=resources, evidence=register, organisations=organisations)


def _indicator(
    number: int, told: Rule, wanted: str | None, options: Mapping[str, object]
) -> Indicator:
    made = indicator(f"i{number}", rule=told, target=target(wanted) if wanted else None)
    return replace(made, **options)  # type: ignore[arg-type]


def _value(text: str, kind: ColumnType) -> object:
    if text in ("-", ""):
        return None
    match kind:
        case ColumnType.INTEGER:
            return int(text)
        case ColumnType.NUMBER:
            return float(text)
        case ColumnType.BOOLEAN:
            return {"да": True, "нет": False}[text]
        case ColumnType.DATE:
            return date.fromisoformat(text)
        case _:
            return text
