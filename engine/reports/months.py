"""The plan month by month."""

from collections.abc import Iterator
from itertools import takewhile

from engine.messages import Catalogue
from engine.results.ordering import PlannedEvent

Month = tuple[int, int]
"""Year and month."""


def months_of(order: tuple[PlannedEvent, ...]) -> Iterator[Month | None]:
    """The month under which each event stands: the latest begun so far.

    None for those at the end that have no dates, and before the first that has.
    """
    tail = sum(1 for _ in takewhile(lambda planned: planned.start is None, reversed(order)))
    latest: Month | None = None
    for planned in order[: len(order) - tail]:
        if planned.start is not None:
            month = (planned.start.year, planned.start.month)
            latest = max(latest, month) if latest else month
        yield latest
    yield from (None for _ in range(tail))


def month_name(month: Month | None, words: Catalogue) -> str:
    """«сентябрь 2021», or that there are no dates."""
    if month is None:
        return words.text("plan.without_dates")
    return f"{words.text(f'plan.month.{month[1]}')} {month[0]}"
