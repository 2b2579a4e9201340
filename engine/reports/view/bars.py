"""Stacked bars: how many of each verdict or status, as parts of a whole."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from engine.messages import Catalogue
from engine.reports.edition import Edition
from engine.reports.numbers import numerals
from engine.reports.view.pieces import Badge, Bar, Segment
from engine.results.statuses import Status
from engine.results.verdicts import VerdictKind

VERDICTS = (
    VerdictKind.MET,
    VerdictKind.MET_LATE,
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
    return bar_of([(kind.value, counts[kind.value]) for kind in VERDICTS], section, edition.words)


def status_bar(statuses: Iterable[Status], edition: Edition) -> Bar:
    """The statuses of some events."""
    counts = Counter(status.value for status in statuses)
    counted = [(status.value, counts[status.value]) for status in STATUSES]
    return bar_of(counted, "status", edition.words)


def bar_of(counts: Iterable[tuple[str, int]], section: str, words: Catalogue) -> Bar:
    """The counts in their order, named by the words of `section`."""
    present = [(kind, count) for kind, count in counts if count]
    total, write = sum(count for _, count in present), numerals(words.language)
    ends = list(accumulate(count for _, count in present))
    segments = tuple(
        Segment(
            Badge(kind, words.text(f"{section}.{kind}")),
            write.number(count),
            start=f"{(end - count) / total * 100:.3f}",
            width=f"{count / total * 100:.3f}",
        )
        for (kind, count), end in zip(present, ends, strict=True)
    )
    description = ", ".join(f"{each.badge.label}: {each.count}" for each in segments)
    return Bar(segments, description)


def part_of(part: int, whole: int, words: Catalogue) -> str:
    """«31 из 53»."""
    write = numerals(words.language)
    return words.text("report.part_of", part=write.number(part), whole=write.number(whole))
