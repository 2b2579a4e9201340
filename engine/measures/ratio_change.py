"""ratio_change: sharp changes of a mean score from one year to the next."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from engine.classes import dataclass
from engine.codes.rules import (
    BAD_PERIOD_LABEL,
    PERIODS_OUT_OF_ORDER,
    ROWS_WITHOUT_PERIOD,
    RULE_INCOMPLETE,
)
from engine.expressions import ColumnSource
from engine.measures.measure import Looking, OfOneTable
from engine.measures.organisations import PAIRED, check_organisations
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.demands import Missing
from engine.model.measures import Band, Way
from engine.model.sentences import Numeral, Said, say
from engine.query.periods import read_declared


class Sharp(StrEnum):
    """Which sharp change is the sign: K above the upper fence is a fall of results."""

    FALL = "fall"
    RISE = "rise"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class RatioChange(Looking, OfOneTable):
    """K = S(before) / S(after), S = Σ of / Σ of the maximum; fences by the quartiles of all K."""

    kind = "ratio_change"
    ways: ClassVar[Mapping[str, Way]] = {"fences": Way.FEWER, "min_n": Way.NONE_FEWER}
    band = Band.FENCES

    dataset: str
    of: str
    maximum: str | float
    before: Clause | None
    after: Clause | None
    over: tuple[str, str] | None
    sharp: Sharp
    fences: float
    min_n: int
    missing: Missing

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return ("before", self.dataset, self.before), ("after", self.dataset, self.after)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        maximum = self.maximum if isinstance(self.maximum, str) else self.of
        return (self.dataset, self.of), (self.dataset, maximum)

    def said(self) -> Said:
        key = f"measure.ratio_{self.sharp.value}"
        return say(key, column=self.of, width=Numeral(self.fences))


KEYS = (
    "in", "of", "maximum", "before", "after", "over", "sign", "fences", "min_n", "missing",
)  # fmt: skip


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
    check_organisations(reader, columns)
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
    windows = [read_declared(label) for label in labels]
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
