"""Where runs are kept unless told otherwise, and what to do about a store that is damaged."""

from pathlib import Path

from engine.messages import Catalogue

DEFAULT_STORE = Path("outputs") / "history.sqlite"


def broken(path: Path, error: Exception, words: Catalogue) -> str:
    """What to do about a store that cannot be read."""
    from engine.history import NO_FILE, OTHER_SHAPE

    ours = {NO_FILE: "history.no_file", OTHER_SHAPE: "history.other_shape"}
    key = ours.get(str(error))
    reason = words.text(key) if key else str(error)
    return words.text("history.unreadable", path=path.as_posix(), error=reason)
