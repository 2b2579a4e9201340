"""Constraints of Table Schema as faults: of values first, of rows when wrong values are NULL."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from engine.codes import tables as codes
from engine.datasets.faults import Fault
from engine.datasets.patterns import is_usable
from engine.datasets.tables import RAW, TEXT
from engine.datasets.texts import keeps_cell
from engine.datasets.types import DTYPES, FALSE, TRUE, is_too_long, sample_of, shape_of
from engine.diagnostics import Code, Finding, Origin, Param, Worded, finding
from engine.model.conditions import ColumnType, Scalar
from engine.model.tables import Field, Resource, Taken
from engine.tables import error_word, nearest, unkept

NAMES = (Taken.FILE, Taken.SHEET, Taken.ABOVE)
"""Values that are the same in all rows of a sheet; a wrong one is told once, at its top."""

NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)


EMPTYING = (codes.NOT_IN_LIST, codes.OUT_OF_RANGE, codes.WRONG_PATTERN)
"""Faults of a value that could be read; it counts as empty."""

REPEATED = (codes.REPEATED_VALUE, codes.REPEATED_KEY)


def emptied(name: str, faults: list[Fault]) -> pl.Expr:
    """The column with NULL where a value breaks a constraint."""
    wrong = pl.any_horizontal(fault.wrong.fill_null(False) for fault in faults)
    return pl.when(~wrong).then(pl.col(name)).alias(name)


def value_faults(resource: Resource, field: Field, *, is_unread: bool = True) -> Iterator[Fault]:
    """What may be wrong with a value; such a value becomes NULL.

    The frame has the typed column by its name and its text under `TEXT`. A faulty cell fails one
    test only: the tests look at values that the ones before let through. Where the column has no
    cell that could not be read (`is_unread`), only what is asked of values is tested.
    """
    if is_unread:
        yield from _unread(resource, field)
    yield from _out_of_limits(resource, field)


def has_unread(both: pl.DataFrame, field: Field) -> bool:
    """Whether some cell may have given no value. Own words for yes and no may be words of errors:
    of them the counts of blanks say nothing."""
    blank = both[field.name].null_count()
    written = (RAW if RAW + field.name in both.columns else TEXT) + field.name
    return blank != both[written].null_count() or bool(field.true_values or field.false_values)


def _unread(resource: Resource, field: Field) -> Iterator[Fault]:
    text, value, shown = _columns(resource, field)
    unread = text.is_not_null() & value.is_null() & ~error_word(text)
    too_long = is_too_long(text) if field.type in NUMBERS else unkept(text)
    mistyped = unread & ~too_long
    percents = (
        text.str.ends_with("%") if field.type in NUMBERS and not field.unit else pl.lit(False)
    )
    if field.extract and field.taken not in NAMES:
        raw = pl.col(RAW + field.name)
        unsplit = raw.is_not_null() & text.is_null()
        whole = RAW + field.name if shown else None
        yield Fault(codes.NOT_EXTRACTED, field.name, unsplit, whole, (("pattern", field.extract),))
    sample: tuple[tuple[str, Param], ...] = (
        ("type", field.type.value), ("like", sample_of(field)),
        ("unit", field.unit.value if field.unit else ""), ("texts", ()),
    )  # fmt: skip
    yield Fault(codes.ERROR_IN_CELL, field.name, error_word(text), shown)
    yield Fault(codes.TOO_MANY_DIGITS, field.name, unread & too_long, shown)
    yield Fault(codes.WRONG_TYPE, field.name, mistyped & ~percents, shown, sample)
    yield Fault(codes.PERCENT_SIGN, field.name, mistyped & percents, shown)


def _columns(resource: Resource, field: Field) -> tuple[pl.Expr, pl.Expr, str | None]:
    """The text, the value, and the column that may be quoted."""
    shown = TEXT + field.name if _is_quotable(resource, field.name) else None
    return pl.col(TEXT + field.name), pl.col(field.name), shown


def _out_of_limits(resource: Resource, field: Field) -> Iterator[Fault]:
    _, value, shown = _columns(resource, field)
    limits = field.constraints
    if limits.enum:
        allowed = pl.Series(limits.enum, dtype=DTYPES[field.type], strict=False).implode()
        options = tuple(_spelt(item, field) for item in limits.enum)
        yield Fault(
            codes.NOT_IN_LIST, field.name, ~value.is_in(allowed), shown, (("options", options),)
        )
    for bound, wrong in _bounds(field, value):
        yield Fault(codes.OUT_OF_RANGE, field.name, wrong, shown, bound)
    if limits.pattern is not None:
        cell = (RAW if keeps_cell(field) else TEXT) + field.name
        fits = _fits(pl.col(cell), value, field) | value.is_null()
        pattern = (("pattern", limits.pattern),)
        yield Fault(codes.WRONG_PATTERN, field.name, ~fits, shown and cell, pattern)


def _fits(cell: pl.Expr, value: pl.Expr, field: Field) -> pl.Expr:
    """Whether the cell is written by the pattern. The date of a workbook is a number,
    read as a day at midnight: it is written in no way and fits as 31.12.2021 or 2021-12-31."""
    pattern = f"^(?:{field.constraints.pattern})$"
    fits = cell.str.contains(pattern)
    if field.type is not ColumnType.DATE:
        return fits
    shown = (value.dt.strftime(form).str.contains(pattern) for form in ("%d.%m.%Y", "%Y-%m-%d"))
    return fits | (cell.str.ends_with(_MIDNIGHT) & pl.any_horizontal(*shown))


_MIDNIGHT = " 00:00:00"


def missing_faults(resource: Resource) -> Iterator[Fault]:
    """Empty cells of required columns and of keys."""
    key = _key(resource)
    for field in resource.fields:
        is_read = field.name not in resource.personal
        if is_read and (field.constraints.required or field.name in key):
            empty = pl.col(TEXT + field.name).is_null()
            is_wide = field.taken is Taken.VALUE
            yield Fault(codes.VALUE_MISSING, field.name, empty, None, is_wide=is_wide)


def repeated_faults(resource: Resource) -> Iterator[Fault]:
    """Repeated values of unique columns, repeated keys."""
    for code, columns in unique_columns(resource):
        yield _repeated(code, resource, columns)


def unique_columns(resource: Resource) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """What may not repeat: columns declared unique, then the key."""
    key = _key(resource)
    for field in resource.fields:
        is_read = field.name not in resource.personal
        if is_read and field.constraints.unique and key != (field.name,):
            yield codes.REPEATED_VALUE, (field.name,)
    if key:
        yield codes.REPEATED_KEY, key


def _key(resource: Resource) -> tuple[str, ...]:
    is_personal = any(name in resource.personal for name in resource.primary_key)
    return () if is_personal else resource.primary_key


def unusable_patterns(resource: Resource) -> Iterator[Finding]:
    """Patterns that the regular expressions of Rust do not know (look-around, back references)."""
    for field in resource.fields:
        pattern = field.constraints.pattern
        if pattern is not None and not is_usable(pattern):
            place = _below(field.origin, "constraints", "pattern")
            yield finding(codes.UNUSABLE_PATTERN, place, column=field.header, pattern=pattern)


def unusable_layout(resource: Resource) -> Iterator[Finding]:
    """Patterns that say how a table is laid out; without them it cannot be read."""
    named = [
        (_below(resource.origin, key), key, getattr(resource, key))
        for key in ("group", "end", "totals", "unpivot")
    ]
    sheets = _below(resource.origin, "sheetPattern")
    named.append((sheets, "sheetPattern", resource.sheet_pattern))
    named += [(_below(skip.origin, "matches"), "skip", skip.matches) for skip in resource.skip]
    for field in resource.fields:
        named.append((_below(field.origin, "extract"), field.header, field.extract))
        named.append((_below(field.origin, "titlePattern"), field.header, field.title_pattern))
    for origin, column, pattern in named:
        if pattern is not None and not is_usable(pattern):
            yield finding(codes.UNUSABLE_PATTERN, origin, column=column, pattern=pattern)


def _below(origin: Origin, *steps: str | int) -> Origin:
    return replace(origin, route=(*origin.route, *steps))


def _is_quotable(resource: Resource, column: str) -> bool:
    """Keys of organisations may be shown; other keys may be the number of a person."""
    is_key = column in resource.primary_key or resource.is_of_key(column)
    return column == resource.organisation or not is_key


def with_hint(fault: Finding) -> Finding:
    """The finding about a list with the option that was probably meant, the one about a cell that
    could not be read with the way in which its like may be declared."""
    given = dict(fault.params)
    if fault.code is codes.WRONG_TYPE:
        return replace(fault, params=tuple(sorted(_with_shapes(given).items())))
    options, value = given.get("options"), given.get("value")
    if fault.code is not codes.NOT_IN_LIST or not isinstance(options, tuple):
        return fault
    spelt = tuple(option for option in options if isinstance(option, str))
    hint = nearest(str(value), spelt) if value else ""
    return replace(fault, params=tuple(sorted((given | {"hint": hint}).items())))


def _with_shapes(given: dict[str, Param]) -> dict[str, Param]:
    """The words for the shapes of all the texts that are quoted."""
    texts = given.pop("texts", ())
    type = ColumnType(str(given["type"]))
    shapes = {shape_of(type, str(text)) for text in texts} if isinstance(texts, tuple) else set()
    if given["unit"] and "worded" in shapes:
        shapes = shapes - {"worded"} | {"of_unit"}
    return given | dict.fromkeys(sorted(shapes), 1)


def _repeated(code: Code, resource: Resource, columns: tuple[str, ...]) -> Fault:
    headers = tuple(header_of(resource, name) for name in columns)
    filled = pl.all_horizontal(pl.col(name).is_not_null() for name in columns)
    again = filled & ~pl.struct(columns).is_first_distinct()
    shown = columns[0] if columns == (resource.organisation,) else None
    return Fault(code, columns[0], again, shown, (("columns", headers),), first_of=columns)


def header_of(resource: Resource, name: str) -> str:
    """The printed heading of a column; its name where no such column is declared."""
    field = resource.field(name)
    return field.header if field else name


def _bounds(
    field: Field, value: pl.Expr
) -> Iterator[tuple[tuple[tuple[str, Param], ...], pl.Expr]]:
    least, most = field.constraints.minimum, field.constraints.maximum
    if least is not None:
        bounds = (("minimum", str(least)), ("maximum", ""))
        yield bounds, value < pl.lit(least)
    if most is not None:
        bounds = (("minimum", ""), ("maximum", str(most)))
        yield bounds, value > pl.lit(most)


def _spelt(item: Scalar, field: Field) -> str | Worded:
    """A listed value as it stands in a cell."""
    if isinstance(item, bool):
        own = field.true_values if item else field.false_values
        return own[0] if own else TRUE if item else FALSE
    return str(item)
