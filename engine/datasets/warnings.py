"""Cells that can be read and are probably not what they seem. Only warnings; no value changes."""

import re
from collections.abc import Iterator
from functools import cache, reduce
from operator import and_

import polars as pl

from engine.codes import tables as codes
from engine.datasets.faults import Fault
from engine.datasets.tables import TEXT, CellSource
from engine.datasets.types import has_short_year, has_time, is_earlier_century
from engine.diagnostics import Finding, finding
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken, Unit
from engine.tables import ROW

_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_PERCENT = lazy_pattern(r"%|процент|доля|percent|share\b|rate\b", re.IGNORECASE)
_PERCENT_SIGN = lazy_pattern(r"%|процент|percent", re.IGNORECASE)
"""Headings that promise percents; a «доля» or a share may as well be a part of one."""

PERSONAL = lazy_pattern(
    r"\bфио\b|ф\.\s*и\.\s*о|фамили|отчество|паспорт|снилс|дата рождения|\bsurname|last name|"
    r"first name|full name|date of birth|passport|social security",
    re.IGNORECASE,
)
PERSON = (
    r"^[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]+(вич|вна|ична|инична|оглы|кызы)$"
    r"|^\d{3}-\d{3}-\d{3}[ -]\d{2}$"
)
NAME_OF_A_PERSON = lazy_pattern(
    r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?[ _]+[А-ЯЁ][а-яё]+[ _]+[А-ЯЁ][а-яё]+"
    r"(?:вич|вна|ична|инична|оглы|кызы)(?![а-яё])"
)
"""A full name within a longer text, such as the name of a file."""
_SAMPLE = 500
_LEAST_PASTED = 3
"""Fewer rows may well be the same by chance; one less where they hold numbers."""


BLANK_WORDS = (
    "-", "--", "‐", "‑", "–", "—", "―", "−", "?", "н/д", "н.д.", "нет данных", "нет сведений",
    "n/a",
)  # fmt: skip
"""What people write for no value; where nothing is said, it is text like any other."""


def zeros_of(rows: pl.DataFrame) -> frozenset[str]:
    """The columns in which some value is nought."""
    numeric = (column for column in rows.get_columns() if column.dtype.is_numeric())
    return frozenset(series.name for series in numeric if (series == 0).any())


_POWER = r"^\d(?:[.,]\d+)?E\+\d{2}$"
"""A long code as Excel writes it into csv: the digits that it does not show are gone."""

_NUMBER_POWER = r"^\s*[+-]?\d+(?:[.,]\d+)?[eE]\+?\d{1,2}\s*$"
"""1,23E+06 of an amount, which may have been 1 234 567."""

_LOST = r"\x{FFFD}|^[^\p{L}]*\?{2,}[^\p{L}]*$"
"""Signs that stand for letters which an encoding could not keep."""


def suspicions(
    resource: Resource, *, zeros: frozenset[str] | None = None, has_texts: bool = False
) -> Iterator[Fault]:
    """Percents on two scales, zeros and words that stand for no value. `zeros` are the columns in
    which a nought occurs, None where that is not known; a frame that has the texts, too, tells
    which percents bear their sign: of these the scale is known."""
    texts = [each for each in resource.fields if _may_be_blank(resource, each)]
    yield from map(_blank_word, texts)
    for field in texts:
        is_wide = field.taken is Taken.VALUE
        for code, pattern in ((codes.CODE_AS_POWER, _POWER), (codes.LOST_LETTERS, _LOST)):
            wrong = pl.col(field.name).str.contains(pattern)
            yield Fault(code, field.name, wrong, field.name, is_wide=is_wide)
    fields = [each for each in resource.fields if _is_amount(resource, each)]
    for field in fields:
        value, shown = pl.col(field.name), TEXT + field.name if has_texts else field.name
        is_wide = field.taken is Taken.VALUE
        bare = value
        if has_texts:
            bare = pl.when(~pl.col(shown).str.contains("%", literal=True)).then(value)
        if field.unit in (Unit.PERCENT, Unit.FRACTION) or _PERCENT.search(field.header):
            fault = _two_scales(field, value, bare)
            yield Fault(codes.TWO_SCALES, field.name, fault, shown, is_wide=is_wide)
        if has_texts:
            power = pl.col(shown).str.contains(_NUMBER_POWER) & value.is_not_null()
            yield Fault(codes.NUMBER_AS_POWER, field.name, power, shown, is_wide=is_wide)
        if field.unit in (Unit.PERCENT, Unit.FRACTION):
            beyond = _beyond(field, value)
            yield Fault(codes.BEYOND_PERCENTS, field.name, beyond, shown, is_wide=is_wide)
        if field.unit in (Unit.PERCENT, Unit.FRACTION) or _PERCENT_SIGN.search(field.header):
            other = _other_scale(field, value, bare)
            yield Fault(codes.OTHER_SCALE, field.name, other, shown, is_wide=is_wide)
        if (
            field.type is ColumnType.NUMBER
            and has_texts
            and not (field.decimal or field.group_char)
        ):
            doubtful = _of_thousands(field, pl.col(shown)) & value.is_not_null()
            yield Fault(codes.SIGN_OF_THOUSANDS, field.name, doubtful, shown, is_wide=is_wide)
        if field.type is ColumnType.NUMBER and (zeros is None or field.name in zeros):
            zero = _lonely_zero(value)
            yield Fault(
                codes.ABSENT_AS_ZERO, field.name, zero, None, (("whole_row", ""),), is_wide=is_wide
            )
    if zeros is None or sum(field.name in zeros for field in fields) > 1:
        yield from _rows_of_zeros(fields)


