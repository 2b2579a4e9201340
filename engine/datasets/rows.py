"""Which rows below the header are rows of the table, and the text of each declared column.

Blank rows, rows of totals, group rows, repeated headers and rows that `skip` names are left out.
Everything is lazy: a large file is never in memory as a whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_, or_

import polars as pl

from engine.codes import tables as codes
from engine.datasets.tables import AT, RAW, CellSource
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Skip, Taken
from engine.tables import ERROR_WORDS, ROW, UNFORMED, error_word, plain, unkept

SHOWN = 5
"""Addresses in one finding; the count is never cut."""
_shown: ContextVar[int] = ContextVar("shown", default=SHOWN)


def addresses() -> int:
    """How many addresses a finding has in this run."""
    return _shown.get()


@contextmanager
def showing(most: int) -> Iterator[None]:
    """Meanwhile a finding has up to so many addresses."""
    before = _shown.set(most)
    try:
        yield
    finally:
        _shown.reset(before)


WORDS = (
    "итого", "всего", "итог", "total", "totals", "grand total", "sum total", "insgesamt", "gesamt",
    "summe", "totale", "totales", "ogółem", "razem", "celkem", "spolu", "összesen", "kokku", "kopā",
    "iš viso", "усього", "разом", "барлығы", "жами", "общо", "ukupno", "toplam", "всього",
)  # fmt: skip
"""Words that, alone in a cell, make its row a row of totals."""


@cache
def _words() -> pl.Expr:
    """Made when a table is read: a series starts the threads of the library, an import does not."""
    return pl.lit(pl.Series(WORDS).implode())


_TOTAL_FIRST = r"(?i)^\s*((итого|всего|итог)(\s|:|\.|,|-|–|—|$)|total\s*:|grand total\b)"
_BLANKS = "\u00a0\u202f\ufeff "
_TOTAL = "total:"
_FIRST = "first:"
_GROUP = "group:"
_HEADING = "heading:"
_VALUE = "value:"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the values of a table stand in one sheet: positions of columns, texts of the names of
    file and sheet and above the header, the columns that become rows, and those with a heading."""

    columns: Mapping[str, int]
    wide: tuple[tuple[int, str], ...]
    texts: Mapping[Taken, str]
    headed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet as text, and apart from them its rows of totals.

    `marks` are the cells that make rows totals: `__row`, `__at`, and the text. `blank` are the
    first cells of rows that are filled under headings which are not declared and nowhere else.
    """

    rows: pl.LazyFrame
    totals: pl.LazyFrame
    marks: pl.LazyFrame
    blank: pl.LazyFrame


def table_rows(resource: Resource, layout: Layout, body: pl.LazyFrame) -> Rows:
    """Declared columns as trimmed text with missing values as NULL; the rows of totals apart."""
    names = [name for name in body.collect_schema().names() if name != ROW]
    cells = body.with_columns(_trimmed(name) for name in names)
    if resource.end:
        cells = cells.with_columns(pl.coalesce(names).alias(_FIRST))
        over = _fits(pl.col(_FIRST), resource.end).fill_null(False).cast(pl.Int8)
        cells = cells.filter(over.cum_max() == 0)
    own = [str(at) for at in (*layout.columns.values(), *(at for at, _ in layout.wide))]
    here = [name for name in dict.fromkeys(own) if name in names]
    is_filled = pl.any_horizontal(pl.col(name).is_not_null() for name in here)
    cells = cells.with_columns(pl.coalesce(names).alias(_FIRST))
    is_total = _is_total(resource, layout, here)
    blank = cells.filter(~is_filled & ~is_total & _is_elsewhere(resource, layout, here, names))
    cells = cells.filter(is_filled | is_total)
    if resource.group:
        is_group = _is_group(resource)
        grouped = pl.when(is_group).then(pl.col(_FIRST)).forward_fill().alias(_GROUP)
        cells = cells.with_columns(grouped).filter(~is_group)
    if layout.wide:
        cells = _unpivoted(cells, layout, here)
    total = pl.when(_is_total(resource, layout, here)).then(pl.col(_FIRST)).alias(_TOTAL)
    fields = [each for each in resource.fields if each.name not in resource.personal]
    texts = cells.select(
        ROW,
        *([AT] if layout.wide else []),
        total,
        _FIRST,
        *_texts(resource, layout, fields),
    )
    rows = texts.filter(pl.col(_TOTAL).is_null())
    for test in (_repeats_header(resource, layout), _skipped(resource, fields)):
        if test is not None:
            rows = rows.filter(~test.fill_null(False))
    totals = texts.filter(pl.col(_TOTAL).is_not_null()).drop(_TOTAL, _FIRST)
    marks = _marks(resource, cells.filter(total.is_not_null()), names)
    return Rows(rows.drop(_TOTAL, _FIRST), totals, marks, _first_filled(blank, names))


def _first_filled(cells: pl.LazyFrame, names: list[str]) -> pl.LazyFrame:
    at = [pl.when(pl.col(name).is_not_null()).then(int(name)) for name in names]
    return cells.select(ROW, pl.coalesce(at).alias(AT))


def _marks(resource: Resource, cells: pl.LazyFrame, names: list[str]) -> pl.LazyFrame:
    """The cell with the word of totals, or the first one that is filled, of each row of them."""
    words = [(name, _is_total_word(resource, pl.col(name))) for name in names]
    filled = [(name, pl.col(name).is_not_null()) for name in names]
    found = [(int(name), pl.col(name), test.fill_null(False)) for name, test in (*words, *filled)]
    return cells.select(
        ROW,
        pl.coalesce([pl.when(test).then(at) for at, _, test in found]).alias(AT),
        pl.coalesce([pl.when(test).then(text) for _, text, test in found]).alias(_TOTAL),
    )


def _is_total_word(resource: Resource, text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase().str.strip_chars(" :.")
    is_one = word.is_in(_words()) | text.str.contains(_TOTAL_FIRST)
    return is_one | _fits(text, resource.totals) if resource.totals else is_one


def _is_elsewhere(resource: Resource, layout: Layout, here: list[str], names: list[str]) -> pl.Expr:
    """Filled under a heading that is not declared, in a row that nothing says to leave out."""
    others = [str(at) for at in layout.headed if str(at) in names and str(at) not in here]
    if not others:
        return pl.lit(False)
    told = [_skip(skip, pl.col(_FIRST)) for skip in resource.skip if not skip.columns]
    blank = [pl.lit(True) for skip in resource.skip if skip.columns and skip.is_blank]
    group = [_is_group(resource)] if resource.group else []
    is_left_out = reduce(or_, [*told, *blank, *group], pl.lit(False))
    return pl.any_horizontal(pl.col(name).is_not_null() for name in others) & ~is_left_out


def _is_group(resource: Resource) -> pl.Expr:
    return _fits(pl.col(_FIRST), resource.group or "").fill_null(False)


def blank_rows(resource: Resource, source: CellSource, blank: pl.DataFrame) -> Iterator[Finding]:
    """One warning about all rows that have no cell in a declared column."""
    if blank.height:
        shown = blank.select(ROW, AT).head(addresses()).rows()
        places = [source.place(int(row), at=int(at)) for row, at in shown]
        yield finding(
            codes.BLANK_WHERE_DECLARED,
            places[0],
            table=resource.title,
            count=blank.height,
            cells=tuple(each.cell or f"{each.line}" for each in places[1:]),
        )


def total_rows(resource: Resource, source: CellSource, marks: pl.DataFrame) -> Iterator[Finding]:
    """One warning about all rows of totals of a table, at the cell that says it of the first."""
    if marks.is_empty():
        return
    rows = marks.unique(ROW, maintain_order=True)
    yield finding(
        codes.TOTAL_ROW,
        source.place(int(rows[ROW][0]), at=int(rows[AT][0])),
        table=resource.title,
        value=str(rows[_TOTAL][0]),
        count=rows.height,
        more=rows.height - 1 if rows.height > 1 else "",
    )


def is_stray(text: pl.Expr) -> pl.Expr:
    """True of a text that reading would trim, empty, or take for a word of totals."""
    word = text.str.to_lowercase().str.strip_chars(" :.")
    return (
        (text == "")
        | (text != text.str.strip_chars().str.strip_chars(_BLANKS))
        | text.str.contains(_TOTAL_FIRST)
        | word.is_in(_words())
        | error_word(text)
        | text.str.contains(UNFORMED)
    )


def _trimmed(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars().str.strip_chars(_BLANKS)
    return pl.when(text != "").then(text)


def _fits(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(f"(?is)^(?:{pattern})$")


def _is_total(resource: Resource, layout: Layout, here: list[str]) -> pl.Expr:
    """The first cell begins with a word of totals, or a column has such a word alone."""
    first = pl.col(_FIRST)
    alone = [
        pl.col(name).str.to_lowercase().str.strip_chars(" :.").is_in(_words()) for name in here
    ]
    tests = [first.str.contains(_TOTAL_FIRST), *alone]
    tests += [
        pl.col(str(at)).str.contains(_TOTAL_FIRST)
        for name, at in layout.columns.items()
        if (field := resource.field(name)) and field.type is ColumnType.STRING and str(at) in here
    ]
    tests.append(first.str.to_lowercase().str.strip_chars(" :.").is_in(_words()))
    if resource.totals:
        tests.append(_fits(first, resource.totals))
    return pl.any_horizontal(test.fill_null(False) for test in tests)


def _unpivoted(cells: pl.LazyFrame, layout: Layout, here: list[str]) -> pl.LazyFrame:
    """A row for each wide cell, in the order of rows and then of columns."""
    wide = [str(at) for at, _ in layout.wide]
    others = [name for name in cells.collect_schema().names() if name not in wide]
    headings = {str(at): heading for at, heading in layout.wide}
    long = cells.unpivot(wide, index=others, variable_name=AT, value_name=_VALUE)
    return long.with_columns(
        pl.col(AT).replace_strict(headings, return_dtype=pl.String).alias(_HEADING),
        pl.col(AT).cast(pl.Int64),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in wide),
    ).sort(ROW, AT)


def _texts(resource: Resource, layout: Layout, fields: list[Field]) -> Iterator[pl.Expr]:
    general = _spellings(resource.missing_values)
    for field in fields:
        raw = _taken(field, layout)
        own = field.missing_values
        missing = general if own is None else _spellings(own)
        text = _unless_missing(raw, missing)
        if field.fills_down:
            text = text.forward_fill()
        if keeps_cell(field):
            yield text.alias(RAW + field.name)
        if field.extract:
            text = _extracted(text, field.extract)
        if field.values:
            text = _mapped(text, field)
        yield text.alias(field.name)


def keeps_cell(field: Field) -> bool:
    """Whether the cell as written is needed beside the text that is taken from it."""
    return bool(field.extract or (field.values and field.constraints.pattern))


def _taken(field: Field, layout: Layout) -> pl.Expr:
    match field.taken:
        case Taken.COLUMN:
            at = layout.columns.get(field.name)
            return pl.lit(None, dtype=pl.String) if at is None else pl.col(str(at))
        case Taken.GROUP:
            return pl.col(_GROUP)
        case Taken.HEADING:
            return pl.col(_HEADING)
        case Taken.VALUE:
            return pl.col(_VALUE)
        case _:
            return pl.lit(layout.texts.get(field.taken), dtype=pl.String)


def _extracted(text: pl.Expr, pattern: str) -> pl.Expr:
    """The first group that took part in the match; the whole match where there is none."""
    groups = groups_of(pattern)
    parts = [text.str.extract(pattern, number) for number in range(1, groups + 1)]
    found = pl.coalesce(parts) if parts else text.str.extract(f"({pattern})", 1)
    stripped = found.str.strip_chars()
    is_told = error_word(text) | unkept(text)
    return pl.when(is_told).then(text).when(stripped != "").then(stripped)


def groups_of(pattern: str) -> int:
    """How many capturing groups a pattern has."""
    at, groups, in_class = 0, 0, False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            in_class = True
        elif sign == "]":
            in_class = False
        elif sign == "(" and not in_class:
            groups += pattern[at + 1 : at + 2] != "?" or pattern[at + 1 : at + 3] in ("?P", "?<")
        at += 1
    return groups


def _mapped(text: pl.Expr, field: Field) -> pl.Expr:
    meant = {
        spelling.lower(): value
        for written, value in field.values
        for spelling in ERROR_WORDS.get(written.strip().upper(), (written.strip(),))
    }
    value = text.str.to_lowercase().replace_strict(meant, default=text, return_dtype=pl.String)
    return pl.when(value != "").then(value)


def _repeats_header(resource: Resource, layout: Layout) -> pl.Expr | None:
    """A header printed again at the top of each page: every heading in its own column."""
    headings = {
        name: [plain(field.header), *map(plain, field.aliases)]
        for name in layout.columns
        if (field := resource.field(name)) and name not in resource.personal and not field.extract
    }
    if len(headings) < 2:
        return None
    same = (
        pl.col(name).str.to_lowercase().str.replace_all(r"\s+", " ").str.replace_all("ё", "е")
        .is_in(texts)
        for name, texts in headings.items()
    )  # fmt: skip
    return pl.all_horizontal(test.fill_null(False) for test in same)


def _skipped(resource: Resource, fields: list[Field]) -> pl.Expr | None:
    known = {field.name for field in fields}
    tests = [
        reduce(and_, (_skip(skip, pl.col(name)) for name in names))
        for skip in resource.skip
        if (names := [each for each in skip.columns if each in known] or [_FIRST])
    ]
    return reduce(or_, tests) if tests else None


def _skip(skip: Skip, text: pl.Expr) -> pl.Expr:
    if skip.is_blank:
        return text.is_null()
    tests = [_fits(text, skip.matches)] if skip.matches else []
    if skip.values:
        tests.append(text.str.to_lowercase().is_in([value.lower() for value in skip.values]))
        numbers = [float(value) for value in skip.values if _is_number(value)]
        if numbers:
            number = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
            tests.append(number.is_in(numbers))
    return reduce(or_, (test.fill_null(False) for test in tests), pl.lit(False))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


def _spellings(words: tuple[str, ...]) -> list[str]:
    """The words as declared, in small and in capital letters; blank cells are NULL anyway."""
    bare = [word.strip() for word in words if word.strip()]
    forms = {
        form
        for each in bare
        for word in ERROR_WORDS.get(each.upper(), (each,))
        for form in (word, word.lower(), word.upper(), word.capitalize())
    }
    return sorted(forms)


def _unless_missing(value: pl.Expr, missing: list[str]) -> pl.Expr:
    return pl.when(~value.is_in(missing)).then(value) if missing else value
