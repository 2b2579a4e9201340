"""A row of printed numbers: what is skipped, repeated, restarted, out of turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.checks.wording.numbers import Printed


class Fault(StrEnum):
    """What is wrong with a number where it stands."""

    SKIPPED = "skipped"
    REPEATED = "repeated"
    RESTARTED = "restarted"
    OUT_OF_TURN = "out_of_turn"


@dataclass(frozen=True, slots=True)
class Slip:
    """The fault of the number at a position; `missing` are the numbers skipped before it (a range:
    a slip of the pen may skip millions), `first` is the position of the same number above."""

    position: int
    fault: Fault
    missing: range = range(0)
    first: int | None = None


def find_slips(numbers: Sequence[Printed | None]) -> Iterator[Slip]:
    """The faults of a row of numbers that should count 1, 2, 3 …, or from 0.

    Rows without a number (lost, or lines of one cell) may each stand for one number.
    """
    seen: dict[int, int] = {}
    last: int | None = None
    unnumbered = 0
    for position, printed in enumerate(numbers):
        if printed is None:
            unnumbered += 1
            continue
        number = printed.last
        yield from _judge(position, number, last, unnumbered, seen)
        if number == 1:
            seen = {}
        seen.setdefault(number, position)
        last, unnumbered = number, 0


def _judge(
    position: int, number: int, last: int | None, unnumbered: int, seen: dict[int, int]
) -> Iterator[Slip]:
    before = last or 0
    if number > before + unnumbered + 1:
        yield Slip(position, Fault.SKIPPED, range(before + unnumbered + 1, number))
    elif number == last or (number in seen and number != 1):
        yield Slip(position, Fault.REPEATED, first=seen[number])
    elif number == 1 and last:
        yield Slip(position, Fault.RESTARTED, first=seen.get(1))
    elif number < before:
        yield Slip(position, Fault.OUT_OF_TURN)
