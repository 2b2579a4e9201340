"""Phrases that count from several anchors: «в период ГИА и каникул», «за неделю до ИС и до ГИА»."""

from dataclasses import replace

from engine.lazy import lazy_pattern
from engine.model.spec import Schedule, Window
from engine.schedule.anchoring import Anchor, anchored
from engine.schedule.joining import joined_schedules
from engine.schedule.resolve import resolve_schedule

_LEFT = frozenset({"words-not-used", "words-not-read", "two-schedules"})
"""Remarks that say that a part of the phrase did not count."""
_PARTED = lazy_pattern(r"\s*[,;]\s*(?:и\s+)?|\s+и\s+")
_MOST = 6
"""So many parts at most."""


def with_all_anchors(
    schedule: Schedule, anchors: tuple[Anchor, ...], period: Window | None
) -> Schedule:
    """The days of all parts, where the phrase as a whole leaves some of its words unread and each
    part is understood alone, one of them by an anchor. A part that says only what it counts from
    («и каникул») takes the words before the anchor of the part ahead of it."""
    is_unread = _leaves(schedule) or bool(schedule.anchor and not schedule.windows)
    if not is_unread or schedule.lines or not anchors or not schedule.text:
        return schedule
    parts = _PARTED.split(schedule.text.strip())
    if not 1 < len(parts) <= _MOST:
        return schedule
    schedules: list[Schedule] = []
    for part in parts:
        read = _read(part, schedules[-1].text or "" if schedules else "", anchors, period)
        if read is None:
            return schedule
        schedules.append(read)
    if not any(each.anchor for each in schedules) or _are_bounds(schedules):
        return schedule
    joined, at = joined_schedules(tuple(schedules), period), 0
    remarks = []
    for part, read in zip(parts, schedules, strict=True):
        at = schedule.text.index(part, at)
        remarks += [replace(remark, start=at, end=at + len(part)) for remark in read.remarks]
    return replace(joined, text=schedule.text, lines=(), remarks=tuple(remarks))


def _leaves(schedule: Schedule) -> bool:
    return any(remark.code in _LEFT for remark in schedule.remarks)


def _are_bounds(parts: list[Schedule]) -> bool:
    """Whether two parts may bound one window: «до ГИА и после ВПР» is not two of them."""
    ends = [part.offset.amount for part in parts if part.offset]
    return len(parts) == len(ends) == 2 and 0 in ends and min(ends) < 0


def _read(
    part: str, ahead: str, anchors: tuple[Anchor, ...], period: Window | None
) -> Schedule | None:
    """The part as it stands, or with as few words of the one ahead as make it understood."""
    words = ahead.split()
    for taken in range(max(len(words), 1)):
        phrase = " ".join((*words[:taken], part))
        read = anchored(resolve_schedule(phrase, period), anchors, period)
        if read.windows and not _leaves(read):
            return read
    return None
