"""Rules that count rows for persons where one person has several (R363): an olympiad's table has a
row for each subject, one of courses a row for each course."""

from collections.abc import Iterator

import polars as pl

from engine.checks.wording.persons import counts_persons
from engine.codes.rules import PERSONS_BY_ROWS
from engine.compile import Plan, Planned
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, finding
from engine.execute.trace import counted_rows
from engine.model.measures import Form
from engine.model.persons import CODE_OF_PERSON
from engine.model.tables import Field
from engine.tables import ROW

_COUNTED = (Form.COUNTED, Form.PART_OF_WHOLE)
_MOST = 1_000_000
"""Rows beyond which names are not compared: it would cost more than the rules themselves."""


def repeated_persons(plan: Plan, tables: Tables) -> Iterator[Finding]:
    """A finding for each rule whose text speaks of persons, and whose rows repeat some."""
    known: dict[str, Field | None] = {}
    for planned in plan.indicators:
        name, rule = _table_of(planned), planned.indicator.rule
        dataset = tables.datasets.get(name) if name else None
        if dataset is None or name is None or rule is None:
            continue
        if name not in known:
            known[name] = _repeating(dataset)
        field = known[name]
        if field and _repeats(dataset, field.name, counted_rows(planned, plan, tables)):
            yield finding(
                PERSONS_BY_ROWS, rule.origin,
                table=dataset.resource.title, header=field.header, column=field.name,
            )  # fmt: skip


def _table_of(planned: Planned) -> str | None:
    """The table whose rows the rule counts one by one for persons."""
    measure, text = planned.measure, planned.indicator.text
    if measure is None or measure.form not in _COUNTED or not measure.told_rows():
        return None
    return measure.counts_rows_of if counts_persons(text) else None


def _repeating(dataset: Dataset) -> Field | None:
    """The column that tells who a row is about, where it repeats."""
    named = (each for each in dataset.resource.fields if CODE_OF_PERSON.search(each.header))
    field = next((each for each in named if each.name in dataset.columns), None)
    if field is None or dataset.height > _MOST:
        return None
    column = pl.col(field.name).drop_nulls()
    repeated = dataset.lazy.select(column.len() > column.n_unique())
    return field if repeated.collect(engine="streaming").item() else None


def _repeats(dataset: Dataset, column: str, rows: pl.Series) -> bool:
    counted = dataset.lazy.filter(pl.col(ROW).is_in(rows.implode()))
    repeated = counted.select(pl.col(column).drop_nulls().is_duplicated().any())
    return bool(repeated.collect(engine="streaming").item())
