"""Why: the verdict of one indicator with its conditions and the rows behind its figure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import narwhals as nw
import polars as pl

from engine.classes import dataclass
from engine.compile import (
    Plan,
    Planned,
    RowView,
    Span,
    compile_indicator,
    row_view,
    span_of,
)
from engine.datasets import Dataset, Tables
from engine.execute.engines import lazy_frames
from engine.execute.frames import joined
from engine.execute.run import execute
from engine.expressions.lowering import column_name, lower
from engine.expressions.writing import condition_text
from engine.model.conditions import Both, Column, ColumnType, Condition, InList, Literal
from engine.model.measures import Form, Part
from engine.model.project import Project
from engine.query.binding import columns_of
from engine.query.labels import label_in_sight
from engine.query.periods import read_period
from engine.query.questions import Path, Scan
from engine.results.verdicts import (
    ConditionNote,
    ExplainedPart,
    Explanation,
    RowGroup,
    RowSample,
    RowState,
)
from engine.tables import ROW

SHOWN_ROWS = 10
"""How many rows of each state are shown by their cells."""


def explain(
    project: Project, tables: Tables, plan: Plan, full_id: str, *, most: int = SHOWN_ROWS
) -> Explanation | None:
    """The explanation of the indicator `slug/id` before the waivers; None when there is no such
    indicator."""
    planned = plan.planned(full_id)
    if planned is None:
        return None
    alone = compile_indicator(project, plan.as_of, planned)
    (outcome,) = execute(alone, tables)
    span = span_of(planned.window, outcome.verdict.day or plan.as_of)
    return Explanation(
        roadmap=planned.roadmap,
        indicator=planned.indicator,
        conditions=tuple(_conditions(planned, span)),
        window=planned.window,
        as_of=plan.as_of,
        target=planned.indicator.target,
        verdict=outcome.verdict,
        rows=tuple(_rows(planned, alone, tables, span, most)),
        parts=tuple(_parts(planned, project, tables, plan, most)),
    )


def _parts(
    planned: Planned, project: Project, tables: Tables, plan: Plan, most: int
) -> Iterator[ExplainedPart]:
    """Each part judged alone: a measure of its own in the whole's period, an indicator in its, what
    is compared in each of its periods."""
    for part in _made_of(planned):
        own = plan.planned(part.indicator) if part.indicator else _alone(planned, part, plan.as_of)
        if own is None:
            continue
        alone = compile_indicator(project, plan.as_of, own)
        (outcome,) = execute(alone, tables)
        span = span_of(own.window, outcome.verdict.day or plan.as_of)
        yield ExplainedPart(
            part.id,
            getattr(part, "weight", None),
            outcome,
            tuple(_rows(own, alone, tables, span, most)),
            tuple(_parts(own, project, tables, plan, most)),
        )


def _made_of(planned: Planned) -> tuple[Part, ...]:
    measure = planned.measure
    if measure is None:
        return ()
    origin, of = planned.indicator.origin, measure.of_one_period
    by_period = tuple(Part(each, of, None, 1, origin, each) for each in measure.periods())
    return by_period or measure.made_of()


def _alone(planned: Planned, part: Part, as_of: date) -> Planned:
    """The part as an indicator without a target, in its own period where it has one."""
    whole = planned.indicator
    assert whole.rule is not None
    assert part.of is not None
    rule = replace(whole.rule, measure=part.of)
    indicator = replace(whole, rule=rule, target=None, warn=None, due=None, path=(), shown=True)
    window = span_of(planned.window, as_of).of(part.period).window
    return replace(planned, indicator=indicator, measure=part.of, window=window)


def _conditions(planned: Planned, span: Span) -> Iterator[ConditionNote]:
    for key, dataset, clause in planned.measure.clauses() if planned.measure else ():
        bound = span.bound(clause)
        assert bound is not None
        yield ConditionNote(key, dataset, clause, condition_text(bound))


def _rows(
    planned: Planned, plan: Plan, tables: Tables, span: Span, most: int
) -> Iterator[RowGroup]:
    package = plan.project.data
    known = all(name in tables.datasets for name in planned.datasets)
    if planned.measure is None or package is None or not known:
        return
    view = row_view(planned.measure, package, span)
    if view is None:
        return
    frame = _states(view, plan, tables)
    for state in RowState:
        chosen = frame.filter(pl.col("__state") == state.value).sort("__row")
        if chosen.height:
            dataset = tables.datasets[view.resource.name]
            samples = tuple(_samples(chosen.head(most), view, dataset, state))
            yield RowGroup(view.resource.name, state, chosen.height, samples)


def _samples(
    rows: pl.DataFrame, view: RowView, dataset: Dataset, state: RowState
) -> Iterator[RowSample]:
    code, told = view.resource.organisation, tuple(_told(view))
    for row in rows.iter_rows(named=True):
        organisation = row.get(code) if code else None
        failed = _failed(row, view, state)
        column = view.own_column(failed.paths) if failed.paths else view.shown
        yield RowSample(
            dataset.source.place(int(row["__row"]), column),
            None if organisation is None else str(organisation),
            tuple((".".join(path), row[column_name(path)]) for path in told),
            failed.text,
            failed.is_open,
        )


def _told(view: RowView) -> Iterator[tuple[str, ...]]:
    """The columns that the rule looks at and in which no name can stand."""
    named = [
        column for tree in (view.where, view.of) if tree is not None for column in columns_of(tree)
    ]
    for column in dict.fromkeys(named):
        field = view.resource.field(column.path[0]) if len(column.path) == 1 else None
        if column.type is not ColumnType.STRING or (field and field.constraints.enum):
            yield column.path


def _tests(view: RowView) -> Iterator[tuple[str, Condition]]:
    """Each part of the conditions that must hold, by the name of its column in the frame."""
    for name, tree in (("__where", view.where), ("__of", view.of)):
        items = tree.items if isinstance(tree, Both) else (tree,)
        yield from ((f"{name}{at}", item) for at, item in enumerate(items) if item is not None)


_ASKS = {
    RowState.NOT_COUNTED: "__of", RowState.MISSING: "__of", RowState.SET_ASIDE: "__where",
    RowState.UNDATED: "__where",
}  # fmt: skip
"""Whose condition put the row where it stands."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """The part of a condition that is not true of a row, and the columns that it looks at."""

    text: str | None = None
    is_open: bool = False
    paths: tuple[Path, ...] = ()


def _failed(row: Mapping[str, object], view: RowView, state: RowState) -> _Failed:
    """The first part that is not true of the row: false before open."""
    asked = [
        (row[name], tree) for name, tree in _tests(view) if name.startswith(_ASKS.get(state, "-"))
    ]
    for value in (False, None):
        for found, tree in asked:
            if found is value:
                paths = [column.path for column in columns_of(tree)]
                empty = [path for path in paths if row.get(column_name(path)) is None]
                return _Failed(condition_text(tree), value is None, (*(empty or paths),))
    if state is RowState.MISSING:
        needed = (view.column, view.weight, *view.filled)
        gap = next((each for each in needed if each and row[column_name(each)] is None), None)
        return _Failed(f"{'.'.join(gap)} is not null", True, (gap,)) if gap else _Failed()
    return _Failed(_asked_of_the_value(view)) if state is RowState.NOT_COUNTED else _Failed()


def _asked_of_the_value(view: RowView) -> str | None:
    """What must hold of the column that has no condition: that its value is asked for or occurs in
    a column of the other table."""
    if view.column is None:
        return None
    column = Column(view.column, ColumnType.STRING)
    if view.found_in is not None and view.found_in.column is not None:
        where = ".".join((view.found_in.resource.name, *view.found_in.column))
        return f"{'.'.join(column.path)} in {where}"
    asked = tuple(Literal(value, ColumnType.STRING) for value in view.values)
    return condition_text(InList(column, asked)) if asked else None


def _states(view: RowView, plan: Plan, tables: Tables) -> pl.DataFrame:
    """The rows in sight with their state; rows that the rule does not take are left out."""
    frame = _taken(view, plan, tables)
    where, counts = pl.col("__where"), pl.col("__counts")
    state = (
        pl.when(pl.col("__unread")).then(pl.lit(RowState.UNREAD_PERIOD.value))
        .when(where.is_null() & _is_undated(view)).then(pl.lit(RowState.UNDATED.value))
        .when(where.is_null()).then(pl.lit(RowState.SET_ASIDE.value))
        .when(counts.is_null()).then(pl.lit(RowState.MISSING.value))
        .when(counts).then(pl.lit(RowState.COUNTED.value))
        .otherwise(pl.lit(RowState.NOT_COUNTED.value))
    )  # fmt: skip
    return frame.with_columns(_counts(view, plan, tables).alias("__counts")).with_columns(
        state.alias("__state")
    )


def _is_undated(view: RowView) -> pl.Expr:
    date = view.resource.date
    return pl.col(date).is_null() if date else pl.lit(False)


def _taken(view: RowView, plan: Plan, tables: Tables) -> pl.DataFrame:
    """Rows of the view with `__where` true or unknown, and `__of` where it has a condition; the
    period of those that are `__unread` is not known."""
    scan = next(each for each in plan.scans if each.dataset == view.resource.name)
    trees = {"__where": view.where, "__of": view.of}
    exprs = {name: lower(tree, {}) for name, tree in trees.items() if tree is not None}
    exprs.setdefault("__where", nw.lit(True))
    exprs |= {name: lower(tree, {}) for name, tree in _tests(view)}
    frame = _joined(scan, tables).with_columns(**exprs).to_native().collect()
    frame = frame.filter(pl.col("__where") | pl.col("__where").is_null())
    return _labelled(frame, view)


def _joined(scan: Scan, tables: Tables) -> nw.LazyFrame[pl.LazyFrame]:
    return joined(scan, lazy_frames(scan, tables))


def _labelled(frame: pl.DataFrame, view: RowView) -> pl.DataFrame:
    column, labels = view.resource.period, view.labels
    if column is None or labels is None:
        return frame.with_columns(pl.lit(False).alias("__unread"))
    known = [str(label) for label in frame[column].drop_nulls().unique().to_list()]
    seen = [label for label in known if label_in_sight(label, labels)]
    read = [label for label in known if read_period(label)]
    label = pl.col(column).cast(pl.String)
    unread = ~label.is_in(read).fill_null(False)
    return frame.with_columns(unread.alias("__unread")).filter(unread | label.is_in(seen))


def _counts(view: RowView, plan: Plan, tables: Tables) -> pl.Expr:
    """Whether a taken row counts: true, false, or null where its answer, its weight or another
    column of what is computed is missing."""
    counts = _answers(view, plan, tables)
    for path in (view.weight, *view.filled):
        if path is not None:
            counts = pl.when(pl.col(column_name(path)).is_not_null()).then(counts)
    return counts


def _answers(view: RowView, plan: Plan, tables: Tables) -> pl.Expr:
    if view.of is not None:
        return pl.col("__of")
    if view.column is None:
        return pl.lit(True)
    column = pl.col(column_name(view.column))
    if view.found_in is not None:
        frame = _taken(view.found_in, plan, tables)
        frame = frame.filter(pl.col("__where") & ~pl.col("__unread"))
        assert view.found_in.column is not None
        keys = frame[column_name(view.found_in.column)].drop_nulls().unique()
        return pl.when(column.is_not_null()).then(column.is_in(keys.to_list()))
    if view.values:
        return pl.when(column.is_not_null()).then(column.is_in(list(view.values)))
    return pl.when(column.is_not_null()).then(pl.lit(True))


def counted_rows(planned: Planned, plan: Plan, tables: Tables) -> pl.Series:
    """The numbers of the rows of which a figure is made: those that count and, of a share, those
    that do not."""
    alone = compile_indicator(plan.project, plan.as_of, planned)
    package = plan.project.data
    assert package is not None
    assert planned.measure is not None
    view = row_view(planned.measure, package, span_of(planned.window, plan.as_of))
    if view is None:
        return pl.Series(ROW, [], pl.UInt32)
    of = [RowState.COUNTED.value]
    if planned.measure.form is Form.PART_OF_WHOLE:
        of.append(RowState.NOT_COUNTED.value)
    return _states(view, alone, tables).filter(pl.col("__state").is_in(of))[ROW]


def leaf_values(
    plan: Plan, tables: Tables, dataset: str, tree: Condition
) -> tuple[bool | None, ...]:
    """What a part of a condition is of each row of its table; nothing where no rule reads that."""
    scan = next((each for each in plan.scans if each.dataset == dataset), None)
    if scan is None or dataset not in tables.datasets:
        return ()
    frame = _joined(scan, tables).with_columns(__leaf=lower(tree, {})).to_native().collect()
    return tuple(frame["__leaf"].to_list())
