"""A YAML file as its author sees it: values in their order, with the comments beside them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` on; `blank` says that an empty line stands before it."""

    text: str
    column: int
    blank: bool = False


@dataclass(slots=True)
class Scalar:
    """A text and how it was written: "" plain, the two quotes, | literal, > folded."""

    text: str
    style: str = ""


@dataclass(slots=True)
class Collection:
    """A mapping or a list; `tail` holds the comments after its last entry."""

    is_mapping: bool
    is_flow: bool = False
    column: int = 0
    entries: list["Entry"] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)

    def get(self, key: str) -> "Entry | None":
        """The entry of a key."""
        return next((each for each in self.entries if each.key and each.key.text == key), None)


Node = Scalar | Collection


@dataclass(slots=True)
class Entry:
    """`key: value`, or `- value` with no key."""

    key: Scalar | None
    value: Node = field(default_factory=lambda: Scalar(""))
    before: list[Comment] = field(default_factory=list)
    beside: Comment | None = None
    blank: bool = False


@dataclass(slots=True)
class Sheet:
    """A whole file: the comments at its head, and its root."""

    head: list[Comment]
    root: Collection


def comments_of(sheet: Sheet) -> list[str]:
    """Every comment of the file, sorted: what may be moved and never lost."""
    found = [each.text for each in sheet.head]
    _collect(sheet.root, found)
    return sorted(found)


def _collect(node: Collection, found: list[str]) -> None:
    found.extend(each.text for each in node.tail)
    for entry in node.entries:
        found.extend(each.text for each in entry.before)
        if entry.beside:
            found.append(entry.beside.text)
        if isinstance(entry.value, Collection):
            _collect(entry.value, found)
