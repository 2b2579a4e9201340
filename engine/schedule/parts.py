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
from engine.schedule.words import SCHEDULE_STEMS


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
    """Clauses by sort; words that name no schedule are notes, bare numbers too."""
    told = [_told(clause) for clause in clauses]
    return Parts(
        [c for c in told if isinstance(c, Time)],
        [c for c in told if isinstance(c, Repeat)],
        [c for c in told if isinstance(c, Weekdays)],
        [c for c in told if isinstance(c, External)],
        [c for c in told if isinstance(c, Relative)],
        [c for c in told if isinstance(c, Mark)],
        [c for c in told if isinstance(c, Separator)],
    )


def _told(clause: Clause) -> Clause:
    match clause:
        case External(anchor=anchor) if anchor and not names_schedule(anchor):
            return Mark("note", clause.place, anchor)
        case Mark(kind="note", anchor=anchor) if names_schedule(anchor):
            return External(anchor, clause.place)
        case _:
            return clause


def names_schedule(words: str) -> bool:
    """True where one of the words is a schedule, plan, order, list that somebody keeps."""
    plain = words.lower().replace("ё", "е").replace("-", " ").split()
    return any(word.startswith(SCHEDULE_STEMS) for word in plain)
