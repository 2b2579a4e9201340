"""A schedule as plain data for JSON."""

from engine.model.schedules import Offset, Schedule, ScheduleRemark, Window


def schedule_json(schedule: Schedule) -> dict[str, object]:
    """Dates are ISO 8601; places in `findings` count characters of `text`."""
    return {
        "text": schedule.text,
        "kind": schedule.kind.value,
        "windows": [_window(window) for window in schedule.windows],
        "rrule": schedule.rrule,
        "anchor": schedule.anchor,
        "offset": _offset(schedule.offset) if schedule.offset else None,
        "confidence": schedule.confidence,
        "reason": schedule.reason,
        "candidates": [_window(window) for window in schedule.candidates],
        "findings": [_remark(entry) for entry in schedule.remarks],
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": window.start.isoformat(), "end": window.end.isoformat()}


def _offset(offset: Offset) -> dict[str, object]:
    return {"amount": offset.amount, "unit": offset.unit}


def _remark(entry: ScheduleRemark) -> dict[str, object]:
    return {
        "code": entry.code,
        "start": entry.start,
        "end": entry.end,
        "params": dict(entry.params),
    }
