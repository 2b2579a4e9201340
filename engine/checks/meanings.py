"""Conditions that cannot be meant as they are written (R356–R358)."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.codes.rules import CONDITION_ALWAYS_TRUE, CONDITION_NEVER_TRUE, PERCENT_AS_FRACTION
from engine.diagnostics import Finding, finding
from engine.expressions.atoms import leaves, operands
from engine.expressions.doubts import compared, doubts_of
from engine.expressions.writing import condition_text
from engine.model.conditions import Clause
from engine.model.project import Project
from engine.model.tables import DataPackage, Field, Unit

_PERCENTS = (Unit.PERCENT, Unit.FRACTION)


def check_meanings(project: Project) -> tuple[Finding, ...]:
    """Every condition of the project, each once."""
    if project.data is None:
        return ()
    found = dict.fromkeys(clauses_of_project(project))
    return tuple(each for clause in found for each in _check(clause, project.data))


def clauses_of_project(project: Project) -> Iterator[Clause]:
    """The conditions of rules and decision tables."""
    for _, indicator in project.judged:
        yield from _clauses(indicator.rule)
    for decision in project.decisions:
        yield from _clauses(decision)


def _clauses(value: object) -> Iterator[Clause]:
    if isinstance(value, Clause):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _clauses(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _clauses(getattr(value, each.name))


def _check(clause: Clause, data: DataPackage) -> Iterator[Finding]:
    known = {
        column.path: field
        for atom in leaves(clause.tree)
        for column in operands(atom)
        if (field := _field(clause.dataset, column.path, data))
    }
    declared = {path: field.constraints for path, field in known.items()}
    for doubt in doubts_of(clause.tree, declared):
        code = CONDITION_ALWAYS_TRUE if doubt.is_true else CONDITION_NEVER_TRUE
        yield finding(code, clause.origin, part=condition_text(doubt.part), text=clause.text)
    yield from _fractions(clause, known)


def _fractions(clause: Clause, known: dict[tuple[str, ...], Field]) -> Iterator[Finding]:
    """Columns of percents all of whose constants lie between nought and one."""
    values: dict[tuple[str, ...], list[float]] = {}
    for column, _, value in compared(clause.tree):
        field = known.get(column.path)
        if field and field.unit in _PERCENTS and isinstance(value, int | float):
            values.setdefault(column.path, []).append(value)
    for path, own in values.items():
        if any(own) and all(0 <= abs(each) < 1 for each in own):
            value = next(filter(None, own))
            yield finding(PERCENT_AS_FRACTION, clause.origin, column=".".join(path),
                          value=f"{value:g}", percent=f"{value * 100:g}")  # fmt: skip


def _field(dataset: str, path: tuple[str, ...], data: DataPackage) -> Field | None:
    """The declaration of a column, reached over a key or not."""
    resource = data.resource(dataset)
    if resource and len(path) > 1:
        key = resource.key_of(path[0])
        resource = data.resource(key.resource) if key else None
    return resource.field(path[-1]) if resource else None
