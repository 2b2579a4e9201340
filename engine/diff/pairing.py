"""What belongs together in two versions: by id; by text, where an id was renamed or moved."""

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from engine.classes import dataclass
from engine.diagnostics import Origin

ALIKE = 0.82
"""How like each other two texts must be to be one item under two ids."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """An item with the slug of its roadmap, its id, its text and its place."""

    slug: str
    id: str
    text: str
    item: Item
    at: Origin

    @property
    def full_id(self) -> str:
        """`slug/id`, unique within the project."""
        return f"{self.slug}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pair(Generic[Item]):
    """Two versions of one item; None where it was added or removed."""

    old: Placed[Item] | None
    new: Placed[Item] | None


def plain_text(text: str | None) -> str:
    """The words alone: how lines were folded does not count."""
    return " ".join((text or "").split())


def pair_items(old: Sequence[Placed[Item]], new: Sequence[Placed[Item]]) -> tuple[Pair[Item], ...]:
    """Pairs in the order of the new version, then what was removed.

    `old` speaks of roadmaps by their new slugs.
    """
    found: dict[int, int] = {}
    for key in _KEYS:
        _match(old, new, found, key)
    _match_alike(old, new, found)
    taken = set(found.values())
    pairs = [Pair(old[found[at]] if at in found else None, each) for at, each in enumerate(new)]
    return (*pairs, *(Pair(each, None) for at, each in enumerate(old) if at not in taken))


def _by_id(each: Placed[Item]) -> tuple[str, ...]:
    return each.slug, each.id


def _by_text(each: Placed[Item]) -> tuple[str, ...]:
    return each.slug, each.text


def _moved(each: Placed[Item]) -> tuple[str, ...]:
    return each.id, each.text


_KEYS: tuple[Callable[[Placed[object]], tuple[str, ...]], ...] = (_by_id, _by_text, _moved)


def _match(
    old: Sequence[Placed[Item]],
    new: Sequence[Placed[Item]],
    found: dict[int, int],
    key: Callable[[Placed[object]], tuple[str, ...]],
) -> None:
    """Pair what has the same key, in order, among what has no partner yet."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for at in _left(len(old), found.values()):
        waiting.setdefault(key(_anything(old[at])), []).append(at)
    for at in _left(len(new), found):
        partners = waiting.get(key(_anything(new[at])))
        if partners:
            found[at] = partners.pop(0)


def _anything(placed: Placed[Item]) -> Placed[object]:
    return placed  # type: ignore[return-value]


def _left(count: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [at for at in range(count) if at not in gone]


def _match_alike(
    old: Sequence[Placed[Item]], new: Sequence[Placed[Item]], found: dict[int, int]
) -> None:
    """A renamed item whose wording was touched too: the likeliest partner in its roadmap."""
    left_old, left_new = _left(len(old), found.values()), _left(len(new), found)
    scores = [
        (_likeness(old[before].text, new[after].text), before, after)
        for after in left_new
        for before in left_old
        if old[before].slug == new[after].slug
    ]
    for score, before, after in sorted(scores, key=lambda each: (-each[0], each[1:])):
        if score >= ALIKE and after not in found and before not in found.values():
            found[after] = before


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
