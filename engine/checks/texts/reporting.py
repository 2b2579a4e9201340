"""A finding about words of a passage."""

import re

from engine.checks.texts.passages import Passage
from engine.diagnostics import Code, Finding, Origin, Param, Related, finding

LONGEST_QUOTE = 160
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,5}\S*$")
_FIRST_WORDS = re.compile(r"\S*(?:\s+\S+){0,3}")


def place(passage: Passage, span: tuple[int, int] | None = None) -> Origin:
    """The passage, or the part of it."""
    return Origin(passage.at.file, passage.at.route, span=span)


def report(
    code: Code,
    passage: Passage,
    span: tuple[int, int] | None = None,
    *,
    related: tuple[tuple[Passage, str], ...] = (),
    **params: Param,
) -> Finding:
    """A finding at the passage, or at the span of it.

    Its parameters: `said` are the words at the place, `quote` the same with their neighbours.
    """
    if passage.printed:
        related = (*related, (passage.printed, "printed-here"))
    said = passage.text[slice(*span)] if span else passage.text
    quote = surrounding(passage.text, span) if span else shortened(passage.text)
    return finding(
        code,
        place(passage, span),
        related=[
            Related(place(each), f"caption.{caption}", each.subject) for each, caption in related
        ],
        subject=passage.subject,
        **{"quote": quote, "said": shortened(said), **params},
    )


def surrounding(text: str, span: tuple[int, int]) -> str:
    """The span with a few words on either side; «…» where more follows."""
    before, after = text[: span[0]], text[span[1] :]
    head = _LAST_WORDS.search(before)
    tail = _FIRST_WORDS.match(after)
    start = head.start() if head else 0
    end = span[1] + (tail.end() if tail else 0)
    quote = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{quote}{'…' if end < len(text.rstrip()) else ''}"


def shortened(text: str) -> str:
    """The text, or its beginning up to a word's end."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
