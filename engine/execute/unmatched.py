"""Values that conditions ask for and that no row of the table has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from engine.checks.meanings import clauses_of_project
from engine.codes.rules import VALUE_IN_LISTS, VALUE_NEVER_OCCURS, VALUE_SAID_OTHERWISE
from engine.datasets import Dataset
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import nearest
from engine.expressions.doubts import compared
from engine.expressions.regular import automaton
from engine.expressions.truth import is_like
from engine.lazy import lazy_pattern
from engine.model.conditions import Clause, ColumnType, Scalar
from engine.model.decision_tables import Decision, Domain
from engine.model.project import Project
from engine.model.tables import DataPackage

_NAMED = (ColumnType.STRING, ColumnType.INTEGER)
_MOST_HINTS = 2_000
"""Of more different texts a column is no list of words, and none of them is like another."""

Datasets = Mapping[str, Dataset]


def unmatched_values(project: Project, datasets: Datasets) -> tuple[Finding, ...]:
    """A finding for each value that stands in a condition and in no row: where another value of the
    column is like it, or where the column has none of the values that the condition asks for."""
    known: dict[tuple[str, str], tuple[Scalar, ...]] = {}
    clauses = dict.fromkeys(clauses_of_project(project))
    package = project.data or DataPackage("data.yaml", synthetic=False, resources=())
    of_clauses = (
        each for clause in clauses for each in _unmatched(clause, package, datasets, known)
    )
    return (*of_clauses, *(cell for of in project.decisions for cell in _of_cells(of, datasets)))


def _of_cells(decision: Decision, datasets: Datasets) -> Iterator[Finding]:
    """Words in the rows of a decision table that no organisation's column has."""
    dataset = datasets.get(decision.per or "")
    for input in decision.inputs if dataset else ():
        column = input.column
        if dataset and column in dataset.columns and input.domain is Domain.WORD:
            asked = {
                word: row.origin.under("when", input.id)
                for row in reversed(decision.rows)
                for id, cell in row.cells
                if id == input.id
                for word in sorted(cell.words)
            }
            in_order = dict(reversed(asked.items()))
            yield from _strange(
                in_order, column, dataset, tuple(map(str, _values(dataset, column)))
            )


def _unmatched(
    clause: Clause,
    package: DataPackage,
    datasets: Datasets,
    known: dict[tuple[str, str], tuple[Scalar, ...]],
) -> Iterator[Finding]:
    asked: dict[tuple[str, ...], list[Scalar]] = {}
    for column, op, value in compared(clause.tree):
        if column.type in _NAMED and op in ("=", "<>", "like", "matches"):
            wanted = _PATTERNS[op](str(value)) if op in _PATTERNS else value
            asked.setdefault(column.path, []).append(wanted)
    for path, values in asked.items():
        dataset = _dataset(package, clause.dataset, path, datasets)
        if dataset is None or path[-1] not in dataset.columns:
            continue
        key = dataset.resource.name, path[-1]
        if key not in known:
            known[key] = _values(dataset, path[-1])
        there, name = known[key], ".".join(path)
        asked_here = dict.fromkeys(values, clause.origin)
        yield from _strange(asked_here, name, dataset, there)
        if not dataset.resource.personal and len(there) <= _MOST_HINTS:
            yield from _said_otherwise(asked_here, name, dataset, there)


def _strange(
    asked: Mapping[Any, Origin], column: str, dataset: Dataset, there: tuple[Scalar, ...]
) -> Iterator[Finding]:
    strange = [each for each in asked if not _occurs(each, there)]
    for value in strange if there else ():
        hint = _hint(value, dataset, there)
        if hint or len(strange) == len(asked):
            yield finding(
                VALUE_NEVER_OCCURS, asked[value], value=str(value), column=column,
                table=dataset.resource.title, hint=hint,
            )  # fmt: skip


