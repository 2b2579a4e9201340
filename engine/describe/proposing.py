"""The proposal of one table, tried with the reader of the engine until it can read it."""

from typing import cast

import polars as pl

from engine.codes import tables as codes
from engine.datasets.header import Header
from engine.datasets.parts import NUMBERS, Part, chained, header_of, numbered, read_part
from engine.datasets.seen import as_seen
from engine.datasets.summaries import sums_of_others
from engine.datasets.tables import PART, TEXT
from engine.datasets.texts import Layout
from engine.datasets.twice import repeated_rows
from engine.describe.columns import Cells, Column, look_as, look_at
from engine.describe.heads import Head
from engine.describe.naming import name_of, names_of
from engine.describe.proposal import NARROW, SEARCHED, TASK, Proposal
from engine.describe.read_rows import (
    Rows,
    cells_of,
    counts_up,
    leave_out_lone_rows,
    rows_of_sources,
    trimmed,
)
from engine.diagnostics import Origin, Place
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.cumulative import said_cumulative
from engine.model.tables import Resource, Taken
from engine.tables import ROW, plain

_TASK = lazy_pattern(TASK)
_ROW_NUMBER = lazy_pattern(r"(№|n)( ?п\s*/?\s*п)?\.?")


def propose(proposal: Proposal) -> bool:
    """Fill in the proposal; False where its sources cannot be read by one declaration."""
    head = proposal.sources[0].head
    if head is None:
        _without_header(proposal)
    else:
        _with_header(proposal, head)
        if not _settled(proposal):
            return False
        _say_header(proposal, head)
    parts = rows_of_sources(proposal)
    if leave_out_lone_rows(proposal, parts):
        parts = rows_of_sources(proposal)
    _look(proposal, parts)
    _leave_out_columns(proposal)
    _add_origins(proposal)
    _choose_key(proposal, parts)
    _try_out(proposal)
    return True


def _leave_out_columns(proposal: Proposal) -> None:
    """Those that a person does not want; all of them would leave no table."""
    wishes = [(column, proposal.wish.column(column.position)) for column in proposal.columns]
    kept = [each for each, wish in wishes if wish is None or wish.is_taken]
    proposal.columns = kept or proposal.columns


def _without_header(proposal: Proposal) -> None:
    """No row of texts above the others: columns by letters."""
    raw = proposal.sources[0].raw
    proposal.depth = 0
    proposal.doubt("no_header")
    for at in (int(name) for name in raw.frame.columns if name != ROW):
        column = Column("", "", at, is_lettered=True)
        column.name = name_of(f"column_{column.letter}", proposal.names)
        proposal.columns.append(column)


def _with_header(proposal: Proposal, head: Head) -> None:
    raw = proposal.sources[0].raw
    body = raw.frame.slice(head.start)
    wide = [at for at, heading in head.headings.items() if _TASK.fullmatch(heading)]
    proposal.wide = tuple(wide) if len(wide) > NARROW else ()
    proposal.depth = head.depth
    last = max(source.head.last for source in proposal.sources if source.head)
    proposal.search = max(SEARCHED, last + 1)
    declared = {
        at: heading
        for at, heading in head.headings.items()
        if at not in proposal.wide
        and (not _numbers_rows(heading, body[str(at)]) or _names_groups(body, str(at)))
    }
    if not declared and not proposal.wide:
        declared = dict(head.headings)
    bare = [
        int(name)
        for name in body.columns
        if name != ROW and int(name) not in head.headings and trimmed(body[name]).count()
    ]
    names = names_of(list(declared.values()), proposal.names)
    texts = [plain(heading) for heading in head.headings.values()]
    for (at, heading), name in zip(declared.items(), names, strict=True):
        is_repeated = texts.count(plain(heading)) > 1
        proposal.columns.append(Column(heading, name, at, is_lettered=is_repeated))
    for at in bare:
        column = Column("", "", at, is_lettered=True)
        column.name = name_of(f"column_{column.letter}", proposal.names)
        column.doubt("unheaded")
        proposal.columns.append(column)
    proposal.columns.sort(key=lambda each: each.position)
    if proposal.wide:
        heading_, value = names_of(["task", "score"], proposal.names)
        proposal.columns.append(Column("", heading_, -1, taken=Taken.HEADING))
        proposal.columns.append(Column("", value, -1, taken=Taken.VALUE))


def _numbers_rows(heading: str, cells: pl.Series) -> bool:
    """A column that counts the rows 1, 2, 3 …: its heading says so, and so do its cells."""
    if not _ROW_NUMBER.fullmatch(plain(heading)):
        return False
    return counts_up(trimmed(cells).filter(trimmed(cells).str.contains(r"^\d+\.?$")))


def _names_groups(body: pl.DataFrame, name: str) -> bool:
    """Whether texts stand alone in their rows under the heading, with rows of the table below."""
    cells = body.select(pl.col(cells_of(body)).fill_null("").str.strip_chars() != "")
    others = cells.select(pl.any_horizontal(pl.exclude(name))).to_series()
    is_number = body[name].str.contains(r"^\s*\d+\.?\s*$").fill_null(False)
    lone, rows = (cells[name] & ~others & ~is_number).arg_true(), others.arg_true()
    return bool(len(lone)) and bool(len(rows)) and lone[0] < rows[-1]


