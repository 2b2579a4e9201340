"""What a head of department reads in a minute: sentences, large figures, what needs a decision."""

from collections import Counter
from collections.abc import Sequence

from engine.reports.content.attention import decisions
from engine.reports.content.blocks import Badge, Target, Tile
from engine.reports.content.names import STATUSES, VERDICTS
from engine.reports.content.views import Summary
from engine.reports.edition import Edition
from engine.results.events import Status
from engine.results.verdicts import REACHED, VerdictKind

Counts = Sequence[tuple[str, int]]
"""Message keys with their numbers."""

_NO_CONCLUSION = (VerdictKind.ERROR, VerdictKind.NO_DATA, VerdictKind.INDETERMINATE)


def view_summary(edition: Edition) -> Summary:
    """The first screen of the report."""
    verdicts = Counter(indicator.verdict.kind for indicator in edition.outcome.indicators)
    statuses = Counter(event.status for event in edition.outcome.events)
    requirements = Counter(requirement.verdict.kind for requirement in edition.outcome.requirements)
    return Summary(
        sentences=(
            indicator_sentence(verdicts, edition),
            event_sentence(statuses, edition),
            *((requirement_sentence(requirements, edition),) if requirements else ()),
            *_order_sentence(edition),
            edition.say("summary.points"),
        ),
        tiles=(*_tiles(verdicts, statuses, edition), *_requirement_tiles(requirements, edition)),
        decisions=decisions(edition),
    )


def indicator_sentence(verdicts: Counter[VerdictKind], edition: Edition) -> str:
    """«Из 96 показателей измеримы 53: выполнен 31, не выполнено 9. Кроме того, …»."""
    if not verdicts.total():
        return edition.say("summary.no_indicators")
    return _verdict_sentence("summary", verdicts, edition)


def requirement_sentence(verdicts: Counter[VerdictKind], edition: Edition) -> str:
    """«Из 108 требований измеримы 23: выполнено 11, не выполнено 4. Кроме того, …»."""
    return _verdict_sentence("requirement.summary", verdicts, edition)


def _verdict_sentence(section: str, verdicts: Counter[VerdictKind], edition: Edition) -> str:
    total = verdicts.total()
    measurable = total - verdicts[VerdictKind.NOT_MEASURABLE]
    counts = [(f"{section}.verdict.{kind.value}", verdicts[kind]) for kind in VERDICTS[:-1]]
    parts, rest = _parts(counts[:4], counts[4:], edition)
    if measurable == total:
        return edition.counted(f"{section}.indicators", total, parts=parts, rest=rest)
    shown = edition.numerals.number(measurable)
    named = {"m": shown, "m_count": measurable, "parts": parts, "rest": rest}
    return edition.counted(f"{section}.indicators_measurable", total, **named)


def event_sentence(statuses: Counter[Status], edition: Edition) -> str:
    """«Всего 117 мероприятий: выполнено 60, просрочено 7. Кроме того, …»."""
    total = statuses.total()
    if not total:
        return edition.say("summary.no_events")
    counts = [(f"summary.status.{status.value}", statuses[status]) for status in STATUSES]
    parts, rest = _parts(counts[:3], counts[3:], edition)
    return edition.counted("summary.events", total, parts=parts, rest=rest)


def _parts(first: Counts, then: Counts, edition: Edition) -> tuple[str, str]:
    """What matters most, and the rest; where nothing matters most, the rest comes first."""
    said, more = (
        ", ".join(edition.counted(key, count) for key, count in counts if count)
        for counts in (first, then)
    )
    return (said, more) if said else (more, "")


def _order_sentence(edition: Edition) -> tuple[str, ...]:
    ordering = edition.outcome.ordering
    if ordering.circle:
        return (edition.say("summary.circle"),)
    if ordering.conflicts:
        return (edition.counted("summary.conflicts", len(ordering.conflicts)),)
    return ()


def _tiles(
    verdicts: Counter[VerdictKind], statuses: Counter[Status], edition: Edition
) -> tuple[Tile, ...]:
    measurable = verdicts.total() - verdicts[VerdictKind.NOT_MEASURABLE]
    unclear = sum(verdicts[kind] for kind in _NO_CONCLUSION)
    rows = (
        ("met", reached(verdicts), measurable, Target("roadmaps", "indicator:met")),
        ("not_met", verdicts[VerdictKind.NOT_MET], measurable,
         Target("roadmaps", "indicator:not_met")),
        ("no_data", unclear, measurable, Target("gaps")),
        ("overdue", statuses[Status.OVERDUE], statuses.total(),
         Target("roadmaps", "event:overdue")),
    )  # fmt: skip
    return tuple(_tile("tile", *row, edition) for row in rows)


def _requirement_tiles(verdicts: Counter[VerdictKind], edition: Edition) -> tuple[Tile, ...]:
    """Met and not met; nothing where the project has no requirements."""
    measurable = verdicts.total() - verdicts[VerdictKind.NOT_MEASURABLE]
    rows = (
        ("met", reached(verdicts), measurable, Target("requirements", "requirement:met")),
        ("not_met", verdicts[VerdictKind.NOT_MET], measurable,
         Target("requirements", "requirement:not_met")),
    )  # fmt: skip
    return tuple(_tile("requirement.tile", *row, edition) for row in rows if verdicts)


def reached(verdicts: Counter[VerdictKind]) -> int:
    """How many are met, late ones among them."""
    return sum(verdicts[kind] for kind in REACHED)


def _tile(section: str, kind: str, number: int, of: int, target: Target, edition: Edition) -> Tile:
    return Tile(
        Badge(kind, edition.counted(f"{section}.{kind}", number)),
        edition.numerals.number(number),
        edition.counted(f"{section}.{kind}_of", of),
        target,
    )
