"""Which words of a text differ from the other version."""

import re
from difflib import SequenceMatcher

Part = tuple[str, bool]
"""A piece of text, and whether the other version has it otherwise."""

_WORD = re.compile(r"\s+|[^\s]+")


def marked(text: str | None, other: str | None) -> tuple[Part, ...]:
    """The text in pieces; everything is marked where there is no other version."""
    if not text:
        return ()
    if not other:
        return ((text, True),)
    ours, theirs = _WORD.findall(text), _WORD.findall(other)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return tuple(
        ("".join(ours[start:end]), tag != "equal")
        for tag, start, end, _, _ in matcher.get_opcodes()
        if end > start
    )