def _settled(proposal: Proposal) -> bool:
    """Columns that the reader does not find by their headings are called by their letters, and
    where it finds another header, all are, below so many rows of header as stand above the data."""
    for _ in range(len(proposal.columns) + 1):
        missed = _missed(proposal)
        if missed is not None and not missed:
            return True
        for column in proposal.columns:
            column.is_lettered |= missed is not None and column.name in missed
        if missed is None:
            break
    return _by_letters(proposal)


def _missed(proposal: Proposal) -> set[str] | None:
    """Names of the columns that the reader finds elsewhere or not at all; None where its header is
    another one."""
    missed: set[str] = set()
    resource = proposal.resource(as_text=True)
    for source in proposal.sources:
        header = header_of(resource, source.raw)
        if not isinstance(header, Header):
            return None
        if source.head is None or header.first != source.head.start:
            return None
        if {at for at, _ in header.wide} != set(proposal.wide):
            return None
        missed |= {
            column.name
            for column in proposal.columns
            if column.taken is Taken.COLUMN and header.columns.get(column.name) != column.position
        }
    return missed


def _by_letters(proposal: Proposal) -> bool:
    starts = {source.head.start for source in proposal.sources if source.head}
    if len(starts) > 1:
        return False
    proposal.depth = starts.pop()
    proposal.search = SEARCHED
    headings = proposal.sources[0].head.headings if proposal.sources[0].head else {}
    if proposal.wide:
        proposal.columns = [column for column in proposal.columns if column.taken is Taken.COLUMN]
        names = names_of([headings[at] for at in proposal.wide], proposal.names)
        proposal.columns += [
            Column(headings[at], name, at) for at, name in zip(proposal.wide, names, strict=True)
        ]
        proposal.wide = ()
    for column in proposal.columns:
        column.is_lettered = True
    proposal.doubt("letters", rows=str(proposal.depth))
    return True


def _say_header(proposal: Proposal, head: Head) -> None:
    raw = proposal.sources[0].raw
    first, last = int(raw.frame[ROW][head.first]), int(raw.frame[ROW][head.last])
    if first != last:
        proposal.doubt("headers", first=str(first), last=str(last))
    elif not head.is_sure:
        proposal.doubt("header", row=str(last))
    if head.start > head.last + 1:
        proposal.doubt("numbering", row=str(int(raw.frame[ROW][head.last + 1])))
    texts = [plain(heading) for heading in head.headings.values()]
    for column in proposal.columns:
        if column.is_lettered and texts.count(plain(column.heading)) > 1:
            column.doubt("repeated")


def _look(proposal: Proposal, parts: list[Rows]) -> None:
    """The types of the columns, from the cells of the rows that the reader takes."""
    totals = [total for part in parts for total in part.totals]
    if totals:
        count = sum(number for _, number in totals)
        proposal.doubt("totals", value=totals[0][0], count=str(count))
    if not any(part.body.height for part in parts):
        proposal.doubt("no_rows")
        return
    raw = proposal.sources[0].raw
    shift = None if raw.sheet is None else raw.serial_shift
    seen = [(_seen(part, ColumnType.STRING), _seen(part, ColumnType.NUMBER)) for part in parts]
    for column in proposal.columns:
        places = {Taken.COLUMN: (column.position,), Taken.VALUE: proposal.wide}
        at = [str(each) for each in places.get(column.taken, ())]
        if at:
            text, number = (
                pl.concat([_column(pair[kind], name) for pair in seen for name in at])
                for kind in (0, 1)
            )
            cells = Cells(text, number)
            look_at(column, cells, serial_shift=shift)
            wish = proposal.wish.column(column.position)
            if wish and wish.type is not column.type:
                look_as(column, cells, wish.type, serial_shift=shift)
    if proposal.wide:
        proposal.doubt("wide", count=str(len(proposal.wide)))


def _column(frame: pl.DataFrame, name: str) -> pl.Series:
    """The cells of a column; blanks where a file of several does not reach so far."""
    if name in frame.columns:
        return frame[name].alias("x")
    return pl.Series("x", [None] * frame.height, dtype=pl.String)


def _seen(part: Rows, kind: ColumnType) -> pl.DataFrame:
    """The rows as a person sees them, in columns of text or of numbers."""
    fields = [Column("", name, int(name), kind) for name in cells_of(part.body)]
    layout = Layout({column.name: column.position for column in fields}, (), {})
    trial = Resource(
        "x",
        "x",
        "",
        None,
        part.source.dialect,
        tuple(column.as_field() for column in fields),
        (),
        (),
        ("",),
        None,
        None,
        None,
        (),
        Origin(""),
    )
    return as_seen(trial, layout, part.source.raw, part.body)


