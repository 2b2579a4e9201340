"""Grades of schools as texts write them: «5-7 классы», «9-х и 11-х классов», «семиклассники»."""

import re
from collections.abc import Iterator

from engine.lazy import lazy_pattern

Span = tuple[int, int]

GRADES = lazy_pattern(
    r"(?<![\d.№])(?P<list>\d{1,2}(?:-?[хогйяе]{1,2})?(?:\s*(?:[-–—,]|и)\s*\d{1,2}(?:-?[хогйяе]{1,2})?){0,20})"
    r"\s*класс(?!н)",
    re.IGNORECASE,
)
_PUPILS = lazy_pattern(
    r"\b(?P<grade>перво|второ|третье|четверо|пяти|шести|семи|восьми|девяти|десяти|одиннадцати)классни[кцч]",
    re.IGNORECASE,
)
_NAMES = (
    "перво", "второ", "третье", "четверо", "пяти", "шести", "семи", "восьми", "девяти", "десяти",
    "одиннадцати",
)  # fmt: skip
_LAST_GRADE = 12
_NUMBER = lazy_pattern(r"\d+")


def grades_of(said: str) -> frozenset[int]:
    """«5-7, 9» → 5, 6, 7, 9; «9-х и 11-х» → 9, 11."""
    found = set[int]()
    for part in re.split(r"\s*(?:,|и)\s*", said):
        numbers = [int(each) for each in _NUMBER.findall(part)]
        if numbers:
            found |= set(range(numbers[0], min(numbers[-1], _LAST_GRADE) + 1))
    return frozenset(found)


def grades_in(text: str) -> Iterator[tuple[frozenset[int], Span]]:
    """The grades that a text names, and where."""
    for found in GRADES.finditer(text):
        yield grades_of(found["list"]), found.span("list")
    for found in _PUPILS.finditer(text):
        yield frozenset({_NAMES.index(found["grade"].lower()) + 1}), found.span()
