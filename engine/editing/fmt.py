"""`fmt`: bytes → the canonical text of the same values and the same comments.

The order of keys: that of the schema, which is the order in which people read a spec.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, has_errors
from engine.editing.nodes import Collection, Entry, Node, Scalar, comments_of
from engine.editing.reader import read_sheet
from engine.editing.writer import write_sheet
from engine.load.schemas import FORMATS, format_fault, schema
from engine.yamltext import Document, parse

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
    """What `parts_of` gives for each of the parts, one after another."""
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


class NotTheSame(Exception):  # noqa: N818
    """The canonical text would mean something else: a defect of the engine; nothing is written."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """The canonical text, or None with the findings that stand in its way."""

    text: str | None
    findings: tuple[Finding, ...]
    is_changed: bool = False


def format_file(data: bytes, file: str) -> Formatted:
    """The canonical form of one spec; its first line says which."""
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        return Formatted(None, parsed.findings)
    if fault := format_fault(parsed.document, tuple(FORMATS)):
        return Formatted(None, (placed(fault, parsed.document),))
    text = canonical(parsed.document, FORMATS[str(parsed.document.data["format"])])
    return Formatted(text, (), text.encode("utf-8") != data)


def canonical(document: Document, kind: str | None) -> str:
    """The canonical text of a document; a `kind` brings the order of its schema."""
    before = document.source.text
    sheet = read_sheet(before)
    comments = comments_of(sheet)
    if kind is not None:
        sort_keys(sheet.root, kind)
    after = write_sheet(sheet)
    if after != before:
        _verify(document, after, comments)
    return after


def _verify(document: Document, after: str, comments: list[str]) -> None:
    """Read the new text back: the same values, and every comment."""
    again = parse(after.encode("utf-8"), document.file).document
    if again is None or again.data != document.data:
        raise NotTheSame(f"values of {document.file}")
    if comments_of(read_sheet(after)) != comments:
        raise NotTheSame(f"comments of {document.file}")


def placed(found: Finding, document: Document) -> Finding:
    """The finding with its line and column, for those who have no other sources than the file."""
    assert isinstance(found.at, Origin)
    return replace(found, at=document.source.place(found.at))
