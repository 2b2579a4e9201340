"""Totals of groups that no word names: «Заречный МО», 120, above or below its schools, 50 and 70.

A table is taken for such groups where they fill it whole, one behind another, in all columns of
amounts. Then no sum over it is right, and each group looks like an organisation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import polars as pl

from engine.lazy import lazy_pattern
from engine.tables import ROW

_FEWEST = 6
"""Two totals with two rows each."""

_MOST = 20_000
"""What people write totals into by hand has fewer rows."""

_TELLING = 10
"""A smaller sum of two rows is one by chance."""

_EPSILON = 1e-6
_WHOLE = lazy_pattern(
    r"(за )?(весь |полный |учебный |календарный |20\d\d[-/\d]* )*год\b.*|(the )?(whole )?year",
    re.IGNORECASE,
)
"""A year among its quarters is their sum, though a word tells it from them."""

_AREA = lazy_pattern(
    r"\b(мо|г\.? ?о|гмо|район|р-н|округ|город|поселени\w*|сельсовет|территори\w+|кластер|county|"
    r"district|city|area)\b|^г\. ",
    re.IGNORECASE,
)


def group_totals(
    rows: pl.DataFrame, amounts: list[str], texts: list[str]
) -> Iterator[tuple[int, ...]]:
    """The row numbers of totals above their groups, or below; a table is one or the other.

    One column of amounts may be such sums by chance: then the totals are three, or bear the names
    of areas. Rows whose text says what they count are told apart by it and are no such totals."""
    used = [name for name in amounts if _is_usable(rows[name])]
    if not _FEWEST <= rows.height <= _MOST or not used:
        return
    values = rows.select(pl.col(used).cast(pl.Float64))
    for is_below in (False, True):
        found = _filled(values.reverse() if is_below else values)
        heads = [rows.height - 1 - at if is_below else at for at in found]
        if heads and _is_telling(rows, heads, used, texts):
            yield tuple(int(rows[ROW][at]) for at in heads)
            return


def _is_usable(values: pl.Series) -> bool:
    least = values.min()
    return isinstance(least, int | float) and least >= 0 and bool((values > 0).any())


def _filled(values: pl.DataFrame) -> list[int]:
    """The places of totals that are each the sum of the rows after it, up to the next total, from
    the first row to the last one; none where they do not fill the table."""
    columns = [column.to_list() for column in values]
    sums = [[0.0, *column.fill_null(0).cum_sum()] for column in values]
    heads, at = list[int](), 0
    groups = 0
    while at < values.height:
        row = [column[at] for column in columns]
        end = _end(row, sums, at)
        if end <= at + 1:
            return []
        heads.append(at)
        groups += end - at > 2 and max(filter(None, row), default=0) >= _TELLING
        at = end
    return heads if groups > 1 else []


def _end(row: list[float | None], sums: list[list[float]], at: int) -> int:
    """Where the rows end that add up to row `at` in every column that it fills; nought where they
    do not."""
    first, last = at + 1, len(sums[0]) - 1
    if not any(row):
        return 0
    for value, added in zip(row, sums, strict=True):
        if value is None:  # a number of the class, say, that a total does not have
            continue
        whole, near = added[at + 1] + value, _EPSILON * (1 + abs(value))
        first = max(first, bisect_left(added, whole - near))
        last = min(last, bisect_right(added, whole + near) - 1)
    return last if first <= last else 0


def _is_telling(rows: pl.DataFrame, heads: list[int], amounts: list[str], texts: list[str]) -> bool:
    totals, others = rows[heads], rows.filter(~pl.int_range(pl.len()).is_in(heads))
    for name in texts:
        kinds = totals[name].unique()
        if len(kinds) == 1 and kinds[0] is not None and kinds[0] not in others[name]:
            return _WHOLE.fullmatch(kinds[0]) is not None
    if len(amounts) > 1 or len(heads) > 2:
        return True
    return any(all(_AREA.search(text or "") for text in totals[name]) for name in texts)
