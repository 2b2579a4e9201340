"""What the checks of texts share: printed texts in reading order, words, lemmas, likeness."""

from engine.lint.text.morphology import Word, content, likeness, normalised, shared_part, words_of
from engine.lint.text.passages import (
    Passage,
    event_passages,
    indicator_passages,
    passages_of,
    place,
    report,
    roadmap_passages,
)

__all__ = [
    "Passage",
    "Word",
    "content",
    "event_passages",
    "indicator_passages",
    "likeness",
    "normalised",
    "passages_of",
    "place",
    "report",
    "roadmap_passages",
    "shared_part",
    "words_of",
]
