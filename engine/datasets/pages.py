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
    before: set[int] = set()
    again: set[int] = set()
    doubtful: set[int] = set()
    for number, cells in enumerate(printed.select(names).rows()):
        texts = [" ".join((cell or "").split()).lower() for cell in cells]
        if not any(texts):
            continue
        filled = [text for text in texts if text]
        is_free = number == 0 or numbers_columns(filled)
        same = [_plain(name) == text for name, text in zip(names, texts, strict=True)]
        found = body.select(pl.all_horizontal(same)).to_series().arg_true().to_list()
        if number and is_free:
            under = body.select(name for name, text in zip(names, texts, strict=True) if text)
            alone = (at for at in found if at - 1 not in before and at + 1 < body.height)
            doubtful |= {at for at in alone if is_counted_on(filled, under.row(at + 1))}
        before = {at for at in found if is_free or at - 1 in before} - doubtful
        again |= before
    left = body.filter(~pl.int_range(pl.len()).is_in(sorted(again))) if again else body
    return left, [int(body[ROW][at]) for at in sorted(doubtful)]


def _plain(name: str) -> pl.Expr:
    """The cells in one line and in small letters."""
    text = pl.col(name).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars()
    return text.str.to_lowercase()
