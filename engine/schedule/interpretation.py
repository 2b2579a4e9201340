"""What one time of a phrase means, and small questions about it."""

from dataclasses import replace

from engine.classes import dataclass
from engine.model.spec import ScheduleRemark, Window
from engine.schedule.calendar import bounds, intersect, piece
from engine.schedule.plan import Plan
from engine.schedule.syntax import Place, Point, Time, TimeMode, YearRef

_DEADLINES: tuple[TimeMode, ...] = ("to", "at", "latest")
_LEAP_YEAR = 2024
UNKNOWN_DATES = frozenset({"school_terms", "school_holidays"})
"""Reasons: each school sets these days in its own calendar."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one time of a phrase means in a plan. `explicit`: its year is written."""

    time: Time
    windows: tuple[Window, ...] = ()
    candidates: tuple[Window, ...] = ()
    reason: str | None = None
    remarks: tuple[ScheduleRemark, ...] = ()
    explicit: bool = False


def base(point: Point) -> Point:
    """The point that a piece is taken of: «декабрь» in «вторая неделя декабря»."""
    return base(point.of) if point.of else point


def says_each(point: Point) -> bool:
    """«конец каждого полугодия»."""
    return point.each or (point.of is not None and says_each(point.of))


def unit_cut(time: Time) -> str | None:
    """quarter or half, where the time is a piece of one that is not named: «конец квартала»."""
    inner = base(time.first)
    is_piece = inner is not time.first and inner.kind == "unit" and time.last is None
    return inner.name if is_piece and inner.name in ("quarter", "half") else None


def repeats_within(time: Time) -> bool:
    """«конец каждого полугодия», and «последний рабочий день квартала»: of each that there is."""
    return says_each(time.first) or (time.first.kind == "nth" and unit_cut(time) is not None)


def of_each(time: Time) -> Time:
    """The same piece of each such unit."""
    return replace(time, first=replace(time.first, each=True))


def points_of(time: Time) -> list[Point]:
    """Its first and last point."""
    return [point for point in (time.first, time.last) if point is not None]


def bases_of(time: Time) -> list[Point]:
    """The points its ends are pieces of."""
    return [base(point) for point in (time.first, time.last) if point is not None]


def written_years(time: Time) -> list[YearRef]:
    """The years that `time` names."""
    return [point.year for point in bases_of(time) if point.year]


def is_deadline(time: Time) -> bool:
    """True for «до», «к», «не позднее»."""
    return time.mode in _DEADLINES


def windows_of(readings: list[Reading]) -> tuple[Window, ...]:
    """The windows of all readings, in order, each once."""
    return tuple(sorted({window for reading in readings for window in reading.windows}))


def remark(code: str, place: Place, *params: tuple[str, str]) -> ScheduleRemark:
    """A remark about `place` of the phrase."""
    return ScheduleRemark(code, *place, params)


def backwards(time: Time, swapped: Window | None) -> Reading:
    """The end is before the start; the other way round is only a candidate."""
    note = remark("reversed-window", time.place)
    found = (swapped,) if swapped and swapped.start <= swapped.end else ()
    return Reading(time, (), found, "reversed_window", (note,), explicit=True)


def impossible(time: Time) -> Reading:
    """A day that no calendar has: 31.02, 19.20."""
    bad = [point for point in points_of(time) if _never(point)] or points_of(time)
    notes = tuple(remark("impossible-date", point.place) for point in bad)
    return Reading(time, (), (), "impossible_date", notes, explicit=True)


def _never(point: Point) -> bool:
    inner = base(point)
    year = inner.year.first if inner.year else _LEAP_YEAR
    return bounds(point, year, school=False) is None


def undated(point: Point) -> Point:
    """`point` without its year."""
    return replace(point, year=None, of=undated(point.of) if point.of else None)


def within(point: Point, window: Window) -> Window | None:
    """The part of `window` that `point` takes of it."""
    if point.of is None:
        return window
    inner = within(point.of, window)
    return piece(point, inner) if inner else None


def opened(time: Time, window: Window, plan: Plan) -> Window:
    """«с 1 сентября» runs to the end of the plan."""
    if not time.since:
        return window
    end = plan.period.end if plan.period else window.end
    return Window(window.start, max(end, window.end))


def clip(windows: tuple[Window, ...], limits: tuple[Window, ...]) -> tuple[Window, ...]:
    """The parts of `windows` inside `limits`."""
    cut = (intersect(window, limit) for window in windows for limit in limits)
    return tuple(window for window in cut if window)
