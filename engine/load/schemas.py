"""The JSON Schemas, compiled once: the fast validator says yes or no, the other explains.

The first line of a file: which format, and whether this engine reads that version.
"""

import json
from functools import lru_cache
from typing import Any

import jsonschema_rs

from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, Route, finding
from engine.expressions import nearest
from engine.lazy import lazy_pattern
from engine.packaged import schema_text
from engine.yamltext import Data, Document

FORMATS = {
    "roadmap/1": "roadmap",
    "project/1": "project",
    "data/1": "data",
    "rule/1": "rules",
    "method/1": "method",
    "test/1": "tests",
    "decision/1": "decisions",
    "words/1": "words",
}
"""The formats that this engine reads, and the schema of each."""


def is_valid(kind: str, data: Data) -> bool:
    """Whether the data keeps to the schema."""
    return _validator(kind).is_valid(data)


def broken_at(kind: str, data: Data) -> Route:
    """Where the fast validator stumbled first."""
    for error in _validator(kind).iter_errors(data):
        return tuple(error.instance_path)
    return ()


@lru_cache(maxsize=8)
def schema(kind: str) -> dict[str, Any]:
    """A schema as data."""
    loaded: dict[str, Any] = json.loads(schema_text(kind))
    return loaded


@lru_cache(maxsize=8)
def _validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(kind))


_VERSION = lazy_pattern(r"(?P<name>[a-z]+)/(?P<number>[1-9][0-9]{0,3})")


def format_fault(document: Document, expected: tuple[str, ...]) -> Finding | None:
    """None when the file is of an expected format; a newer version is told from an unknown name."""
    found = document.data.get("format")
    if found in expected:
        return None
    at = Origin(document.file, ("format",) if "format" in document.data else ())
    if newer_than := _known_version(str(found), expected):
        return finding(codes.NEWER_FORMAT, at, found=str(found), known=newer_than)
    hint = nearest(str(found), expected) or ""
    return finding(codes.UNKNOWN_FORMAT, at, found=str(found or ""), known=expected, hint=hint)


def _known_version(found: str, expected: tuple[str, ...]) -> str | None:
    """The version that this engine reads, where `found` is a later one of the same format."""
    later = _VERSION.fullmatch(found)
    for known in expected:
        own = _VERSION.fullmatch(known)
        if later and own and later["name"] == own["name"]:
            return known if int(later["number"]) > int(own["number"]) else None
    return None
