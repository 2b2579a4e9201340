"""Reading the tables of phrases: what a cell says, and how a schedule is written in a cell."""

import csv
from datetime import date
from pathlib import Path

from engine.model.spec import Schedule, Window

HERE = Path(__file__).parent
PLANS: dict[str, Window | None] = {
    "2021/22": Window(date(2021, 9, 1), date(2022, 8, 31)),
    "2024/25": Window(date(2024, 9, 1), date(2025, 8, 31)),
    "2022": Window(date(2022, 1, 1), date(2022, 12, 31)),
    "2020-2022": Window(date(2020, 1, 1), date(2022, 12, 31)),
    "-": None,
}
EXPECTED = ("kind", "windows", "rrule", "anchor", "offset", "reason", "candidates", "remarks")
_MOST = 5


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def written(schedule: Schedule) -> dict[str, str]:
    """The schedule as the cells of a table."""
    offset = schedule.offset
    return {
        "kind": schedule.kind.value,
        "windows": windows_written(schedule.windows),
        "rrule": schedule.rrule or "",
        "anchor": schedule.anchor or "",
        "offset": f"{offset.amount} {offset.unit}" if offset else "",
        "reason": schedule.reason or "",
        "candidates": windows_written(schedule.candidates),
        "remarks": " ".join(remark.code for remark in schedule.remarks),
    }


def windows_written(windows: tuple[Window, ...]) -> str:
    """Up to five windows in full; of more the first, the last and how many."""
    if len(windows) > _MOST:
        return f"{_window(windows[0])} … {_window(windows[-1])} ({len(windows)})"
    return " ".join(map(_window, windows))


def _window(window: Window) -> str:
    return str(window.start) if window.start == window.end else f"{window.start}..{window.end}"
