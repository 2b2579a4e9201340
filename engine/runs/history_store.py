"""Where runs are kept unless told otherwise, and what to do about a store that is damaged."""

from pathlib import Path
from typing import TYPE_CHECKING

from engine.messages import PASSING, Catalogue

if TYPE_CHECKING:
    from engine.history import BrokenStoreError

DEFAULT_STORE = Path("outputs") / "history.sqlite"


def broken(path: Path, error: "BrokenStoreError", words: Catalogue) -> str:
    """What to do about a store that cannot be read."""
    key = "kept_back" if error.reason in PASSING else "unreadable"
    reason = words.text(f"store.{error.reason}")
    return words.text(f"history.{key}", path=path.as_posix(), error=reason)
