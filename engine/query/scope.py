"""Which rows a rule sees: dated inside the period and not after as-of, labelled inside it."""

from datetime import date

from engine.classes import dataclass
from engine.model.conditions import (
    Clause,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    IsNull,
    Literal,
)
from engine.model.spec import Window
from engine.model.tables import Resource
from engine.query.binding import bind, conjunction, dates_of
from engine.query.periods import read_period, resolved
from engine.query.questions import Labels, Mask, Path, Slot, State, Total
from engine.query.scans import ScanBuilder

WITHOUT_BOUNDS = Window(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a rule looks at, and the run's reserved dates."""

    window: Window | None
    as_of: date
    dates: tuple[tuple[str, date], ...]

    @property
    def last_day(self) -> date:
        """The last day that is looked at: of the period, and not after as-of."""
        return min(self.window.end, self.as_of) if self.window else self.as_of

    def since(self, day: date | None) -> "Span":
        """The same span begun on another day, where one is given."""
        if day is None:
            return self
        end = self.window.end if self.window else date.max
        return Span(Window(day, end), self.as_of, self.dates)

    def during(self, window: Window) -> "Span":
        """The same run, looking at another period."""
        return Span(window, self.as_of, self.dates)

    def of(self, label: str | None) -> "Span":
        """The same run, looking at the period that the label means; None: at its own."""
        window = label and read_period(resolved(label, self.window, self.as_of))
        return self.during(window) if window else self

    def bound(self, clause: Clause | None) -> Condition | None:
        """The clause's condition with the run's dates."""
        return bind(clause.tree, dict(self.dates)) if clause else None


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows of a dataset a task sees, and how many they are.

    `all` counts every row, `visible` those not dated after as-of, `read` those in the period; only
    `read` is asked by organisation, so that the rest of the table need not be read for the others.
    `labels` is None where the dataset has no period column; `organisation` where it names none.
    `day` is the last one that is looked at.
    """

    dataset: str
    organisation: Path | None
    period: Path | None
    labels: Labels | None
    all: Slot
    visible: Slot
    read: Slot
    day: date


def span_of(window: Window | None, as_of: date) -> Span:
    """The span of an indicator: its roadmap's period, up to as-of."""
    return Span(window, as_of, tuple(dates_of(window, as_of).items()))


def keys_of(scan: ScanBuilder) -> tuple[Path, ...]:
    """The finest level: organisation and period label, where the dataset declares them."""
    names = (scan.resource.organisation, scan.resource.period)
    return tuple((name,) for name in names if name)


def with_key(scan: ScanBuilder, column: Path) -> tuple[Path, ...]:
    """The finest level and one column more, whose distinct values matter."""
    keys = keys_of(scan)
    return keys if column in keys else (*keys, column)


def in_period(resource: Resource, span: Span) -> Condition | None:
    """True of rows dated in the span and seen by as-of, and of organisations that exist on its
    last day; None where rows carry no date and organisations no days."""
    return conjunction(_dated(resource, span), alive(resource, span))


def _dated(resource: Resource, span: Span) -> Condition | None:
    if not resource.date:
        return None
    window = span.window or WITHOUT_BOUNDS
    column = Column((resource.date,), ColumnType.DATE)
    end = _day(span.last_day)
    return conjunction(Compare(">=", column, _day(window.start)), Compare("<=", column, end))


def alive(resource: Resource, span: Span) -> Condition | None:
    """True of organisations that exist on the last day of the span, an empty day being no bound;
    None where none is declared. Never unknown."""
    lifetime = resource.lifetime
    if lifetime is None:
        return None
    day = _day(span.last_day)
    bounds = [
        Either((IsNull(column), Compare(operator, column, day)))
        for operator, name in (("<=", lifetime.since), (">=", lifetime.until))
        if name
        for column in (Column((name,), ColumnType.DATE),)
    ]
    return conjunction(*bounds)


def where_of(scan: ScanBuilder, span: Span, clause: Clause | None) -> Condition | None:
    """True of the rows of the span for which the clause is; None where every row counts."""
    return conjunction(in_period(scan.resource, span), span.bound(clause))


def reach_of(scan: ScanBuilder, span: Span) -> Reach:
    """What a rule sees of the dataset."""
    resource, keys = scan.resource, keys_of(scan)
    period = (resource.period,) if resource.period else None
    labels = Labels(span.window, span.as_of) if period else None
    if labels:
        scan.labels[labels] = None
    return Reach(
        dataset=resource.name,
        organisation=(resource.organisation,) if resource.organisation else None,
        period=period,
        labels=labels,
        all=scan.slot((), Total(())),
        visible=scan.slot((period,) if period else (), Total(_true(scan, _seen(scan, span.as_of)))),
        read=scan.slot(keys, Total(_true(scan, in_period(resource, span)))),
        day=span.last_day,
    )


def _seen(scan: ScanBuilder, as_of: date) -> Condition | None:
    if not scan.resource.date:
        return None
    return Compare("<=", Column((scan.resource.date,), ColumnType.DATE), _day(as_of))


def _true(scan: ScanBuilder, tree: Condition | None) -> Mask:
    return scan.mask((tree, State.TRUE))


def _day(value: date) -> Literal:
    return Literal(value, ColumnType.DATE)


def unknown_of(
    scan: ScanBuilder, keys: tuple[Path, ...], where: Condition | None, of: Condition | None
) -> Slot | None:
    """Rows of `where` of which it is unknown whether they count; None without a condition."""
    if of is None:
        return None
    return scan.slot(keys, Total(scan.mask((where, State.TRUE), (of, State.UNKNOWN))))


def set_aside_of(scan: ScanBuilder, keys: tuple[Path, ...], where: Condition | None) -> Slot | None:
    """Rows of which it is unknown whether they belong; None where that cannot be."""
    return None if where is None else scan.slot(keys, Total(scan.mask((where, State.UNKNOWN))))
