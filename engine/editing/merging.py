"""Three versions of a text → one: what only one side changed is taken, the rest is marked."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from engine.classes import dataclass

MARKS = ("<<<<<<<", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Merged:
    """The text, and how many places both sides changed: there both stand between marks."""

    text: str
    conflicts: int


def merge_texts(base: str, mine: str, theirs: str, names: tuple[str, str]) -> Merged:
    """Both changes of `base` line by line; `names` stand beside the marks of mine and theirs."""
    old, one, other = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    lines: list[str] = []
    conflicts = 0
    at = (0, 0, 0)
    for start, from_mine, from_theirs, size in _shared(old, one, other):
        parts = old[at[0] : start], one[at[1] : from_mine], other[at[2] : from_theirs]
        settled = _settled(*parts)
        conflicts += settled is None
        lines += settled if settled is not None else _marked(parts[1], parts[2], names)
        lines += old[start : start + size]
        at = start + size, from_mine + size, from_theirs + size
    return Merged("".join(lines), conflicts)


def _settled(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """What stands there; None where both changed it, and differently."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _marked(mine: list[str], theirs: list[str], names: tuple[str, str]) -> list[str]:
    return [
        f"{MARKS[0]} {names[0]}\n", *_ended(mine), f"{MARKS[1]}\n", *_ended(theirs),
        f"{MARKS[2]} {names[1]}\n",
    ]  # fmt: skip


def _ended(lines: list[str]) -> list[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _shared(
    base: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Lines that all three have: where they begin in each, and how many; the end comes last."""
    first = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    second = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(first) and j < len(second):
        one, other = first[i], second[j]
        start = max(one.a, other.a)
        end = min(one.a + one.size, other.a + other.size)
        if start < end:
            yield start, one.b + start - one.a, other.b + start - other.a, end - start
        if one.a + one.size < other.a + other.size:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0
