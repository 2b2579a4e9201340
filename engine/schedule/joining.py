"""Several schedules of one cell («до 1 октября — сбор; до 1 ноября — отчёт») → one."""

from dataclasses import replace

from engine.model.spec import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.resolve import expand

_DATED = (ScheduleKind.FIXED_WINDOW, ScheduleKind.DEADLINE)


def joined_schedules(parts: tuple[Schedule, ...], period: Window | None) -> Schedule:
    """Lines keep their words, and their windows stand one after another; what repeats is worked
    out in the period. A line without dates keeps its reason where no line has any."""
    lines = tuple(each.text or "" for each in parts)
    windows = tuple(sorted({window for each in parts for window in _windows(each, period)}))
    undated = next((each for each in parts if not each.windows), parts[0])
    return Schedule(
        "; ".join(lines),
        _kind(parts) if windows else undated.kind,
        windows=windows,
        anchor=next((each.anchor for each in parts if each.anchor), None),
        offset=next((each.offset for each in parts if each.anchor), None),
        confidence=min(each.confidence for each in parts),
        reason=None if windows else undated.reason,
        candidates=tuple(sorted({window for each in parts for window in each.candidates})),
        remarks=tuple(
            replace(remark, start=remark.start + at, end=remark.end + at)
            for at, each in zip(_offsets(parts), parts, strict=True)
            for remark in (*each.remarks, *(_undated(each) if windows else ()))
        ),
        lines=lines,
    )


def _windows(schedule: Schedule, period: Window | None) -> tuple[Window, ...]:
    if schedule.rrule is None or period is None:
        return schedule.windows
    return expand(schedule, period) or schedule.windows


def _kind(parts: tuple[Schedule, ...]) -> ScheduleKind:
    """That of the lines, where all have one; otherwise they are so many windows."""
    kinds = {each.kind for each in parts}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(_DATED) else ScheduleKind.FIXED_WINDOW


def _undated(part: Schedule) -> tuple[ScheduleRemark, ...]:
    """A line without dates beside others that have some is not left out in silence."""
    if part.windows:
        return ()
    text = part.text or ""
    return (ScheduleRemark("words-not-used", 0, len(text)),)


def _offsets(parts: tuple[Schedule, ...]) -> list[int]:
    """Where the text of each line begins."""
    found, at = [], 0
    for each in parts:
        found.append(at)
        at += len(each.text or "") + len("; ")
    return found
