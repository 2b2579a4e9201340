"""The text of each declared column in the cells of a sheet: trimmed cells are there, named by
their positions; missing values become NULL, parts are extracted, words are mapped."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import polars as pl

from engine.classes import dataclass
from engine.datasets.tables import RAW
from engine.model.tables import Field, Resource, Taken
from engine.tables import ERROR_WORDS, error_word, unkept

GROUP, HEADING, VALUE = "group:", "heading:", "value:"
"""Columns beside the cells: the group row above, the heading of a wide column and its value."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the values of a table stand in one sheet: positions of columns, texts of the names of
    file and sheet and above the header, the columns that become rows, and those with a heading."""

    columns: Mapping[str, int]
    wide: tuple[tuple[int, str], ...]
    texts: Mapping[Taken, str]
    headed: tuple[int, ...] = ()


def texts_of(resource: Resource, layout: Layout, fields: list[Field]) -> Iterator[pl.Expr]:
    """The text of each column under its name, and beside it the whole cell where that is kept."""
    general = resource.missing_values
    for field in fields:
        raw = _taken(field, layout)
        own = field.missing_values
        text = _unless_missing(raw, general if own is None else own)
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
            return pl.col(GROUP)
        case Taken.HEADING:
            return pl.col(HEADING)
        case Taken.VALUE:
            return pl.col(VALUE)
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


@lru_cache(64)
def _spellings(words: tuple[str, ...]) -> pl.Expr | None:
    """The words as declared, in small and in capital letters; blank cells are NULL anyway."""
    bare = [word.strip() for word in words if word.strip()]
    forms = {
        form
        for each in bare
        for word in ERROR_WORDS.get(each.upper(), (each,))
        for form in (word, word.lower(), word.upper(), word.capitalize())
    }
    return pl.lit(pl.Series(sorted(forms)).implode()) if forms else None


def _unless_missing(value: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    missing = _spellings(words)
    return value if missing is None else pl.when(~value.is_in(missing)).then(value)
