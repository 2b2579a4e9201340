"""Headers of several rows, and rows that number the columns, printed again on each page.

A header of one row is known by its headings (`rows.table_rows`); of these every row must be as it
was printed at first, in its place after the one before it.
"""

import polars as pl

from engine.datasets.header import Header, is_counted_on, numbers_columns
from engine.tables import ROW, RawSheet


def without_repeats(
    raw: RawSheet, header: Header, body: pl.DataFrame
) -> tuple[pl.DataFrame, list[int]]:
    """The rows below the header without those that print it again, and the numbers of those left
    that may do so: a row «1 2 3» alone, in a table of numbers."""
    if header.depth < 2:
        return body, []
    printed = raw.frame.slice(header.first - header.depth, header.depth).drop(ROW)
    names = [name for name in printed.columns if name in body.columns]
    texts = [
        [" ".join((cell or "").split()).lower() for cell in cells]
        for cells in printed.select(names).rows()
    ]
    headed = [name for name, text in zip(names, texts[-1], strict=True) if text]
    counted = [text for text in texts[-1] if text]
    is_numbered = numbers_columns(counted)
    heads = texts[:-1] if is_numbered else texts
    starts = [{at - down for at in _found(body, names, row)} for down, row in enumerate(heads)]
    again = {start + down for start in set.intersection(*starts) for down in range(len(heads))}
    alone = _found(body, names, texts[-1]) if is_numbered else set()
    cells = body.select(headed)
    doubtful = {
        at for at in alone
        if at - 1 not in again and at + 1 < body.height
        and is_counted_on(counted, cells.row(at + 1))
    }  # fmt: skip
    again |= alone - doubtful
    left = body.filter(~pl.int_range(pl.len()).is_in(sorted(again))) if again else body
    return left, [int(body[ROW][at]) for at in sorted(doubtful)]


_FEW = 10
"""One row in so many may be of one cell and no title, before titles cannot be told."""


def titles_above(body: pl.DataFrame, heads: frozenset[int], read: pl.Series) -> list[int]:
    """The rows of one cell that stand above a header which is printed again, and were read: titles
    of another table, or of the rest of this one. Where other rows have one cell, too, they are as
    all."""
    if not heads:
        return []
    cells = [pl.col(name).str.strip_chars() for name in body.columns if name != ROW]
    counted = pl.sum_horizontal((cell != "").fill_null(False) for cell in cells).alias("filled")
    filled = body.select(ROW, counted).filter(pl.col("filled") > 0)
    above = filled.with_columns(pl.col(ROW).shift(-1).is_in(sorted(heads)).alias("above"))
    lone = above.filter((pl.col("filled") == 1) & pl.col(ROW).is_in(read.implode()))
    titles = lone.filter(pl.col("above").fill_null(False))
    is_usual = (lone.height - titles.height) * _FEW > read.len()
    return [] if is_usual else titles[ROW].to_list()


def _found(body: pl.DataFrame, names: list[str], texts: list[str]) -> set[int]:
    """Where the row stands in the body."""
    same = [_plain(name) == text for name, text in zip(names, texts, strict=True)]
    return set(body.select(pl.all_horizontal(same)).to_series().arg_true().to_list())


def _plain(name: str) -> pl.Expr:
    """The cells in one line and in small letters."""
    text = pl.col(name).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars()
    return text.str.to_lowercase()
