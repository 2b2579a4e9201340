"""Columns that hold in each period those before it («нарастающим итогом», «с начала года»): told
where data.yaml does not say so, since their periods cannot be added up.
"""

import re
from collections.abc import Iterator

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.header import Header
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, finding
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.cumulative import (
    OF_ONE_PERIOD,
    SAID_CUMULATIVE,
    YEAR,
    columns_of_periods,
    said_cumulative,
)
from engine.model.tables import Field, Resource, Taken, Unit
from engine.tables import ROW, RawSheet

_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_LAST_ROWS = 5
_LONGEST = 80


def _unsaid(resource: Resource) -> tuple[Field, ...]:
    """Amounts of which data.yaml says nothing, of a table of several periods."""
    periods = columns_of_periods(resource)
    keys = {*resource.primary_key, *resource.personal, resource.organisation}
    return tuple(
        field
        for field in resource.fields
        if periods
        and field.type in _NUMBERS
        and field not in periods
        and field.name not in keys
        and not resource.is_of_key(field.name)
        and not YEAR.search(field.header)
        and field.is_cumulative is None
        and not said_cumulative(resource, field)
    )


def cumulative_by_words(
    resource: Resource, raw: RawSheet, header: Header, source: CellSource
) -> Iterator[Finding]:
    """…by the heading as it stands in the sheet, the text above it, the sheet's name, a note."""
    fields = [field for field in _unsaid(resource) if field.name in header.columns]
    if not fields:
        return
    above, note = _quoted(header.above), _note(raw, header)
    called = _quoted(raw.sheet or "") or _quoted(raw.file.rpartition("/")[2])
    row = int(raw.frame[ROW][max(header.first - 1, 0)])
    for field in fields:
        written = _heading(raw, header, header.columns[field.name])
        heading = _quoted(written)
        is_other = OF_ONE_PERIOD.search(written) is not None
        told = heading or ("" if is_other else above or called or note)
        if told:
            yield finding(
                codes.CUMULATIVE,
                source.place(row, field.name),
                column=field.header,
                heading=heading,
                above=told if told == above and not heading else "",
                called=told if told == called and not heading and not above else "",
                note=told if told == note and not (heading or above or called) else "",
                periods="",
                steps="",
            )


def _quoted(text: str) -> str:
    """The part of a text that says it; nothing where none does."""
    found = SAID_CUMULATIVE.search(text)
    if found is None:
        return ""
    return " ".join(text.split()) if len(text) <= _LONGEST else found[0]


def _heading(raw: RawSheet, header: Header, at: int) -> str:
    """The heading of a column with the cells merged above it."""
    head = raw.frame.slice(max(header.first - header.depth, 0), header.depth)
    parts = []
    for row, *_ in head.select(ROW).iter_rows():
        merged = (
            left
            for top, left, bottom, right in raw.merged
            if top <= row <= bottom and left <= at <= right
        )
        column = str(next(merged, at))
        if column in head.columns:
            parts.append(head.filter(pl.col(ROW) == row)[column][0] or "")
    return " ".join(" ".join(parts).split())


def _note(raw: RawSheet, header: Header) -> str:
    """A text among the last rows, as notes under a table are."""
    last = raw.frame.slice(header.first).tail(_LAST_ROWS).drop(ROW)
    texts = (cell for row in last.iter_rows() for cell in row if isinstance(cell, str))
    return next((told for text in texts if (told := _quoted(text))), "")


_LEAST_STEPS, _LEAST_PERIODS, _LEAST_KEYS = 10, 3, 3
"""Fewer numbers may well grow by chance."""


