"""A spec as facts, one a line, each with its address: what git compares instead of lines of YAML.

    indicators/teachers-supported/target: >= 70 %

Order of keys, comments, quotes and line breaks leave no trace; a text is one line whatever its
length. A list of things with names is addressed by the names, so a new one moves no other.
"""

from collections.abc import Iterator
from difflib import unified_diff

from engine.diagnostics import has_errors
from engine.editing.fmt import canonical
from engine.load.schemas import FORMATS
from engine.yamltext import Data, parse, text_of

_NAMES = ("id", "slug", "name")
_FREE = frozenset({"lost", "suggested", "with", "parameters"})
"""Mappings whose keys the author makes up: the schema gives them no order, so the alphabet does."""


def facts_of(data: bytes, file: str) -> list[str]:
    """The facts of a spec; the lines of any other file as they are."""
    facts = _read(data, file)
    return text_of(data).splitlines() if facts is None else facts


def _read(data: bytes, file: str) -> list[str] | None:
    """The facts of a spec; None where the file is none, or cannot be read."""
    document = parse(data, file).document
    kind = FORMATS.get(str(document.data.get("format"))) if document else None
    if document is None or kind is None:
        return None
    ordered = parse(canonical(document, kind).encode("utf-8"), file)
    assert ordered.document is not None
    assert not has_errors(ordered.findings)
    return list(_facts("", ordered.document.data))


def facts_diff(old: bytes, new: bytes, file: str) -> str:
    """What changed, as a unified diff of facts; empty when only the writing differs. Where one of
    the two cannot be read both are compared line by line: all facts of one would differ."""
    before, after = (_read(each, file) if each.strip() else [] for each in (old, new))
    if before is None or after is None:
        before, after = (text_of(each).splitlines() for each in (old, new))
    lines = unified_diff(before, after, f"a/{file}", f"b/{file}", n=0, lineterm="")
    return "\n".join(lines)


def _facts(address: str, value: Data) -> Iterator[str]:
    if isinstance(value, dict) and value:
        is_free = address.rpartition("/")[2] in _FREE
        for key, each in sorted(value.items()) if is_free else value.items():
            yield from _facts(f"{address}/{key}" if address else key, each)
    elif isinstance(value, list) and value:
        yield from _items(address, value)
    else:
        yield f"{address}: {_shown(value)}"


def _items(address: str, items: list[Data]) -> Iterator[str]:
    if not any(isinstance(item, dict | list) for item in items):
        yield f"{address}: {', '.join(_shown(item) for item in items)}"
        return
    for index, each in enumerate(items, 1):
        yield from _facts(f"{address}/{_name(each) or index}", each)


def _name(item: Data) -> str | None:
    if not isinstance(item, dict):
        return None
    return next((str(item[key]) for key in _NAMES if isinstance(item.get(key), str)), None)


def _shown(value: Data) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return " ⏎ ".join(str(value).split("\n"))
