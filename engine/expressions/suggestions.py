"""Did you mean: the known name that is nearest to the one written."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from engine.lazy import lazy_pattern

_DAY_FIRST = lazy_pattern(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})(?:\D.*)?")
_YEAR_FIRST = lazy_pattern(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T].*)?")


def meant_day(written: str) -> str:
    """31.12.2024 or 2024-12-31 10:00 as dates are written here, or nothing where it is no day."""
    text, parts = written.strip(), None
    if found := _DAY_FIRST.fullmatch(text):
        parts = found.group(3, 2, 1)
    elif found := _YEAR_FIRST.fullmatch(text):
        parts = found.groups()
    try:
        return date(*map(int, parts)).isoformat() if parts else ""
    except ValueError:
        return ""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that differs by case or by a few letters, or is begun with; or None."""
    by_folded = {name.casefold(): name for name in known}
    folded = written.casefold()
    close = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    if not close and len(folded) >= 3:
        close = [name for name in by_folded if name.startswith(folded)]
    return by_folded[close[0]] if close else None
