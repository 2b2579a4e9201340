"""Text cells → values of the declared types, a whole column at a time.

What cannot be read becomes NULL; `readings` are expressions over text columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR

import polars as pl

from engine.diagnostics import Worded
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Unit
from engine.tables import NEARLY, UNKEPT, error_word, unkept, without_noise

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
_UNSPLIT = r"(?:\D|\d+(?:\s*[^\d\s]|\s*$))*"
_GROUPED = r"\D*\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?\D*"
_ONE_NUMBER = rf"^({_UNSPLIT}|{_GROUPED})$"
_NUMBER = r"^([+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?)$"
_NUMBER_WITH_DOT = r"^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$"
_ISO = r"^(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
_RUSSIAN = r"^(\d{1,2}\s*\.\s*\d{1,2}\s*\.\s*\d{4})\s*(?:г\.?|года|\d{1,2}:\d{2}(?::\d{2})?)?$"
_SERIAL = r"^([2-7]\d{4})(?:[.,]\d+)?$"
_SERIAL_OF_1970 = 25_569
_SURROUNDED = r"^[^\d+\-]*([+-]?\d[\d.,]*)[^\d]*$"
_LOST = rf"^{NEARLY}-?(?:\d{{8}}|[\d.]+[eE])"
"""A number that its file did not keep; «≈ 120 чел.» is what somebody wrote."""

_OF_BOOKS = r"^\(\s*[\d.,\s]+\)$|\d\s*[-−–]$"
"""A number below nought as accountants write it, (5) and 5-: without the signs it is another."""

_WITH_UNIT = r"^([+−-]?\d[\d.,]*)([^\d]*)$"

TRUE, FALSE = Worded("value.true"), Worded("value.false")
_SAMPLES: Mapping[ColumnType, str | Worded] = {
    ColumnType.INTEGER: "25",
    ColumnType.NUMBER: Worded("value.sample"),
    ColumnType.DATE: "01.09.2021",
}


def sample_of(field: Field) -> tuple[str | Worded, ...]:
    """What a readable cell looks like, for messages."""
    if field.type is ColumnType.BOOLEAN:
        return (*(field.true_values or (TRUE,)), *(field.false_values or (FALSE,)))
    return (_SAMPLES.get(field.type, ""),)


_ABOUT = lazy_pattern(
    r"[<>≤≥~≈±]|\b(?:менее|меньше|более|больше|свыше|около|ок|примерно|до|от|less|more|over|under|"
    r"about|up to)\b|\d\s*[-–—]\s*\d",
    re.IGNORECASE,
)
_SIGNS_ALONE = lazy_pattern(r"[+-]?[\d\s.,]*[.,][\d\s]*[.,][\d\s.,]*")
_ONE_AMONG_WORDS = lazy_pattern(r"[^\d]*\d(?:[\d\s.,]*\d)?[^\d]*")
_NUMBER_ALONE = lazy_pattern(r"[+-]?[\d\s.,]*")
_LIKE_DATE = lazy_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_AS_READ = lazy_pattern(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}")


def shape_of(type: ColumnType, text: str) -> str:
    """What a cell that could not be read looks like: about a number, a number with words at it, one
    with signs of thousands, one below nought as accountants write it, a date in another order, a
    day that no month has, another word for yes or no; `other` is none of these."""
    text = " ".join(text.split())
    match type:
        case ColumnType.INTEGER | ColumnType.NUMBER if any(map(str.isdecimal, text)):
            if _ABOUT.search(text):
                return "about"
            if _SIGNS_ALONE.fullmatch(text):
                return "signs"
            if re.search(_OF_BOOKS, text):
                return "below"
            is_worded = _ONE_AMONG_WORDS.fullmatch(text) and not _NUMBER_ALONE.fullmatch(text)
            return "worded" if is_worded else "other"
        case ColumnType.DATE if _AS_READ.fullmatch(text):
            return "no_day"
        case ColumnType.DATE if _LIKE_DATE.fullmatch(text):
            return "order"
        case ColumnType.BOOLEAN:
            return "yes_or_no"
    return "other"


def reading(field: Field, *, decimal: str, serial_shift: int | None) -> pl.Expr:
    """The typed column of a field. `serial_shift` is None where dates are never serial numbers."""
    text = pl.col(field.name)
    match field.type:
        case ColumnType.STRING:
            return pl.when(~error_word(text) & ~unkept(text)).then(_in_spelling_of(field, text))
        case ColumnType.INTEGER | ColumnType.NUMBER if field.unit:
            return _whole(_scaled(field, text, decimal), field.type)
        case ColumnType.INTEGER:
            return _integer(_cleaned(field, text), _decimal_of(field, decimal))
        case ColumnType.NUMBER:
            return _number(_cleaned(field, text), _decimal_of(field, decimal))
        case ColumnType.BOOLEAN:
            return _boolean(field, text)
        case ColumnType.DATE:
            return _date(text, serial_shift, field.format)


_WHOLE = "^-?[0-9]{1,15}$"
_DECIMAL = "^-?[0-9]{1,15}(?:[.,][0-9]{1,15})?$"
_DECIMAL_WITH_DOT = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
_ISO_ALONE = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$"
_RUSSIAN_ALONE = r"^[0-9]{2}\.[0-9]{2}\.[12][0-9]{3}$"


def plain_readings(
    fields: Sequence[Field], texts: pl.DataFrame, decimal: str
) -> dict[str, pl.Expr]:
    """What `reading` gives, in fewer steps, of the columns in which every cell is written in the
    plainest way. Most columns are, and one look at the texts is quicker than the rest."""
    ways = [way for field in fields for way in _plain_ways(field, decimal)]
    fits = texts.select(
        pl.col(name).str.contains(pattern).all().alias(str(number))
        for number, (name, pattern, _) in enumerate(ways)
    )
    plain = (
        {name: value for (name, _, value), fit in zip(ways, fits.row(0), strict=True) if fit}
        if ways
        else {}
    )
    written = [field.name for field in fields if _is_as_written(field)]
    return (
        plain if _has_faults(texts, written) else plain | {name: pl.col(name) for name in written}
    )


def _plain_ways(field: Field, decimal: str) -> Iterator[tuple[str, str, pl.Expr]]:
    """Column, pattern of a plain cell, and its value where all cells fit."""
    text, name = pl.col(field.name), field.name
    match field.type:
        case ColumnType.INTEGER if not field.unit:
            yield name, _WHOLE, text.cast(pl.Int64)
        case ColumnType.NUMBER if not field.unit and field.group_char:
            yield name, _WHOLE, text.cast(pl.Float64)
        case ColumnType.NUMBER if not field.unit:
            pattern = _DECIMAL if _decimal_of(field, decimal) == "," else _DECIMAL_WITH_DOT
            yield name, pattern, text.str.replace(",", ".", literal=True).cast(pl.Float64)
        case ColumnType.DATE if field.format is None:
            yield name, _ISO_ALONE, text.str.to_date("%Y-%m-%d", strict=False)
            yield name, _RUSSIAN_ALONE, text.str.to_date("%d.%m.%Y", strict=False)


def _is_as_written(field: Field) -> bool:
    return field.type is ColumnType.STRING and not field.constraints.enum


def _has_faults(texts: pl.DataFrame, names: Sequence[str]) -> bool:
    """Whether a cell of those columns is no text but an error, or a number that was not kept."""
    if not names:
        return False
    cells = pl.concat([texts[name].alias("cell") for name in names], rechunk=False).to_frame()
    text = pl.col("cell")
    return bool(cells.select((error_word(text) | unkept(text)).any()).item())


def _decimal_of(field: Field, decimal: str) -> str:
    """The declared sign; the sign that groups thousands cannot be it."""
    other = {",": ".", ".": ","}.get(field.group_char or "", decimal)
    return field.decimal or other


def _joined(text: pl.Expr) -> pl.Expr:
    """The text without its spaces; spaces between digits must part thousands: «1 23» is none."""
    return text.str.extract(_ONE_NUMBER).str.replace_all(_SPACES, "")


def _cleaned(field: Field, text: pl.Expr) -> pl.Expr:
    """The text of a number without the signs between thousands, and where the number is not bare,
    without what stands around it; a text with two numbers is left as it is."""
    bare = _joined(text).str.replace("−", "-", literal=True)
    if not field.is_bare:
        inner = pl.when(~bare.str.contains(_OF_BOOKS)).then(bare.str.extract(_SURROUNDED, 1))
        bare = pl.when(text.str.contains(_LOST)).then(bare).otherwise(pl.coalesce(inner, bare))
    if field.group_char is None or field.group_char.isspace():
        return bare
    sign, other = re.escape(field.group_char), re.escape(_decimal_of(field, "."))
    grouped = bare.str.extract(rf"^([+-]?\d{{1,3}}(?:{sign}\d{{3}})+(?:{other}\d+)?)$")
    return pl.coalesce(grouped.str.replace_all(field.group_char, "", literal=True), bare)


def _scaled(field: Field, text: pl.Expr, decimal: str) -> pl.Expr:
    """A number with its unit: «85 %», «2 тыс. чел.», 0.85 of a column of fractions. «300 чел.» of a
    column of thousands may be either, and percents are no amount: they are not read. Each use of
    an expression is computed anew where they nest so deep: there are as few as can be."""
    bare = _joined(text).str.to_lowercase()
    word = bare.str.extract(_WITH_UNIT, 2).fill_null("")
    digits = pl.when(~bare.str.contains(_OF_BOOKS)).then(bare.str.extract(_WITH_UNIT, 1))
    written = _float(_cleaned(field, digits), _decimal_of(field, decimal))
    value = pl.when(written.abs() < UNKEPT).then(without_noise(written))
    if field.unit in (Unit.PERCENT, Unit.FRACTION):
        own = 100 if field.unit is Unit.FRACTION else 1
        is_percent = word.str.contains(r"^(%|проц|п\.?п|percent|pct)")
        factor = pl.when(is_percent).then(1).when(word == "").then(own)
        scaled = (value * factor).round(10)
        return scaled if own == 1 else _kept(scaled)
    own = {Unit.THOUSAND: 1_000, Unit.MILLION: 1_000_000}.get(field.unit or Unit.ONE, 1)
    is_of_ones = pl.lit(own == 1) | ~word.str.contains(r"\p{L}")
    is_whole = is_of_ones & ~word.str.contains(r"^(%|проц|percent|pct)")
    factor = (
        pl.when(word.str.contains(r"^(тыс|thousand|k$)")).then(1_000)
        .when(word.str.contains(r"^(млн|million|mln|m$)")).then(1_000_000)
        .when(word.str.contains(r"^(млрд|billion|bn)")).then(1_000_000_000)
        .when(is_whole).then(own)
    )  # fmt: skip
    return _kept((value * factor).round(10))


def _whole(value: pl.Expr, type: ColumnType) -> pl.Expr:
    if type is ColumnType.NUMBER:
        return value
    return pl.when(value == value.floor()).then(value).cast(pl.Int64, strict=False)


def _in_spelling_of(field: Field, text: pl.Expr) -> pl.Expr:
    """A value of the list in the spelling of the list («Высшая» is «высшая»), other text as is."""
    listed = {str(value).lower(): str(value) for value in field.constraints.enum}
    if not listed:
        return text
    return pl.coalesce(text.str.to_lowercase().replace_strict(listed, default=None), text)


def _digits(text: pl.Expr, decimal: str) -> pl.Expr:
    pattern = _NUMBER if decimal == "," else _NUMBER_WITH_DOT
    return text.str.extract(pattern).str.replace(",", ".", literal=True)


def _number(text: pl.Expr, decimal: str) -> pl.Expr:
    return without_noise(_kept(_float(text, decimal)))


def _float(text: pl.Expr, decimal: str) -> pl.Expr:
    return _digits(text, decimal).cast(pl.Float64, strict=False)


def _kept(value: pl.Expr) -> pl.Expr:
    """Numbers that are what was written; larger ones are others, too, and infinite ones none."""
    return pl.when(value.abs() < UNKEPT).then(value)


def _integer(text: pl.Expr, decimal: str) -> pl.Expr:
    digits = _digits(text, decimal)
    return pl.coalesce(
        digits.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False),
        _whole(_kept(digits.cast(pl.Float64, strict=False)), ColumnType.INTEGER),
    )


def is_too_long(text: pl.Expr) -> pl.Expr:
    """True of the text of a number of so many digits that no column of numbers keeps them all."""
    bare = text.str.replace_all(_SPACES, "")
    return unkept(text) | bare.str.contains(r"^[+−-]?(?:\d{16,}(?:[.,]\d+)?|\d[\d.,]*[eE]\+?\d+)$")


def _boolean(field: Field, text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    truths = [*map(str.lower, field.true_values or TRUE_VALUES), "true"]
    falsehoods = [*map(str.lower, field.false_values or FALSE_VALUES), "false"]
    return pl.when(word.is_in(truths)).then(True).when(word.is_in(falsehoods)).then(False)


def _date(text: pl.Expr, serial_shift: int | None, format: str | None) -> pl.Expr:
    iso = text.str.extract(_ISO).str.to_date("%Y-%m-%d", strict=False)
    russian = text.str.extract(_RUSSIAN).str.replace_all(_SPACES, "")
    days = [iso, russian.str.to_date("%d.%m.%Y", strict=False)]
    if format is not None:
        days[1:] = [_in_format(text, format)]
    if serial_shift is not None:
        serial = text.str.extract(_SERIAL).cast(pl.Int32) + (serial_shift - _SERIAL_OF_1970)
        days.append(serial.cast(pl.Date))
    day = pl.coalesce(days)  # polars knows years that no calendar has, nor Python
    return pl.when(day.dt.year().is_between(MINYEAR, MAXYEAR)).then(day)


def has_time(text: pl.Expr) -> pl.Expr:
    """True of a date with another time than midnight, which a workbook gives to every day."""
    return text.str.contains(r"\d{1,2}:\d{2}|^[2-7]\d{4}[.,]\d*[1-9]") & ~text.str.contains(
        r"\D0?0:00(?::00(?:\.0+)?)?$"
    )


def _in_format(text: pl.Expr, format: str) -> pl.Expr:
    if _has_time(format):
        day = text.str.to_datetime(format, strict=False).dt.date()
    else:
        day = text.str.to_date(format, strict=False)
    if not has_short_year(format):
        return day
    return pl.when(day.dt.year() > LAST_SHORT_YEAR).then(day.dt.offset_by("-100y")).otherwise(day)


LAST_SHORT_YEAR = 2029
"""Two digits of a year are 1930–2029, as a workbook takes them; 68 is nobody's 2068."""


def has_short_year(format: str) -> bool:
    """Whether dates of this format are written without their century."""
    return any(sign in format for sign in ("%y", "%D", "%x"))


def is_earlier_century(text: pl.Expr, value: pl.Expr) -> pl.Expr:
    """True of a date of such a format that was taken for one of the years 1930–1999."""
    return (value.dt.year() < 2000) & text.str.extract(_ISO).is_null()


def _has_time(format: str) -> bool:
    return any(sign in format for sign in ("%H", "%I", "%M", "%T", "%R"))
