"""Stacked bars: how many of each verdict or status, as parts of a whole."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from engine.reports.edition import Edition
from engine.reports.view.pieces import Badge, Bar, Segment
from engine.results.statuses import Status
from engine.results.verdicts import VerdictKind

VERDICTS = (
    VerdictKind.MET,
    VerdictKind.NOT_MET,
    VerdictKind.ERROR,
    VerdictKind.NO_DATA,
    VerdictKind.INDETERMINATE,
    VerdictKind.NOT_DUE,
    VerdictKind.WAIVED,
    VerdictKind.NOT_APPLICABLE,
    VerdictKind.NOT_MEASURABLE,
)
STATUSES = (
    Status.DONE,
    Status.DONE_LATE,
    Status.OVERDUE,
    Status.NO_DATA,
    Status.IN_PROGRESS,
    Status.UPCOMING,
    Status.WAIVED,
    Status.UNDATED,
)


def verdict_bar(kinds: Iterable[VerdictKind], edition: Edition, *, section: str = "verdict") -> Bar:
    """The verdicts of some indicators, named by the words of `section`."""
    counts = Counter(kind.value for kind in kinds)
    return _bar([(kind.value, counts[kind.value]) for kind in VERDICTS], section, edition)


def status_bar(statuses: Iterable[Status], edition: Edition) -> Bar:
    """The statuses of some events."""
    counts = Counter(status.value for status in statuses)
    return _bar([(status.value, counts[status.value]) for status in STATUSES], "status", edition)


def _bar(counts: list[tuple[str, int]], section: str, edition: Edition) -> Bar:
    present = [(kind, count) for kind, count in counts if count]
    total = sum(count for _, count in present)
    ends = list(accumulate(count for _, count in present))
    segments = tuple(
        Segment(
            Badge(kind, edition.say(f"{section}.{kind}")),
            edition.numerals.number(count),
            start=f"{(end - count) / total * 100:.3f}",
            width=f"{count / total * 100:.3f}",
        )
        for (kind, count), end in zip(present, ends, strict=True)
    )
    description = ", ".join(f"{each.badge.label}: {each.count}" for each in segments)
    return Bar(segments, description)
