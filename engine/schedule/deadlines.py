"""A time after «до», «к», «не позднее» → the one day it ends on."""

from collections.abc import Callable
from dataclasses import replace

from engine.model.schedules import Window
from engine.schedule.dates import ONE_DAY
from engine.schedule.reading import Reading, remark
from engine.schedule.syntax import Point


def as_deadline(reading: Reading) -> Reading:
    """«до D» is the day D. «до сентября» may be the day before or the last day: the earlier."""
    point = reading.time.last or reading.time.first
    turn: Callable[[Window], Window] = _last_day
    vague = reading.time.mode == "to" and not _names_a_day(point)
    if vague or (reading.time.mode == "at" and not _names_a_day(point)):
        turn = _first_day if reading.time.mode == "at" and point.kind == "part" else _day_before
    if point.kind == "part" and point.name == "middle":
        turn = _middle_day
    windows = tuple(map(turn, reading.windows))
    candidates = tuple(map(turn, reading.candidates))
    if not vague or point.kind == "part" or not windows:
        return replace(reading, windows=windows, candidates=candidates)
    both = tuple(sorted({*windows, *map(_last_day, reading.windows)}))
    note = remark("ambiguous-deadline", reading.time.place)
    return replace(reading, windows=windows, candidates=both, remarks=(*reading.remarks, note))


def _names_a_day(point: Point) -> bool:
    exact = point.kind in ("day", "monthday") or (
        point.kind == "nth" and point.name.endswith("day")
    )
    return exact or (point.kind == "part" and point.name != "start")


def _last_day(window: Window) -> Window:
    return Window(window.end, window.end)


def _middle_day(window: Window) -> Window:
    day = window.start + (window.end - window.start) // 2
    return Window(day, day)


def _first_day(window: Window) -> Window:
    return Window(window.start, window.start)


def _day_before(window: Window) -> Window:
    day = window.start - ONE_DAY
    return Window(day, day)
