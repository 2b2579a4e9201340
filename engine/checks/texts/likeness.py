"""How far two texts say the same, whatever the endings."""

from collections import Counter

from engine.checks.texts.words import content


def likeness(one: str, other: str) -> float:
    """0 … 1: twice the shared words over all words (Dice), by lemmas."""
    first, second = Counter(content(one)), Counter(content(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def shared_part(part: str, whole: str) -> float:
    """0 … 1: how much of the first text's words the second one has."""
    first, second = set(content(part)), set(content(whole))
    return len(first & second) / len(first) if first else 0.0
