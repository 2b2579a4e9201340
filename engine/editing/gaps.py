"""What stands between two values: comments, empty lines, and signs that say nothing."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in a gap. `alone` says that nothing but blanks stands before it in its line."""

    at: int
    column: int
    text: str
    alone: bool
    blank: bool


@dataclass(slots=True)
class Gap:
    """The characters from `start` to `end` of a text; read it once."""

    text: str
    start: int
    end: int
    blank: bool = False
    """Whether an empty line stands after the last comment; given in from the gap before."""

    def remarks(self) -> Iterator[Remark]:
        """The comments in order; `blank` is up to date when all were taken."""
        if self.end <= self.start:
            return
        at = self.start
        while at <= self.end:
            stop = self.text.find("\n", at, self.end)
            stop = self.end if stop < 0 else stop
            yield from self._of_line(at, stop)
            at = stop + 1

    def _of_line(self, start: int, stop: int) -> Iterator[Remark]:
        line_start = self.text.rfind("\n", 0, start) + 1
        sign = self.text.find("#", start, stop)
        if sign >= 0:
            alone = not self.text[line_start:sign].strip()
            said = self.text[sign:stop].rstrip()
            yield Remark(sign, sign - line_start, said, alone, self.blank)
            self.blank = False
        elif stop < self.end and not self.text[line_start:stop].strip():
            self.blank = True
