"""The clauses of a phrase, sorted."""

from dataclasses import dataclass

from engine.schedule.syntax import (
    Clause,
    External,
    Mark,
    Relative,
    Repeat,
    Separator,
    Time,
    Weekdays,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The clauses by their sort, each in the phrase's order."""

    times: list[Time]
    repeats: list[Repeat]
    weekdays: list[Weekdays]
    externals: list[External]
    relatives: list[Relative]
    marks: list[Mark]
    separators: list[Separator]

    def of(self, kind: str) -> list[Mark]:
        """The marks of one kind."""
        return [mark for mark in self.marks if mark.kind == kind]


def sort_clauses(clauses: list[Clause]) -> Parts:
    """The clauses by their sort."""
    return Parts(
        [c for c in clauses if isinstance(c, Time)],
        [c for c in clauses if isinstance(c, Repeat)],
        [c for c in clauses if isinstance(c, Weekdays)],
        [c for c in clauses if isinstance(c, External)],
        [c for c in clauses if isinstance(c, Relative)],
        [c for c in clauses if isinstance(c, Mark)],
        [c for c in clauses if isinstance(c, Separator)],
    )
