"""Which rows below the header are rows of the table: not blank ones, not totals."""

from collections.abc import Iterator

import polars as pl

from engine.codes import tables as codes
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, finding
from engine.model.tables import Resource
from engine.tables import ROW

_TOTAL_FIRST = r"(?i)^(итого|всего|итог|total)(\s|:|\.|,|-|–|—|$)"
_TOTAL = "total:"
_TOTAL_CELLS = tuple(
    word + end
    for word in ("Итого", "ИТОГО", "итого", "Всего", "ВСЕГО", "всего")
    for end in ("", ":")
)


def table_rows(
    resource: Resource, source: CellSource, body: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Declared columns as trimmed text with missing values as NULL; the rows of totals apart.

    Blank rows are left out. A row of totals begins with «Итого» or «Всего», or has it alone in a
    declared column.
    """
    missing = _spellings(resource.missing_values)
    names = [name for name in body.columns if name != ROW]
    texts = {name: str(at) for name, at in source.columns.items()}
    first = pl.coalesce(names)
    total_cells = (pl.col(text).is_in(_TOTAL_CELLS) for text in texts.values())
    is_total = first.str.contains(_TOTAL_FIRST) | pl.any_horizontal(total_cells).fill_null(False)
    is_filled = pl.any_horizontal(pl.col(text).is_not_null() for text in texts.values())
    rows = (
        body.lazy()
        .with_columns(_trimmed(name) for name in names)
        .filter(is_filled | is_total)
        .select(
            ROW,
            pl.when(is_total).then(first).alias(_TOTAL),
            *(_unless_missing(text, missing).alias(name) for name, text in texts.items()),
        )
        .collect()
    )
    is_row = pl.col(_TOTAL).is_null()
    return rows.filter(is_row).drop(_TOTAL), rows.filter(~is_row)


def total_rows(resource: Resource, source: CellSource, totals: pl.DataFrame) -> Iterator[Finding]:
    """One warning about all rows of totals of a table."""
    if totals.is_empty():
        return
    yield finding(
        codes.TOTAL_ROW,
        source.place(int(totals[ROW][0]), next(iter(source.columns))),
        table=resource.title,
        value=str(totals[_TOTAL][0]),
        count=totals.height,
        more=totals.height - 1 if totals.height > 1 else "",
    )


def _trimmed(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text)


def _spellings(words: tuple[str, ...]) -> list[str]:
    """The words as declared, in small and in capital letters; blank cells are NULL anyway."""
    bare = [word.strip() for word in words if word.strip()]
    return sorted({form for word in bare for form in (word, word.lower(), word.upper())})


def _unless_missing(name: str, missing: list[str]) -> pl.Expr:
    value = pl.col(name)
    return pl.when(~value.is_in(missing)).then(value) if missing else value
