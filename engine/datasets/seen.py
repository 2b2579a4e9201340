"""Cells as a person sees them: percents of Excel, codes shown as 012, hidden rows and sheets."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from engine.codes import tables as codes
from engine.datasets.rows import addresses
from engine.datasets.tables import CellSource
from engine.datasets.texts import Layout
from engine.diagnostics import Code, Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW, Look, RawSheet, look_of, percent, scale_of, shown

_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)


def as_seen(resource: Resource, layout: Layout, raw: RawSheet, body: pl.DataFrame) -> pl.DataFrame:
    """The cells whose look matters: numbers in columns of numbers that show as percents, and all
    numbers in columns of text."""
    if raw.looks is None:
        return body
    looks = _by_column(raw.looks)
    rows = {row: at for at, row in enumerate(body[ROW])} if looks else {}
    changed: dict[str, pl.Series] = {}
    for field, column in _placed(resource, layout):
        name = str(column)
        if name not in body.columns or name in changed or column not in looks:
            continue
        texts = body[name].to_list()
        for row, _, code, said in looks[column].iter_rows():
            at = rows.get(row)
            if at is None or texts[at] is None:
                continue
            seen = _seen(field, texts[at], code, said)
            texts[at] = texts[at] if seen is None else seen
        changed[name] = pl.Series(name, texts, pl.String)
    return body.with_columns(changed.values()) if changed else body


def _by_column(looks: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """The looks of the cells of each column that has some."""
    groups = looks.partition_by("column", as_dict=True)
    return {int(column): group for (column,), group in groups.items()}


def _placed(resource: Resource, layout: Layout) -> Iterator[tuple[Field, int]]:
    """The columns that are read, and the wide ones as the column that takes their cells."""
    for field in resource.fields:
        if field.name in layout.columns:
            yield field, layout.columns[field.name]
        elif field.taken is Taken.VALUE and field.name not in resource.personal:
            yield from ((field, at) for at, _ in layout.wide)


def _seen(field: Field, text: str, code: str, said: str | None) -> str | None:
    """What the cell shows; None where it is read as it is."""
    look = look_of(code)
    if field.type in _NUMBERS:
        return percent(text) if look is Look.PERCENT else None
    if field.type is not ColumnType.STRING or look is Look.DAY or not code:
        return None
    return said or shown(text, code)


def looks_told(
    resource: Resource, layout: Layout, raw: RawSheet, source: CellSource, rows: pl.Series
) -> Iterator[Finding]:
    """Days in columns of text, and codes of which the file does not tell how they look."""
    if raw.looks is None:
        return
    ours = _by_column(raw.looks.filter(pl.col("row").is_in(rows.implode())))
    for field, at in _placed(resource, layout):
        if field.type is not ColumnType.STRING or at not in ours:
            continue
        unseen: dict[Code, list[int]] = {codes.DAY_IN_TEXT: [], codes.LOOK_UNKNOWN: []}
        for row, _, code, said in ours[at].iter_rows():
            if look_of(code) is Look.DAY:
                unseen[codes.DAY_IN_TEXT].append(row)
            elif _is_unseen(resource, field, code, said):
                unseen[codes.LOOK_UNKNOWN].append(row)
        for kind, found in unseen.items():
            if found:
                yield _told(kind, field, source, found, at)


def scaled_told(
    resource: Resource, layout: Layout, raw: RawSheet, source: CellSource, rows: pl.Series
) -> Iterator[Finding]:
    """Numbers that a format shows in thousands or millions, while the cell holds ones."""
    if raw.looks is None:
        return
    ours = _by_column(raw.looks.filter(pl.col("row").is_in(rows.implode())))
    for field, at in _placed(resource, layout):
        if field.type in _NUMBERS and at in ours:
            scales = {row: scale_of(code) for row, _, code, _ in ours[at].iter_rows()}
            found = [row for row, scale in scales.items() if scale > 1]
            if found:
                told = _told(codes.SHOWN_SCALED, field, source, found, at)
                params = {**dict(told.params), "scale": scales[found[0]]}
                yield replace(told, params=tuple(sorted(params.items())))


def struck_told(
    resource: Resource, layout: Layout, raw: RawSheet, source: CellSource, rows: pl.Series
) -> Iterator[Finding]:
    """Rows with cells that are crossed out, which count as any other."""
    read = {at for _, at in _placed(resource, layout)}
    ours = set(rows) if raw.struck else set()
    cells = sorted(cell for cell in raw.struck if cell[0] in ours and cell[1] in read)
    first = dict(reversed(cells))
    if cells:
        lines = sorted(first)
        yield finding(
            codes.STRUCK,
            source.place(lines[0], at=first[lines[0]]),
            count=len(lines),
            cells=tuple(map(str, lines[1 : addresses() + 1])),
        )


def _is_unseen(resource: Resource, field: Field, code: str, said: str | None) -> bool:
    """Of a format that is not told only codes are asked about."""
    if code:
        return said is None and shown("1", code) is None
    keys = {*resource.primary_key, resource.organisation, resource.municipality, resource.identity}
    return field.name in keys or resource.is_of_key(field.name)


def _told(kind: Code, field: Field, source: CellSource, rows: list[int], at: int) -> Finding:
    places = [source.place(row, at=at) for row in rows[: addresses()]]
    return finding(
        kind,
        places[0],
        column=field.header,
        count=len(rows),
        more=len(rows) - 1 if len(rows) > 1 else "",
        cells=tuple(place.spot for place in places[1:]),
    )


def hidden_told(raw: RawSheet, source: CellSource, rows: pl.Series) -> Iterator[Finding]:
    """Rows of the table that nobody sees, or all of them."""
    hidden = sorted(set(raw.hidden) & set(rows)) if raw.hidden else []
    if raw.is_hidden and len(rows):
        yield finding(codes.HIDDEN, raw.place(1), sheet=raw.address or "", count="", cells=())
    elif hidden:
        yield finding(
            codes.HIDDEN,
            source.place(hidden[0], at=0),
            sheet="",
            count=len(hidden),
            cells=tuple(map(str, hidden[1 : addresses() + 1])),
        )
