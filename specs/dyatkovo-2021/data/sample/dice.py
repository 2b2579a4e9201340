"""Chance that falls the same way on every machine and in every version of Python."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A linear congruential generator (Knuth's MMIX constants); the high bits are used."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        for _ in range(4):
            self.below(2)

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) * limit >> 31

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def happens(self, percent: float) -> bool:
        """True in that many cases of a hundred."""
        return self.below(10_000) < percent * 100

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items in their order."""
        left = list(range(len(items)))
        chosen = sorted(left.pop(self.below(len(left))) for _ in range(min(count, len(items))))
        return [items[number] for number in chosen]

    def workday(self, first: date, last: date) -> date:
        """A day from Monday to Friday between two days."""
        day = first + timedelta(days=self.below((last - first).days + 1))
        return weekday(day)


def weekday(day: date) -> date:
    """The day itself, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))
