"""The order of keys: that of the schema, which is the order in which people read a spec."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.editing.nodes import Collection, Entry, Node, Scalar
from engine.load.schemas import schema

Schema = Mapping[str, Any]


def sort_keys(root: Collection, kind: str) -> None:
    """Put the keys of the whole file into the order of the schema; unknown keys stay last."""
    whole = schema(kind)
    _sort(root, tuple(parts_of(whole, root, whole)), whole)


def _sort(node: Node, parts: tuple[Schema, ...], whole: Schema) -> None:
    if isinstance(node, Scalar):
        return
    if node.is_mapping:
        rank = {key: place for place, key in enumerate(_known(parts))}
        had_gap = [entry.blank for entry in node.entries[:1]]
        node.entries.sort(key=lambda entry: rank.get(_name(entry), len(rank)))
        _keep_first_gap(node, had_gap)
    for entry in node.entries:
        inner = (each for part in parts for each in below(part, entry))
        _sort(entry.value, tuple(all_parts(inner, entry.value, whole)), whole)


def _keep_first_gap(node: Collection, had_gap: list[bool]) -> None:
    """An empty line above what comes first belongs to the place, not to the key."""
    if node.entries:
        node.entries[0].blank = had_gap[0]


def _name(entry: Entry) -> str:
    return entry.key.text if entry.key else ""


def _known(parts: tuple[Schema, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for part in parts for key in part.get("properties", {})))


def below(part: Schema, entry: Entry) -> Iterator[Schema]:
    """The schemas of an entry's value."""
    if entry.key is None:
        items = part.get("items")
        if isinstance(items, Mapping):
            yield items
        return
    known = part.get("properties", {}).get(entry.key.text)
    other = part.get("additionalProperties")
    if isinstance(known, Mapping):
        yield known
    elif isinstance(other, Mapping):
        yield other


def all_parts(parts: Iterator[Schema], node: Node, whole: Schema) -> Iterator[Schema]:
    for part in parts:
        yield from parts_of(part, node, whole)


def parts_of(part: Schema, node: Node, whole: Schema) -> Iterator[Schema]:
    """The schema itself and what it refers to, with the branch that the node takes."""
    if reference := part.get("$ref"):
        yield from parts_of(whole["$defs"][str(reference).rpartition("/")[2]], node, whole)
    yield part
    for each in part.get("allOf", ()):
        yield from parts_of(each, node, whole)
    if "if" in part:
        branch = part.get("then" if _holds(part["if"], node) else "else")
        if isinstance(branch, Mapping):
            yield from parts_of(branch, node, whole)


def _holds(condition: Schema, node: Node) -> bool:
    """The conditions that the schemas use: a type, a pattern, keys that are there, a constant."""
    if "type" in condition:
        return _is_of_type(condition, node)
    if isinstance(node, Scalar) or any(node.get(key) is None for key in condition["required"]):
        return False
    return all(
        _text(node.get(key)) == wanted.get("const")
        for key, wanted in condition.get("properties", {}).items()
    )


def _is_of_type(condition: Schema, node: Node) -> bool:
    if isinstance(node, Scalar):
        matches = re.search(condition.get("pattern", ""), node.text)
        return condition["type"] == "string" and matches is not None
    return bool(condition["type"] == ("object" if node.is_mapping else "array"))


def _text(entry: Entry | None) -> str | None:
    return entry.value.text if entry and isinstance(entry.value, Scalar) else None