def short_years(resource: Resource) -> Iterator[Fault]:
    """Dates whose two digits of a year were taken for one of the century before. The frame has the
    texts, too."""
    for field in resource.fields:
        is_read = field.type is ColumnType.DATE and field.name not in resource.personal
        if is_read and field.format and has_short_year(field.format):
            text = TEXT + field.name
            wrong = is_earlier_century(pl.col(text), pl.col(field.name))
            is_wide = field.taken is Taken.VALUE
            yield Fault(codes.SHORT_YEAR, field.name, wrong, text, is_wide=is_wide)


def dropped_times(resource: Resource) -> Iterator[Fault]:
    """Dates that stand with a time which no `format` declares. The frame has the texts, too."""
    for field in resource.fields:
        is_read = field.type is ColumnType.DATE and field.name not in resource.personal
        if is_read and not field.format:
            text = TEXT + field.name
            wrong = has_time(pl.col(text)) & pl.col(field.name).is_not_null()
            is_wide = field.taken is Taken.VALUE
            yield Fault(codes.TIME_DROPPED, field.name, wrong, text, is_wide=is_wide)


def _may_be_blank(resource: Resource, field: Field) -> bool:
    is_text = field.type is ColumnType.STRING and field.name not in resource.personal
    return is_text and not field.constraints.enum


def _blank_word(field: Field) -> Fault:
    meant = [word for word in BLANK_WORDS if word not in dict(field.values or ())]
    word = pl.col(field.name).str.to_lowercase()
    wrong = word.is_in(_any_of(tuple(meant)))
    is_wide = field.taken is Taken.VALUE
    return Fault(codes.BLANK_WORD, field.name, wrong, field.name, is_wide=is_wide)


@cache
def _any_of(words: tuple[str, ...]) -> pl.Expr:
    return pl.lit(pl.Series(words).implode())


def _rows_of_zeros(fields: list[Field]) -> Iterator[Fault]:
    """Rows with noughts alone, told at the first column that has one."""
    if len(fields) < 2:
        return
    zeros = reduce(and_, ((pl.col(each.name) == 0).fill_null(True) for each in fields))
    filled = pl.sum_horizontal(pl.col(each.name).is_not_null() for each in fields) > 1
    whole = zeros & filled & ~zeros.all()
    before = pl.lit(False)
    for field in fields:
        is_zero = (pl.col(field.name) == 0).fill_null(False)
        wrong = whole & is_zero & ~before
        yield Fault(codes.ABSENT_AS_ZERO, field.name, wrong, None, (("whole_row", 1),))
        before = before | is_zero


def _is_amount(resource: Resource, field: Field) -> bool:
    keys = {*resource.primary_key, *resource.personal, resource.organisation, resource.period}
    is_key = field.name in keys or resource.is_of_key(field.name)
    names = (Taken.FILE, Taken.SHEET, Taken.ABOVE, Taken.GROUP, Taken.HEADING)
    return field.type in _NUMBERS and not is_key and field.taken not in names


def _beyond(field: Field, value: pl.Expr) -> pl.Expr:
    """Below 0 and above 100, where no limit is declared; of fractions above 1 the scale is told."""
    limits = field.constraints
    low = value < 0 if limits.minimum is None else pl.lit(False)
    is_bound = limits.maximum is not None or field.unit is Unit.FRACTION
    return low if is_bound else low | (value > 100)


