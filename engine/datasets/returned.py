"""Tables of forms that organisations return: their rows as plain values, every wrong cell told.

What the project knows already, row by row, so that a form can be filled in beforehand and rows of
those who answered can take the place of their old ones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

import polars as pl

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.codes import tables
from engine.datasets.assemble import judged_by_cell
from engine.datasets.constraints import repeated_faults
from engine.datasets.faults import Fault, find_each
from engine.datasets.files import TEXTS, Folder, Reading, files_of, read_file
from engine.datasets.header import Header
from engine.datasets.organisations import alive_on
from engine.datasets.parts import Part, chained, header_of, numbered, read_part
from engine.datasets.references import unresolved
from engine.datasets.tables import PART, RAW, TEXT, Dataset
from engine.diagnostics import Finding, Place, Related, finding
from engine.model.conditions import ColumnType, Scalar
from engine.model.file_names import called_files
from engine.model.tables import Dialect, Field, HeaderForm, Resource, Taken
from engine.tables import ROW, OtherWorkbook, RawSheet, Workbook
from engine.tables.filling import Value
from engine.trees import is_mask

Cells = Mapping[tuple[int, int], Value]
"""What stands in a sheet, by row (1-based) and column (0-based)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what is written in it by the names of the columns, personal ones too."""

    row: int
    organisation: str | None
    cells: Mapping[str, Value]
    key: tuple[Scalar | None, ...] | None
    """The values of the primary key; None where there is none or it names a person."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it lies in a file: the way to its rows and from them back.

    `written` are all rows of a text file, cell by cell; `first` is the row (1-based) under the
    headings, `columns` the 0-based positions by name. `left_out` are rows below the headings that
    are no rows of the table: totals, notes.
    """

    resource: Resource
    raw: RawSheet
    part: Part
    columns: Mapping[str, int]
    first: int
    lines: tuple[Line, ...]
    left_out: tuple[int, ...]

    @property
    def written(self) -> Mapping[int, tuple[str | None, ...]]:
        """The cells of each row by their positions."""
        frame = self.raw.frame
        return {int(row): tuple(cells) for row, *cells in frame.select(ROW, pl.exclude(ROW)).rows()}


@dataclass(frozen=True, slots=True)
class Filled:
    """A table of a returned form. `shown` are all cells of its sheet as the sender wrote them, by
    row (1-based) and column (0-based)."""

    resource: Resource
    grid: Grid | None
    dataset: Dataset | None
    findings: tuple[Finding, ...]
    shown: Cells = field(default_factory=dict)


def is_plain(resource: Resource) -> bool:
    """Whether rows of organisations can be asked for and put where the table lies: one file, one
    sheet, a column for every field, a column that names the organisation."""
    name = resource.path.lower()
    return (
        resource.organisation is not None
        and resource.organisation not in resource.personal
        and resource.database is None
        and not resource.more_paths
        and not is_mask(resource.path)
        and name.endswith((*TEXTS, ".xlsx", ".xlsm"))
        and len(resource.sheets) <= 1
        and resource.sheet_pattern is None
        and not any((resource.unpivot, resource.group, resource.end))
        and (resource.header.rows or 1) == 1
        and resource.header.rows != 0
        and all(
            each.taken is Taken.COLUMN and each.column is None and not each.fills_down
            for each in resource.fields
        )
    )


def as_form(resource: Resource, file: str, sheet: str) -> Resource:
    """The declaration of the same table in a returned form."""
    return replace(
        resource, path=file, sheet=sheet, sheets=(), skip=(), totals=None,
        header=HeaderForm(rows=1), dialect=Dialect(decimal=resource.dialect.decimal),
    )  # fmt: skip


def known(folder: Folder, resource: Resource) -> Grid | tuple[Finding, ...]:
    """What the table of the project holds; findings alone (none where there is no file yet) where
    it cannot be read."""
    paths = files_of(folder, resource)
    if isinstance(paths, Finding):
        return () if paths.code is tables.MISSING_FILE else (paths,)
    called = called_files(resource, paths).get(paths[0], "")
    file = read_file(folder, paths[0], [resource], Reading(Path, lambda _: None, called))
    if isinstance(file, Finding):
        return (file,)
    for _, raw in file[1]:
        if isinstance(raw, Finding):
            return (raw,)
        if raw.blocks or raw.typed:
            return (finding(codes.TABLE_WITHOUT_FORM, resource.origin, table=resource.title),)
        return _grid(resource, raw)
    return ()


def listed(dataset: Dataset, day: date) -> tuple[tuple[str, str], ...]:
    """Code and name of each organisation of a list that exists on that day."""
    code = dataset.resource.organisation or dataset.resource.primary_key[0]
    name = "name" if dataset.resource.field("name") else code
    rows = alive_on(dataset, day).select(
        pl.col(code).cast(pl.String).alias("code"), pl.col(name).cast(pl.String).alias("name")
    )
    pairs = ((str(code), str(name or code)) for code, name in rows.rows() if code is not None)
    return tuple(dict(pairs).items())


def options_of(dataset: Dataset, column: str) -> tuple[str, ...]:
    """The values of a column of a table, for a list to choose from."""
    values = dataset.frame[column].drop_nulls().cast(pl.String).unique().sort()
    return tuple(values.to_list())


def read_filled(
    book: Workbook | OtherWorkbook, resource: Resource, organisation: str
) -> Filled:  # fmt: skip
    """A table of a returned form; `resource` is what `as_form` gives."""
    sheet = resource.sheet or ""
    if sheet not in book.sheets:
        place = Place(book.file)
        gone = finding(tables.MISSING_SHEET, place, sheet=sheet, hint="", sheets=book.sheets)
        return Filled(resource, None, None, (gone,))
    raw = book.read(sheet)
    if isinstance(raw, Finding):
        return Filled(resource, None, None, (raw,))
    header = header_of(resource, raw)
    if not isinstance(header, Header):
        return Filled(resource, None, None, header, _shown(raw, (), {}))
    whole, raw = raw, _without_blank_rows(resource, raw, header, organisation)
    grid = _grid(resource, raw)
    if not isinstance(grid, Grid):
        return Filled(resource, None, None, grid, _shown(whole, (), {}))
    dataset, findings = judged_by_cell(resource, [grid.part])
    code = resource.organisation or ""
    foreign = pl.col(code).cast(pl.String) != organisation
    params = (("organisation", organisation),)
    fault = Fault(codes.ROW_OF_ANOTHER, code, foreign, code, params)
    findings += find_each(resource, dataset.source, dataset.lazy, [fault])
    return Filled(resource, grid, dataset, (*grid.part.findings, *findings),
                  _shown(whole, grid.lines, grid.columns))  # fmt: skip


def strangers(
    own: Mapping[str, Dataset], known: Mapping[str, Dataset], file: str
) -> tuple[Finding, ...]:
    """Keys of a returned form that lead nowhere: neither into the form nor into the project."""
    findings = unresolved({**known, **own}, find_each)
    return tuple(each for each in findings if isinstance(each.at, Place) and each.at.file == file)


def repeated(
    resource: Resource, base: Grid | None, kept: Sequence[Line], filled: Iterable[Grid]
) -> tuple[Finding, ...]:
    """Keys that stand in the forms of several organisations, or in a form and in a row of the
    project that stays; told at each cell of a form."""
    rows = [line.row for line in kept]
    parts = [grid.part for grid in filled]
    if base is not None:
        both = base.part.both.filter(pl.col(ROW).is_in(rows))
        parts.insert(0, replace(base.part, both=both))
    if len(parts) < 2:
        return ()
    source = chained([part.source for part in parts])
    whole = pl.concat([numbered(part, number, PART) for number, part in enumerate(parts)])
    findings = find_each(resource, source, whole.lazy(), repeated_faults(resource))
    own = base.raw.file if base is not None else None
    return tuple(each for one in findings for each in (one, *_other_way(one, own)))


def _other_way(one: Finding, base: str | None) -> list[Finding]:
    """The same at the other cell, where that is a cell of a form, too."""
    at = one.at
    return [
        replace(one, at=related.at, related=(Related(at, related.caption),))
        for related in one.related
        if isinstance(related.at, Place) and isinstance(at, Place)
        and related.at.file not in (base, at.file)
    ]  # fmt: skip


def _without_blank_rows(
    resource: Resource, raw: RawSheet, header: Header, organisation: str
) -> RawSheet:
    """Without the rows in which nobody wrote more than the code that was there; a row without a
    code is the sender's, and other words in its place (a remark, a signature) are a row."""
    frame = raw.frame
    at = str(header.columns.get(resource.organisation or "", -1))
    head = int(frame[ROW][header.first - 1]) if header.first else 0
    others = [name for name in frame.columns if name not in (ROW, at)]
    if at not in frame.columns or not others:
        return raw
    filled = pl.any_horizontal(_is_filled(name) for name in others)
    below = pl.col(ROW) > head
    strange = _is_filled(at) & (pl.col(at).str.strip_chars() != organisation)
    code = pl.when(below & ~_is_filled(at)).then(pl.lit(organisation)).otherwise(pl.col(at))
    return replace(raw, frame=frame.filter(~below | filled | strange).with_columns(code.alias(at)))


