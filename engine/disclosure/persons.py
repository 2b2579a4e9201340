"""How many persons stand behind a figure.

A row is a person unless the table is declared to hold one row an organisation (and period). There a
column may count persons: `counts: persons`, and where nothing is said a column that is added up is
taken for one.
"""

from engine.disclosure.cells import Cell
from engine.model.project import Project
from engine.model.rules import Measure
from engine.model.tables import Counts, Resource
from engine.query.binding import columns_of
from engine.query.questions import path_of
from engine.results.verdicts import Figure, Measurement, Tally


def tables_of(measure: Measure) -> tuple[str, ...]:
    """The tables whose rows a measure and its parts count."""
    parts = measure.tallied.made_of()
    if parts:
        return tuple(name for part in parts if part.of for name in tables_of(part.of))
    name = measure.counts_rows_of
    return () if name is None else (name,)


def counts_persons(measure: Measure, project: Project) -> bool:
    """Whether persons stand behind the figures of the measure."""
    parts = measure.tallied.made_of()
    if parts:
        return any(part.of is None or counts_persons(part.of, project) for part in parts)
    name = measure.counts_rows_of
    resource = project.data.resource(name) if project.data and name else None
    if name is None or resource is None:
        return False
    if _added_up(measure, project) is Counts.PERSONS or _asks_of_persons(measure, project):
        return True
    if name in project.organisations:
        return False
    if measure.tallied.added_column and resource.is_of_organisations:
        return _added_up(measure, project) is not Counts.THINGS
    return holds_persons(resource)


def holds_persons(resource: Resource) -> bool:
    """Whether a row of the table is a person, as far as its declaration tells."""
    return bool(resource.personal) or (
        resource.organisation is not None and not resource.is_of_organisations
    )


def _added_up(measure: Measure, project: Project) -> Counts | None:
    """What is declared of what a sum or a mean adds up: of several columns together only that all
    count things."""
    counted = measure.tallied
    columns, dataset = counted.added_columns, counted.counts_rows_of
    declared = {column_counts(dataset, column, project) for column in columns if dataset}
    if len(columns) > 1 and declared != {Counts.THINGS}:
        return None
    return declared.pop() if declared else None


def column_counts(dataset: str, column: str, project: Project) -> Counts | None:
    """What the numbers of a column are declared to count."""
    field = project.data.field_at(dataset, path_of(column)) if project.data else None
    return field.counts if field else None


def _resource(name: str, project: Project) -> Resource | None:
    return project.data.resource(name) if project.data else None


def _asks_of_persons(measure: Measure, project: Project) -> bool:
    """Whether a condition asks about a number of persons: the answer tells the number."""
    return any(
        column_counts(dataset, ".".join(column.path), project) is Counts.PERSONS
        for _, dataset, clause in measure.clauses()
        for column in columns_of(clause.tree)
    )


def cells_of(
    measurement: Measurement, measure: Measure | None, project: Project
) -> tuple[Cell, ...]:
    """The persons behind the figure of each organisation; of those in none the key is blank."""
    return tuple(cell_of(each, measure, project) for each in measurement.by_organisation)


def cell_of(tally: Tally, measure: Measure | None, project: Project) -> Cell:
    """The persons behind a figure, and how many of them are counted."""
    key, parts = tally.key or "", measure.tallied.made_of() if measure else ()
    if parts and tally.total is not None:
        counts = [part.of is not None and _counts_declared(part.of, project) for part in parts]
        size = tally.total if counts[-1] else tally.size
        return Cell(key, size, tally.n if counts[0] else tally.persons_counted)
    if measure is not None and measure.tallied.added_column:
        return Cell(key, tally.n if _counts_declared(measure, project) else tally.size)
    return Cell(key, tally.size, None if tally.total is None else tally.persons_counted)


def _counts_declared(measure: Measure, project: Project) -> bool:
    """Whether it adds up a column that is declared to count persons."""
    return _added_up(measure, project) is Counts.PERSONS


def figure_cells(measurement: Measurement, measure: Measure | None) -> tuple[Cell, ...]:
    """Of figures the number of signs is told for the whole, never the sum of the rows."""
    is_composed = measure is not None and bool(measure.made_of())
    return tuple(
        Cell(
            figure.key or "",
            figure.persons,
            None if figure.sign is None else float(figure.sign),
            of=1,
        )
        for figure in measurement.figures
        if figure.key is not None or is_composed
    )


def small_shares(measurement: Measurement, measure: Measure | None, least: int) -> frozenset[str]:
    """Organisations whose figure is a share that tells of too few persons counted, or left."""
    if not is_share(measure):
        return frozenset()
    return frozenset(
        figure.key
        for figure in measurement.figures
        if figure.key is not None and _share_cell(figure).is_small(least)
    )


def is_share(measure: Measure | None) -> bool:
    """Whether figures of the measure are n / N of rows."""
    return measure is not None and measure.figures_are_shares


def _share_cell(figure: Figure) -> Cell:
    return Cell(figure.key or "", figure.n, round((figure.value or 0) * figure.n))
