"""What a column probably holds: the type that reads its cells, and what is not sure about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

import polars as pl

from engine.classes import dataclass
from engine.datasets.types import DTYPES, reading
from engine.datasets.warnings import BLANK_WORDS
from engine.diagnostics import Origin
from engine.lazy import lazy_pattern
from engine.model.conditions import ColumnType
from engine.model.persons import CODE_OF_PERSON
from engine.model.tables import Constraints, Field, Taken, Unit
from engine.tables import NEARLY, cell_address, error_word

ABSENT = (
    *BLANK_WORDS, "...", "…", "..", "x", "х", "na", "null", "none",
    "*", "**", "***", "н/я", "неявка", "не явился", "не явилась", "н/п", "не участвовал",
    "не участвовала", "supp", "s", "c", "z", "отсутствовал", "не пройд.", "нет отметки", "нет", ":",
)  # fmt: skip
_SIGN = "[$€£₽¥]"
_WORD = "[$€£₽¥%]|(?:руб|чел|шт|ед|км|pts?|eur|usd)\\.?"
_AROUND = rf"^\s*(?:{_SIGN}\s*)?[+−-]?\d[\d\s.,]*(?:{_WORD})?\s*$"
"""What may stand around a number; other texts with digits are codes and names."""

_ALMOST = 0.9
_PAIRS = (("да", "нет"), ("yes", "no"), ("true", "false"), ("y", "n"), ("ja", "nein"))
_DATES = ("%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%y", "%Y%m%d")
_IN_DIGITS = "%Y%m%d"

_AMOUNT = lazy_pattern(
    r"кол-?\s?во|количеств|числ[оаеу]|численност|сумм|всего|итого|дол[яи]\b|процент|балл|%|\bруб|"
    r"\bтыс|средн|объ[её]м|площад|\bчел\b|number of|\bcount|total|amount|average|score|share",
    re.IGNORECASE,
)
_CODE = lazy_pattern(
    r"\b(код|инн|огрн|кпп|окпо|октмо|окато|снилс|оквэд|id|code|uid|логин|login)\b", re.IGNORECASE
)
_NUMBERED = lazy_pattern(r"\b(номер|number)\b|№|\bno\b\.?", re.IGNORECASE)
_CODE_FIRST = lazy_pattern(r"\s*(код|инн|огрн|кпп|id|code|номер|№)(\b|\s|$)", re.IGNORECASE)
_PERCENT = lazy_pattern(r"%|процент|percent|доля", re.IGNORECASE)
_DAY = lazy_pattern(r"\bдат[аы]\b|\bdate\b|\bсрок", re.IGNORECASE)
_LONG_CODE = 6
"""Whole numbers of so many digits, all of one length, are codes unless the heading says amounts."""

_EXACT = 15
"""Digits that a number keeps."""

_LONGEST = 1000
"""Bytes; a longer text is tried as nothing else: each trial would search all of its megabytes."""


@dataclass(slots=True)
class Column:
    """A proposed field; `doubts` are keys of the messages with their parameters. `letter` where it
    is found by its place; `taken` where it stands in no column of its own."""

    heading: str
    name: str
    position: int
    type: ColumnType = ColumnType.STRING
    more: dict[str, object] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    doubts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    is_unique: bool = False
    is_lettered: bool = False
    words: tuple[str, ...] = ()
    """The words of its cells that elsewhere stand for no value."""

    taken: Taken = Taken.COLUMN

    def doubt(self, key: str, **params: str) -> None:
        """Say what is not sure."""
        self.doubts.append((key, params))

    @property
    def letter(self) -> str | None:
        """The letter of the sheet's column where the field is found by it."""
        return cell_address(1, self.position)[:-1] if self.is_lettered else None

    @property
    def names_rows(self) -> bool:
        """Whether the heading promises a code."""
        return bool(_CODE.search(self.heading) or _NUMBERED.search(self.heading))

    def as_field(self) -> Field:
        """The field as data.yaml would declare it."""
        return as_field(self.name, self.type, self.more, self)


@dataclass(frozen=True, slots=True)
class Cells:
    """The trimmed cells of a column as a column of text shows them and as one of numbers does."""

    text: pl.Series
    number: pl.Series


Way = tuple[ColumnType, dict[str, object]]
"""A type and the keys of a field that say how its cells are written."""


