"""Text cells → values of the declared types, a whole column at a time.

What cannot be read becomes NULL; `readings` are expressions over text columns.
"""

import polars as pl

from engine.model.conditions import ColumnType
from engine.model.tables import Field

DTYPES: dict[ColumnType, type[pl.DataType]] = {
    ColumnType.STRING: pl.String,
    ColumnType.INTEGER: pl.Int64,
    ColumnType.NUMBER: pl.Float64,
    ColumnType.BOOLEAN: pl.Boolean,
    ColumnType.DATE: pl.Date,
}

TRUE_VALUES = ("да", "true", "истина", "1")
FALSE_VALUES = ("нет", "false", "ложь", "0")

_SPACES = r"[\s\u00a0\u202f]+"
_NUMBER = r"^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$"
_NUMBER_WITH_DOT = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"
_ISO = r"^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
_RUSSIAN = r"^(\d{1,2}\.\d{1,2}\.\d{4})(?:г\.?)?$"
_SERIAL = r"^([2-7]\d{4})(?:[.,]\d+)?$"
_SERIAL_OF_1970 = 25_569


_SAMPLES = {ColumnType.INTEGER: "25", ColumnType.NUMBER: "61,5", ColumnType.DATE: "01.09.2021"}


def sample_of(field: Field) -> tuple[str, ...]:
    """What a readable cell looks like, for messages."""
    if field.type is ColumnType.BOOLEAN:
        return (*(field.true_values or TRUE_VALUES[:1]), *(field.false_values or FALSE_VALUES[:1]))
    return (_SAMPLES.get(field.type, ""),)


def reading(field: Field, *, decimal: str, serial_shift: int | None) -> pl.Expr:
    """The typed column of a field. `serial_shift` is None where dates are never serial numbers."""
    text = pl.col(field.name)
    match field.type:
        case ColumnType.STRING:
            return _in_spelling_of(field, text)
        case ColumnType.INTEGER:
            return _integer(text, decimal)
        case ColumnType.NUMBER:
            return _number(text, decimal)
        case ColumnType.BOOLEAN:
            return _boolean(field, text)
        case ColumnType.DATE:
            return _date(text, serial_shift)


def _in_spelling_of(field: Field, text: pl.Expr) -> pl.Expr:
    """A value of the list in the spelling of the list («Высшая» is «высшая»), other text as is."""
    listed = {str(value).lower(): str(value) for value in field.constraints.enum}
    if not listed:
        return text
    return pl.coalesce(text.str.to_lowercase().replace_strict(listed, default=None), text)


def _digits(text: pl.Expr, decimal: str) -> pl.Expr:
    bare = text.str.replace_all(_SPACES, "").str.replace("−", "-", literal=True)
    fits = bare.str.contains(_NUMBER if decimal == "," else _NUMBER_WITH_DOT)
    return pl.when(fits).then(bare.str.replace(",", ".", literal=True))


def _number(text: pl.Expr, decimal: str) -> pl.Expr:
    value = _digits(text, decimal).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _integer(text: pl.Expr, decimal: str) -> pl.Expr:
    digits = _digits(text, decimal)
    value = digits.cast(pl.Float64, strict=False)
    whole = pl.when(value == value.floor()).then(value).cast(pl.Int64, strict=False)
    return pl.coalesce(digits.cast(pl.Int64, strict=False), whole)


def _boolean(field: Field, text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    truths = [*map(str.lower, field.true_values or TRUE_VALUES), "true"]
    falsehoods = [*map(str.lower, field.false_values or FALSE_VALUES), "false"]
    return pl.when(word.is_in(truths)).then(True).when(word.is_in(falsehoods)).then(False)


def _date(text: pl.Expr, serial_shift: int | None) -> pl.Expr:
    iso = text.str.extract(_ISO).str.to_date("%Y-%m-%d", strict=False)
    russian = text.str.replace_all(_SPACES, "").str.extract(_RUSSIAN)
    days = [iso, russian.str.to_date("%d.%m.%Y", strict=False)]
    if serial_shift is not None:
        serial = text.str.extract(_SERIAL).cast(pl.Int32) + (serial_shift - _SERIAL_OF_1970)
        days.append(serial.cast(pl.Date))
    return pl.coalesce(days)