def cumulative_by_numbers(
    resource: Resource, source: CellSource, rows: pl.DataFrame, told: list[Finding]
) -> Iterator[Finding]:
    """…by numbers that never fall from one period of a year to the next, whatever row it is."""
    fields = [field for field in _unsaid(resource) if field.name in rows.columns]
    already = {dict(each.params).get("column") for each in told if each.code is codes.CUMULATIVE}
    fields = [
        field
        for field in fields
        if field.header not in already and field.unit not in (Unit.PERCENT, Unit.FRACTION)
    ]
    placed = _in_order(resource, rows) if fields and rows.height > _LEAST_STEPS else None
    for field in fields if placed else ():
        assert placed is not None
        found = _steps(placed, field.name)
        if found:
            place = source.place(int(rows[ROW][0]), field.name)
            yield finding(
                codes.CUMULATIVE, place, column=field.header, heading="", above="", called="",
                note="", periods=found[0], steps=found[1],
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Placed:
    """Rows by key, year and number of the period; `keys` are the names of what they belong to."""

    rows: pl.DataFrame
    keys: tuple[str, ...]


_YEAR_OF, _NUMBER_OF = "__year", "__number"


def _in_order(resource: Resource, rows: pl.DataFrame) -> _Placed | None:
    """The rows in the order of their periods; None where that cannot be told."""
    periods = columns_of_periods(resource)
    period = next((each for each in periods if each.name in rows.columns), None)
    keys = tuple(
        each.name
        for each in resource.fields
        if each not in periods
        and each.name in rows.columns
        and each.taken not in (Taken.FILE, Taken.SHEET)
        and (each.type not in _NUMBERS or YEAR.search(each.header))
    )
    if period is None or not keys:
        return None
    places = {value: _place(value) for value in rows[period.name].unique().to_list()}
    if None in places.values() or len(places) < _LEAST_PERIODS:
        return None
    column = rows[period.name].to_list()
    both = [place for value in column if (place := places[value])]
    placed = rows.with_columns(
        pl.Series(_YEAR_OF, [year for year, _ in both]),
        pl.Series(_NUMBER_OF, [number for _, number in both]),
    )
    group = [*keys, _YEAR_OF]
    if placed.select([*group, _NUMBER_OF]).is_duplicated().any():
        return None
    return _Placed(placed.sort([*group, _NUMBER_OF]), tuple(group))


def _steps(placed: _Placed, name: str) -> tuple[int, int] | None:
    """How many periods and steps there are, where none of these goes down and most go up."""
    groups = placed.rows.drop_nulls(name).group_by(placed.keys, maintain_order=True)
    by_key = groups.agg(pl.col(name).diff().drop_nulls().alias("steps"), pl.len().alias("n"))
    long = by_key.filter(pl.col("n") >= _LEAST_PERIODS)
    steps = long["steps"].explode().drop_nulls()
    if long.height < _LEAST_KEYS or len(steps) < _LEAST_STEPS or (steps < 0).any():
        return None
    if int((steps > 0).sum()) * 3 < len(steps) * 2:
        return None
    return max(long["n"].to_list()), len(steps)


_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ROMAN = ("I", "II", "III", "IV")
_QUARTER = lazy_pattern(r"\b([1-4]|IV|I{1,3})(?:-?й)?\s*кв|\bQ([1-4])", re.IGNORECASE)
_YEAR_WITHIN = lazy_pattern(r"(?<!\d)20\d\d(?!\d)")
_YEAR_FIRST = lazy_pattern(r"(20\d\d)[-./](\d{1,2})(?:\D.*)?")
_MONTH_FIRST = lazy_pattern(r"(?:\d{1,2}\.)?(\d{1,2})[./](20\d\d)")


def _place(value: object) -> tuple[int, int] | None:
    """The year, or nought, and the number of the period in it."""
    text = str(value).strip() if value is not None else ""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[2]), int(found[1])
    year = _YEAR_WITHIN.search(text)
    of = int(year[0]) if year else 0
    if found := _QUARTER.search(text):
        mark = (found[1] or found[2]).upper()
        return of, _ROMAN.index(mark) + 1 if mark in _ROMAN else int(mark)
    words = text.lower().split()
    for number, stem in enumerate(_MONTHS, 1):
        if any(word.startswith(stem) for word in words):
            return of, number
    is_number = text.isdecimal() and 1 <= int(text) <= 12
    return (of, int(text)) if is_number else None