def _add_origins(proposal: Proposal) -> None:
    """Where the rows come from, of a table of several files or sheets."""
    paths = {source.path for source in proposal.sources}
    if len(paths) > 1:
        name = name_of("file", proposal.names)
        proposal.columns.append(Column("", name, -1, taken=Taken.FILE))
        proposal.doubt("one_table", count=str(len(paths)))
    if len(proposal.sheets) > 1:
        name = name_of("sheet", proposal.names)
        proposal.columns.append(Column("", name, -1, taken=Taken.SHEET))
        proposal.doubt("one_table_of_sheets", count=str(len(proposal.sheets)))


def _choose_key(proposal: Proposal, parts: list[Rows]) -> None:
    """A column whose cells do not repeat; with the column of headings where a row becomes many,
    and with that of the files where it is so in each of them alone."""
    if proposal.wish.columns is not None:
        wishes = [(each.name, proposal.wish.column(each.position)) for each in proposal.columns]
        proposal.key = tuple(name for name, wish in wishes if wish and wish.is_key)
        return
    heading = [each.name for each in proposal.columns if each.taken is Taken.HEADING]
    origin = [each.name for each in proposal.columns if each.taken in (Taken.FILE, Taken.SHEET)]
    for column in proposal.columns:
        is_own = column.taken is Taken.COLUMN and column.names_rows
        if not is_own or column.name in proposal.personal:
            continue
        cells = [_column(part.body, str(column.position)) for part in parts]
        alone = all(cell.null_count() == 0 < len(cell) == cell.n_unique() for cell in cells)
        if column.is_unique or (origin and alone and not column.absent):
            proposal.key = (*(() if column.is_unique else origin), column.name, *heading)
            return


_DOUBTS = {
    codes.SHOWN_SCALED: "shown_scaled",
    codes.STRUCK: "struck",
    codes.PART_OF_ABOVE: "part_of_above",
}
_TOLD = ("column", "scale", "count", "value")


def _try_out(proposal: Proposal) -> None:
    """Read once more, with types: what the reader would find odd is said at once."""
    resource = proposal.resource()
    _say_cumulative(proposal, resource)
    doubted = {each.name for each in proposal.columns if _is_doubted(each)}
    read = [read_part(resource, source.raw) for source in proposal.sources]
    parts = [part for part in read if isinstance(part, Part)]
    _say_summary(proposal, resource, parts)
    for part in parts:
        for finding in part.findings:
            if finding.code is codes.UNNAMED_TOTAL:
                at = finding.at.spot if isinstance(finding.at, Place) else ""
                row = at.partition(":")[0]  # of a csv file the line alone: it speaks of a row
                proposal.doubt("unnamed_total", value=str(dict(finding.params)["value"]), at=row)
            elif finding.code is codes.CUMULATIVE:
                _cumulative(proposal, str(dict(finding.params)["column"]))
            elif finding.code in _DOUBTS:
                given = {name: str(value) for name, value in finding.params if name in _TOLD}
                proposal.doubt(_DOUBTS[finding.code], **given)
            elif finding.code is codes.HIDDEN:
                count = str(dict(finding.params)["count"])
                proposal.doubt("hidden_rows" if count else "hidden_sheet", count=count)
        for finding in repeated_rows(
            resource, part.source, part.both.select(ROW, *_read(resource))
        ):
            at = finding.at.spot if isinstance(finding.at, Place) else ""
            first, *_ = cast("tuple[str, ...]", dict(finding.params)["columns"])
            proposal.doubt("row_twice", at=at, column=first)
        for column in proposal.columns:
            if column.name in proposal.personal or column.type is ColumnType.STRING:
                continue
            if proposal.wish.column(column.position):
                continue  # it is as a person wants it; what it does not read is told by the reader
            text, value = part.both[TEXT + column.name], part.both[column.name]
            if column.name not in doubted and (text.is_not_null() & value.is_null()).any():
                column.type, column.more, column.absent = ColumnType.STRING, {}, ()
                column.doubt("unread", value=str(text.filter(value.is_null()).drop_nulls()[0])[:40])


def _say_summary(proposal: Proposal, resource: Resource, parts: list[Part]) -> None:
    """A sheet that adds up the others is no part of a table of them."""
    if len(parts) < 2:
        return
    together = pl.concat(numbered(part, at, PART) for at, part in enumerate(parts))
    for found in sums_of_others(resource, chained([part.source for part in parts]), together):
        if isinstance(found.at, Place):
            proposal.doubt("summary", value=found.at.sheet or found.at.file)


def _say_cumulative(proposal: Proposal, resource: Resource) -> None:
    """Columns whose own headings say that each period holds those before it."""
    for field in resource.fields:
        if field.type in NUMBERS and said_cumulative(resource, field):
            _cumulative(proposal, field.header)


def _cumulative(proposal: Proposal, heading: str) -> None:
    for column in proposal.columns:
        if column.heading == heading and "cumulative" not in column.more:
            column.more["cumulative"] = True
            column.doubt("cumulative")


def _read(resource: Resource) -> list[str]:
    return [each.name for each in resource.fields if each.name not in resource.personal]


def _is_doubted(column: Column) -> bool:
    return any(key == "some_wrong" for key, _ in column.doubts)
