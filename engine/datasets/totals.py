"""Totals of a file: those that are not the sum of its rows, and rows that are totals unsaid."""

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from engine.codes import tables as codes
from engine.datasets.subtotals import group_totals
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import NO_TOTALS, Field, Resource, Taken, Unit
from engine.tables import ROW

_PERCENTS = (Unit.PERCENT, Unit.FRACTION)
_MOST = 200
"""Rows of totals that are checked: a table with more is all totals, group by group."""


def wrong_totals(
    resource: Resource, source: CellSource, rows: pl.DataFrame, totals: pl.DataFrame
) -> Iterator[Finding]:
    """Numbers in rows of totals that are neither a sum of the rows around them nor a mean."""
    if totals.is_empty() or rows.is_empty() or totals.height > _MOST:
        return
    bounds = sorted(totals[ROW].to_list())
    for field in summed(resource, rows):
        for row, value in zip(totals[ROW], totals[field.name], strict=True):
            if value is None:
                continue
            groups = _groups(rows, field, int(row), bounds)
            if groups and not any(_agrees(field, value, group) for group in groups):
                yield finding(
                    codes.TOTAL_MISMATCH,
                    source.place(int(row), field.name),
                    column=field.header,
                    value=_short(value),
                    sum=_short(groups[0].sum()),
                )


def summed(resource: Resource, rows: pl.DataFrame) -> list[Field]:
    """Columns of amounts: no keys and no percents."""
    return [
        field
        for field in _averaged(resource, rows)
        if field.unit not in _PERCENTS and "%" not in field.header
    ]


def _averaged(resource: Resource, rows: pl.DataFrame) -> list[Field]:
    """Columns of numbers that are no keys."""
    keys = {*resource.primary_key, resource.organisation, resource.period, resource.date}
    return [
        field
        for field in resource.fields
        if field.type in (ColumnType.INTEGER, ColumnType.NUMBER)
        and field.taken is Taken.COLUMN
        and field.name not in keys
        and field.name in rows.columns
        and not resource.is_of_key(field.name)
    ]


def _groups(rows: pl.DataFrame, field: Field, row: int, bounds: list[int]) -> list[pl.Series]:
    """The values that the total may add up: all, those above up to the last total, those below."""
    at = bounds.index(row)
    before = bounds[at - 1] if at else 0
    after = bounds[at + 1] if at + 1 < len(bounds) else None
    number = pl.col(ROW)
    below = (number > row) & (number < after) if after else number > row
    parts = (rows, rows.filter((number > before) & (number < row)), rows.filter(below))
    series = (part[field.name].drop_nulls() for part in parts)
    return [each for each in series if len(each)]


def _agrees(field: Field, total: float, values: pl.Series) -> bool:
    sum_, mean = float(values.sum()), float(values.mean() or 0)  # type: ignore[arg-type]
    tolerance = 1e-6 if field.type is ColumnType.INTEGER else 0.05 * len(values) + 1e-6
    if abs(total - sum_) <= tolerance or abs(total - mean) <= 0.51:
        return True
    least, most = float(values.min()), float(values.max())  # type: ignore[arg-type]
    return field.type is ColumnType.NUMBER and least <= total <= most


def _short(value: object) -> Decimal | str:
    return Decimal(f"{value:.10g}") if isinstance(value, float) else str(value)


_OF_ALL = (
    r"((итого|всего|в целом|в среднем|средн(ее|ие|яя|ий)|медиана|average|mean|total)"
    r"(\s+(значение|показатель|балл|процент))?\s+)?(по|for|of)\s+"
    r"(?:[\w-]+(?:ому|ой|ым|им|ем|сем)\s+){0,2}(районам?|району|р-ну|муниципалитет(у|ам)|мо|"
    r"муниципальным образованиям|муниципальному образованию|округ(у|ам)|город(у|ам)|городу \S+|"
    r"област(и|ям)|краю|регион(у|ам)|республике( \S+)?|субъект(у|ам)( рф)?|стране|рф|россии|"
    r"российской федерации|оо|оу|доо|доу|школам|организациям|учреждениям|классам|выборке|"
    r"всем \S+|all .*|the (district|region|country|county))"
)
"""«По району», «Среднее по ОО»: what is said of all rows."""

