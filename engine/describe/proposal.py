"""A proposed declaration of one table, tried with the reader of the engine until it can read it."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

import polars as pl

from engine.codes import tables as codes
from engine.datasets.header import Header
from engine.datasets.parts import Part, header_of, read_part
from engine.datasets.seen import as_seen
from engine.datasets.tables import TEXT
from engine.datasets.texts import Layout
from engine.datasets.warnings import PERSONAL
from engine.describe.columns import Cells, Column, look_as, look_at
from engine.describe.heads import Head
from engine.describe.naming import name_of, names_of
from engine.describe.wishes import NOTHING, Wish
from engine.diagnostics import Origin, Place
from engine.model.conditions import ColumnType
from engine.model.tables import Dialect, Field, HeaderForm, Resource, Skip, Taken
from engine.tables import ROW, RawSheet, plain

TASK = r"[0-9]+(\([0-9]+\))?(\.[0-9]+)? ?\([0-9]+ ?[бБ]\)"
_TASK = re.compile(TASK)
SEARCHED = HeaderForm().search
_ROW_NUMBER = re.compile(r"(№|n)( ?п\s*/?\s*п)?\.?")
_BLANKS = "\u00a0\u202f\ufeff "
_WORDS = ".*[A-Za-zА-Яа-яЁё]{2}.*"
_FOOT = re.compile(
    r"(?i)^(\*|примечани|источник|исполнител|директор|руководител|начальник|заведующ|подпис|дата\b|"
    r"note|source|м\.\s*п)"
)
_MOST_LONE = 30
_NARROW = 2

Doubt = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet or csv file: `sheet` is None where the file has but one."""

    path: str
    sheet: str | None
    raw: RawSheet
    dialect: Dialect
    head: Head | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Proposal:
    """A table of one or several sources of one structure. `depth` are the rows of the header, 0 of
    a table without one; `skip` are the texts of rows that are no rows of data."""

    name: str
    path: str | tuple[str, ...]
    sheets: tuple[str, ...]
    sources: tuple[Source, ...]
    columns: list[Column] = field(default_factory=list)
    wide: tuple[int, ...] = ()
    depth: int = 1
    search: int = SEARCHED
    skip: tuple[str, ...] = ()
    group: str | None = None
    key: tuple[str, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    wish: Wish = NOTHING

    def doubt(self, key: str, **params: str) -> None:
        """Say what is not sure of the table as a whole."""
        self.doubts.append((key, params))

    @property
    def personal(self) -> tuple[str, ...]:
        """Columns whose headings are of persons' data, or that are said to be."""
        return tuple(column.name for column in self.columns if self._is_personal(column))

    def _is_personal(self, column: Column) -> bool:
        wish = self.wish.column(column.position)
        return wish.is_personal if wish else bool(PERSONAL.search(column.heading))

    @property
    def title(self) -> str:
        """What the table is called by a person who corrected the proposal."""
        return self.wish.title

    def resource(self, *, as_text: bool = False) -> Resource:
        """The declaration; `as_text` with every cell taken as it is."""
        skip = Skip((), None, self.skip, False, Origin(""))
        fields = tuple(
            _as_text(column) if as_text else column.as_field() for column in self.columns
        )
        return Resource(
            self.name, self.name, "", None, self.sources[0].dialect, fields, (), (), ("",), None,
            None, None, () if as_text else self.personal, Origin(""),
            header=HeaderForm(rows=None if self.depth == 1 else self.depth, search=self.search),
            skip=(skip,) if self.skip else (), group=self.group,
            unpivot=TASK if self.wide else None,
        )  # fmt: skip


def _as_text(column: Column) -> Field:
    plain_one = Column(
        column.heading, column.name, column.position,
        is_lettered=column.is_lettered, taken=column.taken,
    )  # fmt: skip
    return plain_one.as_field()


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
    parts = _parts(proposal)
    if _leave_out_lone_rows(proposal, parts):
        parts = _parts(proposal)
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
    proposal.wide = tuple(wide) if len(wide) > _NARROW else ()
    proposal.depth = head.depth
    last = max(source.head.last for source in proposal.sources if source.head)
    proposal.search = max(SEARCHED, last + 1)
    declared = {
        at: heading
        for at, heading in head.headings.items()
        if at not in proposal.wide and not _numbers_rows(heading, body[str(at)])
    }
    if not declared and not proposal.wide:
        declared = dict(head.headings)
    bare = [
        int(name)
        for name in body.columns
        if name != ROW and int(name) not in head.headings and _trimmed(body[name]).count()
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
    return _counts_up(_trimmed(cells).filter(_trimmed(cells).str.contains(r"^\d+\.?$")))


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


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a source that the reader takes for rows of the table, trimmed."""

    source: Source
    body: pl.DataFrame
    totals: tuple[tuple[str, int], ...]


def _parts(proposal: Proposal) -> list[_Rows]:
    """What the reader makes of the sources, every cell taken for text."""
    resource = proposal.resource(as_text=True)
    found = []
    for source in proposal.sources:
        part = read_part(resource, source.raw)
        if not isinstance(part, Part):
            continue
        ours = source.raw.frame.filter(pl.col(ROW).is_in(part.both[ROW].implode()))
        totals = tuple(
            (str(dict(finding.params)["value"]), int(dict(finding.params)["count"]))  # type: ignore[arg-type]
            for finding in part.findings
            if finding.code is codes.TOTAL_ROW
        )
        found.append(_Rows(source, ours.with_columns(_trim(n) for n in _cells(ours)), totals))
    return found


def _cells(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name != ROW]


def _trim(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars().str.strip_chars(_BLANKS)
    return pl.when(text != "").then(text).alias(name)


def _trimmed(cells: pl.Series) -> pl.Series:
    return cells.to_frame("x").select(_trim("x"))["x"].drop_nulls()


def _leave_out_lone_rows(proposal: Proposal, parts: list[_Rows]) -> bool:
    """Rows with one cell: groups and notes where all others have a code and a name; where a row of
    data could look so, they stay and are told."""
    if proposal.depth == 0 or not parts:
        return False
    lone, others, last = [], [], []
    for part in parts:
        names = _cells(part.body)
        width = pl.sum_horizontal(pl.col(name).is_not_null() for name in names)
        rows = part.body.with_columns(pl.coalesce(names).alias("first"), width.alias("width"))
        few, many = rows.filter(pl.col("width") == 1), rows.filter(pl.col("width") > 1)
        if few.is_empty() or many.is_empty() or int(many["width"].max() or 0) <= _NARROW:  # type: ignore[arg-type]
            return False
        lone.append(few)
        others.append(many)
        last += few.filter(pl.col(ROW) > many[ROW].max())["first"].to_list()
    texts = [text for frame in lone for text in frame["first"].to_list()]
    firsts = {text.casefold() for frame in others for text in frame["first"].to_list()}
    named = _identities(others)
    feet = [text for text in last if _FOOT.match(text)]
    is_apart = not any(re.fullmatch(_WORDS, text, re.DOTALL) for text in firsts)
    are_words = all(re.fullmatch(_WORDS, text, re.DOTALL) for text in texts)
    sure = texts if len(named) > 1 or (named and is_apart and are_words) else feet
    if any(text.casefold() in firsts for text in sure):
        sure = []
    left = [text for text in texts if text not in sure]
    if left:
        proposal.doubt("lone", count=str(len(left)), value=left[0][:60])
    inside = [text for text in sure if text not in last]
    if inside and is_apart and are_words and not left:
        _take_groups(proposal, sure)
    elif sure and len(set(sure)) <= _MOST_LONE:
        proposal.skip = tuple(dict.fromkeys(sure))
        proposal.doubt("skipped", count=str(len(sure)), value=sure[0][:60])
    elif sure:
        proposal.doubt("lone", count=str(len(sure)), value=sure[0][:60])
    return bool(proposal.skip or proposal.group)


def _take_groups(proposal: Proposal, texts: list[str]) -> None:
    proposal.group = _WORDS
    name = name_of("group", proposal.names)
    proposal.columns.insert(0, Column("", name, -1, taken=Taken.GROUP))
    proposal.doubt("grouped", count=str(len(texts)), value=texts[0][:60])


def _identities(frames: list[pl.DataFrame]) -> list[str]:
    """Columns that name each row: filled in all of them, hardly ever twice the same."""
    rows = pl.concat(frames)
    names = [name for name in rows.columns if name not in (ROW, "first", "width")]
    return [
        name
        for name in names
        if rows[name].null_count() == 0
        and (
            (name == names[0] and _counts_up(rows[name]))
            or (_names_rows(rows[name]) and rows[name].n_unique() * 10 >= rows.height * 9)
        )
    ]


def _names_rows(cells: pl.Series) -> bool:
    return bool(cells.str.contains(r"\pL").all()) or _is_long(cells)


def _counts_up(cells: pl.Series) -> bool:
    """Whether cells count rows: 1, 2, 3 … and from 1 again."""
    numbers = cells.str.strip_chars(".").cast(pl.Int64, strict=False).to_list()
    return bool(numbers) and all(
        now is not None and was is not None and now in (was + 1, 1)
        for was, now in pairwise([0, *numbers])
    )


def _is_long(cells: pl.Series) -> bool:
    return cells.str.len_chars().n_unique() == 1 and bool(cells.str.contains(r"^\d{4,}$").all())


def _look(proposal: Proposal, parts: list[_Rows]) -> None:
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


def _seen(part: _Rows, kind: ColumnType) -> pl.DataFrame:
    """The rows as a person sees them, in columns of text or of numbers."""
    fields = [Column("", name, int(name), kind) for name in _cells(part.body)]
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


def _choose_key(proposal: Proposal, parts: list[_Rows]) -> None:
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


def _try_out(proposal: Proposal) -> None:
    """Read once more, with types: what the reader would find odd is said at once."""
    resource = proposal.resource()
    doubted = {each.name for each in proposal.columns if _is_doubted(each)}
    for source in proposal.sources:
        part = read_part(resource, source.raw)
        if not isinstance(part, Part):
            continue
        for finding in part.findings:
            if finding.code is codes.UNNAMED_TOTAL:
                at = finding.at.spot if isinstance(finding.at, Place) else ""
                row = at.partition(":")[0]  # of a csv file the line alone: it speaks of a row
                proposal.doubt("unnamed_total", value=str(dict(finding.params)["value"]), at=row)
        for column in proposal.columns:
            if column.name in proposal.personal or column.type is ColumnType.STRING:
                continue
            if proposal.wish.column(column.position):
                continue  # it is as a person wants it; what it does not read is told by the reader
            text, value = part.both[TEXT + column.name], part.both[column.name]
            if column.name not in doubted and (text.is_not_null() & value.is_null()).any():
                column.type, column.more, column.absent = ColumnType.STRING, {}, ()
                column.doubt("unread", value=str(text.filter(value.is_null()).drop_nulls()[0])[:40])


def _is_doubted(column: Column) -> bool:
    return any(key == "some_wrong" for key, _ in column.doubts)
