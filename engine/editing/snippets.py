"""Rules ready to be filled in, one for each measure, in the notation of editors (`${1:word}`).

Made of the schema, which is the one place that says what a measure must have: a new measure, or a
new key of one, is offered without a word here.
"""

import re
from collections.abc import ItemsView, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.load.schemas import schema

Schema = Mapping[str, Any]

TABLES = ("in", "per", "list", "given")
"""Keys of a rule that name a table."""

_EXAMPLE = lazy_pattern(
    r"```yaml\n[\w-]+:(?P<line> .+)?\n(?P<items>(?:  - .+\n)*)(?:[\w-]+: .+\n)*```"
)
"""The first of the examples of a key."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """The rule on one line, and on a line for each of its keys."""

    measure: str
    title: str
    line: str
    lines: str


@dataclass(slots=True)
class _Holes:
    """Numbers the places to fill in; tables that the project has are a choice."""

    tables: tuple[str, ...]
    count: int = field(default=0)

    def hole(self, words: str) -> str:
        self.count += 1
        return f"${{{self.count}:{_escaped(words)}}}"

    def choice(self, words: Iterable[str]) -> str:
        self.count += 1
        told = ",".join(re.sub(r"([\\,|$}])", r"\\\1", word) for word in words)
        return f"${{{self.count}|{told}|}}"


def snippets(tables: Iterable[str] = ()) -> tuple[Snippet, ...]:
    """One for each measure, in the order of the schema."""
    return _made(tuple(tables))


@lru_cache(maxsize=8)
def _made(tables: tuple[str, ...]) -> tuple[Snippet, ...]:
    parts = schema("roadmap")["$defs"]
    measures = (each for name, each in parts.items() if name.startswith("measure_"))
    return tuple(
        _snippet(measure, parts, tables) for measure in measures if "properties" in measure
    )


def _snippet(part: Schema, parts: Schema, tables: tuple[str, ...]) -> Snippet:
    name = str(part["properties"]["measure"]["const"])
    holes = _Holes(tables)
    pairs = [
        f"{key}: {_value(key, part['properties'][key], parts, holes)}"
        for key in part["required"]
        if key != "measure"
    ]
    whole = [f"measure: {name}", *pairs]
    line, title = "{" + ", ".join(whole) + "}", str(part.get("description", ""))
    return Snippet(name, title, line, "\n".join(whole))


def _value(key: str, part: Schema, parts: Schema, holes: _Holes) -> str:
    if key in TABLES and holes.tables:
        return holes.choice(holes.tables)
    if "enum" in part:
        return holes.choice(map(str, part["enum"]))
    if "const" in part:
        return str(part["const"])
    if example := _EXAMPLE.search(str(part.get("markdownDescription", ""))):
        items = ", ".join(re.findall(r"  - (.+)\n", example["items"]))
        return holes.hole((example["line"] or "").strip() or f"[{items}]")
    return _structure(part, parts, holes)


def _structure(part: Schema, parts: Schema, holes: _Holes) -> str:
    """A value without an example: of what it must have."""
    if "$ref" in part:
        return _reference(str(part["$ref"]).rpartition("/")[2], parts, holes)
    if part.get("type") == "array":
        return f"[{_structure(part['items'], parts, holes)}]"
    if "properties" not in part:
        return holes.hole(str(part.get("title", "")))
    inside = (
        f"{key}: {_value(key, part['properties'][key], parts, holes)}"
        for key in part.get("required", ())
    )
    return "{" + ", ".join(inside) + "}"


def _reference(name: str, parts: Schema, holes: _Holes) -> str:
    """A measure inside a measure is a share, until it is another; a rule is one of `rules/`."""
    inside = {"measure": "measure_share", "rule": "use"}.get(name, name)
    return _structure(parts[inside], parts, holes)


def plain(snippet: str) -> str:
    """The text with the words and the first choices that stand in it."""
    filled = re.sub(r"\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}", r"\1", snippet)
    filled = re.sub(r"\$\{\d+:((?:\\.|[^\\}])*)\}", r"\1", filled)
    return re.sub(r"\\([\\,|$}])", r"\1", filled)


def _escaped(words: str) -> str:
    return re.sub(r"([\\$}])", r"\\\1", words)


def measures() -> ItemsView[str, str]:
    """Each measure once, with what it is."""
    return {snippet.measure: snippet.title for snippet in reversed(snippets())}.items()