_AREA = (
    rf"(?i)^({_OF_ALL}|(\S+\s+){{1,4}}(область|обл\.?|край|округ|район|р-н|республика)|республика\s+\S+"
    r"|(вся|общая) выборка|российская федерация|россия|рф|все (школы|оо|организации)"
    r"|в (целом|среднем).*|national( average)?|.* county|england|all schools)$"
)
_STATISTIC = (
    r"(?i)^(средн(ее|ие|яя|ий)(\s+(значение|показатель|балл|результат|процент|проц\.|%|доля))?"
    r"(\s+по\s.*)?|медиана|минимум|максимум|average|mean|median|minimum|maximum|min|max)\s*:?$"
)
_FEWEST = 3
_MIN_AMOUNTS = 2
_TELLING = 10
"""A smaller sum of two rows is one by chance."""


_OF_PART = r"в\s*т\.?\s*ч\.?(\s.*)?|в том числе\b.*|из них\b.*|of (which|them)\b.*"
"""What stands below a total and is a part of it."""

_NO_CODE = rf"(?i)^({_OF_ALL}\s*:?|{_OF_PART})$"


def said_of_all(values: pl.Series) -> str:
    """The first of the texts that names a total, as «По району» does, or a part of one, as «в том
    числе город»; none where none does."""
    texts = values.cast(pl.String).drop_nulls()
    return next(iter(texts.filter(texts.str.contains(_NO_CODE))), "")


def parts_of_above(resource: Resource, source: CellSource, rows: pl.DataFrame) -> Iterator[Finding]:
    """Rows that say themselves that they are a part of the row above: «в том числе: учителя»."""
    if not summed(resource, rows):
        return
    for field in resource.fields:
        is_text = field.type is ColumnType.STRING and field.taken is Taken.COLUMN
        if not is_text or field.name not in rows.columns or field.name == resource.organisation:
            continue
        wrong = pl.col(field.name).str.contains(rf"(?i)^\s*({_OF_PART})$").fill_null(False)
        frame = rows.filter(wrong)
        if frame.height and frame.height < rows.height:
            yield finding(
                codes.PART_OF_ABOVE,
                source.place(int(frame[ROW][0]), field.name),
                value=str(frame[field.name][0]),
                count=frame.height,
                cells=tuple(str(row) for row in frame[ROW][1:_FEWEST]),
            )


def unnamed_totals(resource: Resource, source: CellSource, rows: pl.DataFrame) -> Iterator[Finding]:
    """Rows that are probably totals and do not say so: what they hold is the sum of all others or
    of a group, or they name a region, a district or a country among organisations, or a mean, which
    it is."""
    if rows.height < _FEWEST or resource.totals == NO_TOTALS:
        return
    amounts = [field.name for field in summed(resource, rows)]
    texts = [
        field.name
        for field in resource.fields
        if field.type is ColumnType.STRING
        and field.taken is Taken.COLUMN
        and field.name in rows.columns
    ]
    tests = [
        *_is_sum(rows, amounts, texts),
        *_is_area(rows, texts),
        *(
            pl.col(name).str.contains(_NO_CODE).fill_null(False)
            for name in texts
            if name == resource.organisation
        ),
        *_is_statistic(rows, amounts, texts),
        *_is_mean(rows, _averaged(resource, rows), _names(resource, texts)),
        *(pl.col(ROW).is_in(totals) for totals in group_totals(rows, amounts, texts)),
    ]
    frame = rows.filter(pl.any_horizontal(tests)) if tests else rows.head(0)
    if frame.is_empty() or frame.height * 2 > rows.height:
        return
    said = frame.select(pl.coalesce(texts).fill_null("")).to_series()[0] if texts else ""
    yield finding(
        codes.UNNAMED_TOTAL,
        source.place(int(frame[ROW][0]), next(iter(source.columns), None)),
        table=resource.title,
        value=str(said),
        count=frame.height,
        cells=tuple(str(row) for row in frame[ROW][1:_FEWEST]),
    )


