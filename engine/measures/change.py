"""change and trend: the figure of a measure at several periods."""

from datetime import date

from engine.classes import dataclass
from engine.codes.rules import (
    BAD_PERIOD_LABEL,
    PART_HAS_A_PERIOD,
    PERIODS_OF_TWO_WAYS,
    PERIODS_OUT_OF_ORDER,
    ROWS_WITHOUT_PERIOD,
    RULE_INCOMPLETE,
    UNITS_DIFFER,
)
from engine.measures.composites import UnitsError, is_percent, of_shares
from engine.measures.measure import OfAnother
from engine.measures.parts import ReadPart, read_basic
from engine.measures.reader import Reader
from engine.model.demands import SeriesDemand, Shape
from engine.model.measures import Break, Form, Measure
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.targets import Target
from engine.query.periods import is_relative, read_declared, resolved


@dataclass(frozen=True, slots=True)
class Change(OfAnother):
    """The measure `of` at each period of `over`, judged by `shape`; not across one of `breaks`."""

    kind = "change"
    form = Form.OVER_TIME
    missed = "change_not_shown"

    of: Measure
    over: tuple[str, ...]
    shape: Shape
    breaks: tuple[Break, ...] = ()

    @property
    def name(self) -> str:
        return "trend" if self.shape is Shape.SLOPE else self.kind

    def over_time(self) -> Shape:
        return self.shape

    def periods(self) -> tuple[str, ...]:
        return self.over

    @property
    def is_difference(self) -> bool:
        """How far shares of two periods are from one another is told in percent points."""
        return self.of.is_ratio or self.of.in_percents

    @property
    def of_one_period(self) -> Measure:
        return self.of

    def averaged(self) -> tuple[str, str] | None:
        return self.of.averaged()

    def unit(self, target: Target | None, project: Project) -> str:
        return self.of.unit(target, project)

    def said(self) -> Said:
        shape = say(f"measure.{self.shape.value}")
        return say("measure.change", periods=self.over, shape=shape, of=self.of.said())

    def demand(self) -> SeriesDemand:
        breaks = tuple((each.label, each.reason) for each in self.breaks)
        return SeriesDemand(self.of, self.over, self.shape, breaks)


CHANGE_KEYS = ("of", "over", "shape", "breaks")
TREND_KEYS = ("of", "over", "breaks")
BREAK = ("from", "reason")


def read_change(reader: Reader, read: ReadPart) -> Change | None:
    """A measure, its periods, and how they are held against each other."""
    of, over = _changing(reader, read), _periods(reader, least=2)
    shape = Shape.EVERY_STEP if reader.data.get("shape") == "every_step" else Shape.ENDS
    breaks = _breaks(reader)
    return None if of is None else Change(of, over, shape, breaks)


def read_trend(reader: Reader, read: ReadPart) -> Change | None:
    """The slope over three periods or more."""
    of, over, breaks = _changing(reader, read), _periods(reader, least=3), _breaks(reader)
    return None if of is None else Change(of, over, Shape.SLOPE, breaks)


def _changing(reader: Reader, read: ReadPart) -> Measure | None:
    """The measure whose figures of several periods are compared: of rows, or made of such."""
    inner = reader.part("of")
    of = read(inner)
    if of is None or not of.can_be_part:
        return None if of is None else read_basic(inner, lambda _: of)
    if of.made_of():
        of = _of_own_parts(inner, of)
    for name in dict.fromkeys(of.datasets()) if of else ():
        _check_has_period(reader, name)
    return of


def _of_own_parts(reader: Reader, of: Measure) -> Measure | None:
    """A measure all of whose parts are written inside it: an indicator has a period of its own."""
    for part in of.made_of():
        if part.of is None or part.period:
            told = {"indicator": part.indicator} if part.indicator else {"period": part.period}
            reader.refuse(PART_HAS_A_PERIOD, part=part.id, **told)
            return None
    try:
        return of_shares(of) if is_percent(of, {}) else of
    except UnitsError as wrong:
        reader.refuse(UNITS_DIFFER, **{wrong.kind: wrong.sign})
        return None


def _breaks(reader: Reader) -> tuple[Break, ...]:
    """From which periods on figures are not comparable with earlier ones."""
    listed = reader.data.get("breaks")
    breaks = []
    for number in range(len(listed) if isinstance(listed, list | tuple) else 0):
        part = reader.part("breaks", number)
        part.close(BREAK)
        label, reason = part.text("from"), part.text("reason")
        if label is not None and read_declared(label) is None:
            part.refuse(BAD_PERIOD_LABEL, "from", label=label)
        elif label is not None and reason is not None:
            breaks.append(Break(label, reason))
    return tuple(breaks)


def _periods(reader: Reader, *, least: int) -> tuple[str, ...]:
    labels = reader.texts("over")
    if len(labels) < least:
        reader.refuse(RULE_INCOMPLETE, part="over")
    last, kinds = None, {is_relative(label) for label in labels}
    if len(kinds) > 1:
        reader.refuse(PERIODS_OF_TWO_WAYS, "over", labels=", ".join(labels))
        return labels
    for number, label in enumerate(labels):
        window = read_declared(resolved(label, None, _ANY_DAY))
        if window is None:
            reader.refuse(BAD_PERIOD_LABEL, "over", number, label=label)
        elif last and window.start <= last.end:
            reader.refuse(PERIODS_OUT_OF_ORDER, "over", number, label=label)
        last = window or last
    return labels


_ANY_DAY = date(2022, 5, 31)
"""Relative periods stand to one another in the same order on any day."""


def _check_has_period(reader: Reader, dataset: str) -> None:
    columns = reader.context.columns(dataset)
    if columns and not columns.resource.period and not columns.resource.date:
        reader.refuse(ROWS_WITHOUT_PERIOD, "of", "in", dataset=dataset)
