"""What the checks of texts share: printed texts in reading order, words, lemmas, likeness."""

from engine.checks.texts.likeness import likeness, shared_part
from engine.checks.texts.passages import (
    Passage,
    event_passages,
    indicator_passages,
    passages_of,
    roadmap_passages,
)
from engine.checks.texts.reporting import place, report
from engine.checks.texts.words import Word, content, normalised, words_of

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
