"""Conditions that cannot be meant as they are written (R356–R358, R388), and other figures that are
held against percents as if these were fractions of one: targets, given means, cells of decision
tables.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.codes.rules import (
    CONDITION_ALWAYS_TRUE,
    CONDITION_NEVER_TRUE,
    PERCENT_AS_FRACTION,
    PERCENT_CELL_AS_FRACTION,
    SETTLED_BY_WHERE,
)
from engine.diagnostics import Finding, Origin, finding
from engine.expressions.atoms import leaves, operands
from engine.expressions.doubts import Declared, compared, doubts_of, settled
from engine.expressions.writing import condition_text
from engine.model.conditions import Clause, Condition
from engine.model.decision_tables import Decision, Domain, Input, Take
from engine.model.parts import parts_of
from engine.model.project import Project
from engine.model.rules import Measure, Rule
from engine.model.spec import full_id
from engine.model.tables import Constraints, DataPackage, Field, Unit
from engine.query.questions import path_of

_PERCENTS = (Unit.PERCENT, Unit.FRACTION)


def check_meanings(project: Project) -> tuple[Finding, ...]:
    """Every condition of the project, each once."""
    if project.data is None:
        return ()
    found = dict.fromkeys(clauses_of_project(project))
    return (
        *(each for clause in found for each in _check(clause, project.data)),
        *(each for pair in _pairs(project) for each in _settled(*pair, project.data)),
        *_targets(project, project.data),
        *_cells(project, project.data),
    )


def clauses_of_project(project: Project) -> Iterator[Clause]:
    """The conditions of rules and decision tables."""
    for _, indicator in project.judged:
        yield from parts_of(indicator.rule, Clause)
    for decision in project.decisions:
        yield from parts_of(decision, Clause)


def _pairs(project: Project) -> Iterator[tuple[Clause, Clause]]:
    """`where` and `of` of one measure, each pair once."""
    found: dict[tuple[Clause, Clause], None] = {}
    for rule in _rules(project):
        waiting = [rule.measure]
        while waiting:
            measure = waiting.pop()
            waiting += measure.nested()
            own = {key: clause for key, _, clause in measure.own_clauses() if clause}
            where, of = own.get("where"), own.get("of")
            if where and of and where.dataset == of.dataset:
                found[where, of] = None
    yield from found


def _settled(where: Clause, of: Clause, data: DataPackage) -> Iterator[Finding]:
    answer = settled(of.tree, where.tree, _declared(_known(where, data) | _known(of, data)))
    if answer is not None:
        always, never = (where.text, "") if answer else ("", where.text)
        yield finding(SETTLED_BY_WHERE, of.origin, of=of.text, always=always, never=never)


def _known(clause: Clause, data: DataPackage) -> dict[tuple[str, ...], Field]:
    """The declarations of the columns of a condition."""
    return {
        column.path: field
        for atom in leaves(clause.tree)
        for column in operands(atom)
        if (field := data.field_at(clause.dataset, column.path))
    }


def _declared(known: dict[tuple[str, ...], Field]) -> Declared:
    return {path: field.constraints for path, field in known.items()}


def _within_scale(known: dict[tuple[str, ...], Field]) -> Declared:
    """What is declared, with 0 and 100 as the bounds of percents that have none of their own."""
    return {
        path: _percent_bounds(field.constraints) if field.unit in _PERCENTS else field.constraints
        for path, field in known.items()
    }


def _percent_bounds(own: Constraints) -> Constraints:
    if own.enum:
        return own
    low = 0 if own.minimum is None else own.minimum
    high = 100 if own.maximum is None else own.maximum
    return replace(own, minimum=low, maximum=high)


def _check(clause: Clause, data: DataPackage) -> Iterator[Finding]:
    known = _known(clause, data)
    certain = tuple(doubts_of(clause.tree, _declared(known)))
    for doubt in doubts_of(clause.tree, _within_scale(known)):
        code = CONDITION_ALWAYS_TRUE if doubt.is_true else CONDITION_NEVER_TRUE
        is_all = doubt.is_true and doubt.part is clause.tree
        part = clause.text if is_all else condition_text(doubt.part)
        percents = "" if doubt in certain else _percents_of(doubt.part, known)
        yield finding(code, clause.origin, part=part, text=clause.text, percents=percents)
    yield from _fractions(clause, known)


def _percents_of(part: Condition, known: dict[tuple[str, ...], Field]) -> str:
    """The first column of percents of a part of a condition."""
    paths = (column.path for atom in leaves(part) for column in operands(atom))
    return next((".".join(each) for each in paths if known[each].unit in _PERCENTS), "")


def _fractions(clause: Clause, known: dict[tuple[str, ...], Field]) -> Iterator[Finding]:
    """Columns of percents all of whose constants lie between nought and one."""
    values: dict[tuple[str, ...], list[float]] = {}
    for column, _, value in compared(clause.tree):
        field = known.get(column.path)
        if field and field.unit in _PERCENTS and isinstance(value, int | float):
            values.setdefault(column.path, []).append(value)
    for path, own in values.items():
        if (fraction := _as_fraction(own)) is not None:
            yield _told(clause.origin, ".".join(path), fraction)


def _as_fraction(values: list[float]) -> float | None:
    """The first that lies between nought and one, where none of them lies beyond one."""
    inside = (value for value in values if 0 < abs(value) < 1)
    return next(inside, None) if all(abs(value) <= 1 for value in values) else None


def _told(at: Origin, column: str, value: float) -> Finding:
    return finding(
        PERCENT_AS_FRACTION, at, column=column, value=f"{value:g}", percent=f"{value * 100:g}"
    )


def _targets(project: Project, data: DataPackage) -> Iterator[Finding]:
    """Means of percents whose targets, or given means, are fractions of one."""
    for _, indicator in project.judged:
        if indicator.rule is None:
            continue
        column = _percents(indicator.rule.measure, data)
        for key, target in (("target", indicator.target), ("warn", indicator.warn)):
            is_bare = target is not None and "%" not in target.text
            if column and target and is_bare and target.value is not None:
                at = indicator.origin.under(key)
                value = _as_fraction([target.value])
                yield from [_told(at, column, value)] if value is not None else []
    for rule in _rules(project):
        given = rule.measure.given_mean
        if given is not None and (column := _percents(rule.measure, data)):
            value = _as_fraction([given])
            yield from [_told(rule.origin, column, value)] if value is not None else []


def _rules(project: Project) -> Iterator[Rule]:
    yield from (indicator.rule for _, indicator in project.judged if indicator.rule)
    for decision in project.decisions:
        yield from (each.rule for each in decision.inputs if each.rule)


def _percents(measure: Measure, data: DataPackage) -> str | None:
    """The column of percents whose mean the measure is, or the mean's change."""
    averaged = measure.averaged()
    if averaged is None:
        return None
    dataset, column = averaged
    field = data.field_at(dataset, path_of(column))
    return column if field and field.unit in _PERCENTS else None


def _cells(project: Project, data: DataPackage) -> Iterator[Finding]:
    """Inputs of decision tables in percents all of whose cells speak of fractions."""
    known = {full_id(of.slug if of else None, each.id): each.rule for of, each in project.judged}
    for decision in project.decisions:
        for input in decision.inputs:
            rule = input.rule or known.get(input.indicator or "")
            is_mean = input.take is Take.VALUE and rule and _percents(rule.measure, data)
            if input.domain is Domain.PERCENT or is_mean:
                yield from _cells_of(input, decision)


def _cells_of(input: Input, decision: Decision) -> Iterator[Finding]:
    cells = [(row, cell) for row in decision.rows for id, cell in row.cells if id == input.id]
    ends = [
        (row, float(end))
        for row, cell in cells
        for piece in cell.pieces
        for end in (piece.low, piece.high)
        if end is not None
    ]
    value = _as_fraction([end for _, end in ends])
    if value is not None:
        row = next(row for row, end in ends if end == value)
        at = row.origin.under("when", input.id)
        yield finding(
            PERCENT_CELL_AS_FRACTION, at,
            input=input.title, value=f"{value:g}", percent=f"{value * 100:g}",
        )  # fmt: skip
