"""Pieces of a file, cut for a message."""

_LONGEST = 60


def quote(text: str) -> str:
    """The beginning of a text, on one line, short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
