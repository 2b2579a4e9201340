"""A name given otherwise in every file of a project that names it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from engine.classes import dataclass
from engine.diagnostics import Route
from engine.editing.assist import SLUG, Named, What
from engine.yamltext import Data, Document, parse


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a file from `start` to `end`, and what stands there instead."""

    start: int
    end: int
    text: str


class NotSeen(Exception):  # noqa: N818
    """A file holds the name and cannot be read, so that its places are not known."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def renamed(named: Named, new: str, texts: Mapping[str, str]) -> dict[str, tuple[Replacement, ...]]:
    """Every place of the project's files that names one of `RENAMED`, by file, with the new name;
    `texts` are all YAML files by path. Empty for anything else, and for what is not the project's.
    Raises NotSeen.
    """
    if named.origin is None or named.what not in RENAMED:
        return {}
    found = {}
    for file, text in texts.items():
        document = parse(text.encode("utf-8"), file).document
        if document is None and _spelt(named.name.rpartition("/")[2]).search(text):
            raise NotSeen(file)
        edits = tuple(_edits(document, file, new, named, texts)) if document else ()
        if edits:
            found[file] = edits
    return found


_OF_ROADMAPS = {
    What.GOAL: (("goals", "tasks"), frozenset({"goal", "serves"})),
    What.INDICATOR: (("indicators",), frozenset({"serves", "replaced_by"})),
    What.EVENT: (("events",), frozenset({"after"})),
}
"""The lists of a roadmap that give the name, and the keys that take it without its roadmap."""

_OF_PROJECTS = {
    What.RULE: frozenset({"use"}),
    What.DECISION: frozenset({"decision"}),
    What.BODY: frozenset({"body", "to"}),
}
"""The keys that take the name; a rule and a table of decisions are a file, a body is in a list."""

RENAMED = frozenset({*_OF_ROADMAPS, *_OF_PROJECTS})
"""What can be renamed."""


def _edits(
    document: Document, file: str, new: str, named: Named, texts: Mapping[str, str]
) -> Iterator[Replacement]:
    assert named.origin
    is_home = file == named.origin.file
    slug = SLUG.search(texts.get(named.origin.file, ""))
    old = named.name.rpartition("/")[2]
    for route, value in _texts(document.data):
        if named.what in _OF_PROJECTS:
            words, name = (old, new) if _names(route, value, named, is_home=is_home) else ("", "")
        elif slug and value == f"{slug[1]}/{old}":
            words, name = value, f"{slug[1]}/{new}"
        else:
            is_own = is_home and value == old and _is_of_roadmap(route, named.what)
            words, name = (old, new) if is_own else ("", "")
        if words:
            start, end = document.source.span(route)
            written = document.source.text[start:end]
            yield Replacement(start, end, _renamed(words, name, written))


def _renamed(old: str, new: str, written: str) -> str:
    return _spelt(old).sub(lambda _: new, written)


def _spelt(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _names(route: Route, value: str, named: Named, *, is_home: bool) -> bool:
    """Whether the value is the name, or has it among several."""
    if route == ("id",) or (len(route) == 3 and route[0] == "bodies" and route[2] == "id"):
        return is_home and value == named.name
    return _key(route) in _OF_PROJECTS[named.what] and named.name in re.split(r",\s*", value)


def _is_of_roadmap(route: Route, what: What) -> bool:
    own, keys = _OF_ROADMAPS[what]
    gives = len(route) == 3 and route[0] in own and route[2] == "id"
    return gives or _key(route) in keys


def _key(route: Route) -> str:
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def _texts(data: Data, route: Route = ()) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*route, index))


def applied(text: str, edits: Iterable[Replacement]) -> str:
    """The text after the replacements, which do not overlap."""
    for replacement in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: replacement.start] + replacement.text + text[replacement.end :]
    return text
