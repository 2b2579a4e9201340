"""Which rows below the header are rows of the table, and the text of each declared column.

Blank rows, rows of totals, group rows, repeated headers and rows that `skip` names are left out.
A large file comes in parts and is never in memory as a whole.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, reduce
from operator import and_, or_

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.tables import AT, CellSource
from engine.datasets.texts import GROUP, HEADING, VALUE, Layout, texts_of
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import NO_TOTALS, Field, Resource, Skip
from engine.tables import ROW, UNFORMED, error_word, plain

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
    "итого", "всего", "итог", "подытог", "подитог",
    "total", "totals", "grand total", "sum total", "insgesamt", "gesamt",
    "summe", "totale", "totales", "ogółem", "razem", "celkem", "spolu", "összesen", "kokku", "kopā",
    "iš viso", "усього", "разом", "барлығы", "жами", "общо", "ukupno", "toplam", "всього",
)  # fmt: skip
"""Words that, alone in a cell, make its row a row of totals."""


@cache
def _words() -> pl.Expr:
    """Made when a table is read: a series starts the threads of the library, an import does not."""
    return pl.lit(pl.Series(WORDS).implode())


_TOTAL_FIRST = r"(?i)^\s*((итого|всего|итог|под[ыи]тог)(\s|:|\.|,|-|–|—|$)|total\s*:|grand total\b)"
_BLANKS = "\u00a0\u202f\ufeff "
_TOTAL = "total:"
_FIRST = "first:"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet as text, and apart from them its rows of totals.

    `marks` are the cells that make rows totals: `__row`, `__at`, and the text. `blank` are the
    first cells of rows that are filled under headings which are not declared and nowhere else.
    `heads` are the numbers of rows that print the header again.
    """

    rows: pl.DataFrame
    totals: pl.DataFrame
    marks: pl.DataFrame
    blank: pl.DataFrame
    heads: frozenset[int]


_FEW = 20_000
"""Of so few rows a glance at all cells costs less than a plan that looks for what is not there."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a sheet, those of them that are declared, and what a glance at its cells says:
    all are trimmed, some may make a row one of totals, a declared column has no blank one."""

    resource: Resource
    layout: Layout
    names: list[str]
    here: list[str]
    is_trimmed: bool
    has_totals: bool
    is_full: bool

    @property
    def is_total(self) -> pl.Expr:
        """True of a row of totals."""
        found = self.has_totals
        return _is_total(self.resource, self.layout, self.here) if found else pl.lit(False)


def table_rows(resource: Resource, layout: Layout, body: pl.DataFrame) -> Rows:
    """Declared columns as trimmed text with missing values as NULL; the rows of totals apart."""
    sheet = _glance(resource, layout, body)
    plans: dict[str, pl.LazyFrame] = {}
    cells = _filled(sheet, _begun(sheet, body), plans)
    if resource.group:
        is_group = _is_group(resource)
        grouped = pl.when(is_group).then(pl.col(_FIRST)).forward_fill().alias(GROUP)
        cells = cells.with_columns(grouped).filter(~is_group)
    if layout.wide:
        cells = _unpivoted(cells, layout, sheet.here)
    if sheet.has_totals:
        cells = cells.with_columns(pl.when(sheet.is_total).then(pl.col(_FIRST)).alias(_TOTAL))
        plans["marks"] = _marks(resource, cells.filter(pl.col(_TOTAL).is_not_null()), sheet.names)
    fields = [field for field in resource.fields if field.name not in resource.personal]
    own = [ROW, AT] if layout.wide else [ROW]
    beside = [*([_TOTAL] if sheet.has_totals else []), *([_FIRST] if resource.skip else [])]
    texts = cells.select(*own, *beside, *texts_of(resource, layout, fields))
    rows = texts
    if sheet.has_totals:
        plans["totals"] = texts.filter(pl.col(_TOTAL).is_not_null()).drop(beside)
        rows = texts.filter(pl.col(_TOTAL).is_null())
    skipped = _skipped(resource, fields)
    if skipped is not None:
        rows = rows.filter(~skipped.fill_null(False))
    plans["rows"] = rows.drop(beside) if beside else rows
    return _collected(resource, layout, plans)


def _collected(resource: Resource, layout: Layout, plans: Mapping[str, pl.LazyFrame]) -> Rows:
    """What the plans give; where there is none, nothing was to be found."""
    done = dict(zip(plans, pl.collect_all(plans.values()), strict=True))
    none = pl.DataFrame(schema={ROW: pl.Int64})
    rows = _without_headers(resource, layout, done["rows"])
    is_cut = rows.height < done["rows"].height
    heads = frozenset(done["rows"][ROW]) - frozenset(rows[ROW]) if is_cut else frozenset[int]()
    apart = [done.get(name, none) for name in ("totals", "marks", "blank")]
    return Rows(rows, apart[0], apart[1], apart[2], heads)