def look_at(column: Column, cells: Cells, *, serial_shift: int | None) -> Column:
    """Fill in the type of a column whose cells are given."""
    texts = cells.text.drop_nulls()
    column.is_unique = len(texts) == len(cells.text) > 0 and texts.n_unique() == len(texts)
    numbers = cells.number.drop_nulls()
    words = numbers.unique(maintain_order=True)
    wrong = words.filter(words.to_frame("x").select(error_word(pl.col("x")))["x"]).to_list()
    absent = [word for word in words.to_list() if word.casefold() in ABSENT or word in wrong]
    column.words = tuple(absent)
    if _says_whose(column, cells.text):
        column.doubt("blank_below")
    values = numbers.filter(~numbers.is_in(absent)) if absent else numbers
    if wrong:
        column.doubt("errors", words=_listed(wrong))
    if values.is_empty():
        column.doubt("empty")
        return column
    if _is_boolean(column, values):
        pair = column.more["trueValues"], column.more["falseValues"]
        left = [word for word in absent if [word.casefold()] not in pair]
    else:
        _number_or_date(column, values, texts, serial_shift)
        vague = [word for word in column.words if word not in absent]
        left = [*absent, *vague] if column.type is not ColumnType.STRING else []
    if left:
        column.absent = tuple(sorted(left))
    column.is_unique &= not (column.absent or wrong) and column.type is not ColumnType.NUMBER
    whose = _NAME_FIRST.search(column.heading) or CODE_OF_PERSON.search(column.heading)
    if whose and _repeats(texts):
        column.doubt("persons_repeat")
    said = [word for word in column.absent if word in absent and word not in wrong]
    if said:
        column.doubt("absent", words=_listed(said))
    return column


_NAME_FIRST = lazy_pattern(r"^\W*(?:фио|ф\.\s?и\.\s?о|фамилия,?\s+имя)", re.IGNORECASE)
_TENTH = 10


def _repeats(texts: pl.Series) -> bool:
    """Whether a tenth of the cells, and more, repeat another one: namesakes are fewer."""
    return (len(texts) - texts.n_unique()) * _TENTH >= len(texts) > 1


def look_as(column: Column, cells: Cells, kind: ColumnType, *, serial_shift: int | None) -> Column:
    """Read a column as a person says that it is to be read, in the way that fits most cells."""
    column.type, column.more, column.absent, column.doubts = kind, {}, (), []
    words = cells.number.drop_nulls().unique(maintain_order=True).to_list()
    if kind is ColumnType.STRING:
        return column
    column.absent = tuple(sorted(word for word in words if word.casefold() in ABSENT))
    values = cells.number.drop_nulls()
    values = values.filter(~values.is_in(column.absent)) if column.absent else values
    ways: list[Way] = [(kind, {})]
    ways += [(of, more) for of, more in _candidates() if of is kind and more]
    if kind is ColumnType.BOOLEAN:
        ways += [(kind, {"trueValues": [yes], "falseValues": [no]}) for yes, no in _PAIRS]
        column.absent = tuple(word for word in column.absent if word.casefold() != _PAIRS[0][1])
    shares = _shares(values, ways, serial_shift)
    (_, column.more), share = max(zip(ways, shares, strict=True), key=lambda way: way[1])
    if values.len() and share < 1:
        wrong = _first_wrong(values, column, serial_shift)
        column.doubt("some_wrong", type=kind.value, value=wrong)
    return column


def _says_whose(column: Column, cells: pl.Series) -> bool:
    """Whether a column that names whom rows belong to leaves many blank, the first one apart: in a
    file without merged cells the name may hold for the rows below it."""
    blank = cells.is_null()
    is_named = _WHOSE.search(column.heading) is not None
    return is_named and len(cells) > 2 and not blank[0] and int(blank.sum()) * 4 >= len(cells)


_WHOSE = lazy_pattern(
    r"муниципал|район|\bмо\b|школ|\bоо\b|организаци|учреждени|предмет|класс", re.IGNORECASE
)


def _listed(words: list[str]) -> str:
    return ", ".join(f"«{word}»" for word in sorted(words))


def _is_boolean(column: Column, values: pl.Series) -> bool:
    words = {word.casefold() for word in values.unique().head(20).to_list()}
    pair = next((pair for pair in _PAIRS if words == set(pair) or words == {pair[0]}), None)
    if pair is None:
        return False
    column.type = ColumnType.BOOLEAN
    column.more = {"trueValues": [pair[0]], "falseValues": [pair[1]]}
    return True


