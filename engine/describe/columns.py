"""What a column probably holds: the type that reads its cells, and what is not sure about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from engine.datasets.types import DTYPES, reading
from engine.diagnostics import Origin
from engine.model.conditions import ColumnType
from engine.model.tables import Constraints, Field

ABSENT = (
    "н/д", "нет данных", "—", "–", "-", "...", "…", "..", "x", "х", "n/a", "na", "null", "none",
    "supp", "s", "c", "z", "отсутствовал", "не пройд.", "нет отметки", "нет", "#n/a", "#div/0!",
    ":",
)  # fmt: skip
_SIGN = "[$€£₽¥]"
_WORD = "[$€£₽¥%]|(?:руб|чел|шт|ед|км|pts?|eur|usd)\\.?"
_AROUND = rf"^\s*(?:{_SIGN}\s*)?[+−-]?\d[\d\s.,]*(?:{_WORD})?\s*$"
"""What may stand around a number; other texts with digits are codes and names."""

_ALMOST = 0.9
_PAIRS = (("да", "нет"), ("yes", "no"), ("true", "false"), ("y", "n"), ("ja", "nein"))
_DATES = ("%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%y", "%Y%m%d")


@dataclass(slots=True)
class Column:
    """A proposed field; `doubts` are keys of the messages with their parameters."""

    heading: str
    name: str
    position: int
    type: ColumnType = ColumnType.STRING
    more: dict[str, object] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    doubts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    is_unique: bool = False

    def doubt(self, key: str, **params: str) -> None:
        """Say what is not sure."""
        self.doubts.append((key, params))


def look_at(column: Column, cells: pl.Series, *, serial_shift: int | None) -> Column:
    """Fill in the type of a column whose trimmed cells are given."""
    texts = cells.drop_nulls()
    column.is_unique = len(texts) == len(cells) > 0 and texts.n_unique() == len(texts)
    if texts.is_empty():
        column.doubt("empty")
        return column
    absent = [word for word in texts.unique().to_list() if word.casefold() in ABSENT]
    values = texts.filter(~texts.is_in(absent)) if absent else texts
    if values.is_empty():
        column.doubt("empty")
        return column
    words = {word.casefold() for word in values.unique().head(20).to_list()}
    pair = next((pair for pair in _PAIRS if words == set(pair) or words == {pair[0]}), None)
    if pair is not None and values.n_unique() <= 4:
        column.type = ColumnType.BOOLEAN
        column.more = {"trueValues": [pair[0]], "falseValues": [pair[1]]}
        left = [word for word in absent if word.casefold() not in pair]
    else:
        _number_or_date(column, values, serial_shift)
        left = absent if column.type is not ColumnType.STRING else []
    if left:
        column.absent = tuple(sorted(left))
        column.doubt("absent", words=", ".join(f"«{word}»" for word in sorted(left)))
    return column


def _number_or_date(column: Column, values: pl.Series, serial_shift: int | None) -> None:
    if (values.str.contains(r"^0\d+$")).any():
        column.doubt("leading_zero")
        return
    best, share = None, 0.0
    for kind, more in _candidates():
        if "bareNumber" in more and not values.str.contains(_AROUND).all():
            continue
        fits = _share(values, kind, more, serial_shift)
        if fits > share:
            best, share = (kind, more), fits
        if fits == 1:
            break
    if best is None or share < _ALMOST:
        if share > 0.5:
            column.doubt("mixed", share=f"{share * 100:.0f}")
        return
    column.type, more = best
    column.more = dict(more)
    if share < 1:
        wrong = _first_wrong(values, column, serial_shift)
        column.doubt("some_wrong", type=column.type.value, value=wrong)
    if "groupChar" in more and not values.str.contains(r"\d[.,]\d{3}[.,]").any():
        column.doubt("thousands")
    if more.get("format") in _DATES[:2] and _both_dates(values, serial_shift):
        column.doubt("day_or_month")


def _candidates() -> Iterator[tuple[ColumnType, dict[str, object]]]:
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
    sheet = serial_shift
    if kind is ColumnType.DATE and not more:
        sheet = None
    return _read(values, kind, more, sheet).is_not_null().mean() or 0.0  # type: ignore[return-value]


def _read(
    values: pl.Series, kind: ColumnType, more: dict[str, object], serial_shift: int | None
) -> pl.Series:
    trial = as_field("x", kind, more)
    value = reading(trial, decimal=",", serial_shift=serial_shift).cast(DTYPES[kind])
    return values.alias("x").to_frame().select(value.alias("x"))["x"]


def _first_wrong(values: pl.Series, column: Column, serial_shift: int | None) -> str:
    read = _read(values, column.type, column.more, serial_shift)
    return str(values.filter(read.is_null())[0])[:40]


def _both_dates(values: pl.Series, serial_shift: int | None) -> bool:
    return all(
        _share(values, ColumnType.DATE, {"format": format}, serial_shift) == 1
        for format in _DATES[:2]
    )


def as_field(name: str, kind: ColumnType, more: dict[str, object]) -> Field:
    """A field with the proposed keys, to try them on the cells."""
    from engine.model.tables import Unit

    unit, group, format = more.get("unit"), more.get("groupChar"), more.get("format")
    return Field(
        name, name, kind, Constraints(), (), (), Origin(""),
        unit=Unit(str(unit)) if unit else None,
        group_char=str(group) if group else None,
        format=str(format) if format else None,
        is_bare=more.get("bareNumber") is not False,
    )  # fmt: skip
