"""Values that look the same and are not: letters of two alphabets in one word, 9А and «9 а», 001
and 1."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import polars as pl

from engine.codes import tables as codes
from engine.datasets.rows import SHOWN
from engine.datasets.tables import CellSource
from engine.diagnostics import Code, Finding, finding
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource
from engine.roman import roman_value
from engine.tables import ROW

MOST_VALUES = 20_000
"""A column of more different values is not looked at."""

_MIXED = lazy_pattern("[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
_SAME = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
_DIGITS = lazy_pattern("[0-9]+")
_ROMAN = lazy_pattern(r"\b[IVX]{1,4}\b(?=[ \-–])")
"""The number of a class, a quarter, a stage before its word: «II квартал» is «2 квартал»."""
_COUNT = "count:"
_LOGICAL = ("true", "false")
"""How cells of a workbook that hold no text but a truth value are read as text; it shows them in
the words of its own language."""

_LOGICAL_WORDS = (*_LOGICAL, "истина", "ложь")
"""Typed as text beside such cells they look the same and are another value."""


def lookalikes(
    resource: Resource, source: CellSource, rows: pl.DataFrame | pl.LazyFrame
) -> Iterator[Finding]:
    """One finding a column for words of two alphabets, one for values that differ in case, spaces
    or alphabet only, one for codes that differ by noughts before them, one for truth values among
    texts; with the values and how often they occur.
    Names that become codes may be spelt in many ways: each is accepted or told by itself."""
    for field in resource.fields:
        is_told = field.name in resource.personal or field.names is not None
        if field.type is not ColumnType.STRING or is_told:
            continue
        counts = _counts(rows, field.name)
        if len(counts) > MOST_VALUES:
            continue
        mixed = [value for value in counts if _MIXED.search(value)]
        alike = [each for each in _alike(counts) if not set(each) <= set(mixed)]
        logical = _logical(counts) if source.sheet is not None else []
        for code, groups in (
            (codes.TWO_ALPHABETS, [[each] for each in mixed]),
            (codes.NEARLY_THE_SAME, alike),
            (codes.APART_BY_NOUGHTS, _apart_by_noughts(counts)),
            (codes.LOGICAL_IN_TEXT, [[each] for each in logical]),
        ):
            if groups:
                yield _told(code, field, source, rows, groups, counts)


def _logical(counts: dict[str, int]) -> list[str]:
    """Truth values among texts, with the texts that look like them."""
    if not any(value in counts for value in _LOGICAL):
        return []
    alike = [value for value in counts if value.casefold() in _LOGICAL_WORDS]
    return sorted(alike, key=lambda value: (value not in _LOGICAL, value))


def _counts(rows: pl.DataFrame | pl.LazyFrame, name: str) -> dict[str, int]:
    """How often each value occurs, in their order; of a column with too many, some."""
    if isinstance(rows, pl.DataFrame) and rows.height <= MOST_VALUES:  # no plan for a small table
        found = Counter(rows[name].to_list())
        found.pop(None, None)
        return dict(sorted(found.items()))
    values = rows.lazy().select(pl.col(name).drop_nulls())
    counted = values.group_by(name).agg(pl.len().alias(_COUNT)).sort(name)
    return dict(counted.head(MOST_VALUES + 1).collect(engine="streaming").iter_rows())


def _alike(counts: dict[str, int]) -> list[list[str]]:
    """Values with one folded form, the most frequent first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for value, folded in zip(counts, _folded(list(counts)), strict=False):
        groups[folded].append(value)
    several = (group for group in groups.values() if len(group) > 1)
    return [sorted(each, key=lambda value: (-counts[value], value)) for each in several]


def _apart_by_noughts(counts: dict[str, int]) -> list[list[str]]:
    """Codes that are one number, the most frequent first."""
    if not any(value.startswith("0") and _DIGITS.fullmatch(value) for value in counts):
        return []
    groups: dict[str, list[str]] = defaultdict(list)
    for value in counts:
        if _DIGITS.fullmatch(value):
            groups[value.lstrip("0")].append(value)
    several = (group for group in groups.values() if len(group) > 1)
    return [sorted(each, key=lambda value: (-counts[value], value)) for each in several]


def _folded(values: list[str]) -> list[str]:
    """Each value without spaces, case, alphabet and Roman numbers: as one long text, which takes a
    third."""
    one = "\0".join(values)
    if one.count("\0") >= len(values) > 1:  # a value holds one, too
        return [each for value in values for each in _folded([value])]
    plain = _ROMAN.sub(lambda found: str(roman_value(found[0])), one)
    folded = "".join(plain.split()).casefold().translate(_SAME)
    return folded.split("\0") if len(values) > 1 else [folded]


def _told(
    code: Code, field: Field, source: CellSource, rows: pl.DataFrame | pl.LazyFrame,
    groups: list[list[str]], counts: dict[str, int],
) -> Finding:  # fmt: skip
    odd = [value for group in groups for value in (group[1:] or group)]
    first = rows.lazy().filter(pl.col(field.name).is_in(odd)).select(ROW).head(1)
    row = int(first.collect(engine="streaming")[ROW][0])
    shown = tuple(
        " = ".join(f"{value} ({counts[value]})" for value in group) for group in groups[:SHOWN]
    )
    return finding(
        code,
        source.place(row, field.name),
        column=field.header,
        count=sum(counts[value] for value in odd),
        values=shown,
    )
