"""Measures that look at each organisation: the mapping of a rule → its frozen type."""

from collections.abc import Mapping
from fractions import Fraction

from engine.codes.rules import (
    BAD_PERIOD_LABEL,
    NO_ORGANISATION_COLUMN,
    PERIODS_OUT_OF_ORDER,
    ROWS_WITHOUT_PERIOD,
    RULE_INCOMPLETE,
)
from engine.expressions import ColumnSource
from engine.measures.keys import REFERENCE
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.measures import Mean, Missing, Share
from engine.model.signs import (
    Agreement,
    Given,
    Interval,
    Listed,
    Rank,
    RatioChange,
    Sharp,
    Side,
    Statistic,
)
from engine.query.periods import read_period

PAIRED = (Missing.EXCLUDE,)
"""A row without one of its two numbers can only be left out; how many were is shown."""


def read_agreement(reader: Reader) -> Agreement | None:
    """Two columns of one table."""
    columns = reader.dataset("in")
    names = [reader.text(key) for key in ("first", "second")]
    for key, name in zip(("first", "second"), names, strict=True):
        reader.column(name, columns, key, numeric=True)
    where = reader.clause("where", columns)
    statistic = reader.choice("statistic", tuple(Statistic))
    sign = reader.bound("sign") if "sign" in reader.data else None
    if sign:
        _check_organisations(reader, columns)
    min_n, missing = reader.whole("min_n", 2, least=2), reader.missing(*PAIRED)
    if columns is None or statistic is None or missing is None or None in names:
        return None
    first, second = (name or "" for name in names)
    name = columns.resource.name
    return Agreement(name, first, second, where, Statistic(statistic), sign, min_n, missing)


def read_interval(reader: Reader) -> Interval | None:
    """The interval of each organisation against that of a reference group."""
    columns = reader.dataset("in")
    of = reader.text("of")
    reader.column(of, columns, "of", numeric=True)
    where = reader.clause("where", columns)
    _check_organisations(reader, columns)
    side = reader.choice("sign", tuple(Side))
    z, min_n = reader.number("z", 1.96), reader.whole("min_n", 2, least=2)
    reference, is_given = _reference(reader, columns)
    missing = reader.missing(*PAIRED)
    if columns is None or of is None or side is None or missing is None:
        return None
    name = columns.resource.name
    return Interval(name, of, where, Side(side), z, reference, is_given, min_n, missing)


def _reference(reader: Reader, columns: ColumnSource | None) -> tuple[Clause | Given | None, bool]:
    """Absent: all organisations of the table; a condition; or figures, which may not be known."""
    if "reference" not in reader.data:
        return None, False
    if isinstance(reader.data["reference"], str):
        return reader.clause("reference", columns), False
    part = reader.part("reference")
    part.close(REFERENCE)
    if "rows" in part.data:
        return part.clause("rows", columns), False
    if any(part.data.get(key) is None for key in ("n", "mean", "deviation")):
        return None, True
    n, mean = part.whole("n", 2, least=2), part.number("mean", 0)
    return Given(n, mean, part.number("deviation", 0)), True


def read_ratio_change(reader: Reader) -> RatioChange | None:
    """The mean score of one year and grade over that of the next."""
    columns = reader.dataset("in")
    of = reader.text("of")
    reader.column(of, columns, "of", numeric=True)
    maximum = _maximum(reader, columns)
    before, after = reader.clause("before", columns), reader.clause("after", columns)
    over = _two_periods(reader, columns) if "over" in reader.data else None
    if over is None and (before is None or after is None):
        reader.refuse(RULE_INCOMPLETE, part="before")
    _check_organisations(reader, columns)
    sharp = reader.choice("sign", tuple(Sharp), Sharp.ANY)
    fences, min_n = reader.number("fences", 3), reader.whole("min_n", 1)
    missing = reader.missing(*PAIRED)
    if columns is None or of is None or maximum is None or sharp is None or missing is None:
        return None
    return RatioChange(
        columns.resource.name, of, maximum, before, after, over, Sharp(sharp), fences, min_n,
        missing,
    )  # fmt: skip


def _maximum(reader: Reader, columns: ColumnSource | None) -> str | float | None:
    """The greatest possible score: a number, or the column that holds it."""
    told = reader.data.get("maximum")
    if isinstance(told, int | float) and not isinstance(told, bool):
        return reader.number("maximum", 1, least=0.000001)
    name = reader.text("maximum")
    return name if reader.column(name, columns, "maximum", numeric=True) else None


def _two_periods(reader: Reader, columns: ColumnSource | None) -> tuple[str, str] | None:
    labels = reader.texts("over")
    windows = [read_period(label) for label in labels]
    if len(labels) != 2:
        reader.refuse(RULE_INCOMPLETE, part="over")
        return None
    for number, window in enumerate(windows):
        if window is None:
            reader.refuse(BAD_PERIOD_LABEL, "over", number, label=labels[number])
    first, last = windows
    if first and last and last.start <= first.end:
        reader.refuse(PERIODS_OUT_OF_ORDER, "over", 1, label=labels[1])
    if columns and not columns.resource.period and not columns.resource.date:
        reader.refuse(ROWS_WITHOUT_PERIOD, "in", dataset=columns.resource.name)
    return labels[0], labels[1]


def read_listed(reader: Reader, of: Share | Mean | None) -> Listed | None:
    """Organisations where a share or a mean reaches a bound in several groups of rows."""
    columns = reader.context.columns(of.dataset) if of else None
    by = reader.text("by")
    reader.column(by, columns, "by")
    _check_organisations(reader, columns, "of")
    bound = reader.bound("reaching")
    groups, min_n = reader.whole("groups", 1), reader.whole("min_n", 1)
    if of is None or by is None or bound is None:
        return None
    return Listed(of, by, bound, groups, min_n)


def read_rank(reader: Reader, of: Share | Mean | None) -> Rank | None:
    """The place of each organisation by a share or a mean, like compared with like."""
    columns = reader.context.columns(of.dataset) if of else None
    cluster = reader.text("cluster") if "cluster" in reader.data else None
    reader.column(cluster, columns, "cluster")
    _check_organisations(reader, columns, "of")
    sign = reader.choice("sign", ("lowest", "highest"), "lowest")
    part, min_n = reader.number("part", 25, least=0.000001), reader.whole("min_n", 1)
    if of is None or sign is None:
        return None
    return Rank(of, cluster, Fraction(str(part)) / 100, sign == "lowest", min_n)


def _check_organisations(reader: Reader, columns: ColumnSource | None, key: str = "in") -> None:
    if columns and columns.resource.organisation is None:
        reader.refuse(NO_ORGANISATION_COLUMN, key, dataset=columns.resource.name)


def parts_of(reader: Reader, key: str) -> tuple[Reader, ...]:
    """A reader of each mapping of the list under the key."""
    told = reader.data.get(key)
    items = told if isinstance(told, list | tuple) else ()
    if not items:
        reader.refuse(RULE_INCOMPLETE, part=key)
    return tuple(
        reader.part(key, number) for number, item in enumerate(items) if isinstance(item, Mapping)
    )