def _said_otherwise(
    asked: Mapping[Scalar, Origin], column: str, dataset: Dataset, there: tuple[Scalar, ...]
) -> Iterator[Finding]:
    """Texts of the column that no condition asks for and that say what one asks for."""
    values = tuple(asked)
    unseen = [text for text in map(str, there) if not _is_asked(text, values)]
    lists = {text: set(_BETWEEN_ITEMS.split(text)) for text in unseen}
    words = [each for each in values if isinstance(each, str) and not isinstance(each, _Pattern)]
    for value in words:
        yield from _in_lists(value, asked[value], column, dataset, lists)
    for value in words:
        if value in there:
            yield from _longer(value, asked[value], column, dataset, unseen)


_BETWEEN_ITEMS = lazy_pattern(r"\s*[;\n]\s*|\s*,\s+|(?<=[^\W\d]),(?=[^\W\d])")


def _in_lists(
    value: str, at: Origin, column: str, dataset: Dataset, lists: Mapping[str, set[str]]
) -> Iterator[Finding]:
    """Values that stand in lists of several in one cell, too, which no equality sees."""
    holding = [text for text, items in lists.items() if value in items]
    if holding:
        yield finding(
            VALUE_IN_LISTS, at, value=value, column=column, table=dataset.resource.title,
            like=holding[0], count=len(holding), pattern=f"%{value}%",
        )  # fmt: skip


_FEWEST_LETTERS = 3


def _longer(
    value: str, at: Origin, column: str, dataset: Dataset, unseen: Sequence[str]
) -> Iterator[Finding]:
    """Values that say the same in more words or in fewer letters: «высшая категория», «высш.»."""
    alike = [text for text in unseen if _says_the_same(text, value)]
    if alike:
        yield finding(
            VALUE_SAID_OTHERWISE, at, value=value, column=column, table=dataset.resource.title,
            others=tuple(alike[:_MOST_NAMED]), more=max(len(alike) - _MOST_NAMED, 0) or "",
        )  # fmt: skip


_MOST_NAMED = 5


def _says_the_same(other: str, value: str) -> bool:
    said, asked = other.casefold(), value.casefold()
    longer = said.startswith(f"{asked} ")
    stem = said.removesuffix(".")
    shorter = said != stem and len(stem) >= _FEWEST_LETTERS and asked.startswith(stem)
    return len(asked) >= _FEWEST_LETTERS and (longer or (shorter and " " not in stem))


def _is_asked(text: str, values: tuple[Scalar, ...]) -> bool:
    return any(
        value.fits(text) if isinstance(value, _Pattern) else value == text for value in values
    )


class _Pattern(str):
    """A text with % and _ that `like` compares with."""

    __slots__ = ()

    def fits(self, value: str) -> bool:
        """Whether the value is like it."""
        return is_like(value, self)


class _Regular(_Pattern):
    """A regular expression that `matches` compares with."""

    __slots__ = ()

    def fits(self, value: str) -> bool:
        """Whether the whole value matches."""
        return automaton(self).matches(value)


_PATTERNS = {"like": _Pattern, "matches": _Regular}


def _occurs(value: Scalar, there: tuple[Scalar, ...]) -> bool:
    if isinstance(value, _Pattern):
        return any(value.fits(str(each)) for each in there)
    return value in there


def _hint(value: Scalar, dataset: Dataset, there: tuple[Scalar, ...]) -> str:
    """The value of the column that is like it; nothing of a table that speaks of persons."""
    if (
        not isinstance(value, str)
        or isinstance(value, _Pattern)
        or dataset.resource.personal
        or len(there) > _MOST_HINTS
    ):
        return ""
    return nearest(value, map(str, there)) or ""


def _values(dataset: Dataset, column: str) -> tuple[Scalar, ...]:
    frame = dataset.lazy.select(pl.col(column).drop_nulls().unique().sort())
    return tuple(frame.collect(engine="streaming")[column].to_list())


def _dataset(
    package: DataPackage, name: str, path: tuple[str, ...], datasets: Datasets
) -> Dataset | None:
    """The table in which the path ends, if it could be read."""
    there = package.table_at(name, path)
    return datasets.get(there.name) if there else None
