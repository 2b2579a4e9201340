"""Dates and periods of specs. Their form is the schema's business; the calendar is ours."""

from datetime import date

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.load.entries import Entry
from engine.model.schedules import Window


def read_date(entry: Entry, key: str, findings: list[Finding]) -> date | None:
    """The date under a key; None when it is absent, null or in no calendar."""
    text = entry.maybe(key)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(finding(codes.DATE_IMPOSSIBLE, entry.origin(key), date=text))
        return None


def read_period(entry: Entry | None, findings: list[Finding]) -> Window | None:
    """The window of a `period`; None when it is null, with the reason beside it."""
    if entry is None:
        return None
    start, end = read_date(entry, "from", findings), read_date(entry, "to", findings)
    if start and end and start > end:
        origin = entry.origin("to")
        findings.append(
            finding(codes.PERIOD_REVERSED, origin, start=start.isoformat(), end=end.isoformat())
        )
        return None
    unknown = [key for key in ("from", "to") if entry.data.get(key) is None]
    if unknown and not entry.maybe("reason"):
        findings.append(finding(codes.PERIOD_UNEXPLAINED, entry.origin(unknown[0]), key=unknown[0]))
    return Window(start, end) if start and end else None