def _glance(resource: Resource, layout: Layout, body: pl.DataFrame) -> _Sheet:
    """What is known of all cells before a plan is made; of a long sheet nothing is."""
    names = [name for name in body.columns if name != ROW]
    own = [str(at) for at in (*layout.columns.values(), *(at for at, _ in layout.wide))]
    here = [name for name in dict.fromkeys(own) if name in names]
    may_have_totals = resource.totals != NO_TOTALS
    if not names or body.height > _FEW:
        return _Sheet(resource, layout, names, here, False, may_have_totals, False)
    cells = pl.concat([body[name].alias(VALUE) for name in names], rechunk=False).to_frame()
    text, bare = pl.col(VALUE), _stripped(pl.col(VALUE))
    is_odd, has_totals = cells.select(
        ((text == "") | (text != bare)).any().alias("odd"),
        _is_total_word(resource, bare).any().alias("totals"),
    ).row(0)
    is_full = not is_odd and any(body[name].null_count() == 0 for name in here)
    return _Sheet(
        resource, layout, names, here, not is_odd, bool(has_totals) and may_have_totals, is_full
    )


def _begun(sheet: _Sheet, body: pl.DataFrame) -> pl.LazyFrame:
    """The trimmed cells up to the row that ends the table, with the first of each row where it is
    asked for."""
    resource, cells = sheet.resource, body.lazy()
    if not sheet.is_trimmed:
        cells = cells.with_columns(_trimmed(name) for name in sheet.names)
    if sheet.has_totals or resource.end or resource.group or resource.skip:
        cells = cells.with_columns(pl.coalesce(sheet.names).alias(_FIRST))
    if resource.end:
        over = _fits(pl.col(_FIRST), resource.end).fill_null(False).cast(pl.Int8)
        cells = cells.filter(over.cum_max() == 0)
    return cells


def _filled(sheet: _Sheet, cells: pl.LazyFrame, plans: dict[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The rows with a cell in a declared column, and those of totals; `plans` take those that are
    filled elsewhere."""
    if sheet.is_full:
        return cells
    is_kept = pl.any_horizontal(pl.col(name).is_not_null() for name in sheet.here)
    is_kept = is_kept | sheet.is_total if sheet.has_totals else is_kept
    elsewhere = _is_elsewhere(sheet)
    if elsewhere is not None:
        plans["blank"] = _first_filled(cells.filter(~is_kept & elsewhere), sheet.names)
    return cells.filter(is_kept)


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


def _is_elsewhere(sheet: _Sheet) -> pl.Expr | None:
    """Filled under a heading that is not declared, in a row that nothing says to leave out; None
    where there is no such heading."""
    resource, headed = sheet.resource, map(str, sheet.layout.headed)
    others = [name for name in headed if name in sheet.names and name not in sheet.here]
    if not others:
        return None
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
            cells=tuple(place.spot for place in places[1:]),
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
        | (text != _stripped(text))
        | text.str.contains(_TOTAL_FIRST)
        | word.is_in(_words())
        | error_word(text)
        | text.str.contains(UNFORMED)
    )


def _stripped(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.strip_chars(_BLANKS)


def _trimmed(name: str) -> pl.Expr:
    text = _stripped(pl.col(name))
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
    long = cells.unpivot(wide, index=others, variable_name=AT, value_name=VALUE)
    return long.with_columns(
        pl.col(AT).replace_strict(headings, return_dtype=pl.String).alias(HEADING),
        pl.col(AT).cast(pl.Int64),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in wide),
    ).sort(ROW, AT)


def _without_headers(resource: Resource, layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows less a header printed again at the top of each page: every heading in its own
    column. One column tells most tables that there is none."""
    headings = {
        name: [plain(field.header), *map(plain, field.aliases)]
        for name in layout.columns
        if (field := resource.field(name)) and name not in resource.personal and not field.extract
    }
    if len(headings) < 2:
        return rows
    same = (_is_heading(name, texts).fill_null(False) for name, texts in headings.items())
    first = next(same)
    if not rows.select(first.any()).item():
        return rows
    return rows.filter(~pl.all_horizontal(first, *same))


def _is_heading(name: str, texts: list[str]) -> pl.Expr:
    text = pl.col(name).str.to_lowercase().str.replace_all(r"\s+", " ")
    return text.str.replace_all("ё", "е").is_in(texts)


def _skipped(resource: Resource, fields: list[Field]) -> pl.Expr | None:
    known = {field.name for field in fields}
    tests = [
        reduce(and_, (_skip(skip, pl.col(name)) for name in names))
        for skip in resource.skip
        if (names := [column for column in skip.columns if column in known] or [_FIRST])
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