def _number_or_date(
    column: Column, values: pl.Series, texts: pl.Series, serial_shift: int | None
) -> None:
    if (texts.str.contains(r"^0\d+$")).any():
        column.doubt("leading_zero")
        return
    if values.str.contains(rf"^{NEARLY}?\d+$").all() and (values.str.len_chars() > _EXACT).any():
        column.doubt("code", value=str(values[0]))
        return
    best, share = _best(values, serial_shift)
    if (best is None or share < 1) and _is_noted(column, values, serial_shift):
        return
    if best is None or share < _ALMOST:
        if share > 0.5:
            column.doubt("mixed", share=f"{share * 100:.0f}")
        return
    column.type, column.more = best[0], dict(best[1])
    if column.type is ColumnType.INTEGER and _is_day(values, serial_shift, column.heading):
        column.type = ColumnType.DATE
    elif _is_whole(column, values) and _is_code(column.heading, values):
        column.type, column.more = ColumnType.STRING, {}
        column.doubt("code", value=str(values[0]))
        return
    if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        _unit(column, values, serial_shift)
    if share < 1:
        wrong = _first_wrong(values, column, serial_shift)
        column.doubt("some_wrong", type=column.type.value, value=wrong)
    if "groupChar" in column.more and not values.str.contains(r"\d[.,]\d{3}[.,]").any():
        column.doubt("thousands")
    if column.more.get("format") in _DATES[:2] and _both_dates(values, serial_shift):
        column.doubt("day_or_month")


def _is_noted(column: Column, values: pl.Series, serial_shift: int | None) -> bool:
    """Numbers with marks of notes at them, and some that are not exact: «12*», «менее 5», «5–10».

    A mark is left out in reading; what is not exact is no value. Both are asked about.
    """
    names_parts = _PARTS.search(column.heading) and not _AMOUNT.search(column.heading)
    if names_parts or column.names_rows:
        return False
    marked = values.str.contains(_MARKED)
    vague = values.str.contains(_VAGUE)
    words = sorted(values.filter(vague).unique().to_list())
    exact = values.filter(~vague)
    if len(exact) < len(words) or len(exact) * 2 < len(values) or len(words) > _MOST_VAGUE:
        return False
    for kind in (ColumnType.INTEGER, ColumnType.NUMBER):
        more: dict[str, object] = {"bareNumber": False} if marked.any() else {}
        plain = exact.str.replace_all(_MARK, "") if more else exact
        is_read = all(_share(each, kind, more, serial_shift) == 1 for each in (plain, exact))
        if is_read and plain.str.contains(r"^[+−-]?\d[\d\s.,]*$").all():
            break
    else:
        return False
    column.type, column.more = kind, more
    if marked.any():
        column.doubt("marked", value=str(values.filter(marked)[0])[:40])
    if words:
        column.words = (*column.words, *words)
        column.doubt("vague", words=_listed(words))
    return True


_MARK = r"\s*[*†‡⁰¹²³⁴-⁹]+$"
_MARKED = rf"^[+−-]?\d[\d\s.,]*{_MARK}"
_VAGUE = (
    r"(?i)^(?:[<>≤≥~≈]|(?:не\s+)?(?:менее|более|меньше|больше)|до|от|около|свыше|примерно|"
    r"less than|more than|about|up to)\s*\d[\d\s.,]*$|^\d[\d\s.,]*\s*[-–—]\s*\d[\d.,]*$"
)
_PARTS = lazy_pattern(r"класс|параллел|групп|период|\bгод|пункт|раздел|дат[аы]\b", re.IGNORECASE)
"""Headings of names of which «1–4» is one."""

_MOST_VAGUE = 10


def _best(values: pl.Series, serial_shift: int | None) -> tuple[Way | None, float]:
    """The first type that reads most cells, and the share that it reads."""
    if not values.str.contains(r"\d").any():
        return None, 0.0
    is_around = values.str.contains(_AROUND).all()
    ways = [way for way in _candidates() if is_around or "bareNumber" not in way[1]]
    best, share = None, 0.0
    first, *others = ways
    others_too = [others] if values.n_unique() <= _FEW else [[way] for way in others]
    for some in ([first], *others_too):
        for way, fits in zip(some, _shares(values, some, serial_shift), strict=True):
            if fits > share:
                best, share = way, fits
        if share == 1:
            break
    return best, share


_FEW = 1000
"""Different cells that are read in all ways at once sooner than in one way after the other."""


def _is_whole(column: Column, values: pl.Series) -> bool:
    is_digits = bool(values.str.contains(r"^\d+$").all())
    return column.type is ColumnType.INTEGER or (column.type is ColumnType.NUMBER and is_digits)


def _is_day(values: pl.Series, serial_shift: int | None, heading: str) -> bool:
    """Days that a workbook keeps as whole numbers, under a heading of days."""
    if serial_shift is None or not _DAY.search(heading):
        return False
    return _read(values, ColumnType.DATE, {}, serial_shift).null_count() == 0


