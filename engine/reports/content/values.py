"""What each value of a column gave to a figure that is broken down by it."""

from engine.model.conditions import ColumnType
from engine.model.spec import Breakdown
from engine.reports.content.blocks import TallyLine
from engine.reports.content.calculation import group_line
from engine.reports.edition import Edition
from engine.results.verdicts import Figure, IndicatorOutcome, Tally, is_too_small


def value_lines(outcome: IndicatorOutcome, edition: Edition) -> tuple[TallyLine, ...]:
    """One line a value: listed ones first, then the others; last the rows without one."""
    indicator, measured = outcome.indicator, outcome.verdict.measurement
    if indicator.by is None or indicator.rule is None or measured is None:
        return ()
    reached = {element.key: element.found for element in measured.value_elements}
    parts: tuple[Tally | Figure, ...] = measured.by_value or measured.value_figures
    return tuple(
        TallyLine(
            _name(part, indicator.by, edition),
            edition.say("report.hidden" if part.withheld else "report.nothing"),
            "",
        )
        if part.withheld or (part.value is None and not is_too_small(part, indicator))
        else group_line(
            _name(part, indicator.by, edition), part, indicator, edition,
            is_reached=reached.get(part.key or ""),
        )
        for part in parts
    )  # fmt: skip


def _name(part: Tally | Figure, by: Breakdown, edition: Edition) -> str:
    if part.key is None:
        return edition.say("broken.others" if part.withheld else "broken.none")
    if by.type is ColumnType.BOOLEAN:
        return edition.say(f"broken.{part.key}")
    return part.key
