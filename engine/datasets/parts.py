"""A raw sheet → one part of a table: texts and values side by side, not yet judged."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.constraints import NAMES
from engine.datasets.cumulative import cumulative_by_words
from engine.datasets.faults import shortened
from engine.datasets.files import TEXTS
from engine.datasets.header import DEPTH, Header, find_header, like_numbering
from engine.datasets.pages import titles_above, without_repeats
from engine.datasets.patterns import pattern_of
from engine.datasets.rows import addresses, blank_rows, table_rows, total_rows
from engine.datasets.seen import as_seen, hidden_told, looks_told, scaled_told, struck_told
from engine.datasets.shifted import shifted_rows
from engine.datasets.sideways import twin_tables, wide_totals
from engine.datasets.tables import AT, RAW, TEXT, CellSource
from engine.datasets.texts import Layout
from engine.datasets.totals import parts_of_above, unnamed_totals, wrong_totals
from engine.datasets.types import DTYPES, plain_readings, reading
from engine.datasets.uneven import told, uneven_rows
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW, CellFault, FaultyCell, RawSheet

NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_AT_ONCE = 64
"""Columns that one plan reads: the plan of a thousand takes a gigabyte before the first row."""


@dataclass(frozen=True, slots=True)
class Part:
    """`both` has `__row`, the typed columns by their names and their texts under `TEXT`. `left_out`
    are the rows of totals."""

    source: CellSource
    both: pl.DataFrame
    findings: tuple[Finding, ...]
    header_row: int


def read_part(resource: Resource, raw: RawSheet) -> Part | tuple[Finding, ...]:
    """One file or sheet of a declared table; findings alone where its columns are not clear."""
    header = header_of(resource, raw)
    if not isinstance(header, Header):
        return header
    part = _part(resource, raw, header, raw.frame.slice(header.first))
    said = tuple(cumulative_by_words(resource, raw, header, part.source))
    return replace(part, findings=(*part.findings, *said)) if said else part


def header_of(resource: Resource, raw: RawSheet) -> Header | tuple[Finding, ...]:
    """The header of a sheet; headings may name a year that its file or tab names too."""
    return find_header(resource, raw, _years(raw))


def read_blocks(resource: Resource, raw: RawSheet) -> Iterator[Part | Finding]:
    """A large file as many parts; findings alone where its columns are not clear."""
    header = header_of(resource, raw)
    if not isinstance(header, Header):
        yield from header
        return
    last = int(raw.frame[ROW][header.first - 1]) if header.first else 0
    for block in raw.blocks() if raw.blocks else ():
        if isinstance(block, Finding):
            yield block
            return
        body = block.frame.filter(pl.col(ROW) > last)
        yield _part(resource, replace(raw, stray=block.stray), header, body)


def _part(resource: Resource, raw: RawSheet, header: Header, body: pl.DataFrame) -> Part:
    body = _until_last_line(body)
    layout = _layout(resource, raw, header)
    misfits = _misfits(raw, header, body)
    source = CellSource(raw.file, raw.address, layout.columns, misfits=misfits)
    printed_once, doubtful = without_repeats(raw, header, body)
    rows = table_rows(resource, layout, as_seen(resource, layout, raw, printed_once))
    fields = [field for field in resource.fields if field.name not in resource.personal]
    findings = [*header.findings, *_not_in_names(resource, layout, raw)]
    findings += (like_numbering(resource, raw, row) for row in doubtful)
    reader = Reader(resource, fields, None if raw.sheet is None else raw.serial_shift)
    header_row = int(raw.frame[ROW][max(header.first - 1, 0)])
    findings += blank_rows(resource, source, rows.blank)
    findings += (
        finding(codes.TITLE_AMONG_ROWS, source.place(row), table=resource.title)
        for row in titles_above(body, rows.heads, rows.rows[ROW])
    )
    both = reader.typed(rows.rows)
    if misfits and resource.personal:
        both = both.with_columns(_unsure_texts(fields, misfits))
    shifted = shifted_rows(resource, source, body, both, raw.serial_shift)
    if shifted:
        both = both.filter(~pl.col(ROW).is_in([row for row, _ in shifted]))
        findings.append(_shifted(resource, source, shifted))
    uneven = uneven_rows(raw, header, body)
    findings += told(resource, source, uneven, both[ROW])
    if uneven.set_aside:
        both = both.filter(~pl.col(ROW).is_in(sorted(uneven.set_aside)))
    findings += looks_told(resource, layout, raw, source, both[ROW])
    findings += scaled_told(resource, layout, raw, source, both[ROW])
    findings += struck_told(resource, layout, raw, source, both[ROW])
    findings += hidden_told(raw, source, both[ROW])
    ours = frozenset(body[ROW]) - frozenset(rows.totals[ROW]) if raw.faulty or raw.merged else ()
    last = body.item(-1, ROW) if body.height else header_row
    # rows of nothing but such formulas at the end of a sheet are no part of the body
    faulty = [cell for cell in raw.faulty if cell.row in ours or cell.row > last]
    findings += _faulty(resource, source, faulty)
    findings += _merged(resource, source, raw, frozenset(ours))
    findings += _titles(resource, source, raw, both)
    findings += twin_tables(resource, raw, header)
    findings += wide_totals(resource, raw, header, both)
    findings += total_rows(resource, source, rows.marks)
    if rows.totals.height:
        findings += wrong_totals(resource, source, both, reader.typed(rows.totals))
    findings += unnamed_totals(resource, source, both)
    findings += parts_of_above(resource, source, both)
    return Part(source, both, tuple(findings), header_row)


def _until_last_line(body: pl.DataFrame) -> pl.DataFrame:
    """The rows less a blank one at the end, which the last line end of a text leaves."""
    last = body.row(-1, named=True) if body.height else {"0": "filled"}
    is_filled = any(cell and cell.strip() for name, cell in last.items() if name != ROW)
    return body if is_filled else body.head(-1)


def _misfits(raw: RawSheet, header: Header, body: pl.DataFrame) -> tuple[int, ...]:
    """Rows with something to the right of the last heading, and those of a csv file that end before
    it (a blank cell that is there is no NULL yet); none where there is no header."""
    heads = raw.frame.head(header.first).tail(DEPTH)
    names = [name for name in raw.frame.columns if name != ROW]
    headed = [name for name in names if heads[name].null_count() < heads.height]
    if not headed:
        return ()
    beyond = [name for name in body.columns if name != ROW and int(name) > int(headed[-1])]
    tests = [_is_filled(name) for name in beyond]
    is_text = raw.file.lower().endswith(TEXTS) and raw.blocks is None
    if is_text and headed[-1] in body.columns and body[headed[-1]].null_count():
        is_row = pl.any_horizontal(_is_filled(name) for name in names if name in body.columns)
        tests.append(pl.col(headed[-1]).is_null() & is_row)
    if not tests:
        return ()
    return tuple(int(row) for row in body.filter(pl.any_horizontal(tests))[ROW])


def _unsure_texts(fields: list[Field], misfits: tuple[int, ...]) -> Iterator[pl.Expr]:
    """The columns of text, empty where a person's name may have slipped in; the text that was not
    read stays beside, so that the cell is found."""
    fits = ~pl.col(ROW).is_in(misfits)
    for field in fields:
        if field.type is ColumnType.STRING and field.taken is Taken.COLUMN:
            yield pl.when(fits).then(pl.col(field.name)).alias(field.name)


def _is_filled(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().ne("").fill_null(False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the texts of the fields as values of their types."""

    resource: Resource
    fields: list[Field]
    serial_shift: int | None

    def typed(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Each column twice: its text under `TEXT`, its values under its name."""
        kept = [name for name in texts.columns if name in (ROW, AT) or name.startswith(RAW)]
        written = [texts[field.name].alias(TEXT + field.name) for field in self.fields]
        return pl.DataFrame([*(texts[name] for name in kept), *written, *self._columns(texts)])

    def _columns(self, texts: pl.DataFrame) -> Iterator[pl.Series]:
        for at in range(0, len(self.fields), _AT_ONCE):
            some = self.fields[at : at + _AT_ONCE]
            plain = plain_readings(some, texts, self.resource.dialect.decimal)
            yield from texts.select(self._values(field, plain.get(field.name)) for field in some)

    def _values(self, field: Field, plain: pl.Expr | None) -> pl.Expr:
        decimal, shift = self.resource.dialect.decimal, self.serial_shift
        value = reading(field, decimal=decimal, serial_shift=shift) if plain is None else plain
        return value.cast(DTYPES[field.type]).alias(field.name)


def _layout(resource: Resource, raw: RawSheet, header: Header) -> Layout:
    columns = {
        field.name: header.columns[field.name]
        for field in resource.fields
        if field.name in header.columns
        and field.name not in resource.personal
        and str(header.columns[field.name]) in raw.frame.columns
    }
    texts = {
        Taken.FILE: PurePosixPath(raw.file).stem,
        Taken.SHEET: raw.sheet or "",
        Taken.ABOVE: header.above,
    }
    return Layout(columns, header.wide, texts, header.headed)


def _years(raw: RawSheet) -> frozenset[str]:
    name = f"{PurePosixPath(raw.file).stem} {raw.sheet or ''}"
    return frozenset(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", name))


def _not_in_names(resource: Resource, layout: Layout, raw: RawSheet) -> Iterator[Finding]:
    for field in resource.fields:
        if field.taken not in NAMES or field.is_optional:
            continue
        text = layout.texts[field.taken]
        if not text or (field.extract and not _is_found(field.extract, text)):
            place = raw.place(1)
            yield finding(
                codes.NOTHING_IN_NAME,
                place,
                column=field.header,
                pattern=field.extract or "",
                where=field.taken.value,
                value=shortened(text),
            )


def _is_found(pattern: str, text: str) -> bool:
    usable = pattern_of(pattern)
    return usable is None or usable.occurs_in(text)


def _shifted(resource: Resource, source: CellSource, rows: list[tuple[int, int]]) -> Finding:
    places = [source.place(row, at=at) for row, at in rows[: addresses()]]
    return finding(
        codes.ROW_SHIFTED,
        places[0],
        table=resource.title,
        count=len(rows),
        cells=tuple(place.spot for place in places[1:]),
    )


def _faulty(resource: Resource, source: CellSource, faulty: list[FaultyCell]) -> Iterator[Finding]:
    """Formulas without a value in the cells of the table."""
    formulas = [cell for cell in faulty if cell.fault is CellFault.FORMULA]
    for name, at in source.columns.items():
        field = resource.field(name)
        group = [formula for formula in formulas if formula.column == at]
        if group:
            places = [source.place(cell.row, name) for cell in group[: addresses()]]
            yield finding(
                codes.FORMULA_WITHOUT_VALUE,
                places[0],
                column=field.header if field else name,
                value=shortened(group[0].text),
                count=len(group),
                more=len(group) - 1 if len(group) > 1 else "",
                cells=tuple(place.spot for place in places[1:]),
            )


def _merged(
    resource: Resource, source: CellSource, raw: RawSheet, ours: frozenset[int]
) -> Iterator[Finding]:
    """Numbers of cells that are merged over several rows, where they are no keys."""
    keys = {*resource.primary_key, resource.organisation, resource.period}
    for name, at in source.columns.items():
        field = resource.field(name)
        if field is None or field.type not in NUMBERS or name in keys or resource.is_of_key(name):
            continue
        rows = [top for top, left, bottom, _ in raw.merged if left == at and bottom > top in ours]
        if rows:
            places = [source.place(row, name) for row in rows[: addresses()]]
            cells = tuple(place.spot for place in places[1:])
            yield finding(
                codes.MERGED_NUMBER,
                places[0],
                column=field.header,
                count=len(rows),
                more=len(rows) - 1 if len(rows) > 1 else "",
                cells=cells,
            )


def _titles(
    resource: Resource, source: CellSource, raw: RawSheet, both: pl.DataFrame
) -> Iterator[Finding]:
    """Rows of one cell that is merged over all columns that are read: «5 класс» above its rows."""
    read = set(source.columns.values())
    if len(read) < 2 or not raw.merged:
        return
    first, last = min(read), max(read)
    tops = {
        top for top, left, bottom, right in raw.merged
        if top == bottom and left <= first and last <= right
    }  # fmt: skip
    rows = sorted(tops.intersection(both[ROW]))
    if rows and len(rows) < both.height:
        yield finding(
            codes.TITLE_OF_GROUP,
            source.place(rows[0], at=first),
            table=resource.title,
            count=len(rows),
            cells=tuple(map(str, rows[1 : addresses() + 1])),
        )


def numbered(part: Part, number: int, size: int) -> pl.DataFrame:
    """The frame of a part with the row numbers of the whole table."""
    return part.both.with_columns(pl.col(ROW) + number * size) if number else part.both


def chained(sources: list[CellSource]) -> CellSource:
    """The source of a table of several parts."""
    return replace(sources[0], more=tuple(sources[1:]))
