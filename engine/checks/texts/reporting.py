"""A finding about words of a passage."""

from engine.checks.texts.passages import Passage
from engine.diagnostics import Code, Finding, Origin, Param, Related, finding

LONGEST_QUOTE = 160


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
    """A finding at the passage (or at the span of it), quoting the words it is about."""
    if passage.printed:
        related = (*related, (passage.printed, "printed-here"))
    quote = passage.text[slice(*span)] if span else passage.text
    return finding(
        code,
        place(passage, span),
        related=[
            Related(place(each), f"caption.{caption}", each.subject) for each, caption in related
        ],
        subject=passage.subject,
        **{"quote": shortened(quote), **params},
    )


def shortened(text: str) -> str:
    """The text, or its beginning up to a word's end."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
