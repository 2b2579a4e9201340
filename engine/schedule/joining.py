"""Several schedules of one cell («до 1 октября — сбор; до 1 ноября — отчёт») → one."""

from dataclasses import replace

from engine.model.spec import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.resolve import expand

_DATED = (ScheduleKind.FIXED_WINDOW, ScheduleKind.DEADLINE)


def joined_schedules(parts: tuple[Schedule, ...], period: Window | None) -> Schedule:
    """Lines keep their words, and their windows stand one after another; what repeats is worked
    out in the period. A line without dates keeps its reason where no line has any."""
    lines = tuple(part.text or "" for part in parts)
    windows = tuple(sorted({window for part in parts for window in _windows(part, period)}))
    undated = next((part for part in parts if not part.windows), parts[0])
    return Schedule(
        "; ".join(lines),
        _kind(parts) if windows else undated.kind,
        windows=windows,
        anchor=next((part.anchor for part in parts if part.anchor), None),
        offset=next((part.offset for part in parts if part.anchor), None),
        confidence=min(part.confidence for part in parts),
        reason=None if windows else undated.reason,
        candidates=tuple(sorted({window for part in parts for window in part.candidates})),
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
    kinds = {part.kind for part in parts}
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
    for part in parts:
        found.append(at)
        at += len(part.text or "") + len("; ")
    return found
