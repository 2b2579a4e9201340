"""The reference of the language, made of the schemas: what each key means, its values, an example.

One key or all of them; the schemas that editors show are the only place where this is written.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.load.schemas import FORMATS, schema
from engine.messages import Catalogue

Node = Mapping[str, Any]
KINDS = ("project", "roadmap", "data", "rules", "decisions", "tests", "method", "words")
"""The files that people write, in the order in which they meet them."""
_EXAMPLE = lazy_pattern(r"```yaml\n(?P<lines>.*?)\n```", re.DOTALL)
_INNER = ("then", "else", "allOf", "anyOf", "oneOf")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a file: `within` names the part in which it stands (None: the file itself)."""

    file: str
    within: str | None
    name: str
    title: str
    text: str
    types: tuple[str, ...]
    values: tuple[str, ...]
    is_required: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a part that stands in it once or many times, with its keys."""

    title: str
    text: str
    keys: tuple[Key, ...]


def parts_of(kind: str) -> Iterator[Part]:
    """The file of that kind, then its parts."""
    whole: Node = schema(kind)
    yield Part(str(whole["title"]), str(whole["description"]), tuple(_keys(kind, None, whole)))
    for node in whole["$defs"].values():
        keys = tuple(_keys(kind, str(node.get("title", "")), node))
        if keys:
            yield Part(str(node["title"]), str(node.get("description", "")), keys)


def keys_named(name: str) -> tuple[Key, ...]:
    """Keys of that name, or at that way («roadmap.indicators.target»); each meaning once."""
    kind, *steps = name.split(".")
    if not steps:
        every = (key for each in KINDS for part in parts_of(each) for key in part.keys)
        return _distinct(key for key in every if key.name == name)
    return _distinct(_on_the_way(kind, steps)) if kind in KINDS else ()


def known_keys() -> tuple[str, ...]:
    """The names of all keys."""
    every = (key.name for kind in KINDS for part in parts_of(kind) for key in part.keys)
    return tuple(sorted(set(every)))


def explain_keys(keys: tuple[Key, ...], words: Catalogue) -> str:
    """What the keys mean, one under another."""
    return "\n\n".join("\n".join(_told(key, words)) for key in keys)


def reference(words: Catalogue) -> str:
    """All keys of all files as Markdown; a part that several files share stands once."""
    lines = [f"# {words.text('reference.title')}", "", words.text("reference.lead")]
    seen: set[tuple[tuple[str, str, str], ...]] = set()
    for kind in KINDS:
        for at, part in enumerate(parts_of(kind)):
            told = tuple((key.name, key.text, key.title) for key in part.keys)
            if told in seen:
                continue
            seen.add(told)
            mark = f" (`{_file(kind)}`)" if at == 0 else ""
            lines += ["", f"{'##' if at == 0 else '###'} {part.title}{mark}", "", part.text, ""]
            lines += [f"| {' | '.join(_heads(words))} |", "|---|---|---|---|"]
            lines += [_row(key, words) for key in part.keys]
    return "\n".join(lines) + "\n"


def _file(kind: str) -> str:
    return next(format_ for format_, name in FORMATS.items() if name == kind)


def _heads(words: Catalogue) -> tuple[str, ...]:
    return tuple(words.text(f"reference.{each}") for each in ("key", "means", "value", "example"))


def _row(key: Key, words: Catalogue) -> str:
    name = f"`{key.name}`" + (" \\*" if key.is_required else "")
    example = "<br>".join(
        f"`{splitline}`" for line in key.examples for splitline in line.splitlines()
    )
    cells = (name, f"{key.title}. {key.text}" if key.text else key.title, _values(key, words))
    return "| " + " | ".join(_cell(each) for each in (*cells, example)) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _told(key: Key, words: Catalogue) -> Iterator[str]:
    yield f"{key.name} — {key.title}"
    where = words.text("reference.where", file=_file(key.file), within=key.within or "")
    needed = words.text("reference.needed") if key.is_required else words.text("reference.may")
    yield f"  {where}; {needed}; {_values(key, words)}"
    if key.text:
        yield f"  {key.text}"
    for example in key.examples:
        yield from (f"    {line}" for line in example.splitlines())


def _values(key: Key, words: Catalogue) -> str:
    if key.values:
        return ", ".join(key.values)
    types = key.types or ("any",)
    return " / ".join(words.text(f"reference.type.{each}") for each in types)


def _keys(kind: str, within: str | None, node: Node) -> Iterator[Key]:
    required = node.get("required", ())
    for name, each in node.get("properties", {}).items():
        yield _key(kind, within, name, each, is_required=name in required)


def _key(kind: str, within: str | None, name: str, node: Node, *, is_required: bool) -> Key:
    aim = _aimed(kind, node)
    known = {**aim, **{key: value for key, value in node.items() if key != "$ref"}}
    types = known.get("type", ())
    example = _EXAMPLE.findall(str(known.get("markdownDescription", "")))
    values = known.get("enum", [known["const"]] if "const" in known else [])
    return Key(
        file=kind,
        within=within,
        name=name,
        title=str(known.get("title", name)),
        text=str(known.get("description", "")),
        types=(types,) if isinstance(types, str) else tuple(types),
        values=tuple(str(each) for each in values if each is not None),
        is_required=is_required,
        examples=tuple(example),
    )


def _aimed(kind: str, node: Node) -> Node:
    """What a reference points at; nothing where it is none."""
    aim = node.get("$ref")
    if aim is None:
        return {}
    found: Node = schema(kind)["$defs"][str(aim).rpartition("/")[2]]
    return found


def _on_the_way(kind: str, steps: list[str]) -> Iterator[Key]:
    nodes: list[tuple[str | None, Node]] = [(None, schema(kind))]
    for step in steps[:-1]:
        nodes = [
            (inner.get("title"), inner)
            for _, node in nodes
            for child in [node.get("properties", {}).get(step)]
            if child
            for inner in _inside(kind, child)
        ]
    for title, node in nodes:
        yield from (key for key in _keys(kind, title, node) if key.name == steps[-1])


def _inside(kind: str, node: Node, depth: int = 0) -> Iterator[Node]:
    """The parts with keys that a value may be: itself, its items, what it points at or is of."""
    if depth > 6:
        return
    if "properties" in node:
        yield node
    inner = [node.get("items"), node.get("additionalProperties"), _aimed(kind, node)]
    for name in _INNER:
        found = node.get(name)
        inner += found if isinstance(found, list) else [found]
    for each in inner:
        if isinstance(each, Mapping) and each:
            yield from _inside(kind, each, depth + 1)


def _distinct(keys: Iterator[Key]) -> tuple[Key, ...]:
    found: dict[tuple[object, ...], Key] = {}
    for key in keys:
        found.setdefault((key.name, key.title, key.text, key.examples), key)
    return tuple(found.values())