def _two_scales(field: Field, value: pl.Expr, bare: pl.Expr) -> pl.Expr:
    """The part of the bare values that is the smaller scale, where both occur."""
    top = 100 if field.unit is Unit.FRACTION else 1
    if field.unit is Unit.FRACTION:
        strange, others = bare > top, (value > 0) & (value <= top)
    else:
        strange, others = (bare > 0) & (bare < top), value > top
    is_much = (strange.sum() * 10 >= value.count()) & others.any()
    return strange & is_much


def _other_scale(field: Field, value: pl.Expr, bare: pl.Expr) -> pl.Expr:
    """All bare values of a column, where no value fits its scale but nought: 0.7 of percents."""
    if field.unit is Unit.FRACTION:
        return (bare > 100) & (value.filter(value != 0).min() > 100)
    return (bare > 0) & (value.max() <= 1) & (value.len() > 1)


def _of_thousands(field: Field, text: pl.Expr) -> pl.Expr:
    """«1.234» among numbers with a decimal comma, «1,234» among those with a point, either beside
    whole numbers of three digits and none of four, as 987: that sign may part thousands, unless
    another number has it before one or two digits."""
    hundreds = text.str.contains(r"^[+−-]?[1-9]\d\d$") & (text != "100")
    beside_hundreds = hundreds.any() & ~text.str.contains(r"^[+−-]?\d{4,}$").any()
    if field.unit in (Unit.PERCENT, Unit.FRACTION) or _PERCENT_SIGN.search(field.header):
        beside_hundreds = pl.lit(False)
    doubtful = pl.lit(False)
    for sign, other in ((".", ","), (",", ".")):
        has = text.str.contains(sign, literal=True)
        is_three = text.str.contains(rf"^[+−-]?[1-9]\d{{0,2}}[{sign}]\d{{3}}$")
        has_other = text.str.contains(other, literal=True) & ~has
        beside = has_other.any() | beside_hundreds
        doubtful = doubtful | (is_three & beside & ~(has & ~is_three).any())
    return doubtful


def _lonely_zero(value: pl.Expr) -> pl.Expr:
    """Zeros of a column whose other values are all of one size, far from zero."""
    others = value.filter(value != 0)
    far = (others.min() > 1.5) & (others.min() * 4 >= others.max())
    usual = (others.len() >= 4) & (others.n_unique() >= 3) & ((value == 0).sum() <= others.len())
    return (value == 0) & far & usual


def personal_columns(
    resource: Resource, source: CellSource, frame: pl.DataFrame | pl.LazyFrame
) -> Iterator[Finding]:
    """Columns that are read and hold data of persons, by heading or by what stands in them."""
    first = frame.head(_SAMPLE)
    head = first.collect() if isinstance(first, pl.LazyFrame) else first
    if head.is_empty():
        return
    read = [each for each in resource.fields if _is_read(resource, each, head)]
    texts = [pl.col(each.name).cast(pl.String) for each in read if each.type is ColumnType.STRING]
    persons = head.select((text.str.contains(PERSON).sum() * 2 > text.count()) for text in texts)
    for field in read:
        looks = field.name in persons.columns and head[field.name].count() > 1
        is_person = looks and bool(persons[field.name][0])
        is_named = field.name in source.columns and PERSONAL.search(field.header)
        if is_named or is_person:
            place = source.place(int(head[ROW][0]), field.name)
            yield finding(codes.PERSONAL, place, column=field.header, name=field.name)


def _varies(resource: Resource, field: Field, both: pl.DataFrame) -> bool:
    """Whether it holds numbers that are no yes and no: two rows of them hardly agree by chance."""
    if field.name not in both.columns or not _is_amount(resource, field):
        return False
    values = both[field.name].drop_nulls()
    return values.n_unique() > 1 and not ((values == 0) | (values == 1)).all()


def _is_read(resource: Resource, field: Field, head: pl.DataFrame) -> bool:
    return field.name not in resource.personal and field.name in head.columns


def pasted_twice(resource: Resource, source: CellSource, both: pl.DataFrame) -> Iterator[Finding]:
    """The same rows in the same order once more, where no key forbids it."""
    names = [field.name for field in resource.fields if field.name in both.columns]
    least = _LEAST_PASTED - any(_varies(resource, field, both) for field in resource.fields)
    if resource.primary_key or both.height < 2 * least or not names:
        return
    rows = both.select(names).hash_rows()
    again = (rows == rows[0]).arg_true()
    count = int(again[1]) if len(again) > 1 else 0
    if count < least or both.height % count or rows[:count].n_unique() < count:
        return
    if (rows[count:] == rows[:-count]).all():
        place = source.place(int(both[ROW][count]))
        times = both.height // count
        yield finding(codes.PASTED_TWICE, place, table=resource.title, count=count, times=times)
