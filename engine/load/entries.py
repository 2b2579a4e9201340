"""Typed reading of plain data whose shape the schema has already vouched for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagnostics import Origin, Route
from engine.yamltext import Data


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of a spec with its place. Reading a key of another type is a defect, not input."""

    file: str
    data: Mapping[str, Data]
    route: Route = ()

    def origin(self, *steps: str | int, on_key: bool = False) -> Origin:
        """The place of the mapping, or of what the steps lead to."""
        return Origin(self.file, (*self.route, *steps), on_key)

    def text(self, key: str) -> str:
        """A mandatory text."""
        value = self.data[key]
        assert isinstance(value, str), (self.file, self.route, key)
        return value

    def maybe(self, key: str) -> str | None:
        """A text, or None when it is absent or null."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def flag(self, key: str) -> bool:
        """True when the key is there and true."""
        return self.data.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one; absent as an empty one."""
        value = self.data.get(key)
        if isinstance(value, str):
            return (value,)
        items = value if isinstance(value, list) else []
        return tuple(item for item in items if isinstance(item, str))

    def groups(self, key: str) -> "Iterator[tuple[str, ...]]":
        """The lists of texts in a list."""
        items = self.data.get(key)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, list):
                yield tuple(each for each in item if isinstance(each, str))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The texts of a mapping, with their keys."""
        value = self.data.get(key)
        if not isinstance(value, dict):
            return ()
        return tuple((name, text) for name, text in value.items() if isinstance(text, str))

    def entry(self, key: str) -> "Entry | None":
        """The mapping under a key."""
        value = self.data.get(key)
        return Entry(self.file, value, (*self.route, key)) if isinstance(value, dict) else None

    def entries(self, key: str) -> "Iterator[Entry]":
        """The mappings of a list."""
        items = self.data.get(key)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield Entry(self.file, item, (*self.route, key, index))
