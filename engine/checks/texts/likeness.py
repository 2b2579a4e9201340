"""How far two texts say the same, whatever the endings."""

from collections import Counter
from functools import lru_cache

from engine.checks.texts.words import content


def likeness(one: str, other: str) -> float:
    """0 … 1: twice the shared words over all words (Dice), by lemmas."""
    first, second = _counted(one), _counted(other)
    total = first.total() + second.total()
    if len(second) < len(first):
        first, second = second, first
    shared = sum(min(times, second[word]) for word, times in first.items() if word in second)
    return 2 * shared / total if total else 0.0


def shared_part(part: str, whole: str) -> float:
    """0 … 1: how much of the first text's words the second one has."""
    first, second = set(content(part)), set(content(whole))
    return len(first & second) / len(first) if first else 0.0


@lru_cache(maxsize=8192)
def _counted(text: str) -> Counter[str]:
    return Counter(content(text))
