"""A tree of sentences as lines of text, for terminals."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from engine.classes import dataclass
from engine.messages import Catalogue

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Branch:
    """A line and what hangs on it."""

    text: str
    branches: tuple["Branch", ...] = ()


def branch(text: str, branches: Iterable["Branch | None"] = ()) -> Branch:
    """A branch; those of its own branches that are None are left out."""
    return Branch(text, tuple(each for each in branches if each is not None))


def draw(root: Branch) -> str:
    """The tree, lines wrapped to a hundred characters."""
    return "\n".join((*wrap(root.text, _WIDTH), *_below(root, "")))


def _below(parent: Branch, prefix: str) -> Iterator[str]:
    for number, child in enumerate(parent.branches, 1):
        last = number == len(parent.branches)
        yield from _lines(child, f"{prefix}{'└─ ' if last else '├─ '}", prefix, last)
        yield from _below(child, f"{prefix}{'   ' if last else '│  '}")


def _lines(child: Branch, first: str, prefix: str, last: bool) -> Iterator[str]:
    """The text of a branch; its further lines stand under the first, beside its own branches."""
    stem = f"{prefix}{'   ' if last else '│  '}{'│ ' if child.branches else '  '}"
    width = max(_WIDTH - len(first), 40)
    pieces = wrap(child.text, width, break_long_words=False, break_on_hyphens=False) or [""]
    yield first + pieces[0]
    yield from (stem + piece for piece in pieces[1:])


def cut(root: Branch, depth: int | None, words: Catalogue) -> Branch:
    """The tree down to that level, the root is level 0; a mark where more hangs."""
    if depth is None or not root.branches:
        return root
    if depth == 0:
        more = words.text("explain.cut", count=len(root.branches))
        return Branch(f"{root.text} {more}")
    return Branch(root.text, tuple(cut(each, depth - 1, words) for each in root.branches))