def _is_code(heading: str, values: pl.Series) -> bool:
    """Whole numbers that name something: the heading says so, or all are long and of one length."""
    lengths = values.str.len_chars()
    if (lengths > _EXACT).any():
        return True
    is_amount = bool(_AMOUNT.search(heading)) and not _CODE_FIRST.match(heading)
    if is_amount:
        return False
    if _CODE.search(heading):
        return True
    is_even = lengths.n_unique() == 1
    is_short = int(lengths.max() or 0) < _LONG_CODE  # type: ignore[arg-type]
    if _NUMBERED.search(heading):
        return values.n_unique() == len(values) or (is_even and not is_short)
    return is_even and not is_short and values.str.contains(r"^\d+$").all()


def _unit(column: Column, values: pl.Series, serial_shift: int | None) -> None:
    """The scale of percents: said by the cells, or asked for where only the heading names them."""
    if column.more.get("unit"):
        if not values.str.contains("%").all():
            column.doubt("percent_mixed")
        return
    if not _PERCENT.search(column.heading):
        return
    read = _read(values, column.type, column.more, serial_shift)
    is_fraction = column.type is ColumnType.NUMBER and float(read.max() or 0) <= 1  # type: ignore[arg-type]
    column.type = ColumnType.NUMBER
    column.more["unit"] = "fraction" if is_fraction else "percent"
    column.doubt("fraction" if is_fraction else "percent")


def _candidates() -> Iterator[Way]:
    """In the order of preference; a later one is taken only where it reads more cells."""
    yield ColumnType.INTEGER, {}
    yield ColumnType.NUMBER, {}
    yield ColumnType.DATE, {}
    for format in _DATES:
        yield ColumnType.DATE, {"format": format}
    yield ColumnType.NUMBER, {"unit": "percent"}
    yield ColumnType.INTEGER, {"groupChar": ","}
    yield ColumnType.NUMBER, {"groupChar": ","}
    yield ColumnType.NUMBER, {"groupChar": "."}
    yield ColumnType.NUMBER, {"bareNumber": False}


def _share(
    values: pl.Series, kind: ColumnType, more: dict[str, object], serial_shift: int | None
) -> float:
    return _shares(values, [(kind, more)], serial_shift)[0]


def _shares(values: pl.Series, ways: Sequence[Way], serial_shift: int | None) -> list[float]:
    """The share of the cells that each way reads, all ways in one look at them."""
    are_read = (
        _reading(kind, more, serial_shift if more or kind is not ColumnType.DATE else None)
        .is_not_null()
        for kind, more in ways
    )  # fmt: skip
    different = _short(values).select(pl.col("x").value_counts()).unnest("x")
    cells = different.select(
        (is_read * pl.col("count")).sum().alias(str(number))
        for number, is_read in enumerate(are_read)
    )
    return [read / (len(values) or 1) for read in cells.collect().row(0)]


def _read(
    values: pl.Series, kind: ColumnType, more: dict[str, object], serial_shift: int | None
) -> pl.Series:
    read = _short(values).select(_reading(kind, more, serial_shift).alias("x"))
    return read.collect()["x"]


def _short(values: pl.Series) -> pl.LazyFrame:
    """The cells that are no whole texts, as the column x."""
    cell = pl.col("x")
    frame = values.alias("x").to_frame().lazy()
    return frame.select(pl.when(cell.str.len_bytes() <= _LONGEST).then(cell))


def _reading(kind: ColumnType, more: dict[str, object], serial_shift: int | None) -> pl.Expr:
    trial = as_field("x", kind, more)
    return reading(trial, decimal=",", serial_shift=serial_shift).cast(DTYPES[kind])


def _first_wrong(values: pl.Series, column: Column, serial_shift: int | None) -> str:
    read = _read(values, column.type, column.more, serial_shift)
    return str(values.filter(read.is_null())[0])[:40]


def _both_dates(values: pl.Series, serial_shift: int | None) -> bool:
    return all(
        _share(values, ColumnType.DATE, {"format": format}, serial_shift) == 1
        for format in _DATES[:2]
    )


def as_field(
    name: str, kind: ColumnType, more: dict[str, object], column: Column | None = None
) -> Field:
    """A field with the proposed keys, to try them on the cells."""
    unit, group, format = more.get("unit"), more.get("groupChar"), more.get("format")
    truths, falsehoods = more.get("trueValues"), more.get("falseValues")
    return Field(
        name, column.heading if column else name, kind, Constraints(),
        tuple(truths) if isinstance(truths, list) else (),
        tuple(falsehoods) if isinstance(falsehoods, list) else (), Origin(""),
        unit=Unit(str(unit)) if unit else None,
        group_char=str(group) if group else None,
        format=str(format) if format else None,
        is_bare=more.get("bareNumber") is not False,
        is_cumulative=True if more.get("cumulative") else None,
        missing_values=("", *column.absent) if column and column.absent else None,
        column=column.letter if column else None,
        taken=column.taken if column else Taken.COLUMN,
    )  # fmt: skip