def _is_sum(rows: pl.DataFrame, amounts: list[str], texts: list[str]) -> Iterator[pl.Expr]:
    """All amounts of the row are the sums of the other rows; one amount alone may be so by chance,
    and then a text that is filled elsewhere must be blank."""
    usable = [name for name in amounts if (rows[name] != 0).sum() >= _FEWEST]
    if not usable:
        return
    near = [
        ((2 * pl.col(name) - pl.col(name).sum()).abs() <= 1e-6 * pl.col(name).abs() + 1e-9)
        & (pl.col(name) != 0)
        & ((pl.col(name).abs() >= _TELLING) | (rows.height > _FEWEST))
        for name in usable
    ]
    wrong = [(pl.col(name).is_not_null() & ~test) for name, test in zip(usable, near, strict=True)]
    fits = pl.sum_horizontal(test.fill_null(False).cast(pl.Int64) for test in near)
    usual = [name for name in texts if rows[name].count() >= rows.height - 1]
    blank = pl.any_horizontal([pl.col(name).is_null() for name in usual] or [pl.lit(False)])
    yield ~pl.any_horizontal(wrong) & ((fits >= _MIN_AMOUNTS) | ((fits >= 1) & blank))


def _is_area(rows: pl.DataFrame, texts: list[str]) -> Iterator[pl.Expr]:
    """An area in a column whose other values are names of their own."""
    for name in texts:
        if rows[name].n_unique() * 10 >= rows.height * 7:
            yield pl.col(name).str.contains(_AREA).fill_null(False)


def _is_statistic(rows: pl.DataFrame, amounts: list[str], texts: list[str]) -> Iterator[pl.Expr]:
    """«Среднее» among names of their own, where another text that rows have is blank, or where all
    amounts are the means of the other rows: it may as well be a level of education."""
    usual = [name for name in texts if rows[name].count() * 2 >= rows.height]
    others = rows.height - 1
    for name in usual:
        blank = [pl.col(other).is_null() for other in usual if other != name]
        if blank:
            is_all = pl.col(name).str.contains(rf"(?i)^{_OF_ALL}\s*:?$").fill_null(False)
            yield is_all & pl.any_horizontal(blank)
    near = [
        ((pl.col(name).sum() - pl.col(name)) / others - pl.col(name)).abs()
        <= 0.01 * pl.col(name).abs() + 1e-9
        for name in amounts
    ]
    means = [pl.all_horizontal(test.fill_null(True) for test in near)] if near else []
    for name in usual:
        if rows[name].n_unique() * 10 >= rows.height * 7:
            blank = [pl.col(other).is_null() for other in usual if other != name]
            is_word = pl.col(name).str.contains(_STATISTIC).fill_null(False)
            yield is_word & pl.any_horizontal([*blank, *means] or [pl.lit(False)])


def _names(resource: Resource, texts: list[str]) -> list[str]:
    """The columns that say whose a row is: the first of the texts, the organisation, the key."""
    of_row = {*texts[:1], resource.organisation, *resource.primary_key}
    return [name for name in texts if name in of_row]


def _is_mean(rows: pl.DataFrame, fields: list[Field], names: list[str]) -> Iterator[pl.Expr]:
    """The last row, which alone does not say whose it is, holds the rounded means of the others."""
    number = pl.col(ROW)
    blank = [pl.col(name).is_null() for name in names if rows[name].count() == rows.height - 1]
    telling = [field.name for field in fields if rows[field.name].n_unique() >= _FEWEST]
    if not blank or not telling:
        return
    near = []
    for name in telling:
        value = pl.col(name)
        others = (value.sum() - value) / (value.count() - 1)
        rounded = pl.when(value == value.round()).then(0.5).otherwise(0.05) + 1e-6
        near.append((others - value).abs() <= rounded)
    said = pl.any_horizontal(pl.col(name).is_not_null() for name in telling)
    means = pl.all_horizontal(test.fill_null(True) for test in near)
    yield (number == number.max()) & pl.any_horizontal(blank) & said & means