def _is_filled(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().ne("").fill_null(False)


def _grid(resource: Resource, raw: RawSheet) -> Grid | tuple[Finding, ...]:
    header = header_of(resource, raw)
    if not isinstance(header, Header):
        return header
    part = read_part(resource, raw)
    if not isinstance(part, Part):
        return part
    head = int(raw.frame[ROW][header.first - 1]) if header.first else 0
    lines = _lines(resource, raw, part, header.columns)
    rows = {line.row for line in lines}
    names = [name for name in raw.frame.columns if name != ROW]
    body = raw.frame.filter(pl.col(ROW) > head)
    full = body.filter(pl.any_horizontal(_is_filled(name) for name in names))[ROW]
    left_out = tuple(int(row) for row in full if int(row) not in rows)
    return Grid(resource, raw, part, header.columns, head + 1, lines, left_out)


def _lines(
    resource: Resource, raw: RawSheet, part: Part, columns: Mapping[str, int]
) -> tuple[Line, ...]:
    written = {int(row[ROW]): row for row in raw.frame.iter_rows(named=True)}
    key = () if set(resource.primary_key) & set(resource.personal) else resource.primary_key
    code = resource.organisation or ""
    return tuple(
        Line(
            int(row[ROW]),
            None if row.get(code) is None else str(row[code]),
            {
                each.name: _cell(resource, each, row, written[int(row[ROW])], columns)
                for each in resource.fields
                if each.name in columns
            },
            tuple(row.get(name) for name in key) or None,
        )
        for row in part.both.iter_rows(named=True)
    )


def _cell(
    resource: Resource, field: Field, row: Mapping[str, object],
    written: Mapping[str, object], columns: Mapping[str, int],
) -> Value:  # fmt: skip
    """What is to be written where this cell is wanted again: numbers and days as such where the
    cell says no more than that, else its words."""
    cell = written.get(str(columns[field.name]))
    words = str(cell).strip() if cell is not None else None
    if field.name in resource.personal:
        return words
    if field.extract or field.values:
        return words
    value = row.get(field.name)
    is_number = field.type in (ColumnType.INTEGER, ColumnType.NUMBER)
    if is_number and not field.unit and isinstance(value, int | float):
        return value
    if field.type is ColumnType.DATE and isinstance(value, date):
        return value
    seen = row.get(RAW + field.name, row.get(TEXT + field.name))
    return None if seen is None else str(seen)


def _shown(raw: RawSheet, lines: Iterable[Line], columns: Mapping[str, int]) -> Cells:
    """The cells of a sheet; numbers and days as such where they were read."""
    names = [name for name in raw.frame.columns if name != ROW]
    shown: dict[tuple[int, int], Value] = {
        (int(row[ROW]), int(name)): row[name]
        for row in raw.frame.iter_rows(named=True)
        for name in names
        if row[name] is not None
    }
    for line in lines:
        for name, value in line.cells.items():
            if value is not None:
                shown[line.row, columns[name]] = value
    return shown
