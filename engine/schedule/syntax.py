"""The parts of a schedule phrase as the grammar reads them, before any plan gives them dates.

The clauses of a phrase, sorted.
"""

from typing import Literal

from engine.classes import dataclass
from engine.model.spec import Offset

PointKind = Literal[
    "number",
    "day",
    "month",
    "quarter",
    "half",
    "term",
    "trimester",
    "season",
    "holidays",
    "years",
    "nth",
    "part",
    "monthday",
    "unit",
]
TimeMode = Literal["within", "during", "to", "at", "latest"]
Direction = Literal["before", "after", "from", "within"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class YearRef:
    """A year as written; two years when `last` is later than `first`.

    `school`: «учебный год»; `plural`: «гг.»; `lost`: nothing stands between the two;
    `malformed`: the digits that are no year; `following`: «следующего года», no figure at all.
    """

    first: int
    last: int
    place: Place
    school: bool = False
    plural: bool = False
    lost: bool = False
    malformed: str | None = None
    following: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a time: a day, a month, a part or the n-th piece `of` another point.

    `name` says which unit, part or piece; `each` marks «каждого месяца»; `number` counts days of
    a month, quarters, halves, pieces (-1 is the last).
    """

    kind: PointKind
    place: Place
    number: int = 0
    month: int = 0
    name: str = ""
    year: YearRef | None = None
    of: "Point | None" = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """From `first` to `last` (or within `first`), open at the end where `since`.

    `to`, `at` and `latest` are deadlines: «до», «к», «не позднее».
    """

    first: Point
    last: Point | None
    mode: TimeMode
    place: Place
    since: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """`times` in each `interval` of `unit`s; `said` as «ежегодно», «каждый год», not counted."""

    unit: str
    interval: int
    times: int
    place: Place
    said: bool = False


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week (MO…SU); `number` counts them inside `of`, 0 is every one."""

    days: tuple[str, ...]
    number: int
    of: Point | None
    place: Place


@dataclass(frozen=True, slots=True)
class External:
    """A schedule that somebody else keeps, in the phrase's words."""

    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Relative:
    """A distance from something else, or from the date `point`; `offset` None if not stated.

    `latest`: the distance ends on one day («не позднее», «через»), else it is a stretch of days.
    """

    anchor: str | None
    offset: Offset | None
    direction: Direction
    place: Place
    point: Point | None = None
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that is said by its kind alone, or is not about time at all (note)."""

    kind: Literal["needed", "always", "note", "lost"]
    place: Place
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Separator:
    """What stands between clauses: comma, and, slash, semi, open, close, colon, dash."""

    name: str
    place: Place


Clause = Time | Repeat | Weekdays | External | Relative | Mark | Separator


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
