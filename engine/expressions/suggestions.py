"""Did you mean: the known name that is nearest to the one written."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that differs by case or by a few letters, or is begun with; or None."""
    by_folded = {name.casefold(): name for name in known}
    folded = written.casefold()
    close = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    if not close and len(folded) >= 3:
        close = [name for name in by_folded if name.startswith(folded)]
    return by_folded[close[0]] if close else None
